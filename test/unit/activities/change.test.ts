import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Activities } from '../../../src/activities/index.js';
import { tagOf } from '../../../src/activities/parts/create-or-adopt.js';
import { KeyRing } from '../../../src/crypto/key-ring.js';
import { newOperationId } from '../../../src/crypto/random-ids.js';
import { acceptIntent, activateRecord } from '../../../src/database/operations/set-up.js';
import { beginCompensation, releaseNumber } from '../../../src/database/operations/transitions.js';
import { beginTrunkOperation } from '../../../src/database/operations/trunk-operations.js';
import { operations, trunks } from '../../../src/database/schema.js';
import { findTrunk } from '../../../src/database/trunks/queries.js';
import type { OperationId } from '../../../src/domain/ids.js';
import { LiveKitProblem } from '../../../src/domain/livekit/problem.js';
import type { OperationFailure } from '../../../src/domain/operation/operation.js';
import { Secret } from '../../../src/domain/secret.js';
import { noNotes } from '../../../src/domain/trunk/notes.js';
import { passwordContext, type TrunkSpec } from '../../../src/domain/trunk/spec.js';
import { type ObjectKind, objectKinds } from '../../../src/domain/trunk/tag.js';
import type { Cidr } from '../../../src/domain/trunk/trunk.js';
import { ada, intentFor, noon, specFor, useDatabase } from '../database/in-memory-database.js';
import { outboundSpec } from '../livekit/specs.js';
import { deploymentId, settingsWith, plan as somePlan } from '../plans.js';
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
let ended: OperationId[];
/** The trunk as it is before the change. */
let plan: TrunkSpec;
let trunkId: number;
let operationId: OperationId;

/** A trunk that is there, and a change of its number, its user name and its password that is under way. */
beforeEach(async () => {
  livekit = new InMemoryLiveKit();
  ended = [];
  activities = activitiesWith(keyRing);
  const id = newOperationId();
  plan = { ...somePlan, operationId: id, organizationId: ada, acceptedAt: noon.getTime() };
  const settings = settingsWith({ number: { kind: 'number', value: number } });
  const intent = intentFor(number, {
    operationId: id,
    request: { settings, sealedPassword: sealed('old-password') },
  });
  await acceptIntent(memory.database, intent);
  const inboundTrunkId = livekit.put('inbound', tagOf(plan, 'inbound'), number).id;
  const objects = {
    inboundTrunkId,
    outboundTrunkId: livekit.put('outbound', tagOf(plan, 'outbound'), number).id,
    dispatchRuleId: livekit.putRule(tagOf(plan, 'rule'), inboundTrunkId).id,
  };
  trunkId = (await activateRecord(memory.database, id, objects, noon))?.id ?? 0;
  await begin();
});

/** Begins the change. */
async function begin(changes: Parameters<typeof settingsWith>[0] = {}): Promise<void> {
  const request = {
    settings: settingsWith({ number: { kind: 'number', value: other }, username: 'another', ...changes }),
    sealedPassword: sealed('new-password'),
    notes: noNotes,
  };
  const spec = specFor(trunkId, { kind: 'change_trunk', prepare: () => ({ kind: 'ready', request }) });
  expect(await beginTrunkOperation(memory.database, spec)).toMatchObject({ kind: 'begun' });
  operationId = spec.operationId;
}

/** Takes the change back in the database, so that its number is free. */
async function endCompensated(now = noon): Promise<void> {
  await turnToCompensation();
  await releaseNumber(memory.database, operationId, { removed }, now);
}

const sealed = (password: string) => keyRing.seal(new Secret(password), passwordContext(plan));

function activitiesWith(ring: KeyRing): Activities {
  return activitiesOn({
    database: memory.database,
    openLiveKit: () => livekit,
    keyRing: ring,
    notifyCompletion: (id) => ended.push(id),
  });
}

const order = (kind: ObjectKind) => ({
  operationId,
  deploymentId,
  roomPrefix: 'call-',
  kind,
  timeLimitMs: 2_000,
});
const change = async (kind: ObjectKind, mayRepeat = false) =>
  (await activities.changeObject({ ...order(kind), mayRepeat })).changed;
const restore = (kind: ObjectKind) => activities.putObjectBack(order(kind));
const turnToCompensation = () => beginCompensation(memory.database, operationId, refused);
const numbers = () => [...livekit.inbound, ...livekit.outbound].map((trunk) => trunk.number);

describe('the change of an object', () => {
  it('makes it in place what it is to be, under the name that it has, with the new password', async () => {
    const before = [...livekit.inbound, ...livekit.outbound].map(({ id, name }) => ({ id, name }));
    expect([await change('inbound'), await change('outbound')]).toEqual([true, true]);
    expect([...livekit.inbound, ...livekit.outbound]).toEqual(
      before.map((trunk) => ({ ...trunk, number: other })),
    );
    expect(livekit.passwords).toEqual(['new-password', 'new-password']);
  });

  it('touches nothing where nothing is to be different', async () => {
    livekit.updateDispatchRule = () => Promise.reject(new Error('The rule was touched.'));
    expect(await change('rule')).toBe(false);
  });

  it('can be repeated', async () => {
    await change('inbound');
    expect(await change('inbound')).toBe(true);
    expect(livekit.inbound).toMatchObject([{ number: other }]);
  });

  it('tells that an earlier attempt may still land, where it had anything to do', async () => {
    const again = { mayRepeat: true };
    expect(await activities.changeObject({ ...order('inbound'), ...again })).toMatchObject({
      repeated: true,
    });
    expect(await activities.changeObject({ ...order('rule'), ...again })).toMatchObject({ repeated: false });
  });

  it.each([
    ['shows something else', { id: 'ST_1', name: 'any', differs: ['authPassword'] }],
    ['does not show it', null],
  ])('is not believed when a look %s', async (_what, shown) => {
    livekit.findOutboundTrunk = async () => shown;
    await expect(change('outbound')).rejects.toMatchObject({
      type: 'livekit_echo_mismatch',
      nonRetryable: true,
      details: [{ mayHaveApplied: true }],
    });
  });

  it('fails for good when the object is gone, and makes no other', async () => {
    await livekit.deleteTrunk(livekit.outbound[0]?.id ?? '');
    await expect(change('outbound')).rejects.toMatchObject({
      type: 'livekit_object_missing',
      nonRetryable: true,
    });
    expect(livekit.outbound).toEqual([]);
  });

  it('fails for good and sends nothing when the password cannot be decrypted', async () => {
    activities = activitiesWith(new KeyRing([{ id: 'k2', material: randomBytes(32) }]));
    await expect(change('outbound')).rejects.toMatchObject({
      type: 'password_unreadable',
      nonRetryable: true,
    });
    expect(livekit.passwords).toEqual([]);
  });

  it('needs no password for the rule', async () => {
    await endCompensated();
    await begin({ agentName: 'night desk' });
    activities = activitiesWith(new KeyRing([{ id: 'k2', material: randomBytes(32) }]));
    expect(await change('rule')).toBe(true);
  });

  it('may be tried again when LiveKit is out of order in passing', async () => {
    livekit.updateOutboundTrunk = () =>
      Promise.reject(
        new LiveKitProblem(
          { kind: 'failure', code: 'livekit_fault', transient: true, mayHaveApplied: true },
          'LiveKit answered 500.',
        ),
      );
    await expect(change('outbound')).rejects.toMatchObject({ type: 'livekit_fault', nonRetryable: false });
  });

  it.each(objectKinds)('is refused once the undo has begun: %s', async (kind) => {
    await turnToCompensation();
    await expect(change(kind)).rejects.toMatchObject({ type: 'out_of_time', nonRetryable: true });
    expect(numbers()).toEqual([number, number]);
  });

  it.each(objectKinds)('is refused once the change has ended: %s', async (kind) => {
    await activities.commitChange(operationId);
    await expect(change(kind)).rejects.toMatchObject({ type: 'out_of_time', nonRetryable: true });
    expect(numbers()).toEqual([number, number]);
  });
});

describe('the move of the inbound trunk to another number', () => {
  const taken = { type: 'number_taken', nonRetryable: true };

  it('is refused where a trunk of somebody else answers to it, which LiveKit would not notice', async () => {
    const foreign = { ...livekit.put('inbound', 'made by hand', other) };
    await expect(change('inbound')).rejects.toMatchObject(taken);
    expect(livekit.inbound).toContainEqual(foreign);
    expect(livekit.inbound).toMatchObject([{ number }, { number: other }]);
  });

  it('is refused where such a trunk appears while it is made', async () => {
    const { updateInboundTrunk } = livekit;
    livekit.updateInboundTrunk = async (...update) => {
      const changed = await updateInboundTrunk(...update);
      livekit.put('inbound', 'made by hand', other);
      return changed;
    };
    await expect(change('inbound')).rejects.toMatchObject({ ...taken, details: [{ mayHaveApplied: true }] });
  });

  it('removes what a failed set-up of that number has left behind', async () => {
    const now = new Date();
    await endCompensated(now);
    const failed = intentFor(other, { acceptedAt: now });
    await acceptIntent(memory.database, failed);
    await beginCompensation(memory.database, failed.operationId, refused);
    await releaseNumber(memory.database, failed.operationId, { removed }, now);
    livekit.put('inbound', tagOf({ ...plan, operationId: failed.operationId }, 'inbound'), other);
    await begin();

    expect(await change('inbound')).toBe(true);

    expect(livekit.inbound).toMatchObject([{ name: tagOf(plan, 'inbound'), number: other }]);
  });
});

describe('putting an object back', () => {
  it('makes it what it was, with the old password', async () => {
    await change('inbound');
    await change('outbound');
    await turnToCompensation();
    livekit.passwords.length = 0;
    expect([await restore('inbound'), await restore('outbound'), await restore('rule')]).toEqual([
      'restored',
      'restored',
      'nothing_to_do',
    ]);
    expect(numbers()).toEqual([number, number]);
    expect(livekit.passwords).toEqual(['old-password', 'old-password']);
  });

  it('leaves alone what was never changed, because LiveKit may refuse every update of it', async () => {
    await turnToCompensation();
    livekit.updateInboundTrunk = () => Promise.reject(new Error('The trunk was touched.'));
    expect(await restore('inbound')).toBe('nothing_to_do');
  });

  it('has nothing to do for an object that is gone', async () => {
    await livekit.deleteTrunk(livekit.inbound[0]?.id ?? '');
    await turnToCompensation();
    expect(await restore('inbound')).toBe('nothing_to_do');
    expect(livekit.inbound).toEqual([]);
  });

  it('is always worth another try', async () => {
    await turnToCompensation();
    livekit.findOutboundTrunk = async () => null;
    await expect(restore('outbound')).rejects.toMatchObject({
      type: 'livekit_echo_mismatch',
      nonRetryable: false,
    });
  });

  it.each([
    ['while the change runs', () => Promise.resolve()],
    ['after the undo has ended', () => endCompensated()],
    ['after the change was made', () => activities.commitChange(operationId)],
  ])('touches nothing %s', async (_when, bring) => {
    await change('inbound');
    await bring();
    expect(await restore('inbound')).toBe('nothing_to_do');
    expect(livekit.inbound).toMatchObject([{ number: other }]);
  });
});

describe('putting an object back whose password no key opens any more', () => {
  /** Whatever sealed the password that the trunk has is lost; the new one is sealed with a key that is there. */
  const loseTheKey = (changes: Partial<typeof trunks.$inferInsert> = {}) => {
    const lost = new KeyRing([{ id: 'lost', material: randomBytes(32) }]);
    const sealedPassword = lost.seal(new Secret('old-password'), passwordContext(plan));
    return memory.database.update(trunks).set({ sealedPassword, ...changes });
  };

  it.each(['inbound', 'outbound'] as const)(
    'restores all of it but for its credentials: %s',
    async (kind) => {
      await loseTheKey();
      await change(kind);
      await turnToCompensation();
      livekit.passwords.length = 0;
      expect(await restore(kind)).toBe('password_unknown');
      expect(numbers()).toEqual([number, number]);
      expect(livekit.passwords).toEqual([]);
    },
  );

  it('says so as well of one that may have been changed and looks as it was', async () => {
    await loseTheKey();
    await turnToCompensation();
    livekit.updateOutboundTrunk = () => Promise.reject(new Error('The trunk was touched.'));
    expect(await restore('outbound')).toBe('password_unknown');
  });

  it('needs no password for an inbound trunk that let calls in by their address alone', async () => {
    await loseTheKey({ inboundDigest: false, allowedAddresses: ['203.0.113.7/32' as Cidr] });
    await change('inbound');
    await turnToCompensation();
    expect(await restore('inbound')).toBe('restored');
  });

  it('is certain of the password where the change was to keep it', async () => {
    await loseTheKey();
    const [row] = await memory.database.select().from(trunks);
    await memory.database.update(operations).set({
      request: sql`jsonb_set(${operations.request}, '{sealedPassword}', to_jsonb(${row?.sealedPassword}::text))`,
    });
    await turnToCompensation();
    expect(await restore('outbound')).toBe('nothing_to_do');
  });
});

describe('a look after a change', () => {
  const pass = () =>
    activities.checkAfterChange({ trunkId, deploymentId, roomPrefix: 'call-', timeLimitMs: 2_000 });

  it('ends for a trunk whose password no key opens, and still sees what else differs', async () => {
    await endCompensated();
    activities = activitiesWith(new KeyRing([{ id: 'k2', material: randomBytes(32) }]));
    expect(await pass()).toBe('as_recorded');
    await livekit.updateOutboundTrunk(livekit.outbound[0]?.id ?? '', tagOf(plan, 'outbound'), {
      ...outboundSpec,
      number: other,
    });
    expect(await pass()).toBe('differs');
  });
});

describe('the record of a change', () => {
  const record = () => findTrunk(memory.database, ada, trunkId);

  it('says what the trunk is now, and whoever waits is told', async () => {
    await activities.commitChange(operationId);
    expect(await record()).toMatchObject({ number: { value: other }, username: 'another' });
    expect(ended).toEqual([operationId]);
  });

  it('may be committed twice, because an answer can be lost', async () => {
    await activities.commitChange(operationId);
    const first = await record();
    await activities.commitChange(operationId);
    expect(await record()).toEqual(first);
  });

  it('stays as it was once the undo has begun, and nobody is told of an end', async () => {
    await turnToCompensation();
    await expect(activities.commitChange(operationId)).rejects.toMatchObject({
      type: 'out_of_time',
      nonRetryable: true,
    });
    expect(await record()).toMatchObject({ number: { value: number } });
    expect(ended).toEqual([]);
  });
});
