import type { IncomingHttpHeaders } from 'node:http';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { columns } from './columns.js';

/** How many trunks are written in one file: as CSV with a head, or as one JSON object per line. */
export const fileFormats = ['csv', 'jsonl'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** The media type of each format. */
export const mediaTypes: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

const mediaTypesRead: Readonly<Record<string, FileFormat>> = {
  'text/csv': 'csv',
  'application/x-ndjson': 'jsonl',
  'application/ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
  'application/json-lines': 'jsonl',
};

/** The format of a request's body by its Content-Type; null for any other. */
export function formatOf({ 'content-type': type = '' }: IncomingHttpHeaders): FileFormat | null {
  return mediaTypesRead[type.split(';', 1)[0]?.trim().toLowerCase() ?? ''] ?? null;
}

/** One line of a file: what stands on it, or why it cannot be read. Lines are counted from 1, a head as well. */
export type FileLine =
  | { readonly line: number; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly problem: string };

/** Cuts a file into its lines; empty ones are passed over. */
export function readFileLines(text: string, format: FileFormat): FileLine[] {
  // Excel begins its files with a mark that no column's name should have.
  const withoutMark = text.replace(/^\uFEFF/, '');
  return format === 'csv' ? readCsv(withoutMark) : readJsonLines(withoutMark);
}

/** Writes one line of a file, with its line break. */
export function writeFileLine(values: Readonly<Record<string, unknown>>, format: FileFormat): string {
  if (format === 'jsonl') return `${JSON.stringify(values)}\n`;
  return stringify([Object.values(values).map(cellOf)]);
}

/** The first line of a file: the head of a CSV, nothing otherwise. */
export function writeFileHead(names: readonly string[], format: FileFormat): string {
  return format === 'csv' ? stringify([names]) : '';
}

function readJsonLines(text: string): FileLine[] {
  return text.split('\n').flatMap((content, index): FileLine[] => {
    if (content.trim() === '') return [];
    const line = index + 1;
    try {
      const fields: unknown = JSON.parse(content);
      if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
        return [{ line, problem: 'The line must be a JSON object.' }];
      }
      return [{ line, fields: { ...fields } }];
    } catch {
      return [{ line, problem: 'The line is not valid JSON.' }];
    }
  });
}

interface CsvRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function readCsv(text: string): FileLine[] {
  let rows: CsvRow[];
  try {
    // With `info` each record comes with where it stands, of which the package's types know nothing.
    rows = parse(text, {
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as CsvRow[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return [
      { line, problem: 'The line is not valid CSV: a quotation mark is not closed or stands in between.' },
    ];
  }
  const [head, ...body] = rows;
  if (head === undefined) return [];
  const problem = problemOfHead(head.record);
  if (problem !== null) return [{ line: firstLineOf(head), problem }];
  return body.map((row) => readRow(head.record, row));
}

function readRow(names: readonly string[], row: CsvRow): FileLine {
  const { record } = row;
  const line = firstLineOf(row);
  if (record.length > names.length) {
    return { line, problem: `The line has ${record.length} cells, but the head has ${names.length}.` };
  }
  return {
    line,
    fields: Object.fromEntries(names.map((name, at) => [name, cellValue(name, record[at] ?? '')])),
  };
}

/** The parser tells where a record ends; the breaks within its cells tell where it began. */
function firstLineOf({ record, info }: CsvRow): number {
  return info.lines - (record.join('').match(/\n/g)?.length ?? 0);
}

function problemOfHead(names: readonly string[]): string | null {
  const unknown = names.filter((name) => !columns.some((column) => column === name));
  if (unknown.length > 0) {
    return `The head must name columns out of ${columns.join(', ')}; unknown: ${unknown.join(', ').slice(0, 200)}.`;
  }
  return new Set(names).size === names.length ? null : 'The head must not name a column twice.';
}

/** A cell holds text; two columns mean something else. What cannot be meant is left for the field's own check. */
function cellValue(column: string, cell: string): unknown {
  if (column === 'allowed_inbound_ips') return cell === '' ? [] : cell.split(/[\s;,]+/);
  if (column === 'outbound_proxy') {
    if (cell === '') return null;
    return cell === 'true' || (cell === 'false' ? false : cell);
  }
  return cell === '' ? null : cell;
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}
