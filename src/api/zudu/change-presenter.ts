import type { ChangeAnswer } from '../../domain/change/change.js';
import { type ApiAnswer, operationHeader } from '../answer.js';
import { boundProblems } from '../bound-to-carrier.js';
import { changeWarnings } from '../change-warnings.js';
import { zuduFailedChange } from '../errors/failed-operations.js';
import { RequestProblem } from '../request-problem.js';
import { stillChangingMessage } from '../unfinished-messages.js';
import { changedNumberObject } from './phone-number-object.js';
import { presentFieldProblems, presentProblem } from './presenter.js';
import {
  presentBusy,
  presentFailure,
  presentRefusal,
  presentUnavailable,
  presentUnfinished,
} from './shared-answers.js';

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
          data: changedNumberObject(answer.trunk),
          ...changeWarnings(answer.trunk, null),
        },
      };
    case 'unfinished':
      return presentUnfinished(answer, stillChangingMessage(answer.state));
    case 'failed':
      return presentFailure(answer.operationId, answer.failure, zuduFailedChange);
    case 'not_found':
      return presentProblem(new RequestProblem('phone_number_not_found'));
    case 'invalid':
      return presentFieldProblems(answer.problems);
    case 'addresses_missing':
      return presentFieldProblems({ allowed_inbound_ips: ['At least one allowed IP address is required.'] });
    case 'bound_to_carrier':
      return presentFieldProblems(boundProblems(answer.fields));
    case 'already_exists':
    case 'number_in_use':
      return presentRefusal(answer.kind);
    case 'busy':
      return presentBusy(answer.retryAfterSeconds);
    case 'idempotency_key_reused':
      return presentRefusal('idempotency_key_reused');
    case 'unavailable':
      return presentUnavailable(answer, 'change');
  }
}
