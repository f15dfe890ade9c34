/** A call did not return in time; whether it had an effect is unknown. */
export class TimedOutError extends Error {
  override readonly name = 'TimedOutError';
}

/**
 * Limits how long a call is waited for. The call itself goes on. Temporal's native connection ignores deadlines while its
 * server is down, so the limit needs a timer of our own. An answer that has arrived counts, also if this process stood still
 * and could not read it in time; docs/decisions/0013 says why this is not a library.
 * @param ms the limit, in milliseconds.
 * @throws {TimedOutError} when the limit has passed, or whatever the call throws.
 */
export async function within<T>(ms: number, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    const fail = () => reject(new TimedOutError(`No answer within ${ms} ms.`));
    // Node runs due timers before it reads what has arrived, and `setImmediate` after that.
    timer = setTimeout(() => setImmediate(fail), ms);
  });
  try {
    return await Promise.race([call, expiry]);
  } finally {
    clearTimeout(timer);
  }
}
