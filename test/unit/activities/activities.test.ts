import { randomBytes } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Activities } from '../../../src/activities/index.js';
import { tagOf } from '../../../src/activities/parts/create-or-adopt.js';
import { KeyRing } from '../../../src/crypto/key-ring.js';
import { findOperation } from '../../../src/database/operations/queries.js';
import { acceptIntent } from '../../../src/database/operations/set-up.js';
import type { OperationId } from '../../../src/domain/ids.js';
import type { LiveKitSip } from '../../../src/domain/livekit/livekit-sip.js';
import { LiveKitProblem } from '../../../src/domain/livekit/problem.js';
import { Secret } from '../../../src/domain/secret.js';
import { passwordContext, type TrunkSpec } from '../../../src/domain/trunk/spec.js';
import { ada, intentFor, useDatabase } from '../database/in-memory-database.js';
import { deploymentId, operationIdOf } from '../plans.js';
import { activitiesOn } from './activities-on.js';
import { InMemoryLiveKit } from './in-memory-livekit.js';

const number = '+15551234567';
const timeLimitMs = 2_000;
const nothing = { inbound: 0, outbound: 0, rule: 0 };
const keyRing = new KeyRing([{ id: 'k1', material: randomBytes(32) }]);

const memory = await useDatabase();
let livekit: InMemoryLiveKit;
let activities: Activities;
let ended: OperationId[];
let plan: TrunkSpec;

beforeEach(async () => {
  livekit = new InMemoryLiveKit();
  ended = [];
  activities = activitiesWith(livekit);
  const intent = intentFor(number);
  await acceptIntent(memory.database, intent);
  const { operationId } = intent;
  plan = {
    operationId,
    organizationId: ada,
    deploymentId,
    acceptedAt: intent.acceptedAt.getTime(),
    earlierOperations: [],
    settings: intent.request.settings,
    sealedPassword: keyRing.seal(
      new Secret('pa55word'),
      passwordContext({ organizationId: ada, operationId }),
    ),
    roomPrefix: 'call-',
  };
});

function activitiesWith(sip: LiveKitSip, ring = keyRing): Activities {
  return activitiesOn({
    database: memory.database,
    openLiveKit: () => sip,
    keyRing: ring,
    notifyCompletion: (operationId) => ended.push(operationId),
  });
}

async function make() {
  const order = { plan, checkFirst: false, timeLimitMs };
  const { id: inboundTrunkId } = await activities.createInboundTrunk(order);
  const { id: outboundTrunkId } = await activities.createOutboundTrunk(order);
  const { id: dispatchRuleId } = await activities.createDispatchRule({ ...order, inboundTrunkId });
  return { inboundTrunkId, outboundTrunkId, dispatchRuleId };
}

const counts = () => ({
  inbound: livekit.inbound.length,
  outbound: livekit.outbound.length,
  rule: livekit.rules.length,
});

const refuse = () =>
  activities.beginCompensation(plan.operationId, { step: 'rule', code: 'livekit_refused', removed: nothing });

async function failureOf(attempt: Promise<unknown>): Promise<ApplicationFailure> {
  const error = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApplicationFailure)) throw new Error('A failure was expected.', { cause: error });
  return error;
}

describe('the steps of a set-up', () => {
  it('make one object of each kind, under the tag, with the password that was sealed', async () => {
    const objects = await make();
    expect(livekit.inbound).toMatchObject([{ id: objects.inboundTrunkId, name: tagOf(plan, 'inbound') }]);
    expect(livekit.outbound).toMatchObject([{ id: objects.outboundTrunkId, name: tagOf(plan, 'outbound') }]);
    expect(livekit.rules).toMatchObject([
      { id: objects.dispatchRuleId, name: tagOf(plan, 'rule'), inboundTrunkId: objects.inboundTrunkId },
    ]);
    expect(livekit.passwords).toEqual(['pa55word', 'pa55word']);
  });

  it('end with the record, and tell whoever waits', async () => {
    const objects = await make();
    const trunkId = await activities.activateRecord({ plan, objects });
    expect(ended).toEqual([plan.operationId]);
    expect(await findOperation(memory.database, plan.operationId)).toMatchObject({
      trunk: { id: trunkId, ...objects },
    });
  });

  it('fail for good and send nothing when the password cannot be decrypted', async () => {
    const blind = activitiesWith(livekit, new KeyRing([{ id: 'k2', material: randomBytes(32) }]));
    const failure = await failureOf(blind.createOutboundTrunk({ plan, checkFirst: false, timeLimitMs }));
    expect(failure).toMatchObject({ type: 'password_unreadable', nonRetryable: true });
    expect(counts()).toEqual(nothing);
  });

  it('make no record once the undo has begun', async () => {
    const objects = await make();
    await refuse();
    const failure = await failureOf(activities.activateRecord({ plan, objects }));
    expect(failure).toMatchObject({ type: 'out_of_time', nonRetryable: true });
    expect(ended).toEqual([]);
  });
});

describe('a step that is repeated after its set-up has ended', () => {
  const again = () => ({ plan, checkFirst: true, timeLimitMs });

  it('names the objects of the trunk and makes nothing, even when they are gone', async () => {
    const objects = await make();
    await activities.activateRecord({ plan, objects });
    for (const id of [objects.inboundTrunkId, objects.outboundTrunkId]) await livekit.deleteTrunk(id);

    expect([
      await activities.createInboundTrunk(again()),
      await activities.createOutboundTrunk(again()),
      await activities.createDispatchRule({ ...again(), inboundTrunkId: 'ST_other' }),
    ]).toEqual([
      { id: objects.inboundTrunkId, checked: true },
      { id: objects.outboundTrunkId, checked: true },
      { id: objects.dispatchRuleId, checked: true },
    ]);
    expect(counts()).toEqual({ ...nothing, rule: 1 });
  });

  it('is refused for good when the set-up was taken back', async () => {
    await refuse();

    for (const attempt of [
      activities.createInboundTrunk(again()),
      activities.createOutboundTrunk(again()),
      activities.createDispatchRule({ ...again(), inboundTrunkId: 'ST_other' }),
    ]) {
      expect(await failureOf(attempt)).toMatchObject({ type: 'out_of_time', nonRetryable: true });
    }
    expect(counts()).toEqual(nothing);
  });
});

describe('the undo of a set-up', () => {
  const order = (id: string | null = null) => ({ plan, id, timeLimitMs });

  it('removes what was made, and tells how many there were of each kind', async () => {
    await make();
    expect(await activities.removeDispatchRule(order())).toBe(1);
    expect(await activities.removeInboundTrunk(order())).toBe(1);
    expect(await activities.removeOutboundTrunk(order())).toBe(1);
    expect(counts()).toEqual(nothing);
    expect(await activities.removeInboundTrunk(order())).toBe(0);
  });

  it('finds a rule of its own even when the trunk is gone', async () => {
    const { inboundTrunkId } = await make();
    await livekit.deleteTrunk(inboundTrunkId);
    expect(await activities.removeDispatchRule(order())).toBe(1);
    expect(livekit.rules).toEqual([]);
  });

  it('removes by id what has lost its tag, and does not mind when it is gone', async () => {
    const { inboundTrunkId, outboundTrunkId, dispatchRuleId } = await make();
    for (const object of [...livekit.inbound, ...livekit.outbound, ...livekit.rules])
      livekit.rename(object.id, 'renamed');
    await activities.removeDispatchRule(order(dispatchRuleId));
    await activities.removeDispatchRule(order(dispatchRuleId));
    await activities.removeInboundTrunk(order(inboundTrunkId));
    await activities.removeOutboundTrunk(order(outboundTrunkId));
    await activities.removeOutboundTrunk(order(outboundTrunkId));
    expect(counts()).toEqual(nothing);
  });

  it('takes an own rule that landed late away with its trunk', async () => {
    const { inboundTrunkId } = await make();
    await activities.removeDispatchRule(order());
    livekit.putRule(tagOf(plan, 'rule'), inboundTrunkId);
    await activities.removeInboundTrunk(order());
    expect(counts()).toMatchObject({ inbound: 0, rule: 0 });
  });

  it("leaves a stranger's rule and trunks alone", async () => {
    const { inboundTrunkId } = await make();
    const rule = livekit.putRule('somebody made this by hand', inboundTrunkId);
    const trunk = livekit.put('outbound', 'Main Office', number);
    await activities.removeDispatchRule(order());
    await activities.removeInboundTrunk(order());
    await activities.removeOutboundTrunk(order());
    expect(livekit.rules).toEqual([rule]);
    expect(livekit.outbound).toEqual([trunk]);
  });

  it('works when the password cannot be decrypted', async () => {
    await make();
    const blind = activitiesWith(livekit, new KeyRing([{ id: 'k2', material: randomBytes(32) }]));
    await blind.removeInboundTrunk(order());
    await blind.removeOutboundTrunk(order());
    expect(counts()).toMatchObject({ inbound: 0, outbound: 0 });
  });

  it('is always worth another try, even when LiveKit does not take our key', async () => {
    const denied = new LiveKitProblem(
      { kind: 'failure', code: 'livekit_credentials', transient: false, mayHaveApplied: false },
      'LiveKit answered 401',
    );
    const locked = new InMemoryLiveKit();
    locked.listOutboundTrunks = () => Promise.reject(denied);
    const failure = await failureOf(activitiesWith(locked).removeOutboundTrunk(order()));
    expect(failure).toMatchObject({ type: 'livekit_credentials', nonRetryable: false });
  });

  it('ends with the number released, and tells whoever waits', async () => {
    await refuse();
    await activities.releaseNumber(plan.operationId, nothing);
    expect(await activities.operationStatusOf(plan.operationId)).toBe('failed');
    expect(ended).toEqual([plan.operationId]);
  });
});

describe('the look for leftovers', () => {
  const pass = () => activities.removeLeftovers({ plan, timeLimitMs });

  it('removes doubles of a trunk that is set up, and keeps the trunk', async () => {
    const objects = await make();
    await activities.activateRecord({ plan, objects });
    livekit.put('inbound', tagOf(plan, 'inbound'), number);
    livekit.put('outbound', tagOf(plan, 'outbound'), number);
    livekit.put('outbound', tagOf(plan, 'outbound'), number);
    livekit.putRule(tagOf(plan, 'rule'), objects.inboundTrunkId);
    expect(await pass()).toBe(4);
    expect(livekit.inbound.map(({ id }) => id)).toEqual([objects.inboundTrunkId]);
    expect(livekit.outbound.map(({ id }) => id)).toEqual([objects.outboundTrunkId]);
    expect(livekit.rules.map(({ id }) => id)).toEqual([objects.dispatchRuleId]);
  });

  it('removes everything of a set-up that was taken back', async () => {
    await refuse();
    await activities.releaseNumber(plan.operationId, nothing);
    await make();
    expect(await pass()).toBe(3);
    expect(counts()).toEqual(nothing);
  });

  it.each([
    ['runs', async () => undefined],
    ['is being taken back', async () => void (await refuse())],
  ])('touches nothing while the set-up still %s', async (_what, arrive) => {
    await make();
    await arrive();
    expect(await pass()).toBe(0);
    expect(counts()).toEqual({ inbound: 1, outbound: 1, rule: 1 });
  });

  it("touches nothing of a newer set-up's for the same number", async () => {
    await refuse();
    await activities.releaseNumber(plan.operationId, nothing);
    const newer = { ...plan, operationId: operationIdOf('d') };
    livekit.put('inbound', tagOf(newer, 'inbound'), number);
    expect(await pass()).toBe(0);
    expect(livekit.inbound).toHaveLength(1);
  });
});
