import { type FailureCode, failures } from '../../domain/failures.js';
import type { StepName } from '../../domain/operation/operation.js';

/** The contract's status of an operation that failed and was taken back. */
export const failedStatus = 500;
const faultyRequestStatus = 422;

/** The same of one that failed for a certain reason, which can be the request's own fault. */
export function statusOfFailure(code: FailureCode): number {
  return 'ofRequest' in failures[code] ? faultyRequestStatus : failedStatus;
}

/** Tells whether a reason can arise only where a number is connected at its carrier. */
export function isOfCarrier(code: FailureCode): boolean {
  return failures[code].component === 'carrier';
}

/** What Autocalls says of what failed and was taken back. */
export const autocallsFailed = {
  set_up: 'Failed to create SIP trunk. Please try again or contact support.',
  change: 'Failed to update SIP trunk. Please try again or contact support.',
  change_nickname: 'Failed to update phone number. Please try again or contact support.',
} as const;

/** What Zudu says of a set-up that failed. The first is the contract's own; it documents no words for the other steps. */
export const zuduFailedStep = {
  carrier: 'Error occurred while connecting phonenumber',
  inbound: 'Error occurred while creating inboundtrunk',
  outbound: 'Error occurred while creating outboundtrunk',
  rule: 'Error occurred while creating dispatchrule',
  route: 'Error occurred while routing phonenumber',
  record: 'Error occurred while creating phonenumber',
} as const satisfies Record<StepName, string>;

/** What Zudu says of a change that failed. */
export const zuduFailedChange = 'Error occurred while updating phonenumber';
