import { missingPrograms } from './missing-programs.js';
import { ensureProgram, type Obtaining } from './obtain.js';
import type { FoundProgram } from './program.js';
import type { Server, ServerName } from './server.js';
import { isAbort, MissingProgramError } from './stack-error.js';

/**
 * Finds or obtains the programs of several servers side by side. The first failure breaks the others off.
 * @throws {StackError} one message for all that is missing.
 */
export async function ensurePrograms(
  servers: readonly Server[],
  obtaining: Obtaining,
): Promise<ReadonlyMap<ServerName, FoundProgram>> {
  const failed = new AbortController();
  const signal = AbortSignal.any([obtaining.signal, failed.signal]);
  const outcomes = await Promise.allSettled(
    servers.map(async ({ name, program }) => {
      try {
        return [name, await ensureProgram(program, { ...obtaining, signal })] as const;
      } catch (error) {
        failed.abort();
        throw error;
      }
    }),
  );
  obtaining.signal.throwIfAborted();
  const failures = outcomes.flatMap((outcome, index) => {
    const program = servers[index]?.program;
    return outcome.status === 'rejected' && program !== undefined ? [{ program, cause: outcome.reason }] : [];
  });
  for (const { cause } of failures) {
    if (!(cause instanceof MissingProgramError) && !isAbort(cause)) {
      throw cause;
    }
  }
  const missing = failures.flatMap(({ program, cause }) =>
    cause instanceof MissingProgramError ? [{ program, reason: cause.message }] : [],
  );
  if (missing.length > 0) {
    throw missingPrograms(missing);
  }
  return new Map(outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])));
}
