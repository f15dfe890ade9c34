import { z } from 'zod';
import { failures } from '../../../domain/failures.js';
import {
  type ImportLineView,
  type ImportPart,
  type ImportPlace,
  type ImportView,
  isImportId,
  lineOutcomes,
} from '../../../domain/import/import.js';
import { refusals } from '../../errors/refusals.js';
import type { ApiAnswer } from '../../http/answer.js';
import { operationId, trunkId } from '../../openapi/values.js';
import { nextPart, placeCursor } from '../paging.js';
import { presentRefusal } from '../presenter.js';
import type { LineProblem } from './read-import.js';

/** So many problems are told of; whoever has more has made the same mistake on every line. */
const mostProblems = 1_000;

/** An import, at any point of its life. */
export function presentImport(view: ImportView, status: 200 | 202): ApiAnswer {
  return { status, headers: { Location: `/v1/imports/${view.id}` }, body: importObject(view) };
}

/** Some of an organisation's imports, and where the older ones can be read. */
export function presentImports({ imports, more }: ImportPart, limit: number): ApiAnswer {
  const last = more ? (imports.at(-1) ?? null) : null;
  const next = nextPart('/v1/imports', limit, importCursor, last);
  return { status: 200, body: { data: imports.map(importObject), next } };
}

/** A file that was looked at, and not begun. */
export function presentDryRun(lines: number): ApiAnswer {
  return { status: 200, body: { valid: true, total: lines } };
}

/** What is wrong with a file, line by line; nothing of it was begun. */
export function presentInvalidImport(problems: readonly LineProblem[]): ApiAnswer {
  const byLine = problems.toSorted((one, other) => one.line - other.line);
  return presentRefusal('import_invalid', {
    members: { problems_total: byLine.length, problems: byLine.slice(0, mostProblems) },
  });
}

/** One line of a report, and its columns in their order. */
export const reportLineSchema = z
  .strictObject({
    line: z.int().min(1),
    phone_number: z.string(),
    outcome: z.enum(lineOutcomes),
    attempt: z.int().min(1),
    trunk_id: trunkId.nullable(),
    operation_id: operationId.nullable(),
    code: z.string().nullable(),
    meaning: z.string().nullable(),
    remedy: z.string().nullable(),
  })
  .meta({ id: 'ImportReportLine' });

/** The columns of a report. */
export const reportColumns = Object.keys(reportLineSchema.shape);

/** One line of a report. */
export function reportLine(view: ImportLineView): z.output<typeof reportLineSchema> {
  const reason = reasonOf(view.code);
  return {
    line: view.line,
    phone_number: view.number,
    outcome: view.outcome,
    attempt: view.attempt,
    trunk_id: view.trunkId,
    operation_id: view.operationId,
    code: view.code,
    meaning: reason?.meaning ?? null,
    remedy: reason?.remedy ?? null,
  };
}

function importObject({ id, state, total, counts, createdAt, cancelledAt, finishedAt }: ImportView): object {
  return {
    id,
    state,
    total,
    counts,
    created_at: createdAt,
    cancelled_at: cancelledAt,
    finished_at: finishedAt,
    report: `/v1/imports/${id}/report`,
  };
}

function reasonOf(code: ImportLineView['code']) {
  switch (code) {
    case null:
      return null;
    case 'number_in_use': {
      const { message, remedy } = refusals[code];
      return { meaning: message, remedy };
    }
    case 'already_exists':
      return {
        meaning: refusals[code].message,
        remedy: 'Nothing is to be done: the trunk is yours, and trunk_id names it once it is set up.',
      };
    default:
      return failures[code];
  }
}

/** Places in the list of imports. */
export const importCursor = placeCursor<ImportPlace>({
  format: 'import-cursor',
  parts: ({ createdAt, id }) => [createdAt, id],
  placeOf: (createdAt, id) => (isImportId(id) ? { createdAt, id } : null),
});
