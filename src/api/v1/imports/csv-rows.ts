import { CsvError, parse } from 'csv-parse/sync';

/** One row of a CSV file. */
export interface CsvRow {
  readonly record: readonly string[];
  /** The line on which it begins, counted from 1. */
  readonly line: number;
}

/** A row whose end cannot be found, so that the rest of the file cannot be read. */
export interface BrokenCsvRow {
  readonly line: number;
  readonly problem: string;
}

/** The number of rows that are parsed at once. */
const rowsAtOnce = 200;

const notClosed = 'The line is not valid CSV: a quotation mark is not closed or stands in between.';

/**
 * Reads the rows of a CSV file, including empty ones. It reads through a window that every allowed row fits in, and only as far
 * as the consumer goes.
 */
export function* readCsvRows(file: Buffer): Generator<CsvRow | BrokenCsvRow> {
  let line = 1;
  for (let begin = 0; begin < file.length; ) {
    const window = file.subarray(begin, begin + longestLine);
    const isLast = begin + window.length === file.length;
    const { rows, broken } = rowsIn(window);
    // A row or a quotation that reaches the end of the window may continue after it.
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
  /** The position in the window after the row. */
  readonly end: number;
}

/** Parses the first rows of a window, and tells whether the next one cannot be read. */
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

/** Counts line breaks. The parser itself counts CR LF within a cell as two. */
function breaksIn(part: Buffer): number {
  return part.toString('latin1').match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** The longest line in bytes: the size of a request that sets up one trunk. Longer ones would delay other requests. */
const longestLine = 64 * 1024;

/** The message for a longer line. */
export const lineTooLong = 'The line must not be longer than 64 KiB.';

/** Tells whether a line is longer than {@link longestLine}. */
export function isTooLong(line: string): boolean {
  return line.length > longestLine || Buffer.byteLength(line) > longestLine;
}
