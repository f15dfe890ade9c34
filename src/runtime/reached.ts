/** A server that the start needs does not answer; the message names the variable to look at. */
class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** Waits for a connection, and says in a person's words when there is none. @throws {UnreachableError} */
export async function reached<T>(server: string, variable: string, connecting: Promise<T>): Promise<T> {
  try {
    return await connecting;
  } catch (cause) {
    if (!isOfTheConnection(cause)) throw cause;
    throw new UnreachableError(`${server} cannot be reached. Check that it runs, and ${variable}.`, {
      cause,
    });
  }
}

/** Errors of the network and of gRPC's transport; what a server answers is another matter. */
function isOfTheConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'TransportError') return true;
  const code = 'code' in error ? error.code : undefined;
  // 4 and 14 are gRPC's DEADLINE_EXCEEDED and UNAVAILABLE.
  if (code === 4 || code === 14) return true;
  if (typeof code === 'string' && /^(E[A-Z_]+|57P03)$/.test(code)) return true;
  return isOfTheConnection(error.cause);
}
