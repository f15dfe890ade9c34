import type { OrganizationId } from './values.js';

/**
 * The counted things: requests of a key, requests of a client's address, failed authentications of an address, the numbers of
 * others of which an organization has learned that they are in use, and test calls of a key and of an organization.
 */
export type RateName =
  | 'key'
  | 'address'
  | 'failed_authentication'
  | 'conflict'
  | 'test_calls_of_key'
  | 'test_calls_of_organization';

/** How many are allowed in each window. Null allows any number. */
export type Rate = { readonly most: number; readonly windowMs: number } | null;
export type Rates = Readonly<Record<RateName, Rate>>;

/** Where a subject stands in its current window. */
export interface RateState {
  readonly name: RateName;
  /** False when the window has no room left. */
  readonly allowed: boolean;
  readonly most: number;
  readonly remaining: number;
  readonly windowSeconds: number;
  /** The seconds until the next window, at least 1. */
  readonly resetsInSeconds: number;
}

/** The counts of what subjects have done. Several processes share them. */
export interface RateLimits {
  /** Counts one more of a subject, unless its window has no room left. @returns null when nothing limits it. */
  count(name: RateName, subject: string): RateState | null;
  /** Returns the same without counting. */
  check(name: RateName, subject: string): RateState | null;
}

/** The organization has learned of so many numbers that others have them that it learns nothing more now. */
export interface TooManyConflicts {
  readonly kind: 'too_many_conflicts';
  readonly retryAfterSeconds: number;
}

/** How many numbers of others an organization may learn about. */
export interface ConflictBudget {
  /** Returns the refusal of every request that could reveal more; null while something is left. */
  spent(organizationId: OrganizationId): TooManyConflicts | null;
  /** Counts numbers that an answer is going to reveal. @returns the refusal to answer instead; null if they may be revealed. */
  spend(organizationId: OrganizationId, numbers: number): TooManyConflicts | null;
}

/** The right to do one piece of work. */
export interface Slot {
  readonly kind: 'admitted';
  /** Frees the slot. Later calls do nothing. */
  release(): void;
}

/** No slot is free soon enough. */
export interface Refused {
  readonly kind: 'refused';
  /** When another try makes sense, in seconds. */
  readonly retryAfterSeconds: number;
}

/** Slots for one kind of work, which organizations share. */
export interface Slots<Tenant = OrganizationId> {
  acquire(tenant: Tenant): Promise<Slot | Refused>;
}

/**
 * Does work in a slot.
 * @param otherwise says what comes of it if no slot is free soon enough. The work is not begun then.
 */
export async function inSlot<Tenant, Result, Refusal>(
  slots: Slots<Tenant>,
  tenant: Tenant,
  work: () => Promise<Result>,
  otherwise: (refused: Refused) => Refusal,
): Promise<Result | Refusal> {
  const slot = await slots.acquire(tenant);
  if (slot.kind === 'refused') return otherwise(slot);
  try {
    return await work();
  } finally {
    slot.release();
  }
}
