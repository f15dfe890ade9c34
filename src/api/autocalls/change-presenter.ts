import type { ChangeAnswer } from '../../trunks/change.js';
import type { Trunk } from '../../trunks/trunk.js';
import { type ApiAnswer, operationHeader, operationLocation, retryAfter } from '../answer.js';
import type { ApiSettings } from '../dependencies.js';
import { autocallsFailed } from '../errors/failed-operations.js';
import type { FieldProblems } from '../fields.js';
import { RequestProblem } from '../request-problem.js';
import { inUseMessage } from '../set-up-messages.js';
import { busyMessage, cannotChangeMessage, stillChangingMessage } from '../trunk-operation-messages.js';
import { presentFieldProblems, presentProblem } from './presenter.js';
import { addressesMissing } from './trunk-fields.js';
import type { NotFound } from './trunk-id.js';
import { trunkObject } from './trunk-objects.js';

/** The words in which the endpoints that change a trunk differ. */
interface ChangeWords {
  readonly notFound: NotFound;
  readonly failed: string;
  readonly changed: (trunk: Trunk) => object;
  readonly fieldProblems: (problems: FieldProblems) => ApiAnswer;
}

/** Words the outcome of a change of a trunk as this contract documents it. */
export function presentTrunkChange(answer: ChangeAnswer, settings: ApiSettings): ApiAnswer {
  return present(answer, {
    notFound: 'trunk_not_found',
    failed: autocallsFailed.change,
    changed: (trunk) => ({ message: 'SIP trunk updated successfully.', data: trunkObject(trunk, settings) }),
    fieldProblems: presentFieldProblems,
  });
}

/** Words the outcome of a change of a number's nickname. */
export function presentNicknameChange(answer: ChangeAnswer): ApiAnswer {
  return present(answer, {
    notFound: 'phone_number_not_found',
    failed: autocallsFailed.change_nickname,
    changed: ({ id, number, nickname, countryCode }) => ({
      message: 'Phone number updated successfully.',
      data: { id, phone_number: number.value, nickname, country_code: countryCode, type: 'sip' },
    }),
    fieldProblems: presentNicknameProblems,
  });
}

/** Here, and only here, the contract's message is the first problem. */
export function presentNicknameProblems(errors: FieldProblems): ApiAnswer {
  const [first] = Object.values(errors);
  return { status: 422, body: { message: first?.[0] ?? 'The given data was invalid.', errors } };
}

function present(answer: ChangeAnswer, words: ChangeWords): ApiAnswer {
  switch (answer.kind) {
    case 'changed':
      return {
        status: 200,
        headers: operationHeader(answer.operationId),
        body: words.changed(answer.trunk),
      };
    case 'unfinished':
      return {
        status: 202,
        headers: { ...operationHeader(answer.operationId), ...operationLocation(answer.operationId) },
        body: {
          message: stillChangingMessage(answer.state),
          data: { operation_id: answer.operationId, state: answer.state },
        },
      };
    case 'failed':
      return presentFailure(answer, words);
    case 'not_found':
      return presentProblem(new RequestProblem(words.notFound));
    case 'addresses_missing':
      return words.fieldProblems({ allowed_inbound_ips: [addressesMissing] });
    case 'number_in_use':
      return { status: 409, body: { error: inUseMessage, code: 'number_in_use' } };
    case 'busy':
      return {
        status: 409,
        headers: retryAfter(answer.retryAfterSeconds),
        body: { error: busyMessage, code: 'trunk_busy' },
      };
    case 'idempotency_key_reused':
      return words.fieldProblems({
        'Idempotency-Key': ['Idempotency-Key was already used with another request.'],
      });
    case 'unavailable':
      return {
        status: 503,
        headers: retryAfter(answer.retryAfterSeconds),
        body: { error: cannotChangeMessage, code: `${answer.component}_unavailable` },
      };
  }
}

function presentFailure(
  { operationId, failure }: Extract<ChangeAnswer, { kind: 'failed' }>,
  { failed }: ChangeWords,
): ApiAnswer {
  const taken = failure.code === 'number_taken';
  return {
    status: taken ? 409 : 500,
    headers: operationHeader(operationId),
    body: {
      error: taken ? inUseMessage : failed,
      code: taken ? 'number_in_use' : failure.code,
      operation_id: operationId,
    },
  };
}
