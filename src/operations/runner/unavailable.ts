import type { KeyReused } from '../../database/idempotency-keys.js';
import { isTransientDatabaseError } from '../../database/problem.js';
import type { Unavailable } from '../../domain/outcomes.js';
import type { TemporalReachability } from './temporal-reachability.js';

/** When it is worth asking again after something could not be reached, or is being worked on, in seconds. */
export const retryAfterSeconds = 5;

/** Temporal cannot be reached, so nothing was written. */
export const temporalUnavailable: Unavailable = {
  kind: 'unavailable',
  component: 'temporal',
  retryAfterSeconds,
};

/** A database that cannot be reached leaves it unknown whether the intent was written. @throws what cannot pass by itself. */
export async function orUnavailable<T>(work: Promise<T>): Promise<T | Unavailable> {
  try {
    return await work;
  } catch (cause) {
    if (!isTransientDatabaseError(cause)) throw cause;
    return { kind: 'unavailable', component: 'database', retryAfterSeconds };
  }
}

/**
 * What a request is told that is turned away: nothing is begun, but what its idempotency key stands for is known all the same,
 * because that has its turn behind it and needs no Temporal.
 * @param ofKey looks what the key stands for.
 */
export async function replayOr<Known extends { readonly kind: 'repeated' } | KeyReused>(
  ofKey: Promise<Known | null>,
  notAdmitted: Unavailable,
): Promise<Known | Unavailable> {
  return (await orUnavailable(ofKey)) ?? notAdmitted;
}

/**
 * Begins what a request wants where Temporal can be reached, and otherwise tells what is known of it all the same.
 * @param ofKey looks what the request's idempotency key stands for.
 */
export function beginOrReplay<Begun, Known extends { readonly kind: 'repeated' } | KeyReused>(
  { reachable }: Pick<TemporalReachability, 'reachable'>,
  begin: () => Promise<Begun>,
  ofKey: () => Promise<Known | null>,
): Promise<Begun | Known | Unavailable> {
  return reachable ? orUnavailable(begin()) : replayOr(ofKey(), temporalUnavailable);
}
