import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Act } from '../../../domain/audit.js';
import { failures } from '../../../domain/failures.js';
import {
  type ImportId,
  type ImportLineView,
  type Imports,
  lineOutcomes,
} from '../../../domain/import/import.js';
import type { TrunkPart, TrunkPlace } from '../../../domain/trunk/trunk.js';
import type { OrganizationId } from '../../../domain/values.js';
import { refusals } from '../../errors/refusals.js';
import type { ApiDependencies } from '../../http/dependencies.js';
import { type DescribedParameter, objectOf, operationId, trunkId } from '../../http/endpoint.js';
import { oneOf, validated } from '../../http/fields.js';
import { readQuery } from '../../http/query.js';
import { type Call, forOrganization } from '../../http/route.js';
import { columns, exportLine } from './columns.js';
import {
  type FileFormat,
  fileFormats,
  fileTypes,
  mediaTypes,
  writeFileHead,
  writeFileLine,
} from './file-lines.js';
import { byImport, imports, named, ownImport } from './import.js';

/** A file to be sent, as CSV or as JSON lines. */
export interface SentFile {
  /** Without its extension. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly pages: AsyncIterable<readonly Readonly<Record<string, unknown>>[]>;
}

/** The description of an answer that is a file. */
const fileAnswer = { schema: z.string(), contentType: fileTypes } as const;

const flags = ['true', 'false'] as const;

/** The parameters that say how a file is written. */
const formatParameters = {
  format: {
    description: 'The format of the file. It takes precedence over Accept; the default is JSON lines.',
    schema: { type: 'string', enum: fileFormats },
  },
  spreadsheet: {
    description:
      '`true`: CSV whose cells no spreadsheet runs as formulas or converts. Such cells begin with an apostrophe, which an import ' +
      'removes.',
    schema: { type: 'string', enum: flags, default: 'false' },
  },
} as const satisfies Record<string, DescribedParameter>;

const formatSchema = z
  .object({
    format: oneOf('Format', fileFormats).optional(),
    spreadsheet: oneOf('Spreadsheet', flags).optional(),
  })
  .refine(({ format, spreadsheet }) => spreadsheet !== 'true' || format !== 'jsonl', {
    path: ['spreadsheet'],
    message: 'Spreadsheet must be false for JSON lines.',
  });

/** How long a caller may read nothing, in milliseconds. */
const longestPauseMs = 30_000;

/**
 * Sends a file page by page, and lets other requests be served between two pages. It ends when the caller hangs up. Nothing is
 * sent before the first page was read, so that an error of that read gets its own answer. The download is recorded before.
 */
async function sendFile(
  { request, response, api, caller }: Call,
  { name, columns, pages }: SentFile,
  act: Pick<Act, 'action' | 'subject'>,
): Promise<null> {
  const query = validated(readQuery(request, formatSchema));
  await api.recordAct({ by: caller, organizationId: caller.id, ...act, result: 'succeeded' });
  const forSpreadsheet = query.spreadsheet === 'true';
  const format = query.format ?? (forSpreadsheet ? 'csv' : acceptedFormat(request));
  let begun = false;
  const begin = () => {
    begun = true;
    response.status(200).set({
      'Content-Type': mediaTypes[format],
      'Content-Disposition': `attachment; filename="${name}.${format}"`,
    });
    response.write(writeFileHead(columns, format, forSpreadsheet));
  };
  for await (const page of pages) {
    if (!begun) begin();
    if (response.destroyed) return null;
    const isRead = response.write(page.map((line) => writeFileLine(line, format, forSpreadsheet)).join(''));
    await (isRead ? yieldToOthers() : untilRead(response));
  }
  if (!begun) begin();
  response.end();
  return null;
}

/** Waits until the caller has read what was sent, so that the rest is not kept in memory. A caller that reads nothing is cut off. */
async function untilRead(response: Response): Promise<void> {
  const late = setTimeout(() => response.destroy(), longestPauseMs);
  await new Promise<void>((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
  clearTimeout(late);
}

function acceptedFormat(request: Request): FileFormat {
  // A caller that accepts neither format gets the default one.
  return request.accepts(['application/x-ndjson', 'text/csv']) === 'text/csv' ? 'csv' : 'jsonl';
}

const exportLineSchema = z.strictObject(exportLine.shape).meta({ id: 'ExportLine' });
/** Another request may wait until a page is written. */
const trunksPerPage = 50;

/** Sends all trunks of an organisation in the format of an import. */
export const exportTrunks = forOrganization(
  {
    ...imports,
    method: 'get',
    path: '/v1/export',
    query: formatParameters,
    id: 'exportTrunks',
    slot: 'download',
    summary: 'Export the trunks in the format of an import',
    description:
      'Passwords are left out: `sip_password` is empty. `carrier` names the carrier at which Trunkline has connected the ' +
      'number; such a line cannot be imported.',
    answers: {
      200: {
        ...fileAnswer,
        lines: exportLineSchema,
        description: `One trunk on each line: ${named(columns)}.`,
      },
    },
    errors: ['validation_failed'],
  },
  (call) =>
    sendFile(
      call,
      { name: 'trunks', columns, pages: trunkLines(call.caller.id, call.api) },
      { action: 'export_trunks', subject: null },
    ),
);

async function* trunkLines(organizationId: OrganizationId, { listTrunksAfter }: ApiDependencies) {
  let after: TrunkPlace | null = null;
  for (;;) {
    const part: TrunkPart = await listTrunksAfter(organizationId, { after, limit: trunksPerPage });
    yield part.trunks.map(exportLine.of);
    if (!part.more) return;
    after = part.trunks.at(-1) ?? null;
  }
}

const linesPerPage = 50;

/** A line of a report. */
const reportLine = objectOf<ImportLineView>()({
  line: [z.int().min(1), ({ line }) => line],
  phone_number: [z.string(), ({ number }) => number],
  outcome: [z.enum(lineOutcomes), ({ outcome }) => outcome],
  attempt: [z.int().min(1), ({ attempt }) => attempt],
  trunk_id: [trunkId.nullable(), ({ trunkId }) => trunkId],
  operation_id: [operationId.nullable(), ({ operationId }) => operationId],
  code: [z.string().nullable(), ({ code }) => code],
  meaning: [z.string().nullable(), ({ code }) => reasonOf(code).meaning],
  remedy: [z.string().nullable(), ({ code }) => reasonOf(code).remedy],
});
const reportLineSchema = z.strictObject(reportLine.shape).meta({ id: 'ImportReportLine' });

/** The columns of a report. */
export const reportColumns = Object.keys(reportLine.shape);

/** Sends the outcome of every line of an import. */
export const readImportReport = forOrganization(
  {
    ...byImport,
    method: 'get',
    path: '/v1/imports/{id}/report',
    query: formatParameters,
    id: 'readImportReport',
    slot: 'download',
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
    return sendFile(
      call,
      { name: `import-${id}`, columns: reportColumns, pages: linesOf(id, call.api.imports) },
      { action: 'export_import_report', subject: id },
    );
  },
);

async function* linesOf(id: ImportId, imports: Imports) {
  let last = 0;
  for (;;) {
    const page = await imports.lines(id, last, linesPerPage);
    const final = page.at(-1);
    if (final === undefined) return;
    yield page.map(reportLine.of);
    last = final.line;
  }
}

function reasonOf(code: ImportLineView['code']) {
  switch (code) {
    case null:
      return { meaning: null, remedy: null };
    case 'quota_exceeded':
    case 'number_not_assigned':
    case 'number_not_verified':
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
