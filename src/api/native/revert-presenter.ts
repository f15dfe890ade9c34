import { failures } from '../../trunks/failures.js';
import type { RevertAnswer } from '../../trunks/revert.js';
import { type ApiAnswer, operationHeader, operationLocation, retryAfter } from '../answer.js';
import type { ApiSettings } from '../dependencies.js';
import { idempotencyHeader } from '../idempotency-key.js';
import { RequestProblem } from '../request-problem.js';
import { inUseMessage } from '../set-up-messages.js';
import { busyMessage, cannotChangeMessage, stillChangingMessage } from '../trunk-operation-messages.js';
import { presentProblem, problemAnswer } from './presenter.js';
import { trunkObject } from './trunk-object.js';

/** Words the outcome of going back to a revision. */
export function presentRevert(answer: RevertAnswer, settings: ApiSettings): ApiAnswer {
  switch (answer.kind) {
    case 'changed':
      return {
        status: 200,
        headers: operationHeader(answer.operationId),
        body: trunkObject(answer.trunk, settings),
      };
    case 'unfinished':
      return {
        status: 202,
        headers: { ...operationHeader(answer.operationId), ...operationLocation(answer.operationId) },
        body: {
          message: stillChangingMessage(answer.state),
          operation_id: answer.operationId,
          state: answer.state,
        },
      };
    case 'failed':
      return presentFailure(answer);
    case 'not_found':
      return presentProblem(new RequestProblem('trunk_not_found'));
    case 'revision_not_found':
      return presentProblem(new RequestProblem('revision_not_found'));
    case 'number_in_use':
      return problemAnswer({ status: 409, code: 'number_in_use', detail: inUseMessage });
    case 'busy':
      return problemAnswer({
        status: 409,
        code: 'trunk_busy',
        detail: busyMessage,
        headers: retryAfter(answer.retryAfterSeconds),
      });
    case 'idempotency_key_reused':
      return problemAnswer({
        status: 422,
        code: 'idempotency_key_reused',
        detail: `${idempotencyHeader} was already used with another request.`,
      });
    case 'unavailable':
      return problemAnswer({
        status: 503,
        code: `${answer.component}_unavailable`,
        detail: cannotChangeMessage,
        headers: retryAfter(answer.retryAfterSeconds),
      });
  }
}

function presentFailure({ operationId, failure }: Extract<RevertAnswer, { kind: 'failed' }>): ApiAnswer {
  const taken = failure.code === 'number_taken';
  return problemAnswer({
    status: taken ? 409 : 500,
    code: taken ? 'number_in_use' : failure.code,
    detail: taken ? inUseMessage : `The SIP trunk is as it was. ${failures[failure.code].meaning}`,
    headers: operationHeader(operationId),
    members: { operation_id: operationId },
  });
}
