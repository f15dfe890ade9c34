import type { ImportCancelAnswer, ImportRetryAnswer } from '../../../domain/import/import.js';
import type { ErrorCode } from '../../errors/request-problem.js';
import type { ApiAnswer } from '../../http/answer.js';
import { command, noInput } from '../../http/command.js';
import { presentProblem, presentUnsuccessful } from '../../http/outcomes.js';
import { v1Style } from '../style.js';
import { byImport, commandAnswer, commandHeaders, keyErrors, presentImport } from './import.js';

/** Tries the failed lines of an import again. */
export const retryImport = command(
  {
    ...byImport,
    ...commandHeaders,
    method: 'post',
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
    ],
  },
  {
    read: noInput,
    run: ({ organizationId, idempotencyKey }, _input, { api, path }) =>
      api.imports.retry({ organizationId, id: path.id, idempotencyKey }),
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
    errors: ['import_not_found', 'import_finished', ...keyErrors, 'database_unavailable'],
  },
  {
    read: noInput,
    run: ({ organizationId, idempotencyKey }, _input, { api, path }) =>
      api.imports.cancel({ organizationId, id: path.id, idempotencyKey }),
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
