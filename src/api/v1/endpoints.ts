import { operationIdForm } from '../../domain/ids.js';
import { reconciliationIdForm } from '../../domain/reconcile/report.js';
import type { DescribedParameter, Endpoint } from '../http/endpoint.js';
import {
  health,
  nativeStyle,
  notReady,
  openApiDocument,
  operationSchema,
  operationsPage,
  prometheusText,
  ready,
  reconciliationPage,
  reconciliations,
  streamedEvent,
} from './answer-schemas.js';
import { operationParameters } from './operations/list.js';

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

const forOwners = { tag: 'Operations', style: nativeStyle, access: 'organization' } as const;
const byOperation = { pathParameters: { id: operationIdParameter } } as const;

/** What the endpoints that steer an operation have in common. */
const control = {
  ...forOwners,
  ...byOperation,
  method: 'post',
  changes: true,
  answers: {
    200: {
      description: 'The operation has ended within the wait.',
      schema: operationSchema,
      headers: ['X-Operation-Id', 'Location'],
    },
    202: {
      description: 'The operation goes on.',
      schema: operationSchema,
      headers: ['X-Operation-Id', 'Location', 'Preference-Applied?'],
    },
  },
} as const;

/** What the routes of neither contract take and answer. */
export const nativeEndpoints: readonly Endpoint[] = [
  {
    ...forOwners,
    method: 'get',
    path: '/v1/operations',
    query: operationParameters,
    id: 'listOperations',
    summary: 'List the operations',
    answers: { 200: { description: 'The newest first.', schema: operationsPage } },
    errors: ['validation_failed'],
  },
  {
    ...forOwners,
    ...byOperation,
    method: 'get',
    path: '/v1/operations/{id}',
    id: 'readOperation',
    summary: 'Read an operation',
    description: 'At any time from its acceptance on: its state, its steps, why it failed, and what it made.',
    answers: { 200: { description: 'The operation.', schema: operationSchema } },
    errors: ['operation_not_found'],
  },
  {
    ...forOwners,
    ...byOperation,
    method: 'get',
    path: '/v1/operations/{id}/events',
    headers: {
      'Last-Event-ID': {
        description: 'The last event that the client has; the stream goes on behind it.',
        schema: { type: 'string' },
      },
    },
    id: 'followOperation',
    summary: 'Follow an operation',
    description: 'Server-sent events; the stream is closed behind the event `ended`.',
    answers: {
      200: {
        description: 'The events, one by one.',
        schema: streamedEvent,
        contentType: 'text/event-stream',
      },
      204: { description: 'There is nothing behind the last event.', schema: null },
    },
    errors: ['operation_not_found', 'too_many_streams'],
  },
  {
    ...control,
    path: '/v1/operations/{id}/cancel',
    id: 'cancelOperation',
    summary: 'Cancel an operation',
    description: 'A set-up is taken back, and what a change has changed is put back as it was.',
    errors: ['operation_not_found', 'operation_finished', 'operation_not_cancellable'],
  },
  {
    ...control,
    path: '/v1/operations/{id}/retry',
    id: 'retryOperation',
    summary: 'Try a failed operation again',
    description: 'With the same input, as a new operation.',
    errors: [
      'operation_not_found',
      'operation_unfinished',
      'operation_succeeded',
      'operation_superseded',
      'operation_not_retryable',
      'trunk_busy',
    ],
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
