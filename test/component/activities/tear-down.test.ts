import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Activities } from '../../../src/activities/index.js';
import { tagOf } from '../../../src/activities/objects/create-or-adopt.js';
import { KeyRing } from '../../../src/crypto/secrets.js';
import { operationStatusOf } from '../../../src/database/operations/operations.js';
import { acceptIntent } from '../../../src/database/operations/set-up.js';
import { beginTrunkOperation } from '../../../src/database/operations/trunk-operations.js';
import { LiveKitProblem } from '../../../src/domain/failures.js';
import type { TrunkSpec } from '../../../src/domain/trunk/spec.js';
import type { OperationId } from '../../../src/domain/values.js';
import { deploymentId, plan as someSpec } from '../../unit/plans.js';
import { activate, ada, intentFor, noon, specFor, useDatabase } from '../database/in-memory-database.js';
import { activitiesOn } from './activities-on.js';
import { InMemoryLiveKit } from './in-memory-livekit.js';

const number = '+15551234567';
const nothing = { inbound: 0, outbound: 0, rule: 0 };

const memory = await useDatabase();
let livekit: InMemoryLiveKit;
let activities: Activities;
/** The operations whose completion was notified. */
let completed: OperationId[];
/** The set-up of the trunk. */
let spec: TrunkSpec;
let operationId: OperationId;

beforeEach(async () => {
  livekit = new InMemoryLiveKit();
  completed = [];
  activities = activitiesOn({
    database: memory.database,
    openLiveKit: () => livekit,
    keyRing: new KeyRing([{ id: 'k1', material: randomBytes(32) }]),
    notifyCompletion: (id) => completed.push(id),
  });
  const intent = intentFor(number);
  await acceptIntent(memory.database, intent);
  spec = { ...someSpec, operationId: intent.operationId, organizationId: ada };
  const inboundTrunkId = livekit.put('inbound', tagOf(spec, 'inbound'), number).id;
  const trunk = await activate(
    memory.database,
    intent.operationId,
    {
      inboundTrunkId,
      outboundTrunkId: livekit.put('outbound', tagOf(spec, 'outbound'), number).id,
      dispatchRuleId: livekit.putRule(tagOf(spec, 'rule'), inboundTrunkId).id,
    },
    noon,
  );
  const request = specFor(trunk?.id ?? 0);
  await beginTrunkOperation(memory.database, request);
  operationId = request.operationId;
});

const input = () => ({
  operationId,
  deploymentId,
  roomPrefix: 'call-',
  maySkip: false,
  timeLimitMs: 2_000,
});

const removed = (count: number) => ({ removed: count, attempt: 1 });
const untouched = { attempt: 1 };

async function removeAll() {
  return {
    rule: await activities.tearDownRule(input()),
    inbound: await activities.tearDownInbound(input()),
    outbound: await activities.tearDownOutbound(input()),
  };
}

const counts = () => ({
  inbound: livekit.inbound.length,
  outbound: livekit.outbound.length,
  rule: livekit.rules.length,
});

describe('the steps of a tear-down', () => {
  it('the steps remove the three objects of the trunk, and find nothing when they are repeated', async () => {
    expect(await removeAll()).toEqual({ rule: removed(1), inbound: removed(1), outbound: removed(1) });
    expect(counts()).toEqual(nothing);
    expect(await removeAll()).toEqual({ rule: removed(0), inbound: removed(0), outbound: removed(0) });
  });

  it('the steps remove doubles with the tag of the set-up, and objects with the tag of the tear-down', async () => {
    const [inbound] = livekit.inbound;
    livekit.put('outbound', tagOf(spec, 'outbound'), number);
    livekit.putRule(tagOf({ ...spec, operationId }, 'rule'), inbound?.id ?? '');
    expect(await removeAll()).toEqual({ rule: removed(2), inbound: removed(1), outbound: removed(2) });
    expect(counts()).toEqual(nothing);
  });

  it('the steps remove what the record names, whatever its name and number are by now', async () => {
    for (const object of [...livekit.inbound, ...livekit.outbound, ...livekit.rules]) {
      livekit.rename(object.id, 'renamed');
    }
    for (const trunk of livekit.outbound) trunk.number = '+15557654321';
    await removeAll();
    expect(counts()).toEqual(nothing);
  });

  it("the steps leave somebody else's objects alone", async () => {
    const trunk = livekit.put('outbound', 'Main Office', number);
    const rule = livekit.putRule('made by hand', livekit.inbound[0]?.id ?? '');
    await removeAll();
    expect(livekit.outbound).toEqual([trunk]);
    expect(livekit.rules).toEqual([rule]);
  });

  it('a step repeats a removal that a list does not confirm', async () => {
    const deleteTrunk = livekit.objects.outbound.delete;
    let ignored = 0;
    livekit.objects.outbound.delete = async (id) => {
      ignored += 1;
      if (ignored > 2) await deleteTrunk(id);
    };
    await activities.tearDownOutbound(input());
    expect(counts()).toMatchObject({ outbound: 0 });
  });

  it('a step is retried even when LiveKit refuses our key', async () => {
    livekit.listAllRules = () =>
      Promise.reject(
        new LiveKitProblem(
          { kind: 'failure', code: 'livekit_credentials', transient: false, mayHaveApplied: false },
          'LiveKit answered 401',
        ),
      );
    await expect(activities.tearDownRule(input())).rejects.toMatchObject({
      type: 'livekit_credentials',
      nonRetryable: false,
    });
  });

  it('a tear-down ends with the record, its completion is notified, and late attempts touch nothing', async () => {
    await removeAll();
    await activities.tearDownRecord(input());
    expect(completed).toEqual([operationId]);
    expect(await operationStatusOf(memory.database, operationId)).toBe('succeeded');
    const late = livekit.put('outbound', tagOf(spec, 'outbound'), number);
    expect(await removeAll()).toEqual({ rule: untouched, inbound: untouched, outbound: untouched });
    expect(livekit.outbound).toEqual([late]);
  });
});
