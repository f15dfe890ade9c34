import type { Request, RequestHandler } from 'express';
import { isOperationId } from '../../../domain/ids.js';
import type { CancelAnswer, ControlCommand, RetryAnswer } from '../../../domain/operation/control.js';
import { type ProblemCode, RequestProblem } from '../../errors/request-problem.js';
import { type ApiAnswer, operationHeader, operationLocation, send } from '../../http/answer.js';
import type { Guard } from '../../http/authentication.js';
import { readIdempotencyKey } from '../../http/idempotency-key.js';
import { readPreference, withPreferenceApplied } from '../../http/prefer.js';
import { presentFieldProblems } from '../presenter.js';
import { operationObject } from './operation.js';

/** Makes the handler of an endpoint that steers an operation: key, path, header, use case, answer. A body is not looked at. */
export function createControlHandler(
  guard: Guard,
  control: (command: ControlCommand) => Promise<CancelAnswer | RetryAnswer>,
): RequestHandler<{ id: string }> {
  return async (request: Request<{ id: string }>, response) => {
    const organization = await guard(request.headers);
    const { id } = request.params;
    if (!isOperationId(id)) throw new RequestProblem('operation_not_found');
    const idempotencyKey = readIdempotencyKey(request);
    if (!idempotencyKey.ok) return send(response, presentFieldProblems(idempotencyKey.problems));
    const preference = readPreference(request.headers);
    const answer = await control({
      organizationId: organization.id,
      requestedBy: organization.keyId,
      operationId: id,
      idempotencyKey: idempotencyKey.value,
      waitMs: preference.waitMs,
    });
    send(response, withPreferenceApplied(preference, presentControl(answer)));
  };
}

const refusals = {
  not_found: 'operation_not_found',
  idempotency_key_reused: 'idempotency_key_reused',
  finished: 'operation_finished',
  not_cancellable: 'operation_not_cancellable',
  unfinished: 'operation_unfinished',
  succeeded: 'operation_succeeded',
  superseded: 'operation_superseded',
  not_retryable: 'operation_not_retryable',
} as const satisfies Partial<Record<(CancelAnswer | RetryAnswer)['kind'], ProblemCode>>;

/** Words the operation that is followed, 202 while it goes on. @throws {RequestProblem} for every refusal. */
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
      throw new RequestProblem('trunk_busy', { 'Retry-After': String(answer.retryAfterSeconds) });
    case 'unavailable':
      throw new RequestProblem(`${answer.component}_unavailable`, {
        'Retry-After': String(answer.retryAfterSeconds),
      });
    default:
      throw new RequestProblem(refusals[answer.kind]);
  }
}
