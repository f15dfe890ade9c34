/** A line is no longer, in bytes, than the body of a request that sets up one trunk: longer ones would hold up everybody. */
export const longestLine = 64 * 1024;

/** What is said of a line that is longer. */
export const lineTooLong = 'The line must not be longer than 64 KiB.';

/** Tells whether a line is longer. */
export function isTooLong(line: string): boolean {
  return line.length > longestLine || Buffer.byteLength(line) > longestLine;
}
