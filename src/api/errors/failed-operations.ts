import { type FailureCode, failures } from '../../domain/failures.js';
import type { StepName } from '../../domain/operation/operation.js';

/** The status of an operation that failed and was compensated. */
export const failedStatus = 500;
const faultyRequestStatus = 422;

/** Gives the status of an operation that failed for a reason; it is 422 when the request itself is at fault. */
export function statusOfFailure(code: FailureCode): number {
  return 'ofRequest' in failures[code] ? faultyRequestStatus : failedStatus;
}

/** Tells whether a reason can arise only when a number is connected at its carrier. */
export function isOfCarrier(code: FailureCode): boolean {
  return failures[code].component === 'carrier';
}

/** Gives the anchor of a failure on the page of errors. Some codes name an error of a request as well. */
export function failureAnchor(code: FailureCode): string {
  return `failure-${code}`;
}

/** The messages of Autocalls for operations that failed and were compensated. */
export const autocallsFailed = {
  set_up: 'Failed to create SIP trunk. Please try again or contact support.',
  change: 'Failed to update SIP trunk. Please try again or contact support.',
  change_nickname: 'Failed to update phone number. Please try again or contact support.',
} as const;

/** The messages of Zudu for a set-up that failed. Only `inbound` is documented by the contract. */
export const zuduFailedStep = {
  carrier: 'Error occurred while connecting phonenumber',
  inbound: 'Error occurred while creating inboundtrunk',
  outbound: 'Error occurred while creating outboundtrunk',
  rule: 'Error occurred while creating dispatchrule',
  route: 'Error occurred while routing phonenumber',
  record: 'Error occurred while creating phonenumber',
} as const satisfies Record<StepName, string>;

/** The message of Zudu for a change that failed. */
export const zuduFailedChange = 'Error occurred while updating phonenumber';
