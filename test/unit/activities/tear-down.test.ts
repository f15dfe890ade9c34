import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Activities } from '../../../src/activities/index.js';
import { tagOf } from '../../../src/activities/parts/create-or-adopt.js';
import { KeyRing } from '../../../src/crypto/key-ring.js';
import { acceptIntent, activateRecord } from '../../../src/database/operations/set-up.js';
import { operationStatusOf } from '../../../src/database/operations/transitions.js';
import { beginTrunkOperation } from '../../../src/database/operations/trunk-operations.js';
import type { OperationId } from '../../../src/domain/ids.js';
import { LiveKitProblem } from '../../../src/domain/livekit/problem.js';
import type { TrunkSpec } from '../../../src/domain/trunk/spec.js';
import { ada, intentFor, noon, specFor, useDatabase } from '../database/in-memory-database.js';
import { deploymentId, plan as somePlan } from '../plans.js';
import { activitiesOn } from './activities-on.js';
import { InMemoryLiveKit } from './in-memory-livekit.js';

const number = '+15551234567';
const nothing = { inbound: 0, outbound: 0, rule: 0 };

const memory = await useDatabase();
let livekit: InMemoryLiveKit;
let activities: Activities;
let ended: OperationId[];
let plan: TrunkSpec;
let operationId: OperationId;

beforeEach(async () => {
  livekit = new InMemoryLiveKit();
  ended = [];
  activities = activitiesOn({
    database: memory.database,
    openLiveKit: () => livekit,
    keyRing: new KeyRing([{ id: 'k1', material: randomBytes(32) }]),
    notifyCompletion: (id) => ended.push(id),
  });
  const intent = intentFor(number);
  await acceptIntent(memory.database, intent);
  plan = { ...somePlan, operationId: intent.operationId, organizationId: ada };
  const inboundTrunkId = livekit.put('inbound', tagOf(plan, 'inbound'), number).id;
  const trunk = await activateRecord(
    memory.database,
    intent.operationId,
    {
      inboundTrunkId,
      outboundTrunkId: livekit.put('outbound', tagOf(plan, 'outbound'), number).id,
      dispatchRuleId: livekit.putRule(tagOf(plan, 'rule'), inboundTrunkId).id,
    },
    noon,
  );
  const spec = specFor(trunk?.id ?? 0);
  await beginTrunkOperation(memory.database, spec);
  operationId = spec.operationId;
});

const order = () => ({ operationId, deploymentId, timeLimitMs: 2_000 });

async function removeAll() {
  return {
    rule: await activities.tearDownDispatchRule(order()),
    inbound: await activities.tearDownInboundTrunk(order()),
    outbound: await activities.tearDownOutboundTrunk(order()),
  };
}

const counts = () => ({
  inbound: livekit.inbound.length,
  outbound: livekit.outbound.length,
  rule: livekit.rules.length,
});

describe('the parts of a tear-down', () => {
  it('remove the three objects of the trunk, and find nothing when they are repeated', async () => {
    expect(await removeAll()).toEqual({ rule: 1, inbound: 1, outbound: 1 });
    expect(counts()).toEqual(nothing);
    expect(await removeAll()).toEqual(nothing);
  });

  it('remove doubles under the tag of the set-up, and objects under their own operations tag', async () => {
    const [inbound] = livekit.inbound;
    livekit.put('outbound', tagOf(plan, 'outbound'), number);
    livekit.putRule(tagOf({ ...plan, operationId }, 'rule'), inbound?.id ?? '');
    expect(await removeAll()).toEqual({ rule: 2, inbound: 1, outbound: 2 });
    expect(counts()).toEqual(nothing);
  });

  it('remove what the record names, whatever its name and number are by now', async () => {
    for (const object of [...livekit.inbound, ...livekit.outbound, ...livekit.rules]) {
      livekit.rename(object.id, 'renamed');
    }
    for (const trunk of livekit.outbound) trunk.number = '+15557654321';
    await removeAll();
    expect(counts()).toEqual(nothing);
  });

  it("leave a stranger's objects alone", async () => {
    const trunk = livekit.put('outbound', 'Main Office', number);
    const rule = livekit.putRule('made by hand', livekit.inbound[0]?.id ?? '');
    await removeAll();
    expect(livekit.outbound).toEqual([trunk]);
    expect(livekit.rules).toEqual([rule]);
  });

  it('do not believe a removal that a list does not confirm', async () => {
    const deleteTrunk = livekit.deleteTrunk;
    let ignored = 0;
    livekit.deleteTrunk = async (id) => {
      ignored += 1;
      if (ignored > 2) await deleteTrunk(id);
    };
    await activities.tearDownOutboundTrunk(order());
    expect(counts()).toMatchObject({ outbound: 0 });
  });

  it('are always worth another try', async () => {
    livekit.listAllRules = () =>
      Promise.reject(
        new LiveKitProblem(
          { kind: 'failure', code: 'livekit_credentials', transient: false, mayHaveApplied: false },
          'LiveKit answered 401',
        ),
      );
    await expect(activities.tearDownDispatchRule(order())).rejects.toMatchObject({
      type: 'livekit_credentials',
      nonRetryable: false,
    });
  });

  it('end with the record, tell whoever waits, and touch nothing any more', async () => {
    await removeAll();
    await activities.removeRecord(operationId);
    expect(ended).toEqual([operationId]);
    expect(await operationStatusOf(memory.database, operationId)).toBe('succeeded');
    const late = livekit.put('outbound', tagOf(plan, 'outbound'), number);
    expect(await removeAll()).toEqual(nothing);
    expect(livekit.outbound).toEqual([late]);
  });
});
