import { isTransientDatabaseError } from '../database/problem.js';
import type { Unavailable } from '../domain/operation/outcomes.js';

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
