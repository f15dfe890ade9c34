import type { IncomingHttpHeaders } from 'node:http';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { type Column, columns } from './columns.js';

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
function* readCsvRows(file: Buffer): Generator<CsvRow | BrokenCsvRow> {
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
const lineTooLong = 'The line must not be longer than 64 KiB.';

/** Tells whether a line is longer than {@link longestLine}. */
function isTooLong(line: string): boolean {
  return line.length > longestLine || Buffer.byteLength(line) > longestLine;
}

/** The formats of a file of trunks: CSV with a header row, or one JSON object per line. */
export const fileFormats = ['csv', 'jsonl'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** The media type of each format. */
export const mediaTypes: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

/** The media types of files as the description of the interface lists them. */
export const fileTypes = ['application/x-ndjson', 'text/csv'] as const;

const mediaTypesRead: Readonly<Record<string, FileFormat>> = {
  'text/csv': 'csv',
  'application/x-ndjson': 'jsonl',
  'application/ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
  'application/json-lines': 'jsonl',
};

/** Gives the format of a body by its Content-Type; null for any other type. */
export function formatOf({ 'content-type': type = '' }: IncomingHttpHeaders): FileFormat | null {
  return mediaTypesRead[type.split(';', 1)[0]?.trim().toLowerCase() ?? ''] ?? null;
}

/** Writes one line of a file with its line break. */
export function writeFileLine(values: Readonly<Record<string, unknown>>, format: FileFormat): string {
  if (format === 'jsonl') return `${JSON.stringify(values)}\n`;
  return stringify([Object.values(values).map(cellOf)], { quoted_match: [/^\s|\s$/, /[\r\n]/] });
}

/** Writes the header row of a CSV file; a file of JSON lines has none. */
export function writeFileHead(names: readonly string[], format: FileFormat): string {
  return format === 'csv' ? stringify([names]) : '';
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}

/** One line of a file: its content, or the reason why it cannot be read. Lines are counted from 1, including a header. */
export type FileLine =
  | { readonly line: number; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly problem: string };

/** An empty line. */
export interface EmptyLine {
  readonly line: number;
  readonly empty: true;
}

/**
 * Splits a file into its lines, without the header of a CSV file. It reads only as far as the consumer goes, because a small
 * file may have millions of lines. It also yields empty lines, so that the consumer can count them.
 */
export function readFileLines(text: string, format: FileFormat): Generator<FileLine | EmptyLine> {
  // Excel begins its files with a byte order mark, which must not become part of a column name.
  const withoutMark = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return format === 'csv' ? readCsv(withoutMark) : readJsonLines(withoutMark);
}

function* readJsonLines(text: string): Generator<FileLine | EmptyLine> {
  for (let start = 0, line = 1; start < text.length; line += 1) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak === -1 ? text.length : lineBreak;
    yield readJsonLine(text.slice(start, end), line);
    start = end + 1;
  }
}

function readJsonLine(content: string, line: number): FileLine | EmptyLine {
  if (isTooLong(content)) return { line, problem: lineTooLong };
  if (content.trim() === '') return { line, empty: true };
  try {
    const fields: unknown = JSON.parse(content);
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
      return { line, problem: 'The line must be a JSON object.' };
    }
    return { line, fields: { ...fields } };
  } catch {
    return { line, problem: 'The line is not valid JSON.' };
  }
}

function* readCsv(text: string): Generator<FileLine | EmptyLine> {
  let names: readonly string[] | null = null;
  for (const row of readCsvRows(Buffer.from(text))) {
    const { line } = row;
    if ('problem' in row) yield row;
    else if (row.record.every((cell) => cell.trim() === '')) yield { line, empty: true };
    else if (names !== null) yield readRow(names, row);
    else {
      names = row.record.map((name) => name.trim());
      const problem = problemOfHead(names);
      if (problem === null) continue;
      yield { line, problem };
      return;
    }
  }
}

function readRow(names: readonly string[], { record, line }: CsvRow): FileLine {
  if (record.length > names.length) {
    return { line, problem: `The line has ${record.length} cells, but the head has ${names.length}.` };
  }
  return {
    line,
    fields: Object.fromEntries(names.map((name, at) => [name, cellValue(name, record[at] ?? '')])),
  };
}

/** A file without a header begins with a trunk, so the answer must not repeat its cells: one is a password. */
function problemOfHead(names: readonly string[]): string | null {
  const unknown = names.filter((name) => !isColumn(name));
  if (unknown.length === names.length) {
    return `The first line must be the head, which names columns out of ${columns.join(', ')}.`;
  }
  if (unknown.length > 0) {
    return `The head must name columns out of ${columns.join(', ')}; unknown: ${listed(unknown)}.`;
  }
  return new Set(names).size === names.length ? null : 'The head must not name a column twice.';
}

/** Names the cells that look like column names, and counts the others. */
function listed(unknown: readonly string[]): string {
  const names = unknown.filter((cell) => /^[A-Za-z_]{1,40}$/.test(cell)).slice(0, 10);
  const rest = unknown.length - names.length;
  return [...names, ...(rest === 0 ? [] : [`${rest} ${names.length === 0 ? 'in all' : 'more'}`])].join(', ');
}

function isColumn(name: string): name is Column {
  return columns.some((column) => column === name);
}

/** Columns whose surrounding spaces belong to the value: a password may begin with one. */
const keptWhole: ReadonlySet<string> = new Set<Column>([
  'nickname',
  'sip_username',
  'sip_password',
  'agent_name',
  'outbound_agent_id',
  'number_provider',
]);

/** Converts the text of a cell for columns that are no text. A text that cannot be converted is left to the check of the field. */
function cellValue(column: string, cell: string): unknown {
  if (keptWhole.has(column)) return cell === '' ? null : cell;
  const text = cell.trim();
  switch (column) {
    case 'allowed_inbound_ips':
      return text.split(/[\s;,]+/).filter((part) => part !== '');
    case 'inbound_agent_version':
    case 'outbound_agent_version':
      if (text === '') return null;
      return /^\d+$/.test(text) ? Number(text) : text;
    case 'outbound_proxy':
      if (text === '') return null;
      return text === 'true' || (text === 'false' ? false : text);
    default:
      return text === '' ? null : text;
  }
}
