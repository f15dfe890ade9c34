import type { Column } from './columns.js';

/** Beginnings that a spreadsheet would run as a formula or convert to a number or a date, and the apostrophe that prevents it. */
const converted = /^[=+\-@\t\r\n'.\d]/;

/** Writes a cell so that a spreadsheet neither runs nor converts it: with an apostrophe in front, which an import removes. */
export function protectedCell(text: string): string {
  return converted.test(text) ? `'${text}` : text;
}

/** Removes the apostrophe of {@link protectedCell}. No export has a password, so an apostrophe there belongs to it. */
export function unprotected(column: string, text: string): string {
  return column !== ('sip_password' satisfies Column) && text.startsWith("'") && converted.test(text.slice(1))
    ? text.slice(1)
    : text;
}

const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const date = new RegExp(
  [
    `^\\d{1,2}-${month}(?:-\\d{2,4})?$`,
    `^${month}-\\d{2,4}$`,
    '^\\d{1,2}([./-])\\d{1,2}\\1(?:\\d{4}|\\d{2})$',
    '^\\d{4}([./-])\\d{1,2}\\2\\d{1,2}$',
  ].join('|'),
  'i',
);

/** Columns whose values are often written with digits alone, so that a spreadsheet takes them for numbers. */
const numerals: ReadonlySet<string> = new Set<Column>(['phone_number', 'sip_username', 'sip_password']);

const remedy = 'format the column as text, or export with spreadsheet=true';

/**
 * Tells what a spreadsheet has visibly changed in a cell of a CSV file. A lost plus is no concern of this function: the field says
 * it, whatever the file is.
 * @returns null if nothing can be seen.
 */
export function spreadsheetDamage(column: string, text: string): string | null {
  if (/^#(?:NAME\?|REF!|VALUE!|NUM!|DIV\/0!|N\/A|NULL!)$/.test(text)) {
    return `A spreadsheet has run the cell as a formula and left an error: ${remedy}.`;
  }
  if (numerals.has(column) && /^[+-]?\d(?:[.,]\d+)?E[+-]\d{2,}$/i.test(text)) {
    return `A spreadsheet has written the number in scientific notation, so digits are lost: ${remedy}.`;
  }
  if (column === 'phone_number' && /^\+?\d{4,}[.,]0+$/.test(text)) {
    return `A spreadsheet has written the number with decimals: ${remedy}.`;
  }
  if (column === 'phone_number' && date.test(text)) {
    return `A spreadsheet has made a date of the number: ${remedy}.`;
  }
  if (column === 'sip_calling_format' && /^=?\+?(?:0|E164)$/.test(text)) {
    return `A spreadsheet has run +e164 as a formula: write +e164 or e164, or ${remedy}.`;
  }
  return null;
}
