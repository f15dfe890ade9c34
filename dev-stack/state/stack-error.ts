/** The local stack cannot do what was asked; the message says why and what a person can do. */
export class StackError extends Error {
  override readonly name = 'StackError';
}
