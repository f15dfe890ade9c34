import type { Unavailable, Unfinished } from '../../trunks/answers.js';
import type { OperationId } from '../../trunks/ids.js';
import type { SetUpFailure } from '../../trunks/set-up.js';
import { type ApiAnswer, operationHeader, operationLocation, retryAfter } from '../answer.js';
import type { FieldProblems } from '../fields.js';
import { inUseMessage } from '../set-up-messages.js';
import { busyMessage } from '../trunk-operation-messages.js';

/** The contract words this as a bad field. */
export const keyReused: FieldProblems = {
  'Idempotency-Key': ['Idempotency-Key was already used with another request.'],
};

/** Words an operation that goes on after its answer. */
export function presentUnfinished({ operationId, state }: Unfinished, message: string): ApiAnswer {
  return {
    status: 202,
    headers: { ...operationHeader(operationId), ...operationLocation(operationId) },
    body: { message, data: { operation_id: operationId, state } },
  };
}

/** Words an operation that took everything back; a number that LiveKit knows of already has words of its own. */
export function presentFailure(operationId: OperationId, { code }: SetUpFailure, message: string): ApiAnswer {
  const taken = code === 'number_taken';
  return {
    status: taken ? 409 : 500,
    headers: operationHeader(operationId),
    body: {
      error: taken ? inUseMessage : message,
      code: taken ? 'number_in_use' : code,
      operation_id: operationId,
    },
  };
}

/** Words that somebody holds the number. */
export function presentNumberInUse(): ApiAnswer {
  return { status: 409, body: { error: inUseMessage, code: 'number_in_use' } };
}

/** Words that another operation still works on the number. */
export function presentBusy(retryAfterSeconds: number): ApiAnswer {
  return {
    status: 409,
    headers: retryAfter(retryAfterSeconds),
    body: { error: busyMessage, code: 'trunk_busy' },
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
    body: { error: message, code: `${component}_unavailable` },
  };
}
