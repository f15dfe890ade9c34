import type { FailedRequest } from '../failures.js';

/**
 * What a failed request to LiveKit means. `conflict`: another object is in the way, perhaps one's own.
 * `gone`: the object is not there. Everything else carries a failure code, whether another try can help, and
 * whether the request may have been carried out all the same.
 */
export type ProblemKind =
  | { readonly kind: 'conflict' }
  | { readonly kind: 'gone' }
  | ({ readonly kind: 'failure' } & FailedRequest);

/** A failed request to LiveKit, classified. Its message is safe to log: LiveKit's 401 text holds a token, and is left out. */
export class LiveKitProblem extends Error {
  override readonly name = 'LiveKitProblem';

  constructor(
    readonly problem: ProblemKind,
    message: string,
  ) {
    super(message);
  }
}
