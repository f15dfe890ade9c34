import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { operationOfKey } from '../../../../src/database/operations/acceptance.js';
import { completeOperation } from '../../../../src/database/operations/operations.js';
import { acceptIntent } from '../../../../src/database/operations/set-up.js';
import { beginTrunkOperation, isLocked } from '../../../../src/database/operations/trunk-operations.js';
import { operations, trunks } from '../../../../src/database/schema.js';
import type { FailureCode } from '../../../../src/domain/failures.js';
import { collisionKeyOf } from '../../../../src/domain/trunk/trunk.js';
import type { OperationId } from '../../../../src/domain/values.js';
import {
  ada,
  afterNoon,
  aTrunk,
  bob,
  intentFor,
  keyedAs,
  noon,
  specFor,
  useDatabase,
} from '../in-memory-database.js';

const number = '+15551234567';

const { database } = await useDatabase();

/** Sets up a trunk of Ada's. @returns its record's id. */
const trunkWith = async (requested = number) => (await aTrunk(database, requested)).id;

describe('an operation on a trunk', () => {
  it('an operation on a trunk is stored with the owner and the number of the trunk', async () => {
    const spec = specFor(await trunkWith(), { organizationId: null, origin: 'reconciler' });

    expect(await beginTrunkOperation(database, spec)).toMatchObject({
      kind: 'begun',
      operation: {
        id: spec.operationId,
        organizationId: ada,
        collisionKey: number,
        trunkId: spec.trunkId,
        contract: 'reconciler',
        state: 'running',
      },
    });
  });

  it("no operation begins on an unknown trunk, nor on another organisation's", async () => {
    const trunkId = await trunkWith();

    const nowhere = await beginTrunkOperation(database, specFor(trunkId + 1));
    const elsewhere = await beginTrunkOperation(database, specFor(trunkId, { organizationId: bob }));

    expect(nowhere).toEqual({ kind: 'no_trunk' });
    expect(elsewhere).toEqual({ kind: 'no_trunk' });
  });

  it('an operation holds the lock of the number until it completes', async () => {
    const trunkId = await trunkWith();
    const first = specFor(trunkId);
    await beginTrunkOperation(database, first);

    expect(await beginTrunkOperation(database, specFor(trunkId))).toMatchObject({
      kind: 'busy',
      operation: { id: first.operationId },
    });
    expect(
      await completeOperation(database, first.operationId, { state: 'succeeded', trunk: null }, noon),
    ).not.toBeNull();
    expect(await beginTrunkOperation(database, specFor(trunkId))).toMatchObject({ kind: 'begun' });
  });

  it('an operation does not block operations on other numbers', async () => {
    const [one, other] = [await trunkWith(), await trunkWith('+15557654321')];
    await beginTrunkOperation(database, specFor(one));

    expect(await beginTrunkOperation(database, specFor(other))).toMatchObject({ kind: 'begun' });
  });

  it("an operation blocks a set-up of its number even when the trunk's row is gone", async () => {
    const trunkId = await trunkWith();
    await beginTrunkOperation(database, specFor(trunkId));
    await database.delete(trunks).where(eq(trunks.id, trunkId));

    expect(await acceptIntent(database, intentFor(number))).toEqual({ kind: 'number_leaving' });
  });

  it('an operation is found by its idempotency key while it runs, afterwards, and when its trunk is deleted', async () => {
    const trunkId = await trunkWith();
    const first = specFor(trunkId, { keyed: keyedAs('once') });
    expect(await beginTrunkOperation(database, first)).toMatchObject({
      kind: 'begun',
      operation: { id: first.operationId, trunkId, acceptedAt: noon, finishedAt: null },
    });
    const repeated = { kind: 'repeated', operationId: first.operationId };
    const repeat = () => beginTrunkOperation(database, specFor(trunkId, { keyed: keyedAs('once') }));

    expect(await repeat()).toEqual(repeated);
    await completeOperation(database, first.operationId, { state: 'succeeded', trunk: null }, afterNoon(1));
    expect(await repeat()).toEqual(repeated);
    await database.delete(trunks);
    expect(await repeat()).toEqual(repeated);
  });

  it('a change that failed for a passing reason runs again under its key, and another attempt answers for it', async () => {
    const trunkId = await trunkWith();
    const [trunk] = await database.select().from(operations);
    const change = (key: string, seconds: number) =>
      specFor(trunkId, {
        kind: 'change_trunk',
        keyed: keyedAs(key),
        acceptedAt: afterNoon(seconds * 1_000),
        prepare: () => ({ kind: 'ready', request: trunk?.request ?? null }),
      });
    const fail = (id: OperationId, code: FailureCode) =>
      completeOperation(
        database,
        id,
        { state: 'failed', failure: { step: 'rule', code, removed: {} } },
        afterNoon(9_000),
      );
    const [first, again, otherKey] = [change('once', 1), change('once', 2), change('other', 3)];
    await beginTrunkOperation(database, first);
    await fail(first.operationId, 'livekit_timeout');

    expect(await beginTrunkOperation(database, again)).toMatchObject({
      kind: 'begun',
      operation: { id: again.operationId, retryOf: first.operationId },
    });
    await fail(again.operationId, 'livekit_refused');
    expect(await operationOfKey(database, keyedAs('once'))).toMatchObject({ operationId: again.operationId });
    await beginTrunkOperation(database, otherKey);
    await completeOperation(
      database,
      otherKey.operationId,
      { state: 'succeeded', trunk: null },
      afterNoon(9_000),
    );
    expect(await operationOfKey(database, keyedAs('once'))).toMatchObject({
      operationId: otherKey.operationId,
    });
  });

  it('no operation begins with the idempotency key of another request', async () => {
    const [one, other] = [await trunkWith(), await trunkWith('+15557654321')];
    await beginTrunkOperation(database, specFor(one, { keyed: keyedAs('once', 'this') }));

    const start = await beginTrunkOperation(database, specFor(other, { keyed: keyedAs('once', 'that') }));

    expect(start).toEqual({ kind: 'idempotency_key_reused' });
    expect(await isLocked(database, collisionKeyOf('+15557654321'))).toBe(false);
  });

  it('an operation that does not begin does not use its key', async () => {
    const trunkId = await trunkWith();
    await beginTrunkOperation(database, specFor(trunkId));

    const busy = await beginTrunkOperation(database, specFor(trunkId, { keyed: keyedAs('once', 'this') }));

    expect(busy).toMatchObject({ kind: 'busy' });
    expect(await operationOfKey(database, keyedAs('once', 'that'))).toBeNull();
  });

  it('concurrent requests with one key begin one operation', async () => {
    const trunkId = await trunkWith();
    const specs = Array.from({ length: 5 }, () => specFor(trunkId, { keyed: keyedAs('once') }));

    const starts = await Promise.all(specs.map((spec) => beginTrunkOperation(database, spec)));

    expect(starts.map(({ kind }) => kind).sort()).toEqual(['begun', ...Array(4).fill('repeated')]);
  });

  it('an operation completes once, and a late second completion changes nothing', async () => {
    const spec = specFor(await trunkWith());
    await beginTrunkOperation(database, spec);
    await completeOperation(database, spec.operationId, { state: 'succeeded', trunk: null }, afterNoon(1));

    const late = await completeOperation(
      database,
      spec.operationId,
      { state: 'succeeded', trunk: null },
      afterNoon(2),
    );

    expect(late).toBeNull();
    const [row] = await database.select().from(operations).where(eq(operations.id, spec.operationId));
    expect(row).toMatchObject({ state: 'succeeded', finishedAt: afterNoon(1) });
  });
});
