import { z } from 'zod';
import { importIdForm, importStates, lineOutcomes } from '../../../imports/import.js';
import { idempotencyHeader, idempotencyKeyParameter } from '../../idempotency-key.js';
import type { DescribedParameter, Endpoint } from '../../openapi/endpoint.js';
import { time } from '../../openapi/values.js';
import { nativeStyle } from '../answer-schemas.js';
import { fileFormats } from './file-format.js';

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

const format = {
  description: 'Goes before what Accept names; without either it is JSON lines.',
  schema: { type: 'string', enum: fileFormats },
} as const satisfies DescribedParameter;

const mediaTypes = ['application/x-ndjson', 'text/csv'] as const;
const file = { schema: z.string(), contentType: mediaTypes } as const;
const goesOn = { description: 'The import.', schema: importSchema, headers: ['Location'] } as const;
const unavailable = ['temporal_unavailable', 'database_unavailable'] as const;

const lineExample = {
  phone_number: '+15551234567',
  sip_username: 'myuser',
  sip_password: 'correct horse battery',
  sip_address: 'sip.provider.com',
  sip_calling_format: '+e164',
  inbound_authorization_type: 'auth',
} as const;

/** What the routes of imports and of the export take and answer. */
export const importEndpoints: readonly Endpoint[] = [
  {
    ...common,
    method: 'post',
    path: '/v1/imports',
    id: 'beginImport',
    summary: 'Import many trunks',
    description: 'A file with a trunk on each line, up to 10,000. All are checked before the first is begun.',
    query: {
      dry_run: {
        description: '`true`: the file is only checked.',
        schema: { type: 'string', enum: ['true', 'false'] },
      },
    },
    headers: { [idempotencyHeader]: idempotencyKeyParameter },
    body: {
      schema: z.string(),
      required: true,
      contentTypes: mediaTypes,
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
        ...goesOn,
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
                undoing: 0,
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
    errors: ['invalid_idempotency_key', 'idempotency_key_reused', ...unavailable],
  },
  {
    ...common,
    method: 'get',
    path: '/v1/imports',
    id: 'listImports',
    summary: 'List the imports',
    answers: {
      200: { description: 'The newest first.', schema: z.strictObject({ data: z.array(importSchema) }) },
    },
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
    query: { format },
    id: 'readImportReport',
    summary: 'Read what became of every line of an import',
    answers: { 200: { ...file, description: 'A line for each line of the file.' } },
    errors: ['import_not_found'],
  },
  {
    ...byId,
    method: 'post',
    path: '/v1/imports/{id}/retry',
    id: 'retryImport',
    summary: 'Try the failed lines of an import again',
    answers: { 202: goesOn },
    errors: ['import_not_found', 'import_running', 'nothing_to_retry', ...unavailable],
  },
  {
    ...byId,
    method: 'post',
    path: '/v1/imports/{id}/cancel',
    id: 'cancelImport',
    summary: 'Let no further line of an import begin',
    answers: { 202: goesOn },
    errors: ['import_not_found'],
  },
  {
    ...common,
    method: 'get',
    path: '/v1/export',
    query: { format },
    id: 'exportTrunks',
    summary: 'Export the trunks in the format of an import',
    description: 'Without passwords.',
    answers: { 200: { ...file, description: 'A trunk on each line.' } },
  },
];
