import { failures } from '../../domain/failures.js';
import type { OperationId } from '../../domain/ids.js';
import type { OperationFailure } from '../../domain/operation/operation.js';
import type { Unavailable, Unfinished } from '../../domain/operation/outcomes.js';
import { type ApiAnswer, operationHeader, operationLocation, retryAfter } from '../answer.js';
import { wordsOf } from '../errors/error-entry.js';
import { isOfCarrier, statusOfFailure } from '../errors/failed-operations.js';
import {
  type Refusal,
  refusals,
  type Undertaking,
  unavailableMessage,
  unavailableStatus,
} from '../errors/refusals.js';

/** The envelope of an error that is not one of fields, with a code that machines can read. */
export function errorEnvelope(message: string, code: string): object {
  return { message, status: 'error', error: null, data: null, code };
}

/** Words an operation that goes on after its answer. */
export function presentUnfinished({ operationId, state }: Unfinished, message: string): ApiAnswer {
  return {
    status: 202,
    headers: { ...operationHeader(operationId), ...operationLocation(operationId) },
    body: { message, status: 'pending', error: null, data: { operation_id: operationId, state } },
  };
}

/**
 * Words an operation that took everything back. A number that LiveKit knows of already has words of its own, and so has what
 * a carrier says, because the caller can do something about it.
 */
export function presentFailure(
  operationId: OperationId,
  { code }: OperationFailure,
  message: string,
): ApiAnswer {
  const { status, body } =
    code === 'number_taken'
      ? presentRefusal('number_in_use')
      : {
          status: statusOfFailure(code),
          body: errorEnvelope(isOfCarrier(code) ? failures[code].meaning : message, code),
        };
  return { status, headers: operationHeader(operationId), body: { ...body, operation_id: operationId } };
}

/** Words why a request is not carried out, but for its fields. */
export function presentRefusal(code: Refusal, headers: ApiAnswer['headers'] = {}): ApiAnswer {
  const { status, message } = wordsOf(refusals[code], 'zudu');
  return { status, headers, body: errorEnvelope(message, code) };
}

/** Words that another operation still works on the number. */
export function presentBusy(retryAfterSeconds: number): ApiAnswer {
  return presentRefusal('trunk_busy', retryAfter(retryAfterSeconds));
}

/** Words that a part which every operation needs cannot be reached. */
export function presentUnavailable(
  { component, retryAfterSeconds }: Unavailable,
  undertaking: Undertaking,
): ApiAnswer {
  return {
    status: unavailableStatus,
    headers: retryAfter(retryAfterSeconds),
    body: errorEnvelope(unavailableMessage(component, undertaking), `${component}_unavailable`),
  };
}
