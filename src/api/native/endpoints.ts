import { reconciliationIdForm } from '../../reconciliation/report.js';
import { operationIdForm } from '../../trunks/ids.js';
import type { DescribedParameter, Endpoint } from '../openapi/endpoint.js';
import {
  health,
  nativeStyle,
  notReady,
  openApiDocument,
  operationSchema,
  prometheusText,
  ready,
  reconciliationPage,
  reconciliations,
} from './answer-schemas.js';

const operationIdParameter = {
  description: 'The id out of Location or X-Operation-Id.',
  schema: { type: 'string', pattern: operationIdForm.pattern },
  example: operationIdForm.examples[0],
} as const satisfies DescribedParameter;

const reconciliationIdParameter = {
  description: "The run's id.",
  schema: { type: 'string', pattern: reconciliationIdForm.pattern },
  example: reconciliationIdForm.examples[0],
} as const satisfies DescribedParameter;

const forOperators = {
  tag: 'Reconciliations',
  style: nativeStyle,
  access: 'operator',
  method: 'get',
} as const;
const forEverybody = { tag: 'Service', style: nativeStyle, access: 'everybody', method: 'get' } as const;

/** What the routes of neither contract take and answer. */
export const nativeEndpoints: readonly Endpoint[] = [
  {
    tag: 'Operations',
    style: nativeStyle,
    access: 'organization',
    method: 'get',
    path: '/v1/operations/{id}',
    pathParameters: { id: operationIdParameter },
    id: 'readOperation',
    summary: 'Read an operation',
    description: 'At any time from its acceptance on: its state, its steps, why it failed, and what it made.',
    answers: { 200: { description: 'The operation.', schema: operationSchema } },
    errors: ['operation_not_found'],
  },
  {
    ...forOperators,
    path: '/v1/reconciliations',
    id: 'listReconciliations',
    summary: 'List the reconciliations',
    answers: { 200: { description: 'Those that are kept, the latest first.', schema: reconciliations } },
  },
  {
    ...forOperators,
    path: '/v1/reconciliations/{id}',
    pathParameters: { id: reconciliationIdParameter },
    query: {
      after: {
        description: 'Behind which finding the page begins; `next` of the page before has it.',
        schema: { type: 'string' },
      },
    },
    id: 'readReconciliation',
    summary: 'Read a reconciliation with what it has found',
    answers: { 200: { description: 'The weightiest findings first.', schema: reconciliationPage } },
    errors: ['reconciliation_not_found'],
  },
  {
    ...forEverybody,
    path: '/healthz',
    id: 'readHealth',
    summary: 'Whether the service answers',
    answers: { 200: { description: 'It does.', schema: health, examples: { answers: { status: 'ok' } } } },
  },
  {
    ...forEverybody,
    path: '/readyz',
    id: 'readReadiness',
    summary: 'Whether set-ups can be carried out',
    answers: {
      200: {
        description: 'They can.',
        schema: ready,
        examples: {
          ready: { status: 'ready', components: { temporal: true, database: true, livekit: true } },
        },
      },
      503: {
        description: 'Something that they need cannot be reached.',
        schema: notReady,
        headers: ['Retry-After'],
      },
    },
  },
  {
    ...forEverybody,
    path: '/metrics',
    id: 'readMetrics',
    summary: 'The numbers for Prometheus',
    answers: {
      200: { description: "Prometheus' text format.", schema: prometheusText, contentType: 'text/plain' },
    },
  },
  {
    ...forEverybody,
    path: '/openapi.json',
    id: 'readDescription',
    summary: 'This description',
    answers: { 200: { description: 'An OpenAPI 3.1 document.', schema: openApiDocument } },
  },
];
