import type { RevertAnswer } from '../../domain/change/revert.js';
import { type ApiAnswer, operationHeader, operationLocation, retryAfter } from '../answer.js';
import { boundProblems } from '../bound-to-carrier.js';
import type { ApiSettings } from '../dependencies.js';
import { RequestProblem } from '../request-problem.js';
import { stillChangingMessage } from '../unfinished-messages.js';
import {
  presentFailure,
  presentFieldProblems,
  presentProblem,
  presentRefusal,
  presentUnavailable,
} from './presenter.js';
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
      return presentFailure(answer.operationId, answer.failure, 'The SIP trunk is as it was.');
    case 'not_found':
      return presentProblem(new RequestProblem('trunk_not_found'));
    case 'revision_not_found':
      return presentProblem(new RequestProblem('revision_not_found'));
    case 'invalid':
      return presentFieldProblems(answer.problems);
    case 'bound_to_carrier':
      return presentFieldProblems(boundProblems(answer.fields));
    case 'number_in_use':
    case 'idempotency_key_reused':
      return presentRefusal(answer.kind);
    case 'busy':
      return presentRefusal('trunk_busy', { headers: retryAfter(answer.retryAfterSeconds) });
    case 'unavailable':
      return presentUnavailable(answer, 'change');
  }
}
