import type { Unavailable, Unfinished } from '../../trunks/answers.js';
import type { OperationId } from '../../trunks/ids.js';
import type { SetUpFailure } from '../../trunks/set-up.js';
import { type ApiAnswer, operationHeader, operationLocation, retryAfter } from '../answer.js';
import { inUseMessage } from '../set-up-messages.js';
import { busyMessage } from '../trunk-operation-messages.js';

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

/** Words an operation that took everything back; a number that LiveKit knows of already has words of its own. */
export function presentFailure(operationId: OperationId, { code }: SetUpFailure, message: string): ApiAnswer {
  const taken = code === 'number_taken';
  const envelope = taken ? errorEnvelope(inUseMessage, 'number_in_use') : errorEnvelope(message, code);
  return {
    status: taken ? 409 : 500,
    headers: operationHeader(operationId),
    body: { ...envelope, operation_id: operationId },
  };
}

/** Words that somebody holds the number. */
export function presentNumberInUse(): ApiAnswer {
  return { status: 409, body: errorEnvelope(inUseMessage, 'number_in_use') };
}

/** Words that another operation still works on the number. */
export function presentBusy(retryAfterSeconds: number): ApiAnswer {
  return {
    status: 409,
    headers: retryAfter(retryAfterSeconds),
    body: errorEnvelope(busyMessage, 'trunk_busy'),
  };
}

/** Words that the key of this request belongs to another one. */
export function presentKeyReused(): ApiAnswer {
  return {
    status: 422,
    body: errorEnvelope('Idempotency-Key was already used with another request.', 'idempotency_key_reused'),
  };
}

/** Words that a part which every operation needs cannot be reached. */
export function presentUnavailable(
  { component, retryAfterSeconds }: Unavailable,
  message: string,
): ApiAnswer {
  return {
    status: 503,
    headers: retryAfter(retryAfterSeconds),
    body: errorEnvelope(message, `${component}_unavailable`),
  };
}
