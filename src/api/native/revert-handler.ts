import type { Request, Response } from 'express';
import { parseSipAddress } from '../../domain/trunk/sip-address.js';
import type { TrunkSettings } from '../../domain/trunk/trunk.js';
import { send } from '../answer.js';
import type { Guard } from '../authentication.js';
import type { ApiDependencies, ApiSettings } from '../dependencies.js';
import type { FieldProblems } from '../fields.js';
import { readIdempotencyKey } from '../idempotency-key.js';
import { readPreference, withPreferenceApplied } from '../prefer.js';
import { readRevision, readTrunkId } from './path-numbers.js';
import { presentFieldProblems } from './presenter.js';
import { presentRevert } from './revert-presenter.js';

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
