import { randomBytes } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { pino } from 'pino';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecentSetUp } from '../../../src/activities/dependencies.js';
import type { Activities } from '../../../src/activities/index.js';
import { livekitFailure, tagOf } from '../../../src/activities/objects/create-or-adopt.js';
import { uncheckedTargets } from '../../../src/activities/objects/target-check.js';
import { HeadStart } from '../../../src/activities/set-up/create-object.js';
import { OrphanCheck } from '../../../src/activities/set-up/orphan-check.js';
import { KeyRing } from '../../../src/crypto/secrets.js';
import { findOperation } from '../../../src/database/operations/operations.js';
import { acceptIntent } from '../../../src/database/operations/set-up.js';
import { LiveKitProblem } from '../../../src/domain/failures.js';
import type { LiveKitSip } from '../../../src/domain/livekit/sip-objects.js';
import { passwordContext, type TrunkSpec } from '../../../src/domain/trunk/spec.js';
import { type OperationId, Secret } from '../../../src/domain/values.js';
import { deploymentId, operationIdOf } from '../../unit/plans.js';
import { ada, intentFor, useDatabase } from '../database/in-memory-database.js';
import { activitiesOn } from './activities-on.js';
import { InMemoryLiveKit } from './in-memory-livekit.js';

const number = '+15551234567';
const timeLimitMs = 2_000;
const attempt = 1;
const nothing = { inbound: 0, outbound: 0, rule: 0 };
const keyRing = new KeyRing([{ id: 'k1', material: randomBytes(32) }]);

const memory = await useDatabase();
let livekit: InMemoryLiveKit;
let activities: Activities;
/** The operations whose completion was notified. */
let completed: OperationId[];
let spec: TrunkSpec;

beforeEach(async () => {
  livekit = new InMemoryLiveKit();
  completed = [];
  activities = activitiesWith(livekit);
  const intent = intentFor(number);
  await acceptIntent(memory.database, intent);
  const { operationId } = intent;
  spec = {
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
    notifyCompletion: (operationId) => completed.push(operationId),
  });
}

const otherKeys = () => new KeyRing([{ id: 'k2', material: randomBytes(32) }]);

/** The input of an attempt at a step that creates. */
const creation = (made: Readonly<Record<string, string>> = {}, checkFirst = false) => ({
  spec,
  made,
  checkFirst,
  timeLimitMs,
});

/** The input of an attempt at a step that removes. */
const removal = (id: string | null = null) => ({ spec, id, timeLimitMs });

/** Makes the three objects. @returns their ids by the names of the parts. */
async function make() {
  const inbound = (await activities.createInbound(creation())).output ?? '';
  const outbound = (await activities.createOutbound(creation())).output ?? '';
  const rule = (await activities.createRule(creation({ inbound }))).output ?? '';
  return { inbound, outbound, rule };
}

const counts = () => ({
  inbound: livekit.inbound.length,
  outbound: livekit.outbound.length,
  rule: livekit.rules.length,
});

const compensate = () =>
  activities.beginCompensation(spec.operationId, { step: 'rule', code: 'livekit_refused', removed: nothing });

const release = () => activities.removeNumber({ ...removal(), removed: nothing, skipped: [] });

async function failureOf(running: Promise<unknown>): Promise<ApplicationFailure> {
  const error = await running.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApplicationFailure)) throw new Error('A failure was expected.', { cause: error });
  return error;
}

describe('the head start of a set-up', () => {
  const begun = { begun: true };
  const headStart = () =>
    new HeadStart({ openLiveKit: () => livekit, checkTarget: uncheckedTargets, keyRing });
  const activitiesAfter = (start: HeadStart) =>
    activitiesOn({
      database: memory.database,
      openLiveKit: () => livekit,
      keyRing,
      headStart: start,
    });

  it('the first attempts take over what the start began, and create nothing themselves', async () => {
    const start = headStart();
    start.begin(spec);
    const after = activitiesAfter(start);

    const inbound = await after.createInbound({ ...creation(), ...begun });
    const outbound = await after.createOutbound({ ...creation(), ...begun });
    const rule = await after.createRule({ ...creation({ inbound: inbound.output ?? '' }), ...begun });

    expect(livekit.inbound).toMatchObject([{ id: inbound.output, name: tagOf(spec, 'inbound') }]);
    expect(livekit.outbound).toMatchObject([{ id: outbound.output, name: tagOf(spec, 'outbound') }]);
    expect(livekit.rules).toMatchObject([
      { id: rule.output, name: tagOf(spec, 'rule'), inboundTrunkId: inbound.output },
    ]);
    expect([inbound, outbound, rule]).toEqual([
      { output: inbound.output, attempt },
      { output: outbound.output, attempt },
      { output: rule.output, attempt },
    ]);
  });

  it('the failure of the head start is the failure of the first attempt', async () => {
    livekit.objects.inbound.create = async () => {
      throw livekitFailure('livekit_refused', 'no');
    };
    const start = headStart();
    start.begin(spec);
    const failure = await failureOf(activitiesAfter(start).createInbound({ ...creation(), ...begun }));
    expect(failure).toMatchObject({ type: 'livekit_refused', nonRetryable: true });
  });

  it('without its inbound trunk no rule is begun, and the first attempt creates it', async () => {
    const create = livekit.objects.inbound.create;
    livekit.objects.inbound.create = async () => {
      throw livekitFailure('livekit_unreachable', 'later', { transient: true });
    };
    const start = headStart();
    start.begin(spec);
    const after = activitiesAfter(start);
    await failureOf(after.createInbound({ ...creation(), ...begun }));
    expect(livekit.rules).toEqual([]);

    livekit.objects.inbound.create = create;
    const inbound = await after.createInbound({ ...creation({}, true), ...begun });
    const rule = await after.createRule({ ...creation({ inbound: inbound.output ?? '' }), ...begun });
    expect(rule).toEqual({ output: livekit.rules[0]?.id, attempt });
    expect(livekit.rules).toMatchObject([{ inboundTrunkId: inbound.output }]);
  });

  it('a removal waits for the request of the start that no attempt has taken over', async () => {
    const create = livekit.objects.rule.create;
    let proceed: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      proceed = resolve;
    });
    livekit.objects.rule.create = async (...rule) => {
      await held;
      return create(...rule);
    };
    const start = headStart();
    start.begin(spec);
    await compensate();
    const removed = activitiesAfter(start).removeRule(removal());
    proceed();

    expect((await removed).removed).toBe(1);
    expect(livekit.rules).toEqual([]);
  });

  it('a first attempt in another process adopts what the start began, and counts as ambiguous', async () => {
    headStart().begin(spec);
    await vi.waitFor(() => expect(counts()).toEqual({ inbound: 1, outbound: 1, rule: 1 }));

    const inbound = await activities.createInbound({ ...creation(), ...begun });
    const outbound = await activities.createOutbound({ ...creation(), ...begun });

    const rule = await activities.createRule({ ...creation({ inbound: inbound.output ?? '' }), ...begun });

    expect(counts()).toEqual({ inbound: 1, outbound: 1, rule: 1 });
    expect([inbound.ambiguous, outbound.ambiguous, rule.ambiguous]).toEqual([true, true, true]);
  });

  it('an attempt that checks first waits for the head start that is still under way', async () => {
    const create = livekit.objects.outbound.create;
    let proceed: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      proceed = resolve;
    });
    livekit.objects.outbound.create = async (name, outbound) => {
      await held;
      return create(name, outbound);
    };
    const start = headStart();
    start.begin(spec);
    const attempted = activitiesAfter(start).createOutbound({ ...creation({}, true), ...begun });
    proceed();

    expect((await attempted).output).toBe(livekit.outbound[0]?.id);
    expect(livekit.outbound).toHaveLength(1);
  });

  it('an attempt is taken over once, so that a repetition checks what exists', async () => {
    const start = headStart();
    start.begin(spec);
    const after = activitiesAfter(start);
    const first = await after.createOutbound({ ...creation(), ...begun });
    const again = await after.createOutbound({ ...creation(), ...begun });
    expect(again).toEqual({ ...first, ambiguous: true });
    expect(livekit.outbound).toHaveLength(1);
  });
});

describe('the steps of a set-up', () => {
  it('the steps create one object of each kind, under the tag, with the password that was sealed', async () => {
    const made = await make();
    expect(livekit.inbound).toMatchObject([{ id: made.inbound, name: tagOf(spec, 'inbound') }]);
    expect(livekit.outbound).toMatchObject([{ id: made.outbound, name: tagOf(spec, 'outbound') }]);
    expect(livekit.rules).toMatchObject([
      { id: made.rule, name: tagOf(spec, 'rule'), inboundTrunkId: made.inbound },
    ]);
    expect(livekit.passwords).toEqual(['pa55word', 'pa55word']);
  });

  it('the outbound trunk calls out to the address that the connection at a carrier yielded', async () => {
    const { create: createOutboundTrunk } = livekit.objects.outbound;
    const addresses: string[] = [];
    livekit.objects.outbound.create = async (name, outbound) => {
      addresses.push(outbound.address);
      return createOutboundTrunk(name, outbound);
    };
    await activities.createOutbound(creation({ carrier: 'tl-1.pstn.twilio.com' }));
    await activities.createOutbound(creation());
    expect(addresses).toEqual(['tl-1.pstn.twilio.com', spec.settings.outboundAddress]);
  });

  it('no outbound trunk is made for a SIP server that resolves into a private network', async () => {
    const { database } = memory;
    const checked: string[] = [];
    const checkTarget = async (address: string) => {
      checked.push(address);
      throw livekitFailure('target_not_public', 'private');
    };
    const careful = activitiesOn({ database, openLiveKit: () => livekit, keyRing, checkTarget });

    await expect(careful.createOutbound(creation())).rejects.toMatchObject({
      type: 'target_not_public',
      nonRetryable: true,
    });
    await careful.createInbound(creation());
    expect(livekit.outbound).toEqual([]);
    expect(checked).toEqual([spec.settings.outboundAddress]);
  });

  it('the name of a new connection at a carrier is not looked up, nor that of a trunk whose outbound calls are off', async () => {
    const { database } = memory;
    const checkTarget = () => Promise.reject(livekitFailure('target_unresolved', 'no address'));
    const careful = activitiesOn({ database, openLiveKit: () => livekit, keyRing, checkTarget });
    const input = creation();
    const off = { ...input.spec, settings: { ...input.spec.settings, outboundEnabled: false } };

    await careful.createOutbound(creation({ carrier: 'tl-1.pstn.twilio.com' }));
    await careful.createOutbound({ ...input, spec: off });
    await expect(careful.createOutbound(input)).rejects.toMatchObject({ type: 'target_unresolved' });
  });

  it('an attempt that checks first reports that an earlier one may still be carried out', async () => {
    const { inbound } = await make();
    expect(await activities.createInbound(creation({}, true))).toEqual({
      output: inbound,
      ambiguous: true,
      attempt,
    });
  });

  it('a set-up ends with the record, and its completion is notified', async () => {
    const made = await make();
    const { output } = await activities.createRecord(creation(made));
    expect(completed).toEqual([spec.operationId]);
    expect(await findOperation(memory.database, spec.operationId)).toMatchObject({
      trunk: {
        id: Number(output),
        inboundTrunkId: made.inbound,
        outboundTrunkId: made.outbound,
        dispatchRuleId: made.rule,
      },
    });
  });

  it('a password that no key opens fails the step for good, and nothing is sent', async () => {
    const failure = await failureOf(activitiesWith(livekit, otherKeys()).createOutbound(creation()));
    expect(failure).toMatchObject({ type: 'password_unreadable', nonRetryable: true });
    expect(counts()).toEqual(nothing);
  });

  it('no record is made once the compensation has begun', async () => {
    const made = await make();
    await compensate();
    const failure = await failureOf(activities.createRecord(creation(made)));
    expect(failure).toMatchObject({ type: 'out_of_time', nonRetryable: true });
    expect(completed).toEqual([]);
  });
});

describe('a step that is repeated after its set-up has ended', () => {
  const again = () => creation({ inbound: 'ST_other' }, true);

  it('a step that is repeated after a success returns the object of the trunk and creates nothing, even when it is gone', async () => {
    const made = await make();
    await activities.createRecord(creation(made));
    await livekit.objects.inbound.delete(made.inbound ?? '');
    await livekit.objects.outbound.delete(made.outbound ?? '');

    expect([
      await activities.createInbound(again()),
      await activities.createOutbound(again()),
      await activities.createRule(again()),
    ]).toEqual([
      { output: made.inbound, ambiguous: true, attempt },
      { output: made.outbound, ambiguous: true, attempt },
      { output: made.rule, ambiguous: true, attempt },
    ]);
    expect(counts()).toEqual({ ...nothing, rule: 1 });
  });

  it('a step that is repeated after the compensation has begun fails for good', async () => {
    await compensate();

    for (const running of [
      activities.createInbound(again()),
      activities.createOutbound(again()),
      activities.createRule(again()),
    ]) {
      expect(await failureOf(running)).toMatchObject({ type: 'out_of_time', nonRetryable: true });
    }
    expect(counts()).toEqual(nothing);
  });
});

describe('the compensation of a set-up', () => {
  const removed = (count: number) => ({ removed: count, attempt });

  it('the compensation removes what was made, and counts the objects of each kind', async () => {
    await make();
    expect(await activities.removeRule(removal())).toEqual(removed(1));
    expect(await activities.removeInbound(removal())).toEqual(removed(1));
    expect(await activities.removeOutbound(removal())).toEqual(removed(1));
    expect(counts()).toEqual(nothing);
    expect(await activities.removeInbound(removal())).toEqual(removed(0));
  });

  it('the own rule is found even when its inbound trunk is gone', async () => {
    const { inbound } = await make();
    await livekit.objects.inbound.delete(inbound);
    expect(await activities.removeRule(removal())).toEqual(removed(1));
    expect(livekit.rules).toEqual([]);
  });

  it('objects that have lost their tag are removed by their ids, also when they are gone already', async () => {
    const { inbound, outbound, rule } = await make();
    for (const object of [...livekit.inbound, ...livekit.outbound, ...livekit.rules])
      livekit.rename(object.id, 'renamed');
    await activities.removeRule(removal(rule));
    await activities.removeRule(removal(rule));
    await activities.removeInbound(removal(inbound));
    await activities.removeOutbound(removal(outbound));
    await activities.removeOutbound(removal(outbound));
    expect(counts()).toEqual(nothing);
  });

  it('an own rule that was written late is removed with its inbound trunk', async () => {
    const { inbound } = await make();
    await activities.removeRule(removal());
    livekit.putRule(tagOf(spec, 'rule'), inbound);
    await activities.removeInbound(removal());
    expect(counts()).toMatchObject({ inbound: 0, rule: 0 });
  });

  it("somebody else's rule and trunks are left alone", async () => {
    const { inbound } = await make();
    const rule = livekit.putRule('somebody made this by hand', inbound);
    const trunk = livekit.put('outbound', 'Main Office', number);
    await activities.removeRule(removal());
    await activities.removeInbound(removal());
    await activities.removeOutbound(removal());
    expect(livekit.rules).toEqual([rule]);
    expect(livekit.outbound).toEqual([trunk]);
  });

  it('the compensation needs no key that opens the password', async () => {
    await make();
    const locked = activitiesWith(livekit, otherKeys());
    await locked.removeInbound(removal());
    await locked.removeOutbound(removal());
    expect(counts()).toMatchObject({ inbound: 0, outbound: 0 });
  });

  it('a removal is retried even when LiveKit refuses our key', async () => {
    const denied = new LiveKitProblem(
      { kind: 'failure', code: 'livekit_credentials', transient: false, mayHaveApplied: false },
      'LiveKit answered 401',
    );
    const locked = new InMemoryLiveKit();
    locked.objects.outbound.list = () => Promise.reject(denied);
    const failure = await failureOf(activitiesWith(locked).removeOutbound(removal()));
    expect(failure).toMatchObject({ type: 'livekit_credentials', nonRetryable: false });
  });

  it('the compensation ends with the release of the number, and its completion is notified', async () => {
    await compensate();
    await release();
    expect(await activities.operationStatusOf(spec.operationId)).toBe('failed');
    expect(completed).toEqual([spec.operationId]);
  });
});

describe('the check for doubles after set-ups without an ambiguous outcome', () => {
  const checkAll = async (...setUps: RecentSetUp[]) => {
    const check = new OrphanCheck({
      database: memory.database,
      openLiveKit: () => livekit,
      logger: pino({ level: 'silent' }),
    });
    for (const setUp of setUps) check.add(setUp);
    await check.checkNow();
  };

  it('the check removes the double of a set-up and keeps its trunk', async () => {
    const made = await make();
    await activities.createRecord(creation(made));
    for (const kind of ['inbound', 'outbound'] as const) livekit.put(kind, tagOf(spec, kind), number);
    livekit.putRule(tagOf(spec, 'rule'), made.inbound);

    await checkAll({ spec, inboundTrunkId: made.inbound });

    expect([livekit.inbound, livekit.outbound, livekit.rules].flat().map(({ id }) => id)).toEqual([
      made.inbound,
      made.outbound,
      made.rule,
    ]);
  });

  it('the check removes what an earlier operation on the number has left', async () => {
    const made = await make();
    await activities.createRecord(creation(made));
    const earlier = { ...spec, operationId: operationIdOf('e') };
    livekit.put('outbound', tagOf(earlier, 'outbound'), number);

    await checkAll({
      spec: { ...spec, earlierOperations: [earlier.operationId] },
      inboundTrunkId: made.inbound,
    });

    expect(livekit.outbound.map(({ id }) => id)).toEqual([made.outbound]);
  });

  it('three lists are enough for many set-ups, and a trunk without doubles causes no further request', async () => {
    const made = await make();
    await activities.createRecord(creation(made));
    let lists = 0;
    const { namesFor } = livekit;
    livekit.namesFor = (what) => {
      lists += 1;
      return namesFor(what);
    };
    livekit.objects.outbound.list = () => Promise.reject(new Error('Nothing suggests a double.'));

    await checkAll(...Array.from({ length: 40 }, () => ({ spec, inboundTrunkId: made.inbound })));

    expect(lists).toBe(1);
    expect(counts()).toEqual({ inbound: 1, outbound: 1, rule: 1 });
  });

  it('a check that fails is repeated', async () => {
    const made = await make();
    await activities.createRecord(creation(made));
    livekit.put('outbound', tagOf(spec, 'outbound'), number);
    const { namesFor } = livekit;
    livekit.namesFor = () => {
      livekit.namesFor = namesFor;
      return Promise.reject(new Error('LiveKit is away.'));
    };

    await checkAll({ spec, inboundTrunkId: made.inbound });

    expect(livekit.outbound.map(({ id }) => id)).toEqual([made.outbound]);
  });
});

describe('the check for orphans after a set-up', () => {
  const check = () => activities.removeOrphansOf({ spec, timeLimitMs });

  it('the check removes doubles of a trunk that is set up, and keeps the trunk', async () => {
    const made = await make();
    await activities.createRecord(creation(made));
    livekit.put('inbound', tagOf(spec, 'inbound'), number);
    livekit.put('outbound', tagOf(spec, 'outbound'), number);
    livekit.put('outbound', tagOf(spec, 'outbound'), number);
    livekit.putRule(tagOf(spec, 'rule'), made.inbound);
    expect(await check()).toBe(4);
    expect(livekit.inbound.map(({ id }) => id)).toEqual([made.inbound]);
    expect(livekit.outbound.map(({ id }) => id)).toEqual([made.outbound]);
    expect(livekit.rules.map(({ id }) => id)).toEqual([made.rule]);
  });

  it('the check removes everything of a set-up that was compensated', async () => {
    await compensate();
    await release();
    await make();
    expect(await check()).toBe(3);
    expect(counts()).toEqual(nothing);
  });

  it.each([
    ['runs', async () => undefined],
    ['compensates', async () => void (await compensate())],
  ])('the check touches nothing while the set-up still %s', async (_what, arrive) => {
    await make();
    await arrive();
    expect(await check()).toBe(0);
    expect(counts()).toEqual({ inbound: 1, outbound: 1, rule: 1 });
  });

  it('the check touches nothing of a newer set-up for the same number', async () => {
    await compensate();
    await release();
    const newer = { ...spec, operationId: operationIdOf('d') };
    livekit.put('inbound', tagOf(newer, 'inbound'), number);
    expect(await check()).toBe(0);
    expect(livekit.inbound).toHaveLength(1);
  });
});
