import { setImmediate as nextTurn } from 'node:timers/promises';
import { mostLines, type NumberOnLine, type WantedTrunk } from '../../../imports/import.js';
import { collisionKeyOf, type TrunkNumber } from '../../../trunks/number.js';
import { type Column, columns, type LineReader, numberOn } from './columns.js';
import { type FileFormat, type FileLine, readFileLines } from './file-format.js';

/** What is wrong with one field of one line; `body` where it is the line as a whole. */
export interface LineProblem {
  readonly line: number;
  readonly field: string;
  readonly message: string;
}

/**
 * A file in which every line can be used, or all that is wrong with it; either way with every number that can be read, by
 * which somebody can look who holds them.
 */
export type ImportReading = { readonly numbers: readonly NumberOnLine[] } & (
  | { readonly ok: true; readonly lines: readonly WantedTrunk[] }
  | { readonly ok: false; readonly problems: readonly LineProblem[] }
);

/** Other requests have their turn after so many lines. */
const linesPerTurn = 100;

/** Reads a whole file before anything is begun, and collects what is wrong with every line. */
export async function readImport(
  text: string,
  format: FileFormat,
  readLine: LineReader,
  defaultAgent: string | null,
): Promise<ImportReading> {
  const file = readFileLines(text, format);
  if (file.length === 0) return wrong(1, 'The file has no trunk.');
  if (file.length > mostLines)
    return wrong(file[mostLines]?.line ?? 1, `A file must not have more than ${mostLines} trunks.`);
  const lines: WantedTrunk[] = [];
  const problems: LineProblem[] = [];
  const numbers: NumberOnLine[] = [];
  const firstLineOf = new Map<string, number>();
  for (const [index, fileLine] of file.entries()) {
    if (index % linesPerTurn === linesPerTurn - 1) await nextTurn();
    const { line } = fileLine;
    const wanted = readTrunk(fileLine, readLine, defaultAgent);
    if (Array.isArray(wanted)) problems.push(...wanted);
    else lines.push(wanted);
    const number = Array.isArray(wanted) ? numberOf(fileLine) : wanted.request.settings.number;
    if (number === null) continue;
    numbers.push({ line, number });
    const key = collisionKeyOf(number.value);
    const first = firstLineOf.get(key);
    if (first === undefined) firstLineOf.set(key, line);
    else {
      problems.push({
        line,
        field: 'phone_number',
        message: `Phone number stands on line ${first} already.`,
      });
    }
  }
  return problems.length === 0 ? { ok: true, lines, numbers } : { ok: false, problems, numbers };
}

function numberOf(fileLine: FileLine): TrunkNumber | null {
  return 'fields' in fileLine ? numberOn(fileLine.fields) : null;
}

function readTrunk(
  fileLine: FileLine,
  readLine: LineReader,
  defaultAgent: string | null,
): WantedTrunk | LineProblem[] {
  const { line } = fileLine;
  if ('problem' in fileLine) return [{ line, field: 'body', message: fileLine.problem }];
  const unknown = Object.keys(fileLine.fields).filter((name) => !columns.includes(name as Column));
  const reading = readLine(fileLine.fields, defaultAgent);
  if (reading.ok && unknown.length === 0) return { line, request: reading.value };
  const known = reading.ok ? {} : reading.problems;
  return [
    ...unknown.map((field) => ({ line, field: field.slice(0, 64), message: 'There is no such field.' })),
    ...Object.entries(known).flatMap(([field, messages]) =>
      messages.map((message) => ({ line, field, message })),
    ),
  ];
}

function wrong(line: number, message: string): ImportReading {
  return { ok: false, problems: [{ line, field: 'body', message }], numbers: [] };
}
