import { type Column, columns } from './columns.js';
import { type CsvRow, isTooLong, lineTooLong, readCsvRows } from './csv-rows.js';
import type { FileFormat } from './file-format.js';

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
