import type { KeyReused } from '../database/operations/idempotency-keys.js';
import type { Unavailable } from '../domain/operation/outcomes.js';
import type { TemporalReachability } from './temporal-reachability.js';
import { orUnavailable, temporalUnavailable } from './unavailable.js';

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
