/** The message for a line or a row that is not UTF-8. */
export const notUtf8 = 'The text is not UTF-8. A spreadsheet saves such a file as "CSV UTF-8".';

const foreign: readonly (readonly [beginning: string, what: string])[] = [
  ['fffe', 'in UTF-16: save it as "CSV UTF-8"'],
  ['feff', 'in UTF-16: save it as "CSV UTF-8"'],
  ['504b0304', 'a workbook of a spreadsheet or another archive: save the sheet as "CSV UTF-8"'],
  ['d0cf11e0', 'a workbook of a spreadsheet: save the sheet as "CSV UTF-8"'],
  ['1f8b', 'compressed: send it with Content-Encoding: gzip'],
];

/** The number of bytes that {@link foreignFormat} needs. */
export const bytesToJudge = 4;

/** Says what a file is that is no text in UTF-8, by its first bytes. @returns null if they may be text. */
export function foreignFormat(beginning: Buffer): string | null {
  const hex = beginning.toString('hex');
  const known = foreign.find(([start]) => hex.startsWith(start));
  if (known !== undefined) return `The file is ${known[1]}.`;
  // UTF-16 without a mark writes ASCII with a zero in every other byte.
  return beginning.includes(0) ? 'The file is no text in UTF-8: save it as "CSV UTF-8".' : null;
}
