import type { SetUpAnswer } from '../../domain/set-up/set-up.js';
import type { Trunk } from '../../domain/trunk/trunk.js';
import type { ApiSettings } from '../dependencies.js';
import { zuduFailedStep } from '../errors/failed-operations.js';
import { refusals, wordsOf } from '../errors/refusals.js';
import type { RequestProblem } from '../errors/request-problem.js';
import { type ApiAnswer, operationHeader, trunkLocation, warningsMember } from '../http/answer.js';
import type { FieldProblems } from '../http/fields.js';
import { stillCreatingMessage } from '../http/outcomes.js';
import { phoneNumberObject } from './phone-number.js';
import {
  errorEnvelope,
  presentFailure,
  presentRefusal,
  presentUnavailable,
  presentUnfinished,
} from './shared-answers.js';

/** Words the outcome of a set-up in this contract's envelope; `data` is the inbound trunk's id alone. */
export function presentSetUp(
  answer: SetUpAnswer,
  settings: ApiSettings,
  warnings: readonly string[],
): ApiAnswer {
  switch (answer.kind) {
    case 'created':
      return {
        status: settings.zuduSuccessStatus,
        headers: operationHeader(answer.operationId),
        body: {
          message: 'Phone number created successfully',
          status: 'success',
          error: null,
          data: answer.trunk.inboundTrunkId,
          ...warningsMember(warnings),
        },
      };
    case 'already_exists':
      return presentRefusal('already_exists', answer.trunk === null ? {} : trunkLocation(answer.trunk.id));
    case 'number_in_use':
      return presentRefusal('number_in_use');
    case 'idempotency_key_reused':
      return presentRefusal('idempotency_key_reused');
    case 'unfinished':
      return presentUnfinished(answer, stillCreatingMessage(answer.state));
    case 'failed':
      return presentFailure(answer.operationId, answer.failure, zuduFailedStep[answer.failure.step]);
    case 'unavailable':
      return presentUnavailable(answer, 'set_up');
  }
}

/** Words a number that was asked for. */
export function presentPhoneNumber(trunk: Trunk): ApiAnswer {
  return {
    status: 200,
    body: {
      message: 'Phone number retrieved successfully',
      status: 'success',
      error: null,
      data: phoneNumberObject(trunk),
    },
  };
}

/** Words every field that cannot be used; `error` is the map of fields, each with its first problem. */
export function presentFieldProblems(problems: FieldProblems): ApiAnswer {
  const error = Object.fromEntries(Object.entries(problems).map(([field, [first]]) => [field, first]));
  const { status, message } = wordsOf(refusals.validation_failed, 'zudu');
  return { status, body: { message, status: 'error', error, data: null, code: 'validation_failed' } };
}

/** Words a problem that is not one of fields. */
export function presentProblem(problem: RequestProblem): ApiAnswer {
  const { headers, code, entry } = problem;
  const { status, message } = wordsOf(entry, 'zudu');
  if (code === 'no_organization') {
    // Documented with "success" in an error; only this body repeats that.
    return { status, headers, body: { message, status: 'success', error: null, data: null } };
  }
  return { status, headers, body: errorEnvelope(message, code) };
}
