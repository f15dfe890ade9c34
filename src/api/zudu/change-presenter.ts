import type { ChangeAnswer } from '../../trunks/change.js';
import { type ApiAnswer, operationHeader, operationLocation, retryAfter } from '../answer.js';
import { zuduFailedChange } from '../errors/failed-operations.js';
import { RequestProblem } from '../request-problem.js';
import { inUseMessage } from '../set-up-messages.js';
import { busyMessage, cannotChangeMessage, stillChangingMessage } from '../trunk-operation-messages.js';
import { phoneNumberObject } from './phone-number-object.js';
import { errorEnvelope, presentFieldProblems, presentProblem } from './presenter.js';

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
          data: phoneNumberObject(answer.trunk),
        },
      };
    case 'unfinished':
      return {
        status: 202,
        headers: { ...operationHeader(answer.operationId), ...operationLocation(answer.operationId) },
        body: {
          message: stillChangingMessage(answer.state),
          status: 'pending',
          error: null,
          data: { operation_id: answer.operationId, state: answer.state },
        },
      };
    case 'failed': {
      const taken = answer.failure.code === 'number_taken';
      const envelope = taken
        ? errorEnvelope(inUseMessage, 'number_in_use')
        : errorEnvelope(zuduFailedChange, answer.failure.code);
      return {
        status: taken ? 409 : 500,
        headers: operationHeader(answer.operationId),
        body: { ...envelope, operation_id: answer.operationId },
      };
    }
    case 'not_found':
      return presentProblem(new RequestProblem('phone_number_not_found'));
    case 'addresses_missing':
      return presentFieldProblems({ allowed_inbound_ips: ['At least one allowed IP address is required.'] });
    case 'number_in_use':
      return { status: 409, body: errorEnvelope(inUseMessage, 'number_in_use') };
    case 'busy':
      return {
        status: 409,
        headers: retryAfter(answer.retryAfterSeconds),
        body: errorEnvelope(busyMessage, 'trunk_busy'),
      };
    case 'idempotency_key_reused':
      return {
        status: 422,
        body: errorEnvelope(
          'Idempotency-Key was already used with another request.',
          'idempotency_key_reused',
        ),
      };
    case 'unavailable':
      return {
        status: 503,
        headers: retryAfter(answer.retryAfterSeconds),
        body: errorEnvelope(cannotChangeMessage, `${answer.component}_unavailable`),
      };
  }
}
