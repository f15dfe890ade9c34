import { isAbort, MissingProgramError, StackError } from '../state/stack-error.js';
import { ensureProgram, type Obtaining } from './ensure-program.js';
import type { FoundProgram, Program } from './program.js';

/**
 * Finds or obtains the programs of several servers side by side. The first failure breaks the others off.
 * @throws {StackError} one message for all that is missing.
 */
export async function ensurePrograms<Name extends string>(
  servers: readonly { readonly name: Name; readonly program: Program }[],
  obtaining: Obtaining,
): Promise<ReadonlyMap<Name, FoundProgram>> {
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

/** One message for all programs that could not be had, with the choices a person has. */
function missingPrograms(failures: readonly { program: Program; reason: string }[]): StackError {
  const advice = (system: 'debian' | 'macos') =>
    failures.map(({ program }) => `    ${program.title.padEnd(12)}${program.advice[system]}`);
  const variables = failures.map(({ program }) => program.variable).join(', ');
  return new StackError(
    [
      ...failures.map(({ reason }) => reason),
      '',
      'What you can do:',
      '  On Debian or Ubuntu',
      ...advice('debian'),
      '  On macOS',
      ...advice('macos'),
      `  Anywhere: name what you have by path (${variables}),`,
      '  or use Docker for the whole stack: docker compose up',
    ].join('\n'),
  );
}
