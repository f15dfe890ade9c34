/** The program's exit codes: 2 for a wrong call or configuration, 3 when a reconciliation leaves findings. */
export const exitCodes = { done: 0, failed: 1, usage: 2, found: 3 } as const;

/** Names of errors whose message is enough for a person. Any other error is shown with its call stack. */
const explainedErrors = new Set([
  'AdministrationError',
  'ConfigurationError',
  'WrongInstallationError',
  'DatabaseInUseError',
  'UnreachableError',
]);

/**
 * Chooses the text and the exit code for an error that ended a command.
 * @param further names of error classes that need no call stack either
 */
export function explain(error: unknown, further: readonly string[]): { message: string; exitCode: number } {
  if (!(error instanceof Error)) {
    return { message: String(error), exitCode: exitCodes.failed };
  }
  return {
    message:
      explainedErrors.has(error.name) || further.includes(error.name)
        ? error.message
        : (error.stack ?? error.message),
    exitCode: error.name === 'ConfigurationError' ? exitCodes.usage : exitCodes.failed,
  };
}
