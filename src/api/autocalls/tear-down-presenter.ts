import type { TearDownAnswer } from '../../trunks/tear-down.js';
import { type ApiAnswer, operationHeader, operationLocation, retryAfter } from '../answer.js';
import { RequestProblem } from '../request-problem.js';
import {
  assignedMessage,
  busyMessage,
  cannotDeleteMessage,
  stillDeletingMessage,
} from '../trunk-operation-messages.js';
import { presentFieldProblems, presentProblem } from './presenter.js';
import type { NotFound } from './trunk-id.js';

/** Words the outcome of a tear-down as this contract documents it. */
export function presentTearDown(answer: TearDownAnswer, notFound: NotFound): ApiAnswer {
  switch (answer.kind) {
    case 'torn_down':
      return {
        status: 200,
        headers: operationHeader(answer.operationId),
        body: { message: 'Phone number deleted successfully.' },
      };
    case 'unfinished':
      return {
        status: 202,
        headers: { ...operationHeader(answer.operationId), ...operationLocation(answer.operationId) },
        body: {
          message: stillDeletingMessage,
          data: { operation_id: answer.operationId, state: answer.state },
        },
      };
    case 'not_found':
      return presentProblem(new RequestProblem(notFound));
    case 'assigned':
      return { status: 409, body: { error: assignedMessage, code: 'trunk_assigned' } };
    case 'busy':
      return {
        status: 409,
        headers: retryAfter(answer.retryAfterSeconds),
        body: { error: busyMessage, code: 'trunk_busy' },
      };
    case 'idempotency_key_reused':
      return presentFieldProblems({
        'Idempotency-Key': ['Idempotency-Key was already used with another request.'],
      });
    case 'unavailable':
      return {
        status: 503,
        headers: retryAfter(answer.retryAfterSeconds),
        body: { error: cannotDeleteMessage, code: `${answer.component}_unavailable` },
      };
  }
}
