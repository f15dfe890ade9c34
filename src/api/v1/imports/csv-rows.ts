import { CsvError, parse } from 'csv-parse/sync';

/** One row of a CSV file. */
export interface CsvRow {
  readonly record: readonly string[];
  /** The line on which it begins, counted from 1. */
  readonly line: number;
}

/** The row at which a file cannot be read any further, because nobody knows where it ends. */
export interface BrokenCsvRow {
  readonly line: number;
  readonly problem: string;
}

/** So many rows are read at once. */
const rowsAtOnce = 200;

const notClosed = 'The line is not valid CSV: a quotation mark is not closed or stands in between.';

/**
 * Reads the rows of a CSV file, those without any content as well. The file is read through a window that any row fits in, so
 * that no more of it is read than is asked for.
 */
export function* readCsvRows(file: Buffer): Generator<CsvRow | BrokenCsvRow> {
  let line = 1;
  for (let begin = 0; begin < file.length; ) {
    const window = file.subarray(begin, begin + longestLine);
    const isLast = begin + window.length === file.length;
    const { rows, broken } = rowsIn(window);
    // A row that ends with the window may go on behind it, and so may a quotation.
    const whole = isLast ? rows : rows.filter(({ end }) => end < window.length);
    let read = 0;
    for (const { record, end } of whole) {
      yield { record, line };
      line += breaksIn(window.subarray(read, end));
      read = end;
    }
    if (read === 0 || (isLast && broken)) {
      yield { line, problem: broken ? notClosed : lineTooLong };
      return;
    }
    begin += read;
  }
}

interface WindowRow {
  readonly record: readonly string[];
  /** Where it ends in its window. */
  readonly end: number;
}

/** The first rows in a window, and whether the next one cannot be read. */
function rowsIn(window: Buffer): { readonly rows: readonly WindowRow[]; readonly broken: boolean } {
  const rows: WindowRow[] = [];
  try {
    parse(window, {
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      to: rowsAtOnce,
      on_record: (record, { bytes }) => {
        rows.push({ record, end: bytes });
        return null;
      },
    });
    return { rows, broken: false };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows, broken: true };
  }
}

/** The parser's own count takes a break of two characters for two lines where it stands in a cell. */
function breaksIn(part: Buffer): number {
  return part.toString('latin1').match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** A line is no longer, in bytes, than the body of a request that sets up one trunk: longer ones would hold up everybody. */
export const longestLine = 64 * 1024;

/** What is said of a line that is longer. */
export const lineTooLong = 'The line must not be longer than 64 KiB.';

/** Tells whether a line is longer. */
export function isTooLong(line: string): boolean {
  return line.length > longestLine || Buffer.byteLength(line) > longestLine;
}
