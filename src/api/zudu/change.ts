import { z } from 'zod';
import type { ChangeAnswer, TrunkChanges } from '../../domain/change/change.js';
import type { Trunk } from '../../domain/trunk/trunk.js';
import { accepted, type Parsed, refused, type TextForm } from '../../domain/values.js';
import { zuduFailedChange } from '../errors/failed-operations.js';
import { RequestProblem } from '../errors/request-problem.js';
import { type ApiAnswer, operationHeader } from '../http/answer.js';
import type { ChangeEndpoint } from '../http/change-handler.js';
import {
  fieldsIn,
  formed,
  notAnObject,
  optionalText,
  readBody,
  requiredText,
  textOf,
} from '../http/fields.js';
import { boundProblems, changeWarnings, stillChangingMessage } from '../http/outcomes.js';
import { noteFields, notesGiven, parseAgentName } from '../http/trunk-fields.js';
import { changedNumberObject } from './phone-number.js';
import { presentFieldProblems, presentProblem } from './presenter.js';
import {
  presentBusy,
  presentFailure,
  presentRefusal,
  presentUnavailable,
  presentUnfinished,
} from './shared-answers.js';

/** Makes the reader of requests that change a number: what they leave out stays as it is, null takes most of it away. */
export function createChangeReader(): ChangeEndpoint<never>['read'] {
  return (body, trunk) => {
    const reading = readBody(schemaFor(trunk), body);
    return reading.ok ? { ok: true, value: toChanges(reading.value, fieldsIn(body)) } : reading;
  };
}

/** The body of a change. */
export function changeBody(): z.ZodType {
  return schemaFor(null);
}

type ChangeFields = z.output<ReturnType<typeof schemaFor>>;

function schemaFor(trunk: Trunk | null) {
  return z.object(
    {
      nickname: optionalText('Nickname', textOf({ max: 255 })),
      label: optionalText('Label', textOf({ max: 255 })),
      inbound_agent_id: optionalText('Inbound agent id', parseAgentName),
      ...noteFields,
      // It may be left out, but not taken away.
      outbound_trunk_id: requiredText(
        'Outbound trunk id',
        formed((text) => parseOwnTrunkId(text, trunk), ownTrunkIdForm),
        anotherTrunk,
      ).optional(),
    },
    notAnObject,
  );
}

function toChanges(fields: ChangeFields, given: (name: string) => boolean): TrunkChanges {
  const notes = notesGiven(fields, given);
  return {
    ...(given('label') ? { nickname: fields.label } : {}),
    ...(given('nickname') ? { nickname: fields.nickname } : {}),
    ...(given('inbound_agent_id') ? { agentName: fields.inbound_agent_id } : {}),
    ...(Object.keys(notes).length === 0 ? {} : { notes }),
  };
}

const ownTrunkIdForm = {
  description: 'Only the id that the number has already: every number has an outbound trunk of its own.',
  pattern: '^ST_[A-Za-z0-9]+$',
  examples: ['ST_sFAXh5zmGwU2'],
} as const satisfies TextForm;

const anotherTrunk = 'cannot be changed: every phone number has an outbound trunk of its own';

/** Every trunk has an outbound trunk of its own, so the only id that can be given is the one it has. */
function parseOwnTrunkId(text: string, trunk: Trunk | null): Parsed<string> {
  if (text.startsWith('TK')) {
    return refused(
      'must be an id of LiveKit, which begins with ST_; one that begins with TK belongs to Twilio',
    );
  }
  if (trunk !== null && text !== trunk.outboundTrunkId) {
    return refused(anotherTrunk);
  }
  return accepted(text);
}

/** Words the outcome of a change in this contract's envelope. */
export function presentChange(answer: ChangeAnswer): ApiAnswer {
  switch (answer.kind) {
    case 'changed':
      return {
        status: 200,
        headers: operationHeader(answer.operationId),
        body: {
          message: 'Phone number updated successfully',
          status: 'success',
          error: null,
          data: changedNumberObject(answer.trunk),
          ...changeWarnings(answer.trunk, null),
        },
      };
    case 'unfinished':
      return presentUnfinished(answer, stillChangingMessage(answer.state));
    case 'failed':
      return presentFailure(answer.operationId, answer.failure, zuduFailedChange);
    case 'not_found':
      return presentProblem(new RequestProblem('phone_number_not_found'));
    case 'invalid':
      return presentFieldProblems(answer.problems);
    case 'addresses_missing':
      return presentFieldProblems({ allowed_inbound_ips: ['At least one allowed IP address is required.'] });
    case 'bound_to_carrier':
      return presentFieldProblems(boundProblems(answer.fields));
    case 'already_exists':
    case 'number_in_use':
      return presentRefusal(answer.kind);
    case 'busy':
      return presentBusy(answer.retryAfterSeconds);
    case 'idempotency_key_reused':
      return presentRefusal('idempotency_key_reused');
    case 'unavailable':
      return presentUnavailable(answer, 'change');
  }
}
