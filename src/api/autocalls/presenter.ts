import type { SetUpAnswer } from '../../domain/set-up/set-up.js';
import type { Trunk, TrunkPage } from '../../domain/trunk/trunk.js';
import type { ApiSettings } from '../dependencies.js';
import { autocallsFailed } from '../errors/failed-operations.js';
import { refusals, wordsOf } from '../errors/refusals.js';
import type { RequestProblem } from '../errors/request-problem.js';
import { type ApiAnswer, operationHeader, trunkLocation, warningsMember } from '../http/answer.js';
import type { FieldProblems } from '../http/fields.js';
import { stillCreatingMessage } from '../http/outcomes.js';
import type { CallDirection, PageRequest } from './read.js';
import {
  presentFailure,
  presentKeyReused,
  presentRefusal,
  presentUnavailable,
  presentUnfinished,
} from './shared-answers.js';
import {
  assignableNumberObject,
  listedTrunkObject,
  phoneNumberObject,
  trunkObject,
} from './trunk-objects.js';

/** Words the outcome of a set-up as this contract documents it. */
export function presentSetUp(
  answer: SetUpAnswer,
  settings: ApiSettings,
  warnings: readonly string[],
): ApiAnswer {
  switch (answer.kind) {
    case 'created':
      return {
        status: 201,
        headers: { ...operationHeader(answer.operationId), ...trunkLocation(answer.trunk.id) },
        body: {
          message: 'SIP trunk created successfully.',
          data: trunkObject(answer.trunk, settings),
          ...warningsMember(warnings),
        },
      };
    case 'already_exists':
      return presentRefusal('already_exists', answer.trunk === null ? {} : trunkLocation(answer.trunk.id));
    case 'number_in_use':
      return presentRefusal('number_in_use');
    case 'idempotency_key_reused':
      return presentKeyReused(presentFieldProblems);
    case 'unfinished':
      return presentUnfinished(answer, stillCreatingMessage(answer.state));
    case 'failed':
      return presentFailure(answer.operationId, answer.failure, autocallsFailed.set_up);
    case 'unavailable':
      return presentUnavailable(answer, 'set_up');
  }
}

/** Words a trunk that was asked for. */
export function presentTrunk(trunk: Trunk, settings: ApiSettings): ApiAnswer {
  return { status: 200, body: { data: trunkObject(trunk, settings) } };
}

/** Words all trunks of an organisation, which the contract lists without pages. */
export function presentTrunks({ trunks }: TrunkPage, settings: ApiSettings): ApiAnswer {
  return { status: 200, body: { data: trunks.map((trunk) => listedTrunkObject(trunk, settings)) } };
}

/** Words one page of them, in the form of the pages that the contract has elsewhere. */
export function presentPageOfTrunks(
  { trunks, total }: TrunkPage,
  { page, perPage }: PageRequest,
  settings: ApiSettings,
): ApiAnswer {
  return {
    status: 200,
    body: {
      data: trunks.map((trunk) => listedTrunkObject(trunk, settings)),
      current_page: page,
      last_page: Math.max(1, Math.ceil(total / perPage)),
      per_page: perPage,
      total,
    },
  };
}

/** Words all phone numbers of an account; every one that Trunkline knows is a SIP trunk's. */
export function presentPhoneNumbers({ trunks }: TrunkPage): ApiAnswer {
  return { status: 200, body: { data: trunks.map(phoneNumberObject) } };
}

/** Words the numbers that an assistant may be given; this list has no envelope. */
export function presentAssignableNumbers({ trunks }: TrunkPage, direction: CallDirection | null): ApiAnswer {
  const offered = trunks.filter(({ agentName }) => direction !== 'inbound' || agentName === null);
  return { status: 200, body: offered.map((trunk) => assignableNumberObject(trunk, direction)) };
}

/** Words every field that cannot be used. */
export function presentFieldProblems(errors: FieldProblems): ApiAnswer {
  const { status, message } = wordsOf(refusals.validation_failed, 'autocalls');
  return { status, body: { message, errors } };
}

/** Words a problem that is not one of fields: `message` where the framework behind the contract speaks, else `error`. */
export function presentProblem(problem: RequestProblem): ApiAnswer {
  const { headers, code, entry } = problem;
  const { status, message } = wordsOf(entry, 'autocalls');
  switch (code) {
    case 'unauthenticated':
    case 'no_organization':
      return { status, headers, body: { message } };
    default:
      return { status, headers, body: { error: message, code } };
  }
}
