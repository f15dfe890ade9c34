import type { Request, Response } from 'express';
import type { Contract, TrunkTarget } from '../../domain/operation/operation.js';
import type { TearDownAnswer, TearDownTrunk } from '../../domain/tear-down/tear-down.js';
import { type ApiAnswer, send } from './answer.js';
import type { Guard } from './authentication.js';
import { type FieldProblems, problemsOf, type Reading } from './fields.js';
import { readIdempotencyKey } from './idempotency-key.js';
import { readPreference, withPreferenceApplied } from './prefer.js';

/** What a contract has to say about its delete endpoint. */
export interface DeleteEndpoint<Parameters> {
  readonly contract: Contract;
  /** Reads which trunk is meant; throws a request problem for a path that can name none. */
  readonly target: (parameters: Parameters) => TrunkTarget;
  /** Reads whether a trunk that is in use shall stay. */
  readonly onlyIfUnassigned: (request: Request<Parameters>) => Reading<boolean>;
  readonly presentFieldProblems: (problems: FieldProblems) => ApiAnswer;
  readonly presentTearDown: (answer: TearDownAnswer) => ApiAnswer;
}

/** Makes the handler of a delete endpoint. A body is not looked at. */
export function createTearDownHandler<Parameters>(
  guard: Guard,
  tearDownTrunk: TearDownTrunk,
  endpoint: DeleteEndpoint<Parameters>,
) {
  return async (request: Request<Parameters>, response: Response): Promise<void> => {
    const caller = await guard(request.headers);
    const target = endpoint.target(request.params);
    const onlyIfUnassigned = endpoint.onlyIfUnassigned(request);
    const idempotencyKey = readIdempotencyKey(request);
    if (!onlyIfUnassigned.ok || !idempotencyKey.ok) {
      const problems = { ...problemsOf(onlyIfUnassigned), ...problemsOf(idempotencyKey) };
      send(response, endpoint.presentFieldProblems(problems));
      return;
    }
    const preference = readPreference(request.headers);
    const answer = await tearDownTrunk({
      organizationId: caller.id,
      requestedBy: caller.keyId,
      contract: endpoint.contract,
      target,
      onlyIfUnassigned: onlyIfUnassigned.value,
      idempotencyKey: idempotencyKey.value,
      waitMs: preference.waitMs,
    });
    send(response, withPreferenceApplied(preference, endpoint.presentTearDown(answer)));
  };
}
