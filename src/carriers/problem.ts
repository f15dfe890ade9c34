import type { FailedRequest, FailureCode } from '../domain/failures.js';

/** What a failed request to a carrier means. */
export type CarrierProblemKind =
  /** What was asked for is not there. */
  { readonly kind: 'gone' } | ({ readonly kind: 'failure' } & FailedRequest);

/** A failed request to a carrier, classified. No text of a carrier is in its message: it may repeat what was sent. */
export class CarrierProblem extends Error {
  override readonly name = 'CarrierProblem';

  constructor(
    readonly problem: CarrierProblemKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Why it failed, as an operation tells it. */
  get code(): FailureCode {
    return this.problem.kind === 'failure' ? this.problem.code : 'carrier_refused';
  }
}

/** Something that no further attempt will change. */
export function permanent(code: FailureCode, message: string): CarrierProblem {
  return new CarrierProblem({ kind: 'failure', code, transient: false, mayHaveApplied: false }, message);
}

/** Tells whether an error says that something is not there. */
export function isGone(error: unknown): boolean {
  return error instanceof CarrierProblem && error.problem.kind === 'gone';
}

/**
 * Tells whether a carrier has refused what it was asked, for a reason that is not the account or the moment; also because
 * something that it needs is not there.
 */
export function isRefused(error: unknown): boolean {
  return error instanceof CarrierProblem && error.code === 'carrier_refused';
}

/**
 * Tells whether a carrier has taken a request; what it refuses because the place is gone to which calls went before is none.
 * @throws {CarrierProblem} for anything that another attempt can change.
 */
export async function taken(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}
