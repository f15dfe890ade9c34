import type { SetUpAnswer } from '../../trunks/set-up.js';
import type { Trunk } from '../../trunks/trunk.js';
import { type ApiAnswer, operationHeader, operationLocation, trunkLocation } from '../answer.js';
import type { ApiSettings } from '../dependencies.js';
import { wordsOf } from '../errors/error-entry.js';
import { zuduFailedStep } from '../errors/failed-operations.js';
import { refusals } from '../errors/refusals.js';
import type { FieldProblems } from '../fields.js';
import { type RequestProblem, requestProblems } from '../request-problem.js';
import {
  alreadyExistsMessage,
  inUseMessage,
  unavailableMessage,
  unfinishedMessage,
} from '../set-up-messages.js';
import { phoneNumberObject } from './phone-number-object.js';

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
          ...(warnings.length === 0 ? {} : { warnings }),
        },
      };
    case 'already_exists':
      return {
        status: 409,
        headers: answer.trunk === null ? {} : trunkLocation(answer.trunk.id),
        body: errorEnvelope(alreadyExistsMessage, 'already_exists'),
      };
    case 'number_in_use':
      return { status: 409, body: errorEnvelope(inUseMessage, 'number_in_use') };
    case 'idempotency_key_reused':
      return {
        status: 422,
        body: errorEnvelope(
          'Idempotency-Key was already used with another request.',
          'idempotency_key_reused',
        ),
      };
    case 'unfinished':
      return {
        status: 202,
        headers: { ...operationHeader(answer.operationId), ...operationLocation(answer.operationId) },
        body: {
          message: unfinishedMessage(answer.state),
          status: 'pending',
          error: null,
          data: { operation_id: answer.operationId, state: answer.state },
        },
      };
    case 'failed':
      return presentFailure(answer);
    case 'unavailable':
      return {
        status: 503,
        headers: { 'Retry-After': String(answer.retryAfterSeconds) },
        body: errorEnvelope(unavailableMessage, `${answer.component}_unavailable`),
      };
  }
}

function presentFailure({ operationId, failure }: Extract<SetUpAnswer, { kind: 'failed' }>): ApiAnswer {
  const taken = failure.code === 'number_taken';
  const envelope = taken
    ? errorEnvelope(inUseMessage, 'number_in_use')
    : errorEnvelope(zuduFailedStep[failure.step], failure.code);
  return {
    status: taken ? 409 : 500,
    headers: operationHeader(operationId),
    body: { ...envelope, operation_id: operationId },
  };
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
  const { headers, code } = problem;
  const { status, message } = wordsOf(requestProblems[code], 'zudu');
  if (code === 'no_organization') {
    // Documented with "success" in an error; only this body repeats that.
    return { status, headers, body: { message, status: 'success', error: null, data: null } };
  }
  return { status, headers, body: errorEnvelope(message, code) };
}

/** The envelope of an error that is not one of fields, with a code that machines can read. */
export function errorEnvelope(message: string, code: string): object {
  return { message, status: 'error', error: null, data: null, code };
}
