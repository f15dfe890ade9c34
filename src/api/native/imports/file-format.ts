import type { IncomingHttpHeaders } from 'node:http';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { type Column, columns } from './columns.js';

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
  return stringify([Object.values(values).map(cellOf)], { quoted_match: [/^\s|\s$/, /[\r\n]/] });
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
  /** The line on which it begins. */
  readonly line: number;
}

function readCsv(text: string): FileLine[] {
  const file = Buffer.from(text);
  const rows: CsvRow[] = [];
  let line = 1;
  let read = 0;
  try {
    parse(file, {
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (record, { bytes }) => {
        if (record.some((cell) => cell.trim() !== '')) rows.push({ record, line });
        // The parser's own count takes a break of two characters for two lines where it stands in a cell.
        line += breaksIn(file.subarray(read, bytes));
        read = bytes;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return [
      { line, problem: 'The line is not valid CSV: a quotation mark is not closed or stands in between.' },
    ];
  }
  const [head, ...body] = rows;
  if (head === undefined) return [];
  const names = head.record.map((name) => name.trim());
  const problem = problemOfHead(names);
  if (problem !== null) return [{ line: head.line, problem }];
  return body.map((row) => readRow(names, row));
}

function breaksIn(part: Buffer): number {
  return part.toString('latin1').match(/\r\n|\r|\n/g)?.length ?? 0;
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

/** A file without a head begins with a trunk, so that its password must not be repeated. */
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

/** Names what looks like a name, and counts the rest. */
function listed(unknown: readonly string[]): string {
  const names = unknown.filter((cell) => /^[A-Za-z_]{1,40}$/.test(cell)).slice(0, 10);
  const rest = unknown.length - names.length;
  return [...names, ...(rest === 0 ? [] : [`${rest} ${names.length === 0 ? 'in all' : 'more'}`])].join(', ');
}

function isColumn(name: string): name is Column {
  return columns.some((column) => column === name);
}

/** Columns in which spaces at the edges are part of what is meant: a password may begin with one. */
const keptWhole: ReadonlySet<string> = new Set<Column>([
  'nickname',
  'sip_username',
  'sip_password',
  'agent_name',
  'outbound_agent_id',
  'number_provider',
]);

/** A cell holds text; some columns mean something else. What cannot be meant is left for the field's own check. */
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

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}
