import type { TearDownAnswer } from '../../domain/tear-down/tear-down.js';
import { type ApiAnswer, operationHeader } from '../answer.js';
import { RequestProblem } from '../request-problem.js';
import { tearDownWarnings } from '../tear-down-warnings.js';
import { stillDeletingMessage } from '../unfinished-messages.js';
import { presentFieldProblems, presentProblem } from './presenter.js';
import {
  presentBusy,
  presentKeyReused,
  presentRefusal,
  presentUnavailable,
  presentUnfinished,
} from './shared-answers.js';
import type { NotFound } from './trunk-id.js';

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
