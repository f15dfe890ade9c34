import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Activities } from '../../../src/activities/index.js';
import { livekitFailure, tagOf } from '../../../src/activities/objects/create-or-adopt.js';
import { noPassword, outboundSpec } from '../../../src/activities/objects/object-parts.js';
import { KeyRing, newOperationId } from '../../../src/crypto/secrets.js';
import { beginCompensation, releaseNumber } from '../../../src/database/operations/operations.js';
import { acceptIntent } from '../../../src/database/operations/set-up.js';
import { beginTrunkOperation } from '../../../src/database/operations/trunk-operations.js';
import { operations, trunks } from '../../../src/database/schema.js';
import { findTrunk } from '../../../src/database/trunks/queries.js';
import { LiveKitProblem } from '../../../src/domain/failures.js';
import { activityName, type OperationFailure } from '../../../src/domain/operation/operation.js';
import { passwordContext, type TrunkSpec } from '../../../src/domain/trunk/spec.js';
import { type Cidr, noNotes, type ObjectKind, objectKinds } from '../../../src/domain/trunk/trunk.js';
import { type OperationId, Secret } from '../../../src/domain/values.js';
import { deploymentId, settingsWith, plan as someSpec } from '../../unit/plans.js';
import { activate, ada, intentFor, noon, specFor, useDatabase } from '../database/in-memory-database.js';
import { activitiesOn } from './activities-on.js';
import { InMemoryLiveKit } from './in-memory-livekit.js';

const number = '+15551234567';
const other = '+15557654321';
const removed = { inbound: 0, outbound: 0, rule: 0 };
const refused: OperationFailure = { step: 'rule', code: 'livekit_refused', removed };
const keyRing = new KeyRing([{ id: 'k1', material: randomBytes(32) }]);

const memory = await useDatabase();
let livekit: InMemoryLiveKit;
let activities: Activities;
/** The operations whose completion was notified. */
let completed: OperationId[];
/** The trunk as it is before the change. */
let spec: TrunkSpec;
let trunkId: number;
let operationId: OperationId;

/** Makes a trunk, and a running change of its number, its user name and its password. */
beforeEach(async () => {
  livekit = new InMemoryLiveKit();
  completed = [];
  activities = activitiesWith(keyRing);
  const id = newOperationId();
  spec = { ...someSpec, operationId: id, organizationId: ada, acceptedAt: noon.getTime() };
  const settings = settingsWith({ number: { kind: 'number', value: number } });
  const intent = intentFor(number, {
    operationId: id,
    request: { settings, sealedPassword: sealed('old-password') },
  });
  await acceptIntent(memory.database, intent);
  const inboundTrunkId = livekit.put('inbound', tagOf(spec, 'inbound'), number).id;
  const objects = {
    inboundTrunkId,
    outboundTrunkId: livekit.put('outbound', tagOf(spec, 'outbound'), number).id,
    dispatchRuleId: livekit.putRule(tagOf(spec, 'rule'), inboundTrunkId).id,
  };
  trunkId = (await activate(memory.database, id, objects, noon))?.id ?? 0;
  await begin();
});

/** Begins the change. */
async function begin(changes: Parameters<typeof settingsWith>[0] = {}): Promise<void> {
  const request = {
    settings: settingsWith({ number: { kind: 'number', value: other }, username: 'another', ...changes }),
    sealedPassword: sealed('new-password'),
    notes: noNotes,
  };
  const operation = specFor(trunkId, { kind: 'change_trunk', prepare: () => ({ kind: 'ready', request }) });
  expect(await beginTrunkOperation(memory.database, operation)).toMatchObject({ kind: 'begun' });
  operationId = operation.operationId;
}

/** Compensates the change in the database, so that its number is free. */
async function endCompensated(now = noon): Promise<void> {
  await compensate();
  await releaseNumber(memory.database, operationId, { removed }, now);
}

const sealed = (password: string) => keyRing.seal(new Secret(password), passwordContext(spec));

function activitiesWith(ring: KeyRing): Activities {
  return activitiesOn({
    database: memory.database,
    openLiveKit: () => livekit,
    keyRing: ring,
    notifyCompletion: (id) => completed.push(id),
  });
}

const input = () => ({ operationId, deploymentId, roomPrefix: 'call-', timeLimitMs: 2_000 });
const change = (kind: ObjectKind, checkFirst = false) =>
  activities[activityName('change', kind)]({ ...input(), checkFirst });
const restore = (kind: ObjectKind) => activities[activityName('restore', kind)](input());
const commit = () => activities.changeRecord({ ...input(), checkFirst: false });
/** The outcome of a step that has nothing to report but its attempt. */
const done = { attempt: 1 };
const skipped = { ...done, skipped: 'password_unreadable' };
const compensate = () => beginCompensation(memory.database, operationId, refused);
const numbers = () => [...livekit.inbound, ...livekit.outbound].map((trunk) => trunk.number);

describe('the change of an object', () => {
  it('a change updates the objects in place, under the names that they have, with the new password', async () => {
    const before = [...livekit.inbound, ...livekit.outbound].map(({ id, name }) => ({ id, name }));
    expect([await change('inbound'), await change('outbound')]).toEqual([done, done]);
    expect([...livekit.inbound, ...livekit.outbound]).toEqual(
      before.map((trunk) => ({ ...trunk, number: other })),
    );
    expect(livekit.passwords).toEqual(['new-password', 'new-password']);
  });

  it('a change does not touch an object that it does not concern', async () => {
    livekit.objects.rule.update = () => Promise.reject(new Error('The rule was touched.'));
    expect(await change('rule')).toEqual(done);
  });

  it('a change of an object can be repeated', async () => {
    await change('inbound');
    expect(await change('inbound')).toEqual(done);
    expect(livekit.inbound).toMatchObject([{ number: other }]);
  });

  it('a repeated change reports an ambiguous outcome, but only of an object that it concerns', async () => {
    expect(await change('inbound', true)).toEqual({ ...done, ambiguous: true });
    expect(await change('rule', true)).toEqual(done);
  });

  it.each([
    ['shows something else', { id: 'ST_1', name: 'any', differs: ['authPassword'] }],
    ['does not show it', null],
  ])('a change fails for good when the read after it %s', async (_what, shown) => {
    livekit.objects.outbound.find = async () => shown;
    await expect(change('outbound')).rejects.toMatchObject({
      type: 'livekit_echo_mismatch',
      nonRetryable: true,
      details: [{ mayHaveApplied: true }],
    });
  });

  it('a change to a SIP server that resolves into a private network fails for good, and can be compensated', async () => {
    const { database } = memory;
    const checkTarget = async () => {
      throw livekitFailure('target_not_public', 'private');
    };
    activities = activitiesOn({ database, openLiveKit: () => livekit, keyRing, checkTarget });
    const before = [...livekit.outbound];

    await expect(change('outbound')).rejects.toMatchObject({ type: 'target_not_public', nonRetryable: true });
    expect(livekit.outbound).toEqual(before);
    await compensate();
    expect(await restore('outbound')).toEqual(done);
  });

  it('a change that switches outbound calls off is carried out although the SIP server has no address any more', async () => {
    const { database } = memory;
    const checkTarget = () => Promise.reject(livekitFailure('target_unresolved', 'no address'));
    activities = activitiesOn({ database, openLiveKit: () => livekit, keyRing, checkTarget });
    await endCompensated();
    await begin({ outboundEnabled: false });

    expect(await change('outbound')).toEqual(done);
  });

  it('a change of an object that is gone fails for good, and creates no other', async () => {
    await livekit.objects.outbound.delete(livekit.outbound[0]?.id ?? '');
    await expect(change('outbound')).rejects.toMatchObject({
      type: 'livekit_object_missing',
      nonRetryable: true,
    });
    expect(livekit.outbound).toEqual([]);
  });

  it('a change fails for good and sends nothing when no key opens the password', async () => {
    activities = activitiesWith(new KeyRing([{ id: 'k2', material: randomBytes(32) }]));
    await expect(change('outbound')).rejects.toMatchObject({
      type: 'password_unreadable',
      nonRetryable: true,
    });
    expect(livekit.passwords).toEqual([]);
  });

  it('a change of the rule needs no password', async () => {
    await endCompensated();
    await begin({ agentName: 'night desk' });
    const { update: updateDispatchRule } = livekit.objects.rule;
    let updates = 0;
    livekit.objects.rule.update = async (...update) => {
      updates += 1;
      return updateDispatchRule(...update);
    };
    activities = activitiesWith(new KeyRing([{ id: 'k2', material: randomBytes(32) }]));
    expect(await change('rule')).toEqual(done);
    expect(updates).toBe(1);
  });

  it('a change is retried after a transient failure of LiveKit', async () => {
    livekit.objects.outbound.update = () =>
      Promise.reject(
        new LiveKitProblem(
          { kind: 'failure', code: 'livekit_fault', transient: true, mayHaveApplied: true },
          'LiveKit answered 500.',
        ),
      );
    await expect(change('outbound')).rejects.toMatchObject({ type: 'livekit_fault', nonRetryable: false });
  });

  it.each(objectKinds)('a change is refused once the compensation has begun: %s', async (kind) => {
    await compensate();
    await expect(change(kind)).rejects.toMatchObject({ type: 'out_of_time', nonRetryable: true });
    expect(numbers()).toEqual([number, number]);
  });

  it.each(objectKinds)('a change is refused once it has ended: %s', async (kind) => {
    await commit();
    await expect(change(kind)).rejects.toMatchObject({ type: 'out_of_time', nonRetryable: true });
    expect(numbers()).toEqual([number, number]);
  });
});

describe('the move of the inbound trunk to another number', () => {
  const taken = { type: 'number_in_use', nonRetryable: true };

  it("a move is refused when somebody else's trunk answers to the number, which LiveKit would not notice", async () => {
    const foreign = { ...livekit.put('inbound', 'made by hand', other) };
    await expect(change('inbound')).rejects.toMatchObject(taken);
    expect(livekit.inbound).toContainEqual(foreign);
    expect(livekit.inbound).toMatchObject([{ number }, { number: other }]);
  });

  it("a move is refused when somebody else's trunk appears while it is made", async () => {
    const { update: updateInboundTrunk } = livekit.objects.inbound;
    livekit.objects.inbound.update = async (...update) => {
      const changed = await updateInboundTrunk(...update);
      livekit.put('inbound', 'made by hand', other);
      return changed;
    };
    await expect(change('inbound')).rejects.toMatchObject({ ...taken, details: [{ mayHaveApplied: true }] });
  });

  it('a move removes the orphans of a failed set-up of that number', async () => {
    const now = new Date();
    await endCompensated(now);
    const failed = intentFor(other, { acceptedAt: now });
    await acceptIntent(memory.database, failed);
    await beginCompensation(memory.database, failed.operationId, refused);
    await releaseNumber(memory.database, failed.operationId, { removed }, now);
    livekit.put('inbound', tagOf({ ...spec, operationId: failed.operationId }, 'inbound'), other);
    await begin();

    expect(await change('inbound')).toEqual(done);

    expect(livekit.inbound).toMatchObject([{ name: tagOf(spec, 'inbound'), number: other }]);
  });
});

describe('the compensation of a change', () => {
  it('the compensation restores the objects, with the old password', async () => {
    await change('inbound');
    await change('outbound');
    await compensate();
    livekit.passwords.length = 0;
    livekit.objects.rule.update = () => Promise.reject(new Error('The rule was touched.'));
    expect([await restore('inbound'), await restore('outbound'), await restore('rule')]).toEqual([
      done,
      done,
      done,
    ]);
    expect(numbers()).toEqual([number, number]);
    expect(livekit.passwords).toEqual(['old-password', 'old-password']);
  });

  it('the compensation leaves an object alone that was never changed, because LiveKit may refuse every update of it', async () => {
    await compensate();
    livekit.objects.inbound.update = () => Promise.reject(new Error('The trunk was touched.'));
    expect(await restore('inbound')).toEqual(done);
  });

  it('the compensation does not create an object again that is gone', async () => {
    await livekit.objects.inbound.delete(livekit.inbound[0]?.id ?? '');
    await compensate();
    expect(await restore('inbound')).toEqual(done);
    expect(livekit.inbound).toEqual([]);
  });

  it('a restore is retried even after a failure that is final for a change', async () => {
    await compensate();
    livekit.objects.outbound.find = async () => null;
    await expect(restore('outbound')).rejects.toMatchObject({
      type: 'livekit_echo_mismatch',
      nonRetryable: false,
    });
  });

  it.each([
    ['while the change runs', () => Promise.resolve()],
    ['after the compensation has ended', () => endCompensated()],
    ['after the change was made', () => commit()],
  ])('a restore touches nothing %s', async (_when, bring) => {
    await change('inbound');
    await bring();
    expect(await restore('inbound')).toEqual(done);
    expect(livekit.inbound).toMatchObject([{ number: other }]);
  });
});

describe('the compensation of a change whose old password no key opens any more', () => {
  /** Loses the key that sealed the password of the trunk; the new password is sealed with a key that exists. */
  const loseTheKey = (changes: Partial<typeof trunks.$inferInsert> = {}) => {
    const lost = new KeyRing([{ id: 'lost', material: randomBytes(32) }]);
    const sealedPassword = lost.seal(new Secret('old-password'), passwordContext(spec));
    return memory.database.update(trunks).set({ sealedPassword, ...changes });
  };

  it.each(['inbound', 'outbound'] as const)(
    'a restore without the password restores everything but the credentials and is skipped: %s',
    async (kind) => {
      await loseTheKey();
      await change(kind);
      await compensate();
      livekit.passwords.length = 0;
      expect(await restore(kind)).toEqual(skipped);
      expect(numbers()).toEqual([number, number]);
      expect(livekit.passwords).toEqual([]);
    },
  );

  it('a restore is skipped as well for an object that may have been changed and still appears unchanged', async () => {
    await loseTheKey();
    await compensate();
    livekit.objects.outbound.update = () => Promise.reject(new Error('The trunk was touched.'));
    expect(await restore('outbound')).toEqual(skipped);
  });

  it('a restore needs no password for an inbound trunk that admitted calls by their address alone', async () => {
    await loseTheKey({ inboundDigest: false, allowedAddresses: ['203.0.113.7/32' as Cidr] });
    await change('inbound');
    await compensate();
    expect(await restore('inbound')).toEqual(done);
    expect(livekit.inbound).toMatchObject([{ number }]);
  });

  it('a restore is not skipped when the change kept the password', async () => {
    await loseTheKey();
    const [row] = await memory.database.select().from(trunks);
    await memory.database.update(operations).set({
      request: sql`jsonb_set(${operations.request}, '{sealedPassword}', to_jsonb(${row?.sealedPassword}::text))`,
    });
    await compensate();
    livekit.objects.outbound.update = () => Promise.reject(new Error('The trunk was touched.'));
    expect(await restore('outbound')).toEqual(done);
  });
});

describe('the check after a change', () => {
  const check = () =>
    activities.checkAfterChange({ trunkId, deploymentId, roomPrefix: 'call-', timeLimitMs: 2_000 });

  it('the check ends for a trunk whose password no key opens, and still finds what else differs', async () => {
    await endCompensated();
    activities = activitiesWith(new KeyRing([{ id: 'k2', material: randomBytes(32) }]));
    expect(await check()).toBe('as_recorded');
    await livekit.objects.outbound.update(livekit.outbound[0]?.id ?? '', tagOf(spec, 'outbound'), {
      ...outboundSpec(spec, noPassword),
      number: other,
    });
    expect(await check()).toBe('differs');
  });
});

describe('the record of a change', () => {
  const record = () => findTrunk(memory.database, ada, trunkId);

  it('the record shows what the trunk is now, and the completion is notified', async () => {
    await commit();
    expect(await record()).toMatchObject({ number: { value: other }, username: 'another' });
    expect(completed).toEqual([operationId]);
  });

  it('the record may be committed twice, because an answer can be lost', async () => {
    await commit();
    const first = await record();
    await commit();
    expect(await record()).toEqual(first);
  });

  it('the record stays as it was once the compensation has begun, and no completion is notified', async () => {
    await compensate();
    await expect(commit()).rejects.toMatchObject({
      type: 'out_of_time',
      nonRetryable: true,
    });
    expect(await record()).toMatchObject({ number: { value: number } });
    expect(completed).toEqual([]);
  });
});
