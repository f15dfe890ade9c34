import type { KeyReused, Repeated } from '../../database/operations/idempotency-keys.js';
import { isTransientDatabaseError } from '../../database/problem.js';
import type { OperationId } from '../../domain/ids.js';
import type { Unavailable } from '../../domain/operation/outcomes.js';

/** When a caller should try again after something was unreachable or busy, in seconds. */
export const retryAfterSeconds = 5;

/** The answer while Temporal cannot be reached: nothing was written. */
export const temporalUnavailable: Unavailable = {
  kind: 'unavailable',
  component: 'temporal',
  retryAfterSeconds,
};

/** The meaning of an idempotency key that was used before: a repeated request, or a different one. */
export type Known = Repeated<{ readonly operationId: OperationId }> | KeyReused;

/**
 * Turns a transient database error into an answer. The caller must try again, because the request may have been written.
 * @throws every other error of the work.
 */
export async function orUnavailable<T>(work: Promise<T>): Promise<T | Unavailable> {
  try {
    return await work;
  } catch (cause) {
    if (!isTransientDatabaseError(cause)) throw cause;
    return { kind: 'unavailable', component: 'database', retryAfterSeconds };
  }
}

/**
 * Answers a request that cannot be accepted now. A replay needs neither a slot nor Temporal, so a request with a known
 * idempotency key still gets its first answer.
 * @param known what the idempotency key stands for; null when the key is new.
 * @param unavailable the answer when the key is new.
 */
export async function replayOr<Replay>(
  known: Promise<Replay | null>,
  unavailable: Unavailable,
): Promise<Replay | Unavailable> {
  return (await orUnavailable(known)) ?? unavailable;
}

/**
 * Accepts a request while Temporal can be reached, and only replays answers otherwise.
 * @param accept writes the request to the database.
 * @param replay reads what the idempotency key of the request stands for; null when the key is new.
 */
export function acceptOrReplay<Accepted, Replay>(
  { reachable }: { readonly reachable: boolean },
  accept: () => Promise<Accepted>,
  replay: () => Promise<Replay | null>,
): Promise<Accepted | Replay | Unavailable> {
  return reachable ? orUnavailable(accept()) : replayOr(replay(), temporalUnavailable);
}
