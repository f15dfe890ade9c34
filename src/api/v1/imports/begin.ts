import { createHash, type Hash } from 'node:crypto';
import { z } from 'zod';
import {
  type ImportAnswer,
  type ImportCancelAnswer,
  type ImportRetryAnswer,
  importIdForm,
  type RefusedNumber,
} from '../../../domain/import/import.js';
import type { TooManyConflicts } from '../../../domain/limits.js';
import type { Unavailable } from '../../../domain/operation/operation.js';
import type { OrganizationId } from '../../../domain/values.js';
import { refusals } from '../../errors/refusals.js';
import { type ErrorCode, RequestProblem } from '../../errors/request-problem.js';
import { streamBody } from '../../http/body-stream.js';
import type { ApiDependencies, ApiSettings } from '../../http/dependencies.js';
import type { ApiAnswer } from '../../http/endpoint.js';
import { oneOf } from '../../http/fields.js';
import { presentProblem, presentUnsuccessful } from '../../http/outcomes.js';
import { readQuery } from '../../http/query.js';
import { inOwnSlot } from '../../http/rate-limits.js';
import { requireStillAccepted } from '../../http/request.js';
import { command, noInput, type Route } from '../../http/route.js';
import { v1Style } from '../paging.js';
import { columns, createLineReader, importLine } from './columns.js';
import { fileTypes, formatOf } from './file-lines.js';
import {
  byImport,
  commandAnswer,
  commandHeaders,
  importSchema,
  imports,
  keyErrors,
  named,
  presentImport,
} from './import.js';
import { type ImportReading, type LineProblem, type LineWarning, readImport } from './read-import.js';

/** The largest file, in bytes. */
export const largestFile = 16 * 1024 * 1024;

const fileLimit = { bytes: largestFile, problem: 'import_too_large', withinMs: 120_000 } as const;

const flags = ['true', 'false'] as const;
const dryRunSchema = z.object({ dry_run: oneOf('Dry run', flags) });

const lineWarnings = z
  .array(z.strictObject({ line: z.int().min(1), message: z.string() }))
  .min(1)
  .optional()
  .meta({ description: 'Lines that are imported as they are, but can surprise; at most 1,000.' });

/** An answer names at most so many problems; with more of them, every line has the same mistake. */
const mostProblems = 1_000;

const lineExample = {
  phone_number: '+15551234567',
  sip_username: 'myuser',
  sip_password: 'correct horse battery',
  sip_address: 'sip.provider.com',
  sip_calling_format: '+e164',
  inbound_authorization_type: 'auth',
} as const;

const importExample = {
  id: importIdForm.examples[0],
  state: 'running',
  total: 1,
  counts: {
    pending: 1,
    running: 0,
    compensating: 0,
    succeeded: 0,
    failed: 0,
    refused: 0,
    cancelled: 0,
  },
  created_at: '2026-03-31T10:00:00.000Z',
  cancelled_at: null,
  finished_at: null,
  report: `/v1/imports/${importIdForm.examples[0]}/report`,
} as const;

/** The result of a request to import a file. */
type BeginAnswer =
  | Exclude<ImportAnswer, { kind: 'begun' }>
  | (Extract<ImportAnswer, { kind: 'begun' }> & { readonly warnings: readonly LineWarning[] })
  | { readonly kind: 'invalid'; readonly problems: readonly LineProblem[] }
  | { readonly kind: 'valid'; readonly total: number; readonly warnings: readonly LineWarning[] };

/** Makes the route that imports a file of trunks, or only checks it. */
export function beginImportRoute(settings: ApiSettings): Route {
  const readLine = createLineReader(settings);
  return command(
    {
      ...imports,
      method: 'post',
      slot: 'none',
      path: '/v1/imports',
      id: 'beginImport',
      summary: 'Import many trunks',
      description:
        'The body is a file with one trunk on each line: at most 10,000 lines, including empty ones, of at most 64 KiB each. All ' +
        'lines are checked before the first set-up begins. The file has a JSON object on each line (`ImportLine`), or it is CSV ' +
        `whose header names these columns in any order; optional ones may be missing: ${named(columns)}. In CSV an empty ` +
        'cell means no value, addresses are separated by spaces, commas or semicolons, and surrounding spaces belong to names ' +
        'and passwords.',
      query: {
        dry_run: {
          description: '`true`: the file is only checked.',
          schema: { type: 'string', enum: flags, default: 'false' },
        },
      },
      ...commandHeaders,
      body: {
        schema: z.string(),
        required: true,
        contentTypes: fileTypes,
        lines: importLine(settings),
        examples: {
          lines: {
            summary: 'One trunk as a line of JSON',
            value: `${JSON.stringify(lineExample)}\n`,
            contentType: 'application/x-ndjson',
          },
          csv: {
            summary: 'One trunk as CSV',
            value: `${Object.keys(lineExample).join(',')}\n${Object.values(lineExample).join(',')}\n`,
            contentType: 'text/csv',
          },
        },
        errors: [
          'malformed_request',
          'import_too_large',
          'request_timeout',
          'unsupported_charset',
          'unsupported_content_encoding',
          'unsupported_import_format',
          'import_invalid',
        ],
      },
      answers: {
        200: {
          description: 'The file was only checked. It can be imported.',
          schema: z.strictObject({ valid: z.literal(true), total: z.int().min(0), warnings: lineWarnings }),
        },
        202: {
          ...commandAnswer,
          description: 'The import goes on. Location is its address.',
          schema: importSchema.extend({ warnings: lineWarnings }).meta({ id: 'BegunImport' }),
          examples: { lines: importExample, csv: importExample },
        },
      },
      errors: [
        ...keyErrors,
        'quota_exceeded',
        'too_many_conflicts',
        'temporal_unavailable',
        'database_unavailable',
        'capacity_unavailable',
      ],
    },
    {
      read: ({ request }) => {
        const format = formatOf(request.headers);
        if (format === null) throw new RequestProblem('unsupported_import_format');
        const dryRun = readQuery(request, dryRunSchema, { dry_run: 'false' });
        // A word that is not understood must not begin an import.
        return dryRun.ok ? { ok: true, value: { format, dryRun: dryRun.value.dry_run === 'true' } } : dryRun;
      },
      // Files take much memory, so a file that must wait is not received yet.
      run: (head, { format, dryRun }, { request, caller, api }): Promise<BeginAnswer> =>
        inOwnSlot(
          api.slots.file,
          caller.id,
          async () => {
            const digest = createHash('sha256').update(`${format}\n`);
            const file = digesting(streamBody(request, fileLimit), digest);
            const reading = await readImport(file, format, readLine, caller.agentName, !dryRun);
            await requireStillAccepted(api, request);
            if (!reading.ok || dryRun) return check(reading, caller.id, api);
            const { organizationId, requestedBy, idempotencyKey } = head;
            const answer = await api.imports.begin({
              organizationId,
              requestedBy,
              lines: reading.lines,
              digest: digest.digest('hex'),
              idempotencyKey,
            });
            return answer.kind === 'begun' ? { ...answer, warnings: reading.warnings } : answer;
          },
          { Connection: 'close' },
        ),
      present: presentBegin,
    },
  );
}

/** Passes a file on and adds each piece to its digest. */
async function* digesting(pieces: AsyncIterable<Buffer>, digest: Hash): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    digest.update(piece);
    yield piece;
  }
}

/** Adds the lines whose numbers the organization cannot take to the other problems of a file. */
async function check(
  reading: ImportReading,
  organizationId: OrganizationId,
  { imports }: ApiDependencies,
): Promise<Unavailable | TooManyConflicts | Extract<BeginAnswer, { kind: 'valid' | 'invalid' }>> {
  const refused = await imports.refusedNumbers(organizationId, reading.numbers);
  if (refused.kind !== 'checked') return refused;
  const problems = [...(reading.ok ? [] : reading.problems), ...refused.lines.map(problemOfNumber)];
  return reading.ok && problems.length === 0
    ? { kind: 'valid', total: reading.total, warnings: reading.warnings }
    : { kind: 'invalid', problems };
}

function problemOfNumber({ line, code }: RefusedNumber): LineProblem {
  const field = code === 'number_not_verified' ? 'allowed_inbound_ips' : 'phone_number';
  return { line, field, message: refusals[code].message };
}

function presentBegin(answer: BeginAnswer): ApiAnswer {
  switch (answer.kind) {
    case 'begun':
      return withWarnings(presentImport(answer.view, 202), answer.warnings);
    case 'valid':
      return withWarnings({ status: 200, body: { valid: true, total: answer.total } }, answer.warnings);
    case 'invalid':
      return presentInvalid(answer.problems);
    case 'numbers_refused':
      return presentInvalid(answer.lines.map(problemOfNumber));
    case 'idempotency_key_reused':
    case 'quota_exceeded':
    case 'too_many_conflicts':
    case 'unavailable':
      return presentUnsuccessful(v1Style, answer, { undertaking: 'control' });
  }
}

function withWarnings(answer: ApiAnswer, warnings: readonly LineWarning[]): ApiAnswer {
  if (warnings.length === 0) return answer;
  return { ...answer, body: { ...Object(answer.body), warnings: warnings.slice(0, mostProblems) } };
}

function presentInvalid(problems: readonly LineProblem[]): ApiAnswer {
  const byLine = problems.toSorted((one, other) => one.line - other.line);
  return presentProblem(v1Style, 'import_invalid', {
    members: { problems_total: byLine.length, problems: byLine.slice(0, mostProblems) },
  });
}

/** Tries the failed lines of an import again. */
export const retryImport = command(
  {
    ...byImport,
    ...commandHeaders,
    method: 'post',
    // A retry reads, opens and seals as much as a file has.
    slot: 'file',
    path: '/v1/imports/{id}/retry',
    id: 'retryImport',
    summary: 'Try the failed lines of an import again',
    answers: { 202: commandAnswer },
    errors: [
      'import_not_found',
      'import_running',
      'nothing_to_retry',
      ...keyErrors,
      'temporal_unavailable',
      'database_unavailable',
      'capacity_unavailable',
    ],
  },
  {
    read: noInput,
    run: ({ organizationId, requestedBy, idempotencyKey }, _input, { api, path }) =>
      api.imports.retry({ organizationId, id: path.id, requestedBy, idempotencyKey }),
    present: presentControl,
  },
);

/** Stops an import: no further line begins, and the lines that have begun go on. */
export const cancelImport = command(
  {
    ...byImport,
    ...commandHeaders,
    method: 'post',
    path: '/v1/imports/{id}/cancel',
    id: 'cancelImport',
    summary: 'Cancel the lines of an import that have not begun',
    answers: { 202: commandAnswer },
    errors: [
      'import_not_found',
      'import_finished',
      ...keyErrors,
      'database_unavailable',
      'capacity_unavailable',
    ],
  },
  {
    read: noInput,
    run: ({ organizationId, requestedBy, idempotencyKey }, _input, { api, path }) =>
      api.imports.cancel({ organizationId, id: path.id, requestedBy, idempotencyKey }),
    present: presentControl,
  },
);

const errorCodes = {
  not_found: 'import_not_found',
  finished: 'import_finished',
  still_running: 'import_running',
  nothing_to_retry: 'nothing_to_retry',
} as const satisfies Partial<Record<(ImportCancelAnswer | ImportRetryAnswer)['kind'], ErrorCode>>;

function presentControl(answer: ImportCancelAnswer | ImportRetryAnswer): ApiAnswer {
  switch (answer.kind) {
    case 'controlled':
      return presentImport(answer.view, 202);
    case 'unavailable':
    case 'idempotency_key_reused':
      return presentUnsuccessful(v1Style, answer, { undertaking: 'control' });
    default:
      return presentProblem(v1Style, errorCodes[answer.kind]);
  }
}
