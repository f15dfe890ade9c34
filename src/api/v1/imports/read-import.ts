import { type ImportedTrunk, mostLines, type NumberOnLine } from '../../../domain/import/import.js';
import { yieldNowAndThen } from '../../../domain/import/yielding.js';
import { calledPartOf, collisionKeysOf, type TrunkSettings } from '../../../domain/trunk/trunk.js';
import { warningsAbout } from '../../../domain/trunk/warnings.js';
import { unknownName } from '../../http/fields.js';
import { unusedCountry } from '../../http/trunk/trunk-fields.js';
import type { TrunkReader } from '../trunks/trunk-fields.js';
import { type Column, columns, numberOn } from './columns.js';
import { type FileFormat, type FileLine, readFileLines } from './file-lines.js';
import type { Pieces } from './file-window.js';

/** A problem of one field of one line; the field is `body` when the whole line is meant. */
export interface LineProblem {
  readonly line: number;
  readonly field: string;
  readonly message: string;
}

/** A warning about a line that can be used. */
export interface LineWarning {
  readonly line: number;
  readonly message: string;
}

/** A file whose lines can all be used, or all its problems. Either way it has every number that could be read. */
export type ImportReading = { readonly numbers: readonly NumberOnLine[] } & (
  | {
      readonly ok: true;
      readonly total: number;
      /** Empty unless they were to be kept. */
      readonly lines: readonly ImportedTrunk[];
      readonly warnings: readonly LineWarning[];
    }
  | { readonly ok: false; readonly problems: readonly LineProblem[] }
);

const addressesInstead =
  'write "ip" into inbound_authorization_type and the addresses of the carrier into allowed_inbound_ips';

/** At most so many unknown fields of a line are named, because a line has room for thousands. */
const mostUnknownNamed = 20;

/**
 * Reads a whole file before anything begins, and collects the problems of all lines. Each line is freed once it is read.
 * @param keepLines whether the trunks are needed: they hold all of the file.
 */
export async function readImport(
  pieces: Pieces,
  format: FileFormat,
  readLine: TrunkReader,
  defaultAgent: string | null,
  keepLines = true,
): Promise<ImportReading> {
  const yieldToOthers = yieldNowAndThen();
  let linesSeen = 0;
  let trunks = 0;
  const lines: ImportedTrunk[] = [];
  const warnings: LineWarning[] = [];
  const problems: LineProblem[] = [];
  const numbers: NumberOnLine[] = [];
  const firstLineOf = new Map<string, number>();
  for await (const fileLine of readFileLines(pieces, format)) {
    await yieldToOthers();
    if (linesSeen === mostLines) {
      const message = `A file must not have more than ${mostLines} trunks; empty lines count as well.`;
      return wrong(fileLine.line, message);
    }
    linesSeen += 1;
    if ('empty' in fileLine) continue;
    trunks += 1;
    const { line } = fileLine;
    const requested = readTrunk(fileLine, readLine, defaultAgent);
    if (Array.isArray(requested)) problems.push(...requested);
    else {
      if (keepLines) lines.push(requested);
      const { request } = requested;
      const country = 'fields' in fileLine ? unusedCountry(fileLine.fields, request.settings) : null;
      const messages = [...(country === null ? [] : [country]), ...warningsAbout(request, addressesInstead)];
      warnings.push(...messages.map((message) => ({ line, message })));
    }
    const called = Array.isArray(requested) ? numberOf(fileLine) : numbersIn(requested.request.settings);
    if (called === null) continue;
    numbers.push({ line, ...called });
    const keys = collisionKeysOf(called);
    const first = keys.map((key) => firstLineOf.get(key)).find((found) => found !== undefined);
    for (const key of keys) firstLineOf.set(key, firstLineOf.get(key) ?? line);
    if (first !== undefined) {
      problems.push({
        line,
        field: 'phone_number',
        message: `Phone number stands on line ${first} already.`,
      });
    }
  }
  if (trunks === 0) return wrong(1, 'The file has no trunk.');
  if (problems.length > 0) return { ok: false, problems, numbers };
  return { ok: true, total: trunks, lines, warnings, numbers };
}

/** Keeps only the numbers and who may call them, so that the rest of a line can be freed. */
function numbersIn({ inboundAuthorization, ...settings }: TrunkSettings): Omit<NumberOnLine, 'line'> {
  const called = calledPartOf(settings);
  return inboundAuthorization.allowed.length === 0 ? called : { ...called, inboundAuthorization };
}

function numberOf(fileLine: FileLine): Pick<NumberOnLine, 'number'> | null {
  const number = 'fields' in fileLine ? numberOn(fileLine.fields) : null;
  return number === null ? null : { number };
}

function readTrunk(
  fileLine: FileLine,
  readLine: TrunkReader,
  defaultAgent: string | null,
): ImportedTrunk | LineProblem[] {
  const { line } = fileLine;
  if ('problem' in fileLine) {
    return [{ line, field: fileLine.field ?? 'body', message: fileLine.problem }];
  }
  const unknown = Object.keys(fileLine.fields).filter((name) => !columns.includes(name as Column));
  const reading = readLine(fileLine.fields, defaultAgent);
  const { damage = {} } = fileLine;
  if (reading.ok && unknown.length === 0 && Object.keys(damage).length === 0) {
    return { line, request: reading.value };
  }
  const damaged = Object.fromEntries(Object.entries(damage).map(([field, message]) => [field, [message]]));
  // What a spreadsheet has done explains more than the problem of the value that is left.
  const known = { ...(reading.ok ? {} : reading.problems), ...damaged };
  return [
    ...unknownFields(line, unknown),
    ...Object.entries(known).flatMap(([field, messages]) =>
      messages.map((message) => ({ line, field, message })),
    ),
  ];
}

function unknownFields(line: number, names: readonly string[]): LineProblem[] {
  const named = names
    .slice(0, mostUnknownNamed)
    .map((name) => ({ line, field: name.slice(0, 64), message: unknownName('field', name, columns) }));
  const more = names.length - named.length;
  return more === 0
    ? named
    : [...named, { line, field: 'body', message: `There are ${more} more fields that do not exist.` }];
}

function wrong(line: number, message: string): ImportReading {
  return { ok: false, problems: [{ line, field: 'body', message }], numbers: [] };
}
