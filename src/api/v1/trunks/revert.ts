import type { Request, Response } from 'express';
import type { RevertAnswer } from '../../../domain/change/revert.js';
import { parseSipAddress } from '../../../domain/trunk/sip-address.js';
import type { TrunkSettings } from '../../../domain/trunk/trunk.js';
import type { ApiDependencies, ApiSettings } from '../../dependencies.js';
import { RequestProblem } from '../../errors/request-problem.js';
import { type ApiAnswer, operationHeader, operationLocation, retryAfter, send } from '../../http/answer.js';
import type { Guard } from '../../http/authentication.js';
import type { FieldProblems } from '../../http/fields.js';
import { readIdempotencyKey } from '../../http/idempotency-key.js';
import { boundProblems, stillChangingMessage } from '../../http/outcomes.js';
import { readPreference, withPreferenceApplied } from '../../http/prefer.js';
import {
  presentFailure,
  presentFieldProblems,
  presentProblem,
  presentRefusal,
  presentUnavailable,
} from '../presenter.js';
import { readRevision, readTrunkId } from './path-numbers.js';
import { trunkObject } from './trunk.js';

/** Makes the handler that takes a trunk back to a revision. A body is not looked at. */
export function createRevertHandler(
  guard: Guard,
  { revertTrunk, settings }: Pick<ApiDependencies, 'revertTrunk' | 'settings'>,
) {
  return async (request: Request<{ id: string; revision: string }>, response: Response): Promise<void> => {
    const caller = await guard(request.headers);
    const trunkId = readTrunkId(request.params.id);
    const revision = readRevision(request.params.revision);
    const idempotencyKey = readIdempotencyKey(request);
    const preference = readPreference(request.headers);
    if (!idempotencyKey.ok) {
      send(response, presentFieldProblems(idempotencyKey.problems));
      return;
    }
    const answer = await revertTrunk({
      organizationId: caller.id,
      requestedBy: caller.keyId,
      trunkId,
      revision,
      problemsOf: (requested, present) => problemsNow(requested, present, settings),
      idempotencyKey: idempotencyKey.value,
      waitMs: preference.waitMs,
    });
    send(response, withPreferenceApplied(preference, presentRevert(answer, settings)));
  };
}

/** What was accepted once need not be any more: the operator may have decided otherwise since. */
function problemsNow(
  requested: TrunkSettings,
  present: TrunkSettings,
  { allowPrivateSipAddresses: allowPrivate, outboundEgressIp }: ApiSettings,
): FieldProblems {
  const address = parseSipAddress(requested.outboundAddress, { port: 'allowed', allowPrivate });
  const addressIsNew = requested.outboundAddress !== present.outboundAddress;
  const proxyIsNew = requested.outboundProxy && !present.outboundProxy;
  return {
    ...(addressIsNew && !address.ok ? { sip_address: [`SIP server address ${address.problem}.`] } : {}),
    ...(proxyIsNew && outboundEgressIp === null
      ? { outbound_proxy: ['Outbound proxy is not available here any more.'] }
      : {}),
  };
}

/** Words the outcome of going back to a revision. */
export function presentRevert(answer: RevertAnswer, settings: ApiSettings): ApiAnswer {
  switch (answer.kind) {
    case 'changed':
      return {
        status: 200,
        headers: operationHeader(answer.operationId),
        body: trunkObject(answer.trunk, settings),
      };
    case 'unfinished':
      return {
        status: 202,
        headers: { ...operationHeader(answer.operationId), ...operationLocation(answer.operationId) },
        body: {
          message: stillChangingMessage(answer.state),
          operation_id: answer.operationId,
          state: answer.state,
        },
      };
    case 'failed':
      return presentFailure(answer.operationId, answer.failure, 'The SIP trunk is as it was.');
    case 'not_found':
      return presentProblem(new RequestProblem('trunk_not_found'));
    case 'revision_not_found':
      return presentProblem(new RequestProblem('revision_not_found'));
    case 'invalid':
      return presentFieldProblems(answer.problems);
    case 'bound_to_carrier':
      return presentFieldProblems(boundProblems(answer.fields));
    case 'number_in_use':
    case 'idempotency_key_reused':
      return presentRefusal(answer.kind);
    case 'busy':
      return presentRefusal('trunk_busy', { headers: retryAfter(answer.retryAfterSeconds) });
    case 'unavailable':
      return presentUnavailable(answer, 'change');
  }
}
