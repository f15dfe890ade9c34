import { z } from 'zod';
import { failures } from '../../../domain/failures.js';
import {
  type ImportId,
  type ImportLineView,
  type Imports,
  lineOutcomes,
} from '../../../domain/import/import.js';
import { refusals } from '../../errors/refusals.js';
import { forOrganization } from '../../http/route.js';
import { operationId, trunkId } from '../../openapi/values.js';
import { byImport, named, ownImport } from './import.js';
import { fileAnswer, formatParameters, sendFile } from './send-file.js';

const linesPerPage = 500;

/** A line of a report. */
const reportLineSchema = z
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

/** Sends the outcome of every line of an import. */
export const readImportReport = forOrganization(
  {
    ...byImport,
    method: 'get',
    path: '/v1/imports/{id}/report',
    query: formatParameters,
    id: 'readImportReport',
    summary: 'Read the outcome of every line of an import',
    answers: {
      200: {
        ...fileAnswer,
        lines: reportLineSchema,
        description: `One line for each line of the file: ${named(reportColumns)}.`,
      },
    },
    errors: ['validation_failed', 'import_not_found'],
  },
  async (call) => {
    const { id } = await ownImport(call);
    return sendFile(call, {
      name: `import-${id}`,
      columns: reportColumns,
      pages: linesOf(id, call.api.imports),
    });
  },
);

async function* linesOf(id: ImportId, imports: Imports) {
  let last = 0;
  for (;;) {
    const page = await imports.lines(id, last, linesPerPage);
    const final = page.at(-1);
    if (final === undefined) return;
    yield page.map(reportLine);
    last = final.line;
  }
}

function reportLine(view: ImportLineView): z.output<typeof reportLineSchema> {
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
