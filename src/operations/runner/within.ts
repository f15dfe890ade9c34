/** A call did not come back in time; what it did is unknown. */
export class TimedOutError extends Error {
  override readonly name = 'TimedOutError';
}

/**
 * Bounds a call by a timer of our own: Temporal's native connection ignores deadlines while its server is down.
 * The call itself goes on. An answer that has come counts, also if this process stood still and could not read it in time.
 * @throws {TimedOutError}
 */
export async function within<T>(ms: number, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new TimedOutError(`No answer within ${ms} ms.`));
    // Node runs timers that are due before it reads what has arrived, and this after that.
    timer = setTimeout(() => setImmediate(giveUp), ms);
  });
  try {
    return await Promise.race([call, expiry]);
  } finally {
    clearTimeout(timer);
  }
}
