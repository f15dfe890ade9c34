import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { notUtf8 } from './encodings.js';
import { type FileWindow, longestLine } from './file-window.js';

/** The message for a longer line. */
export const lineTooLong = 'The line must not be longer than 64 KiB.';

/** One row of a CSV file. */
export interface CsvRow {
  readonly record: readonly string[];
  /** The line on which it begins, counted from 1. */
  readonly line: number;
}

/** A row that cannot be read. If its end cannot be found, neither can the rest of the file. */
export interface BrokenCsvRow {
  readonly line: number;
  readonly problem: string;
  /** The position of the cell that cannot be read, counted from 0; null if the whole row is meant. */
  readonly cell: number | null;
}

/** The form of a CSV file. */
export interface CsvForm {
  readonly delimiter: string;
  /** The position after the line that only names the delimiter; 0 if there is none. */
  readonly begin: number;
}

const delimiters = [',', ';', '\t'] as const;

/**
 * Finds the delimiter of a file: from a first line such as `sep=;`, which Excel writes and reads, or else from the head.
 * @param text the beginning of the file
 * @param isColumn tells which cells are names of columns. The delimiter that yields most of them is used.
 * @returns null if the first line names another delimiter.
 */
export function formOfCsv(text: string, isColumn: (name: string) => boolean): CsvForm | null {
  const stated = /^"?sep=(.)"?[,;\t]*(?:\r\n|\r|\n|$)/i.exec(text);
  if (stated !== null) {
    const delimiter = delimiters.find((each) => each === stated[1]);
    return delimiter === undefined ? null : { delimiter, begin: stated[0].length };
  }
  const [head = ''] = text.trimStart().split(/[\r\n]/, 1);
  const columnsBy = (delimiter: string) =>
    head.split(delimiter).filter((cell) => isColumn(cell.trim().replace(/^"(.*)"$/, '$1'))).length;
  const [first, ...others] = delimiters;
  const delimiter = others.reduce<string>(
    (best, each) => (columnsBy(each) > columnsBy(best) ? each : best),
    first,
  );
  return { delimiter, begin: 0 };
}

/** The number of rows that are parsed at once. */
const rowsAtOnce = 200;

/** Reads the rows of a CSV file, including empty ones. It reads only as far as the consumer goes. */
export async function* readCsvRows(
  file: FileWindow,
  { delimiter, begin }: CsvForm,
): AsyncGenerator<CsvRow | BrokenCsvRow> {
  file.skip(begin);
  let line = begin === 0 ? 1 : 2;
  for (;;) {
    const { bytes: window, isLast } = await file.show(longestLine);
    if (window.length === 0) return;
    const { rows, broken } = rowsIn(window, delimiter);
    // A row or a quotation that reaches the end of the window may continue after it.
    const whole = isLast ? rows : rows.filter(({ end }) => end < window.length);
    let read = 0;
    for (const { record, end } of whole) {
      const bytes = window.subarray(read, end);
      if (isUtf8(bytes)) yield { record, line };
      else yield { line, problem: notUtf8, cell: record.findIndex((cell) => cell.includes('\uFFFD')) };
      line += breaksIn(bytes);
      read = end;
    }
    if (read === 0 || (isLast && broken !== null)) {
      yield broken === null
        ? { line, problem: lineTooLong, cell: null }
        : { line, problem: causeOf(broken, isLast), cell: broken.cell };
      return;
    }
    file.skip(read);
  }
}

interface WindowRow {
  readonly record: readonly string[];
  /** The position in the window after the row. */
  readonly end: number;
}

interface Broken {
  readonly code: string;
  readonly cell: number | null;
}

/** Parses the first rows of a window, and tells why the next one cannot be read. */
function rowsIn(
  window: Buffer,
  delimiter: string,
): { readonly rows: readonly WindowRow[]; readonly broken: Broken | null } {
  const rows: WindowRow[] = [];
  try {
    parse(window, {
      delimiter,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      to: rowsAtOnce,
      on_record: (record, { bytes }) => {
        rows.push({ record, end: bytes });
        return null;
      },
    });
    return { rows, broken: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return {
      rows,
      broken: { code: error.code, cell: typeof error.column === 'number' ? error.column : null },
    };
  }
}

/** Words why a cell cannot be read. @param isLast whether the file ends there, and not only the longest line. */
function causeOf({ code }: Broken, isLast: boolean): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return isLast
        ? 'The quotation mark at the beginning of the cell is not closed.'
        : 'The quotation mark at the beginning of the cell is not closed within 64 KiB.';
    case 'INVALID_OPENING_QUOTE':
      return 'A quotation mark stands inside the cell: put the whole cell in quotation marks, and write each one within it twice.';
    default:
      return 'Text follows the closing quotation mark of the cell: write a quotation mark within a cell twice.';
  }
}

/** Counts line breaks. The parser itself counts CR LF within a cell as two. */
function breaksIn(part: Buffer): number {
  return part.toString('latin1').match(/\r\n|\r|\n/g)?.length ?? 0;
}
