import { describe, expect, it } from 'vitest';
import { newOperationId } from '../../../../src/crypto/secrets.js';
import { beginCompensation, releaseNumber } from '../../../../src/database/operations/operations.js';
import { listOperations } from '../../../../src/database/operations/queries.js';
import { acceptIntent, type Intent } from '../../../../src/database/operations/set-up.js';
import { removeRecord } from '../../../../src/database/operations/tear-down.js';
import { beginTrunkOperation } from '../../../../src/database/operations/trunk-operations.js';
import type { OperationFilter } from '../../../../src/domain/operation/view.js';
import { collisionKeyOf } from '../../../../src/domain/trunk/trunk.js';
import type { OperationId, OrganizationId } from '../../../../src/domain/values.js';
import { activate, ada, afterNoon, bob, intentFor, useDatabase } from '../in-memory-database.js';

const objects = { inboundTrunkId: 'ST_in', outboundTrunkId: 'ST_out', dispatchRuleId: 'SDR_1' };
const removed = { inbound: 0, outbound: 0, rule: 0 };
const any: OperationFilter = {
  ...{ state: null, kind: null, trunkId: null, number: null, liveKitId: null, stuck: false },
};
const longAgo = new Date(0);

const { database } = await useDatabase();

async function begun(number: string, changes: Partial<Intent> = {}): Promise<OperationId> {
  const intent = intentFor(number, changes);
  await acceptIntent(database, intent);
  return intent.operationId;
}

/** Begins three set-ups: one succeeds, one fails, one is running. Then the trunk of the first is torn down. */
async function someOperations() {
  const made = await begun('+15551230001', { acceptedAt: afterNoon(1_000) });
  const trunk = await activate(database, made, objects, afterNoon(1_500));
  const failed = await begun('+15551230002', { acceptedAt: afterNoon(2_000) });
  await beginCompensation(database, failed, { step: 'rule', code: 'livekit_refused', removed });
  await releaseNumber(database, failed, { removed }, afterNoon(2_500));
  const running = await begun('+15551230003', { acceptedAt: afterNoon(3_000) });
  const gone = newOperationId();
  const trunkId = trunk?.id ?? 0;
  await beginTrunkOperation(database, {
    operationId: gone,
    kind: 'tear_down_trunk',
    trunkId,
    organizationId: ada,
    origin: 'zudu',
    requestedBy: null,
    keyed: null,
    acceptedAt: afterNoon(4_000),
  });
  await removeRecord(database, gone, afterNoon(4_500));
  return { made, failed, running, gone, trunkId };
}

async function listed(
  filter: Partial<OperationFilter> = {},
  organization: OrganizationId | null = ada,
  stuckSince = longAgo,
): Promise<OperationId[]> {
  const part = { after: null, limit: 100 };
  const rows = await listOperations(database, organization, { ...any, ...filter }, part, stuckSince);
  return rows.map(({ id }) => id);
}

describe('the list of operations', () => {
  it('the list of operations begins with the newest', async () => {
    const { made, failed, running, gone } = await someOperations();
    expect(await listed()).toEqual([gone, running, failed, made]);
  });

  it('the list of operations of all organisations is filtered by number, by an id of LiveKit and by what is stuck', async () => {
    const { made, gone, failed, running } = await someOperations();
    const other = await begun('+15551230009', { organizationId: bob });
    expect((await listed({}, null)).toSorted()).toEqual([made, gone, failed, running, other].toSorted());
    const number = collisionKeyOf('15551230009');
    expect(await listed({ number }, null)).toEqual([other]);
    expect(await listed({ number })).toEqual([]);
    const [row] = await listOperations(
      database,
      ada,
      { ...any, state: 'succeeded' },
      { after: null, limit: 1 },
      longAgo,
    );
    const liveKitId = row?.trunk?.dispatchRuleId ?? '';
    expect(await listed({ liveKitId }, null)).toEqual([gone, made]);
    expect(await listed({ liveKitId: 'ST_none' }, null)).toEqual([]);
    await beginCompensation(database, other, { step: 'rule', code: 'livekit_refused', removed });
    expect(await listed({ stuck: true }, null, longAgo)).toEqual([]);
    expect(await listed({ stuck: true }, null, new Date())).toEqual([other]);
  });

  it("the list of operations contains none of another organisation's", async () => {
    await someOperations();
    const own = await begun('+15551230009', { organizationId: bob });
    expect(await listed({}, bob)).toEqual([own]);
  });

  it('the list can be filtered by state, kind and trunk, including the set-up and the tear-down of the trunk', async () => {
    const { made, failed, running, gone, trunkId } = await someOperations();
    expect(await listed({ state: 'failed' })).toEqual([failed]);
    expect(await listed({ state: 'running' })).toEqual([running]);
    expect(await listed({ kind: 'tear_down_trunk' })).toEqual([gone]);
    expect(await listed({ trunkId })).toEqual([gone, made]);
    expect(await listed({ trunkId, kind: 'set_up_trunk', state: 'succeeded' })).toEqual([made]);
    expect(await listed({ trunkId: trunkId + 1 })).toEqual([]);
  });

  it('the list continues after a position, and neither repeats nor misses operations of the same moment', async () => {
    const ids = await Promise.all(
      ['1', '2', '3', '4', '5'].map((digit) => begun(`+1555123000${digit}`, { acceptedAt: afterNoon(0) })),
    );
    const seen: OperationId[] = [];
    for (let after = null; ; ) {
      const page = await listOperations(database, ada, any, { after, limit: 2 }, longAgo);
      const last = page.at(-1);
      if (last === undefined) break;
      seen.push(...page.map(({ id }) => id));
      after = last;
    }
    expect(seen).toEqual([...ids].sort().reverse());
  });
});
