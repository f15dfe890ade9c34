import type { ChangeAnswer } from '../../trunks/change.js';
import { type ApiAnswer, operationHeader } from '../answer.js';
import { RequestProblem } from '../request-problem.js';
import { cannotChangeMessage, stillChangingMessage } from '../trunk-operation-messages.js';
import { phoneNumberObject } from './phone-number-object.js';
import { presentFieldProblems, presentProblem } from './presenter.js';
import {
  presentBusy,
  presentFailure,
  presentKeyReused,
  presentNumberInUse,
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
          data: phoneNumberObject(answer.trunk),
        },
      };
    case 'unfinished':
      return presentUnfinished(answer, stillChangingMessage(answer.state));
    case 'failed':
      return presentFailure(answer.operationId, answer.failure, 'Error occurred while updating phonenumber');
    case 'not_found':
      return presentProblem(new RequestProblem('phone_number_not_found'));
    case 'addresses_missing':
      return presentFieldProblems({ allowed_inbound_ips: ['At least one allowed IP address is required.'] });
    case 'number_in_use':
      return presentNumberInUse();
    case 'busy':
      return presentBusy(answer.retryAfterSeconds);
    case 'idempotency_key_reused':
      return presentKeyReused();
    case 'unavailable':
      return presentUnavailable(answer, cannotChangeMessage);
  }
}
