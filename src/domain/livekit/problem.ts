import type { FailedRequest } from '../failures.js';

/**
 * Classifies a failed request to LiveKit. `conflict`: another object prevents it, perhaps one that the same operation created.
 * `gone`: the object does not exist. Everything else has a failure code. It also says whether another attempt can succeed, and
 * whether the outcome is ambiguous.
 */
export type ProblemKind =
  | { readonly kind: 'conflict' }
  | { readonly kind: 'gone' }
  | ({ readonly kind: 'failure' } & FailedRequest);

/** A failed and classified request to LiveKit. Its message is safe to log: the text of LiveKit's 401 holds a token and is left out. */
export class LiveKitProblem extends Error {
  override readonly name = 'LiveKitProblem';

  constructor(
    readonly problem: ProblemKind,
    message: string,
  ) {
    super(message);
  }
}
