import type { Request, Response } from 'express';
import type {
  ChangeAnswer,
  ChangeEndpointName,
  ChangeTrunk,
  TrunkChanges,
} from '../../domain/change/change.js';
import type { Contract, TrunkTarget } from '../../domain/operation/operation.js';
import type { Trunk } from '../../domain/trunk/trunk.js';
import { type ApiAnswer, send } from './answer.js';
import type { Guard } from './authentication.js';
import { readJsonBody } from './body.js';
import type { FieldProblems, Reading } from './fields.js';
import { readIdempotencyKey } from './idempotency-key.js';
import { readPreference, withPreferenceApplied } from './prefer.js';

/** What a contract has to say about an endpoint that changes a trunk. */
export interface ChangeEndpoint<Parameters> {
  readonly contract: Contract;
  readonly name: ChangeEndpointName;
  /** Reads which trunk is meant; throws a request problem for a path that can name none. */
  readonly target: (parameters: Parameters) => TrunkTarget;
  /** Reads the body, for the trunk as it is. */
  readonly read: (body: unknown, trunk: Trunk) => Reading<TrunkChanges>;
  readonly presentFieldProblems: (problems: FieldProblems) => ApiAnswer;
  readonly presentChange: (answer: ChangeAnswer, body: unknown) => ApiAnswer;
}

/**
 * Makes the handler of an endpoint that changes a trunk. The fields are read when it is the change's turn: a repeated request
 * gets its first answer whatever has become of the trunk since, and what does not exist has no wrong fields.
 */
export function createChangeHandler<Parameters>(
  guard: Guard,
  changeTrunk: ChangeTrunk,
  endpoint: ChangeEndpoint<Parameters>,
) {
  return async (request: Request<Parameters>, response: Response): Promise<void> => {
    const caller = await guard(request.headers);
    const target = endpoint.target(request.params);
    const body = await readJsonBody(request, response);
    const idempotencyKey = readIdempotencyKey(request);
    if (!idempotencyKey.ok) {
      send(response, endpoint.presentFieldProblems(idempotencyKey.problems));
      return;
    }
    const preference = readPreference(request.headers);
    const answer = await changeTrunk({
      organizationId: caller.id,
      requestedBy: caller.keyId,
      contract: endpoint.contract,
      endpoint: endpoint.name,
      target,
      changesOf: (trunk) => endpoint.read(body, trunk),
      body,
      idempotencyKey: idempotencyKey.value,
      waitMs: preference.waitMs,
    });
    send(response, withPreferenceApplied(preference, endpoint.presentChange(answer, body)));
  };
}
