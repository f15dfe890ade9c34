import type { FailedRequest, FailureCode } from '../domain/failures.js';

/** Classifies a failed request to a carrier. */
export type CarrierProblemKind =
  /** The requested object does not exist. */
  { readonly kind: 'gone' } | ({ readonly kind: 'failure' } & FailedRequest);

/**
 * A failed and classified request to a carrier. Its message holds no text of the carrier, because that may repeat parts of the
 * request.
 */
export class CarrierProblem extends Error {
  override readonly name = 'CarrierProblem';

  constructor(
    readonly problem: CarrierProblemKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** The failure code that an operation reports. */
  get code(): FailureCode {
    return this.problem.kind === 'failure' ? this.problem.code : 'carrier_refused';
  }
}

/** Returns a problem that no further attempt can solve, for a request that was not carried out. */
export function permanent(code: FailureCode, message: string): CarrierProblem {
  return new CarrierProblem({ kind: 'failure', code, transient: false, mayHaveApplied: false }, message);
}

/** Tells whether an error means that an object does not exist. */
export function isGone(error: unknown): boolean {
  return error instanceof CarrierProblem && error.problem.kind === 'gone';
}

/**
 * Tells whether a carrier refused a request because of its content. A missing object that the request needs counts too; invalid
 * credentials and a rate limit do not.
 */
export function isRefused(error: unknown): boolean {
  return error instanceof CarrierProblem && error.code === 'carrier_refused';
}

/**
 * Waits for a request and tells whether the carrier accepted it. A carrier refuses a route whose destination no longer exists.
 * @throws {CarrierProblem} for any other failure
 */
export async function isAccepted(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}
