import type { TearDownAnswer } from '../../domain/tear-down/tear-down.js';
import { RequestProblem } from '../errors/request-problem.js';
import { type ApiAnswer, operationHeader } from '../http/answer.js';
import { stillDeletingMessage, tearDownWarnings } from '../http/outcomes.js';
import { presentFieldProblems, presentProblem } from './presenter.js';
import {
  presentBusy,
  presentKeyReused,
  presentRefusal,
  presentUnavailable,
  presentUnfinished,
} from './shared-answers.js';
import type { NotFound } from './trunk-fields.js';

/** Words the outcome of a tear-down as this contract documents it. */
export function presentTearDown(answer: TearDownAnswer, notFound: NotFound): ApiAnswer {
  switch (answer.kind) {
    case 'torn_down':
      return {
        status: 200,
        headers: operationHeader(answer.operationId),
        body: { message: 'Phone number deleted successfully.', ...tearDownWarnings(answer) },
      };
    case 'unfinished':
      return presentUnfinished(answer, stillDeletingMessage);
    case 'not_found':
      return presentProblem(new RequestProblem(notFound));
    case 'assigned':
      return presentRefusal('trunk_assigned');
    case 'busy':
      return presentBusy(answer.retryAfterSeconds);
    case 'idempotency_key_reused':
      return presentKeyReused(presentFieldProblems);
    case 'unavailable':
      return presentUnavailable(answer, 'tear_down');
  }
}
