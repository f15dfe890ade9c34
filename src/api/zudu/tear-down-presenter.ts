import type { TearDownAnswer } from '../../trunks/tear-down.js';
import { type ApiAnswer, operationHeader, operationLocation, retryAfter } from '../answer.js';
import { RequestProblem } from '../request-problem.js';
import {
  assignedMessage,
  busyMessage,
  cannotDeleteMessage,
  stillDeletingMessage,
} from '../trunk-operation-messages.js';
import { errorEnvelope, presentProblem } from './presenter.js';

/** Words the outcome of a tear-down in this contract's envelope. */
export function presentTearDown(answer: TearDownAnswer): ApiAnswer {
  switch (answer.kind) {
    case 'torn_down':
      return {
        status: 200,
        headers: operationHeader(answer.operationId),
        body: {
          message: 'Phone number deleted successfully',
          status: 'success',
          error: null,
          data: {
            phone_number: answer.trunk.number.value,
            organization_id: answer.trunk.organizationId,
            // A tear-down ends only when a list has shown that each of them is gone.
            cleanup_results: { dispatch_rule: true, inbound_trunk: true, outbound_trunk: true },
          },
        },
      };
    case 'unfinished':
      return {
        status: 202,
        headers: { ...operationHeader(answer.operationId), ...operationLocation(answer.operationId) },
        body: {
          message: stillDeletingMessage,
          status: 'pending',
          error: null,
          data: { operation_id: answer.operationId, state: answer.state },
        },
      };
    case 'not_found':
      return presentProblem(new RequestProblem('phone_number_not_found'));
    case 'assigned':
      return { status: 409, body: errorEnvelope(assignedMessage, 'trunk_assigned') };
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
        body: errorEnvelope(cannotDeleteMessage, `${answer.component}_unavailable`),
      };
  }
}
