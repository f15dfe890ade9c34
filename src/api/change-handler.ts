import type { Request, Response } from 'express';
import type { ChangeAnswer, ChangeTrunk, TrunkChanges } from '../trunks/change.js';
import type { OrganizationId } from '../trunks/ids.js';
import type { TrunkTarget } from '../trunks/operation.js';
import type { Contract } from '../trunks/set-up.js';
import type { Trunk } from '../trunks/trunk.js';
import { type ApiAnswer, send } from './answer.js';
import type { Guard } from './authentication.js';
import type { ApiDependencies } from './dependencies.js';
import { type FieldProblems, problemsOf, type Reading } from './fields.js';
import { readIdempotencyKey } from './idempotency-key.js';
import { readJsonBody } from './json-body.js';
import { readPreference, withPreferenceApplied } from './prefer.js';

/** What a contract has to say about an endpoint that changes a trunk. */
export interface ChangeEndpoint<Parameters> {
  readonly contract: Contract;
  /** Reads which trunk is meant; throws a request problem for a path that can name none. */
  readonly target: (parameters: Parameters) => TrunkTarget;
  /** Reads the body, for the trunk as it is; null when there is no such trunk. */
  readonly read: (body: unknown, trunk: Trunk | null) => Reading<TrunkChanges>;
  readonly presentFieldProblems: (problems: FieldProblems) => ApiAnswer;
  readonly presentChange: (answer: ChangeAnswer) => ApiAnswer;
}

/** Makes the handler of an endpoint that changes a trunk: key, body, trunk, fields, change, answer, in this order. */
export function createChangeHandler<Parameters>(
  guard: Guard,
  {
    changeTrunk,
    ...find
  }: Pick<ApiDependencies, 'findTrunk' | 'findTrunkByNumber'> & {
    readonly changeTrunk: ChangeTrunk;
  },
  endpoint: ChangeEndpoint<Parameters>,
) {
  const trunkAt = (organizationId: OrganizationId, target: TrunkTarget) =>
    target.by === 'id'
      ? find.findTrunk(organizationId, target.id)
      : find.findTrunkByNumber(organizationId, target.number);

  return async (request: Request<Parameters>, response: Response): Promise<void> => {
    const caller = await guard(request.headers);
    const target = endpoint.target(request.params);
    const body = await readJsonBody(request, response);
    const changes = endpoint.read(body, await trunkAt(caller.id, target));
    const idempotencyKey = readIdempotencyKey(request.headers);
    if (!changes.ok || !idempotencyKey.ok) {
      const problems = { ...problemsOf(changes), ...problemsOf(idempotencyKey) };
      send(response, endpoint.presentFieldProblems(problems));
      return;
    }
    const preference = readPreference(request.headers);
    const answer = await changeTrunk({
      organizationId: caller.id,
      requestedBy: caller.keyId,
      contract: endpoint.contract,
      target,
      changes: changes.value,
      idempotencyKey: idempotencyKey.value,
      waitMs: preference.waitMs,
    });
    send(response, withPreferenceApplied(preference, answer, endpoint.presentChange(answer)));
  };
}
