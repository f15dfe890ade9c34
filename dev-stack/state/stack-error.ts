/** The local stack cannot do what was asked; the message says why and what a person can do. */
export class StackError extends Error {
  override readonly name = 'StackError';
}

/** A program is nowhere to be found and could not be obtained either. */
export class MissingProgramError extends StackError {}

/** Tells the consequence of an abort from a failure of its own. */
export function isAbort(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'AbortError';
}
