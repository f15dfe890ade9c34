import type { OperationId } from '../../domain/ids.js';
import type { OperationFailure } from '../../domain/operation/operation.js';
import type { Unavailable, Unfinished } from '../../domain/operation/outcomes.js';
import { type ApiAnswer, operationHeader, operationLocation, retryAfter } from '../answer.js';
import { wordsOf } from '../errors/error-entry.js';
import { failedStatus } from '../errors/failed-operations.js';
import {
  type Refusal,
  refusals,
  type Undertaking,
  unavailableMessage,
  unavailableStatus,
} from '../errors/refusals.js';
import type { FieldProblems } from '../fields.js';
import { idempotencyHeader } from '../idempotency-key.js';

/** Words that a key belongs to another request: like a bad field, with the code that every other refusal has as well. */
export function presentKeyReused(presentFields: (problems: FieldProblems) => ApiAnswer): ApiAnswer {
  const code = 'idempotency_key_reused';
  const { status, body } = presentFields({ [idempotencyHeader]: [refusals[code].message] });
  return { status, body: { ...body, code } };
}

/** Words an operation that goes on after its answer. */
export function presentUnfinished({ operationId, state }: Unfinished, message: string): ApiAnswer {
  return {
    status: 202,
    headers: { ...operationHeader(operationId), ...operationLocation(operationId) },
    body: { message, data: { operation_id: operationId, state } },
  };
}

/** Words an operation that took everything back; a number that LiveKit knows of already has words of its own. */
export function presentFailure(
  operationId: OperationId,
  { code }: OperationFailure,
  message: string,
): ApiAnswer {
  const { status, body } =
    code === 'number_taken'
      ? presentRefusal('number_in_use')
      : { status: failedStatus, body: { error: message, code } };
  return { status, headers: operationHeader(operationId), body: { ...body, operation_id: operationId } };
}

/** Words why a request is not carried out, but for its fields. */
export function presentRefusal(code: Refusal, headers: ApiAnswer['headers'] = {}): ApiAnswer {
  const { status, message } = wordsOf(refusals[code], 'autocalls');
  return { status, headers, body: { error: message, code } };
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
    body: { error: unavailableMessage(component, undertaking), code: `${component}_unavailable` },
  };
}
