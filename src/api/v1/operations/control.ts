import type { CancelAnswer, RetryAnswer } from '../../../domain/operation/control.js';
import type { ErrorCode } from '../../errors/request-problem.js';
import { type ApiAnswer, operationHeader, operationLocation, ownershipErrors } from '../../http/endpoint.js';
import { presentProblem, presentUnsuccessful } from '../../http/outcomes.js';
import { command, noInput } from '../../http/route.js';
import { v1Style } from '../paging.js';
import { byOperation, operationObject, operationSchema } from './operation.js';

const common = {
  ...byOperation,
  method: 'post',
  slot: 'none',
  changes: true,
  answers: {
    200: {
      description: 'The operation has ended within the wait.',
      schema: operationSchema,
      headers: ['Location'],
    },
    202: {
      description: 'The operation goes on.',
      schema: operationSchema,
      headers: ['Location'],
    },
  },
} as const;

/** Cancels an operation, which is then compensated. */
export const cancelOperation = command(
  {
    ...common,
    path: '/v1/operations/{id}/cancel',
    id: 'cancelOperation',
    summary: 'Cancel an operation',
    description: 'The operation is compensated: a set-up is removed, and a change is restored.',
    errors: ['operation_not_found', 'operation_finished', 'operation_not_cancellable'],
  },
  {
    read: noInput,
    run: (head, _input, { api, path }) => api.cancelOperation({ ...head, operationId: path.id }),
    present: presentControl,
  },
);

/** Tries a failed operation again, as a new operation. */
export const retryOperation = command(
  {
    ...common,
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
      'quota_exceeded',
      ...ownershipErrors,
    ],
  },
  {
    read: noInput,
    run: (head, _input, { api, path }) => api.retryOperation({ ...head, operationId: path.id }),
    present: presentControl,
  },
);

const errorCodes = {
  not_found: 'operation_not_found',
  finished: 'operation_finished',
  not_cancellable: 'operation_not_cancellable',
  unfinished: 'operation_unfinished',
  succeeded: 'operation_succeeded',
  superseded: 'operation_superseded',
  not_retryable: 'operation_not_retryable',
} as const satisfies Partial<Record<(CancelAnswer | RetryAnswer)['kind'], ErrorCode>>;

/** Words the operation that is followed, with 202 while it goes on. */
function presentControl(answer: CancelAnswer | RetryAnswer): ApiAnswer {
  switch (answer.kind) {
    case 'followed': {
      const { operation } = answer;
      return {
        status: operation.finishedAt === null ? 202 : 200,
        headers: { ...operationHeader(operation.id), ...operationLocation(operation.id) },
        body: operationObject(operation),
      };
    }
    case 'busy':
    case 'quota_exceeded':
    case 'number_not_assigned':
    case 'number_not_verified':
    case 'unavailable':
    case 'idempotency_key_reused':
      return presentUnsuccessful(v1Style, answer, { undertaking: 'control' });
    default:
      return presentProblem(v1Style, errorCodes[answer.kind]);
  }
}
