import { z } from 'zod';
import { importIdForm, importStates, lineOutcomes } from '../../../domain/import/import.js';
import type { ApiSettings } from '../../dependencies.js';
import type { DescribedParameter, Endpoint } from '../../http/endpoint.js';
import { idempotencyHeader, idempotencyKeyParameter } from '../../http/idempotency-key.js';
import { time } from '../../openapi/values.js';
import { nativeStyle } from '../answer-schemas.js';
import { partParameters } from '../paging.js';
import { partOf } from '../trunks/trunk.js';
import { columns, exportLine, importLine } from './columns.js';
import { importCursor, reportColumns, reportLineSchema } from './presenter.js';
import { dryRunParameter, formatParameter } from './send-file.js';

const count = z.int().min(0);

const importSchema = z
  .strictObject({
    id: z.string().regex(new RegExp(importIdForm.pattern)),
    state: z.enum(importStates),
    total: count,
    counts: z.record(z.enum(lineOutcomes), count),
    created_at: time,
    cancelled_at: time.nullable(),
    finished_at: time.nullable(),
    report: z.string().meta({ description: 'The address of the report.' }),
  })
  .meta({ id: 'Import' });

const common = { tag: 'Imports', style: nativeStyle, access: 'organization' } as const;

const idParameter = {
  description: "The import's id.",
  schema: { type: 'string', pattern: importIdForm.pattern },
  example: importIdForm.examples[0],
} as const satisfies DescribedParameter;
const byId = { ...common, pathParameters: { id: idParameter } } as const;

const mediaTypes = ['application/x-ndjson', 'text/csv'] as const;
const file = { schema: z.string(), contentType: mediaTypes } as const;
const goesOn = { description: 'The import.', schema: importSchema, headers: ['Location'] } as const;
const unavailable = ['temporal_unavailable', 'database_unavailable'] as const;
const followed = { ...goesOn, headers: ['Location', 'Preference-Applied?'] } as const;
const preferParameter = {
  description:
    '`respond-async` is always honoured, asked for or not: the answer comes as soon as the wish is written down (RFC 7240).',
  schema: { type: 'string' },
} as const satisfies DescribedParameter;
const changeHeaders = {
  headers: { [idempotencyHeader]: idempotencyKeyParameter, Prefer: preferParameter },
} as const;
const keyErrors = ['validation_failed', 'idempotency_key_reused'] as const;

const named = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');

const lineExample = {
  phone_number: '+15551234567',
  sip_username: 'myuser',
  sip_password: 'correct horse battery',
  sip_address: 'sip.provider.com',
  sip_calling_format: '+e164',
  inbound_authorization_type: 'auth',
} as const;

/** What the routes of imports and of the export take and answer. */
export function importEndpoints(settings: ApiSettings): readonly Endpoint[] {
  return [
    {
      ...common,
      method: 'post',
      path: '/v1/imports',
      id: 'beginImport',
      summary: 'Import many trunks',
      description:
        'A file with a trunk on each line, up to 10,000 lines of up to 64 KiB; those on which nothing stands count as well. ' +
        'All are checked before the first is begun. It is a JSON object on each line (`ImportLine`), or CSV whose head names these ' +
        `columns in any order, of which those that are not required may be missing: ${named(columns)}. In CSV an empty cell means none, addresses are separated by spaces, commas or ` +
        'semicolons, and spaces at the edges belong to names and passwords.',
      query: { dry_run: dryRunParameter },
      ...changeHeaders,
      body: {
        schema: z.string(),
        required: true,
        contentTypes: mediaTypes,
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
          'invalid_utf8',
          'import_too_large',
          'unsupported_charset',
          'unsupported_content_encoding',
          'unsupported_import_format',
          'import_invalid',
        ],
      },
      answers: {
        200: {
          description: 'The file was only checked, and can be imported.',
          schema: z.strictObject({ valid: z.literal(true), total: count }),
        },
        202: {
          ...followed,
          description: 'The import goes on; Location tells where its course can be read.',
          examples: Object.fromEntries(
            ['lines', 'csv'].map((name) => [
              name,
              {
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
              },
            ]),
          ),
        },
      },
      errors: [...keyErrors, ...unavailable],
    },
    {
      ...common,
      method: 'get',
      path: '/v1/imports',
      query: partParameters(importCursor),
      id: 'listImports',
      summary: 'List the imports',
      answers: { 200: { description: 'The newest first.', schema: partOf(importSchema) } },
      errors: ['validation_failed'],
    },
    {
      ...byId,
      method: 'get',
      path: '/v1/imports/{id}',
      id: 'readImport',
      summary: 'Read an import',
      answers: { 200: goesOn },
      errors: ['import_not_found'],
    },
    {
      ...byId,
      method: 'get',
      path: '/v1/imports/{id}/report',
      query: { format: formatParameter },
      id: 'readImportReport',
      summary: 'Read what became of every line of an import',
      answers: {
        200: {
          ...file,
          lines: reportLineSchema,
          description: `A line for each line of the file: ${named(reportColumns)}.`,
        },
      },
      errors: ['validation_failed', 'import_not_found'],
    },
    {
      ...byId,
      ...changeHeaders,
      method: 'post',
      path: '/v1/imports/{id}/retry',
      id: 'retryImport',
      summary: 'Try the failed lines of an import again',
      answers: { 202: followed },
      errors: ['import_not_found', 'import_running', 'nothing_to_retry', ...keyErrors, ...unavailable],
    },
    {
      ...byId,
      ...changeHeaders,
      method: 'post',
      path: '/v1/imports/{id}/cancel',
      id: 'cancelImport',
      summary: 'Let no further line of an import begin',
      answers: { 202: followed },
      errors: ['import_not_found', 'import_finished', ...keyErrors, 'database_unavailable'],
    },
    {
      ...common,
      method: 'get',
      path: '/v1/export',
      query: { format: formatParameter },
      id: 'exportTrunks',
      summary: 'Export the trunks in the format of an import',
      description:
        'Without passwords: `sip_password` is empty. `carrier` names the carrier at which Trunkline has connected the ' +
        'number; such a line cannot be imported.',
      answers: {
        200: { ...file, lines: exportLine, description: `A trunk on each line: ${named(columns)}.` },
      },
      errors: ['validation_failed'],
    },
  ];
}
