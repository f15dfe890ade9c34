import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { stringify } from 'csv-stringify/sync';
import { everySetting } from '../../../domain/trunk/carrier/carrier-settings.js';
import type { CellKind } from '../../../domain/trunk/carrier/setting-kinds.js';
import { closeName } from '../../http/fields.js';
import { DuplicateMemberError, parseJson } from '../../http/json.js';
import { type Column, columns } from './columns.js';
import { type CsvRow, formOfCsv, lineTooLong, readCsvRows } from './csv-rows.js';
import { bytesToJudge, foreignFormat, notUtf8 } from './encodings.js';
import { FileWindow, longestLine, type Pieces } from './file-window.js';
import { protectedCell, spreadsheetDamage, unprotected } from './spreadsheets.js';

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

/** Writes one line of a file with its line break. @param forSpreadsheet whether no cell may be run or converted. */
export function writeFileLine(
  values: Readonly<Record<string, unknown>>,
  format: FileFormat,
  forSpreadsheet = false,
): string {
  if (format === 'jsonl') return `${JSON.stringify(values)}\n`;
  const cells = Object.values(values).map((value) =>
    forSpreadsheet && typeof value !== 'number' && typeof value !== 'boolean'
      ? protectedCell(cellOf(value))
      : cellOf(value),
  );
  return stringify([cells], { quoted_match: [/^\s|\s$/, /[\r\n]/] });
}

/** Writes the header row of a CSV file; a file of JSON lines has none. A spreadsheet needs a mark to read UTF-8. */
export function writeFileHead(names: readonly string[], format: FileFormat, forSpreadsheet = false): string {
  return format === 'csv' ? `${forSpreadsheet ? '\uFEFF' : ''}${stringify([names])}` : '';
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value !== 'object') return String(value);
  return Object.keys(value).length === 0 ? '' : JSON.stringify(value);
}

/** One line of a file: its content, or the reason why it cannot be read. Lines are counted from 1, including a header. */
export type FileLine =
  | {
      readonly line: number;
      readonly fields: Readonly<Record<string, unknown>>;
      /** The visible changes of a spreadsheet, by field; absent if there are none. */
      readonly damage?: Readonly<Record<string, string>>;
    }
  | {
      readonly line: number;
      readonly problem: string;
      /** The column of the cell that cannot be read; absent if the whole line is meant. */
      readonly field?: string;
    };

/** An empty line. */
export interface EmptyLine {
  readonly line: number;
  readonly empty: true;
}

/**
 * Splits a file into its lines, without the header of a CSV file. It reads only as far as the consumer goes, because a small
 * file may have millions of lines. It also yields empty lines, so that the consumer can count them.
 */
export async function* readFileLines(
  pieces: Pieces,
  format: FileFormat,
): AsyncGenerator<FileLine | EmptyLine> {
  const file = new FileWindow(pieces);
  try {
    const { bytes } = await file.show(bytesToJudge);
    const problem = foreignFormat(bytes);
    if (problem !== null) {
      yield { line: 1, problem };
      return;
    }
    // Excel begins its files with a byte order mark, which must not become part of a column name.
    if (bytes.indexOf(excelMark) === 0) file.skip(excelMark.length);
    yield* format === 'csv' ? readCsv(file) : readJsonLines(file);
  } finally {
    await file.close();
  }
}

const excelMark = Buffer.from('\uFEFF');

async function* readJsonLines(file: FileWindow): AsyncGenerator<FileLine | EmptyLine> {
  for (let line = 1; ; line += 1) {
    const content = await file.nextLine();
    if (content === null) return;
    if (content === 'too long') yield { line, problem: lineTooLong };
    else yield isUtf8(content) ? readJsonLine(content.toString(), line) : { line, problem: notUtf8 };
  }
}

function readJsonLine(content: string, line: number): FileLine | EmptyLine {
  if (content.trim() === '') return { line, empty: true };
  try {
    const fields = parseJson(content);
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
      return { line, problem: 'The line must be a JSON object.' };
    }
    return { line, fields: { ...fields } };
  } catch (error) {
    const isDuplicate = error instanceof DuplicateMemberError;
    const problem = isDuplicate
      ? 'The line names a field twice.'
      : `The line is not valid JSON${whereIn(content, error)}.`;
    return { line, problem };
  }
}

/** Words where a text stops to be JSON. The parser's own message would repeat the text, which may have a password. */
function whereIn(content: string, error: unknown): string {
  const start = content.trim();
  if (start.startsWith('[')) return ': each line must be one object, not an array of them';
  if (start === '{') return ': each object must stand on one line';
  const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
  return position === undefined ? ': it ends too early' : ` from character ${Number(position) + 1} on`;
}

async function* readCsv(file: FileWindow): AsyncGenerator<FileLine | EmptyLine> {
  const { bytes: start } = await file.show(longestLine);
  const form = formOfCsv(start.toString(), isColumn);
  if (form === null) {
    yield { line: 1, problem: 'The separator must be a comma, a semicolon or a tab.' };
    return;
  }
  let names: readonly string[] | null = null;
  for await (const row of readCsvRows(file, form)) {
    const { line } = row;
    if ('problem' in row) {
      const field = row.cell === null ? undefined : names?.[row.cell];
      const where = row.cell === null ? '' : ` (cell ${row.cell + 1} of the line)`;
      yield {
        line,
        problem: `${row.problem.slice(0, -1)}${where}.`,
        ...(field === undefined ? {} : { field }),
      };
    } else if (row.record.every((cell) => cell.trim() === '')) yield { line, empty: true };
    else if (names !== null) yield readRow(names, row);
    else {
      names = withoutEmptyEnd(row.record.map((name) => name.trim()));
      const problem = problemOfHead(names);
      if (problem === null) continue;
      yield { line, problem };
      return;
    }
  }
}

/** Spreadsheets write empty cells at the right edge when any row was ever longer. */
function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
}

function readRow(names: readonly string[], { record, line }: CsvRow): FileLine {
  const cells = withoutEmptyEnd(record);
  if (cells.length > names.length) {
    const problem =
      `The line has ${cells.length} cells, but the head has ${names.length}: ` +
      'a cell that contains the separator must be put in quotation marks.';
    return { line, problem };
  }
  const texts = names.map((name, at) => [name, unprotected(name, record[at] ?? '')] as const);
  const damage = texts.flatMap(([name, text]) => {
    const problem = spreadsheetDamage(name, text.trim());
    return problem === null ? [] : [[name, problem] as const];
  });
  return {
    line,
    fields: Object.fromEntries(texts.map(([name, text]) => [name, cellValue(name, text)])),
    ...(damage.length === 0 ? {} : { damage: Object.fromEntries(damage) }),
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
  const shown = unknown.filter((cell) => /^[A-Za-z_]{1,40}$/.test(cell)).slice(0, 10);
  const rest = unknown.length - shown.length;
  const names = shown.map((name) => {
    const near = closeName(name, columns);
    return near === null ? name : `${name} (did you mean ${near}?)`;
  });
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

/** The columns that are no text. */
const cellKinds: ReadonlyMap<string, CellKind> = new Map<Column, CellKind>([
  ['allowed_inbound_ips', 'list'],
  ['additional_numbers', 'list'],
  ['inbound_agent_version', 'count'],
  ['outbound_agent_version', 'count'],
  ['outbound_proxy', 'flag'],
  ['accept_national', 'flag'],
  ...everySetting().map(([, { field, cell }]) => [field, cell] as [Column, CellKind]),
]);

/** Converts the text of a cell for columns that are no text. A text that cannot be converted is left to the check of the field. */
function cellValue(column: string, cell: string): unknown {
  if (keptWhole.has(column)) return cell === '' ? null : cell;
  // Other spaces than these two are invisible characters, which the check of the field names.
  const text = cell.replaceAll(/^[ \t]+|[ \t]+$/g, '');
  const kind = cellKinds.get(column) ?? 'text';
  if (kind === 'list') return text.split(/[\s;,]+/).filter((part) => part !== '');
  if (text === '') return null;
  switch (kind) {
    case 'count':
      return /^\d+$/.test(text) ? Number(text) : text;
    case 'flag':
      // Spreadsheets write these words in capitals.
      return /^true$/i.test(text) || (/^false$/i.test(text) ? false : text);
    case 'object':
      return objectIn(text) ?? text;
    default:
      return text;
  }
}

function objectIn(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
