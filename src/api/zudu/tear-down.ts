import type { TearDownAnswer } from '../../domain/tear-down/tear-down.js';
import { RequestProblem } from '../errors/request-problem.js';
import { type ApiAnswer, operationHeader } from '../http/answer.js';
import { stillDeletingMessage, tearDownWarnings } from '../http/outcomes.js';
import { presentProblem } from './presenter.js';
import { presentBusy, presentRefusal, presentUnavailable, presentUnfinished } from './shared-answers.js';

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
          ...tearDownWarnings(answer),
        },
      };
    case 'unfinished':
      return presentUnfinished(answer, stillDeletingMessage);
    case 'not_found':
      return presentProblem(new RequestProblem('phone_number_not_found'));
    case 'assigned':
      return presentRefusal('trunk_assigned');
    case 'busy':
      return presentBusy(answer.retryAfterSeconds);
    case 'idempotency_key_reused':
      return presentRefusal('idempotency_key_reused');
    case 'unavailable':
      return presentUnavailable(answer, 'tear_down');
  }
}
