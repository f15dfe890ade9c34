import type { Unavailable } from '../../domain/operation/outcomes.js';
import type { ErrorEntry } from './error-entry.js';

/** What a caller wants to be done with a trunk, or with an operation. */
export type Undertaking = 'set_up' | 'change' | 'tear_down' | 'control';

const unavailable = (what: string) =>
  ({
    set_up: 'SIP trunks cannot be created right now. Please send the same request again later.',
    change: 'Phone numbers cannot be updated right now. Please send the same request again later.',
    tear_down: 'Phone numbers cannot be deleted right now. Please send the same request again later.',
    control: 'Operations cannot be begun right now. Please send the same request again later.',
    remedy: `${what} Wait for the seconds that Retry-After names, then send the same request again.`,
  }) as const;

/** A part that every operation needs cannot be reached, or has too much to do; the request may still have been saved. */
export const unavailableParts = {
  temporal_unavailable: unavailable('Temporal cannot be reached.'),
  database_unavailable: unavailable('The database cannot be reached.'),
  capacity_unavailable: unavailable('Too many requests of that kind wait for their turn.'),
} as const;

/** The status of all of these. */
export const unavailableStatus = 503;

/** What is said while a part cannot be reached: it depends on what was asked for. */
export function unavailableMessage(component: Unavailable['component'], undertaking: Undertaking): string {
  return unavailableParts[`${component}_unavailable`][undertaking];
}

/** Why a request that can be read is not carried out, declared once. */
export const refusals = {
  validation_failed: {
    status: 400,
    message: 'The request has values that cannot be used.',
    remedy: 'Correct the fields that the answer names; it names all of them at once.',
    contracts: {
      autocalls: { status: 422, message: 'The given data was invalid.' },
      zudu: { message: 'Validation failed' },
    },
  },
  already_exists: {
    status: 409,
    message: 'A SIP trunk with the same phone number, username, and address already exists.',
    remedy: 'Nothing is to be done: the trunk is yours, and Location names it once it is set up.',
  },
  number_in_use: {
    status: 409,
    // Whoever holds the number: the words are the same, so that they tell nothing about anybody else's trunk.
    message: 'The phone number is already in use.',
    remedy:
      'Use another number, or delete the trunk that has this one. 1000, +1000 and 1-000 are one number to LiveKit.',
  },
  trunk_busy: {
    status: 409,
    message:
      'Another operation is still working on this phone number. Please send the same request again in a few seconds.',
    remedy: 'Wait for the seconds that Retry-After names, then send the same request again.',
  },
  trunk_assigned: {
    status: 409,
    message: 'The phone number is assigned to an assistant.',
    remedy: 'Unassign the agents that answer its calls or call from it, or delete without if_unused.',
  },
  carrier_not_enabled: {
    status: 409,
    message: 'Phone numbers of this carrier cannot be imported here, because its connection is switched off.',
    remedy: 'The operator of this service names the carrier in CARRIERS, for example CARRIERS=twilio,plivo.',
  },
  inbound_host_missing: {
    status: 409,
    message:
      'Phone numbers cannot be imported here, because it is not configured where carriers are to send calls.',
    remedy: 'The operator of this service sets SIP_INBOUND_HOST to the host of the LiveKit SIP server.',
  },
  import_invalid: {
    status: 422,
    message: 'The file cannot be imported as it is, so nothing was begun. See the problems of its lines.',
    remedy: 'Correct the lines that the answer names, and send the whole file again.',
  },
  idempotency_key_reused: {
    status: 422,
    message: 'Idempotency-Key was already used with another request.',
    remedy: 'Use a new key for a new request. A repeated request must be the same as the first one.',
    contracts: { autocalls: { message: 'The given data was invalid.' } },
  },
} as const satisfies Record<string, ErrorEntry>;

/** Those that are not about fields. */
export type Refusal = Exclude<keyof typeof refusals, 'validation_failed'>;
