/** What the program's exit code tells a script. */
export const exitCodes = { done: 0, failed: 1, usage: 2, found: 3 } as const;

/** Errors whose message is written for a person; of any other error the stack is shown too. */
const spoken = new Set([
  'StackError',
  'AdministrationError',
  'ConfigurationError',
  'WrongInstallationError',
  'DatabaseInUseError',
  'UnreachableError',
]);

/** What to show for an error that ended a command, and the exit code for it. */
export function explain(error: unknown): { message: string; exitCode: number } {
  if (!(error instanceof Error)) {
    return { message: String(error), exitCode: exitCodes.failed };
  }
  return {
    message: spoken.has(error.name) ? error.message : (error.stack ?? error.message),
    exitCode: error.name === 'ConfigurationError' ? exitCodes.usage : exitCodes.failed,
  };
}
