import { type FailureCode, factsOf, failures, type Solver } from '../../domain/failures.js';
import type { Contract, StepName } from '../../domain/operation/operation.js';

/** The status of an operation that failed and was compensated. */
export const failedStatus = 500;
const faultyRequestStatus = 422;

/** Gives the status of an operation that failed for a reason; it is 422 when the request itself is at fault. */
export function statusOfFailure(code: FailureCode): number {
  if (code === 'number_in_use') return refusals.number_in_use.status;
  return factsOf(code).ofRequest === true ? faultyRequestStatus : failedStatus;
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

/** The kind of request: to set up, change or tear down a trunk, or to control an operation. */
export type Undertaking = 'set_up' | 'change' | 'tear_down' | 'control';

/** An error that a caller can get. `/v1` uses the status and the message as they stand here. */
export interface ErrorEntry {
  /** The HTTP status, unless a contract documents another one. */
  readonly status: number;
  /** The cause, in a sentence that is safe to show to any caller. */
  readonly message: string;
  /** The messages where they depend on the kind of request. */
  readonly messages?: Readonly<Record<Undertaking, string>>;
  /** The action by which the caller can solve the problem. */
  readonly remedy: string;
  /** The action by which the operator of the service can solve it. */
  readonly operatorRemedy?: string;
  /** Given where it is not the operator if there is an `operatorRemedy`, and else the caller. */
  readonly solver?: Solver;
  /** The status and the message of contracts that document others; what they leave out is as everywhere. */
  readonly contracts?: Partial<Readonly<Record<Contract, { status?: number; message?: string }>>>;
}

/** Gives the status and the message of an error in the words of a contract; null is `/v1`. */
export function wordsOf(
  { status, message, contracts }: ErrorEntry,
  contract: Contract | null,
): { status: number; message: string } {
  return { status, message, ...(contract === null ? {} : contracts?.[contract]) };
}

const unavailableMessages = {
  set_up: 'SIP trunks cannot be created right now. Please send the same request again later.',
  change: 'Phone numbers cannot be updated right now. Please send the same request again later.',
  tear_down: 'Phone numbers cannot be deleted right now. Please send the same request again later.',
  control: 'Operations cannot be begun right now. Please send the same request again later.',
} as const;

/**
 * A part that every operation needs cannot be reached or is overloaded. The request may have been saved all the same.
 */
const unavailable = (cause: string) =>
  ({
    status: 503,
    message: unavailableMessages.control,
    messages: unavailableMessages,
    remedy: `${cause} Wait for the seconds in Retry-After, then send the same request again.`,
    solver: 'operator',
  }) as const;

/** The errors of requests that can be read and are not carried out. */
export const refusals = {
  validation_failed: {
    status: 400,
    message: 'The request has values that cannot be used.',
    remedy: 'Correct the fields that the answer names. It names all of them at once.',
    contracts: {
      autocalls: { status: 422, message: 'The given data was invalid.' },
      zudu: { message: 'Validation failed' },
    },
  },
  already_exists: {
    status: 409,
    message: 'A SIP trunk with the same phone number, username, and address already exists.',
    remedy: 'Nothing needs to be done: the trunk is yours, and Location is its address once it is set up.',
  },
  number_in_use: {
    status: 409,
    // The message is the same whoever holds the number, so it reveals nothing about another tenant's trunk.
    message: 'The phone number is already in use.',
    remedy: `${failures.number_in_use.remedy} 1000, +1000 and 1-000 are one number to LiveKit.`,
  },
  number_not_assigned: {
    status: 403,
    message: 'This phone number is not assigned to your organization.',
    remedy:
      'Import the number with your account at its carrier, or ask the operator of this service to assign it to you. An extension ' +
      'of seven digits or more counts as the number with these digits.',
    operatorRemedy: 'Assign the number or its range: trunkline number assign <prefix> --org <id>.',
    solver: 'either',
  },
  number_not_verified: {
    status: 403,
    message:
      'These addresses belong to a carrier with many customers, and nobody has proven yet that the phone number is yours.',
    remedy:
      'Import the number with your account at the carrier, use credentials instead of the addresses, or ask the operator of this ' +
      'service to record that the number is yours.',
    operatorRemedy: 'Make sure that the number is theirs, then: trunkline number prove <number> --org <id>.',
    solver: 'either',
  },
  too_many_conflicts: {
    status: 429,
    message: 'Your organization has asked for too many phone numbers that others have.',
    remedy: 'Wait for the seconds in Retry-After, and ask only for numbers that are yours.',
    operatorRemedy: 'RATE_OF_CONFLICTS says for how many numbers of others an organization may ask.',
  },
  quota_exceeded: {
    status: 403,
    message: 'A quota of your organization is used up.',
    remedy:
      'The member quota names it. Delete what is not needed, wait for the seconds in Retry-After if there are some, or ask the ' +
      'operator of this service for a larger quota.',
    operatorRemedy:
      'Set another quota for the organization: trunkline org quota <id>, or change QUOTA_… for all.',
    solver: 'either',
  },
  trunk_busy: {
    status: 409,
    message:
      'Another operation is still working on this phone number. Please send the same request again in a few seconds.',
    remedy:
      'Wait for the seconds in Retry-After, then send the same request again. Location is the operation that works on it.',
  },
  trunk_assigned: {
    status: 409,
    message: 'The phone number is assigned to an assistant.',
    remedy: 'Unassign the agents that answer its calls or call from it, or delete without if_unused.',
  },
  precondition_failed: {
    status: 412,
    message: 'The SIP trunk has changed since the version that If-Match names.',
    remedy: 'Read the trunk again, and send the request for what it is now, with its new ETag.',
  },
  carrier_not_enabled: {
    status: 409,
    message: 'Phone numbers of this carrier cannot be imported here, because its connection is switched off.',
    remedy:
      'Ask the operator of this service to add the carrier to CARRIERS, for example CARRIERS=twilio,plivo.',
    solver: 'operator',
  },
  inbound_host_missing: {
    status: 409,
    message:
      'Phone numbers cannot be imported here, because it is not configured where carriers are to send calls.',
    remedy: 'Ask the operator of this service to set SIP_INBOUND_HOST to the host of the LiveKit SIP server.',
    solver: 'operator',
  },
  import_invalid: {
    status: 422,
    message: 'The file cannot be imported as it is, so nothing was begun. See the problems of its lines.',
    remedy: 'Correct the lines that the answer names, and send the whole file again.',
  },
  idempotency_key_reused: {
    status: 422,
    message: 'Idempotency-Key was already used with another request.',
    remedy: 'Use a new key for a new request. A repeated request must equal the first one.',
    contracts: { autocalls: { message: 'The given data was invalid.' } },
  },
  temporal_unavailable: unavailable('Temporal cannot be reached.'),
  database_unavailable: unavailable('The database cannot be reached.'),
  capacity_unavailable: unavailable('Too many requests of that kind are waiting.'),
} as const satisfies Record<string, ErrorEntry>;
