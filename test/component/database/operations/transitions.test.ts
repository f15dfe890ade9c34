import { describe, expect, it } from 'vitest';
import { takeDueOperations } from '../../../../src/database/operations/control.js';
import {
  beginCompensation,
  findOperation,
  operationStatusOf,
  releaseNumber,
} from '../../../../src/database/operations/operations.js';
import { findOwnOperation } from '../../../../src/database/operations/queries.js';
import { acceptIntent } from '../../../../src/database/operations/set-up.js';
import { numberReservations, trunks } from '../../../../src/database/schema.js';
import { findTrunk } from '../../../../src/database/trunks/queries.js';
import type { OperationFailure, StepLog } from '../../../../src/domain/operation/operation.js';
import { type Cidr, noNotes } from '../../../../src/domain/trunk/trunk.js';
import type { OperationId } from '../../../../src/domain/values.js';
import { operationIdOf, settingsWith } from '../../../unit/plans.js';
import { activate, ada, afterNoon, bob, intentFor, noon, useDatabase } from '../in-memory-database.js';

const number = '+15551234567';
const objects = { inboundTrunkId: 'ST_in', outboundTrunkId: 'ST_out', dispatchRuleId: 'SDR_1' };
const nothing = { inbound: 0, outbound: 0, rule: 0 };
const removed = { inbound: 1, outbound: 1, rule: 0 };
const refused: OperationFailure = { step: 'rule', code: 'livekit_refused', removed: nothing };

const { database } = await useDatabase();

/** Begins a set-up. @returns its operation's id. */
async function begun(
  requested = number,
  changes: Parameters<typeof intentFor>[1] = {},
): Promise<OperationId> {
  const intent = intentFor(requested, changes);
  expect(await acceptIntent(database, intent)).toMatchObject({ kind: 'accepted' });
  return intent.operationId;
}

async function failed(): Promise<OperationId> {
  const id = await begun();
  await beginCompensation(database, id, refused);
  await releaseNumber(database, id, { removed: nothing }, noon);
  return id;
}

const holders = async () => (await database.select().from(numberReservations)).map((row) => row.operationId);
const trunkCount = async () => (await database.select().from(trunks)).length;

describe('the completion of a set-up', () => {
  it('a set-up succeeds with its record, keeps the number, and stores the requested settings', async () => {
    const id = await begun();
    const trunk = await activate(database, id, objects, afterNoon(30));
    expect(trunk).toEqual({
      id: expect.any(Number),
      organizationId: ada,
      operationId: id,
      ...settingsWith({}),
      ...objects,
      notes: noNotes,
      createdAt: afterNoon(30),
      updatedAt: afterNoon(30),
    });
    expect(await findOperation(database, id)).toMatchObject({
      operation: { state: 'succeeded', finishedAt: afterNoon(30), failure: null },
      trunk: { id: trunk?.id },
    });
    expect(await holders()).toEqual([id]);
  });

  it('a second activation makes no second record, and returns the same trunk', async () => {
    const id = await begun();
    const first = await activate(database, id, objects, noon);
    const second = await activate(database, id, { ...objects, inboundTrunkId: 'ST_late' }, afterNoon(9));
    expect(second).toEqual(first);
    expect(await trunkCount()).toBe(1);
  });

  it('five concurrent activations make one record', async () => {
    const id = await begun();
    const made = await Promise.all(Array.from({ length: 5 }, () => activate(database, id, objects, noon)));
    expect(new Set(made.map((trunk) => trunk?.id)).size).toBe(1);
    expect(await trunkCount()).toBe(1);
  });

  it('no record is made after the compensation has begun', async () => {
    const id = await begun();
    await beginCompensation(database, id, refused);
    expect(await activate(database, id, objects, noon)).toBeNull();
    expect(await trunkCount()).toBe(0);
    expect(await operationStatusOf(database, id)).toBe('compensating');
  });

  it('no record is made after the number was released, also when a newer set-up holds it', async () => {
    const old = await failed();
    const newer = await begun();
    expect(await activate(database, old, objects, noon)).toBeNull();
    expect(await trunkCount()).toBe(0);
    expect(await holders()).toEqual([newer]);
    expect(await operationStatusOf(database, newer)).toBe('running');
  });

  it('no record is made for an unknown operation', async () => {
    expect(await activate(database, operationIdOf('0'), objects, noon)).toBeNull();
  });

  it('an IP-authorised trunk is read as it was written', async () => {
    const allowed = ['203.0.113.7/32' as Cidr] as const;
    const { request } = intentFor(number);
    const settings = settingsWith({ inboundAuthorization: { digest: false, allowed } });
    const id = await begun(number, { request: { ...request, settings } });
    const trunk = await activate(database, id, objects, noon);
    expect(trunk?.inboundAuthorization).toEqual({ digest: false, allowed });
  });

  it('the database refuses a trunk with neither digest nor addresses', async () => {
    const open = JSON.parse('{"digest":false,"allowed":[]}');
    const { request } = intentFor(number);
    const id = await begun(number, {
      request: { ...request, settings: settingsWith({ inboundAuthorization: open }) },
    });
    await expect(activate(database, id, objects, noon)).rejects.toThrow();
    expect(await operationStatusOf(database, id)).toBe('running');
  });
});

describe('the beginning of a compensation', () => {
  it('the beginning of a compensation stores the reason, and the number stays held', async () => {
    const id = await begun();
    expect(await beginCompensation(database, id, refused)).toBe('compensating');
    expect(await findOperation(database, id)).toMatchObject({
      operation: { state: 'compensating', failure: refused, finishedAt: null },
    });
    expect(await holders()).toEqual([id]);
  });

  it('a compensation that is begun twice keeps its first reason', async () => {
    const id = await begun();
    await beginCompensation(database, id, refused);
    expect(await beginCompensation(database, id, { ...refused, code: 'internal' })).toBe('compensating');
    expect(await findOperation(database, id)).toMatchObject({ operation: { failure: refused } });
  });

  it('a succeeded operation stays as it is, and its state is returned', async () => {
    const id = await begun();
    const trunk = await activate(database, id, objects, noon);
    expect(await beginCompensation(database, id, refused)).toBe('succeeded');
    expect(await findOperation(database, id)).toMatchObject({
      operation: { state: 'succeeded', failure: null },
      trunk: { id: trunk?.id },
    });
  });

  it('an operation whose number was released stays as it is', async () => {
    const id = await failed();
    expect(await beginCompensation(database, id, { ...refused, code: 'internal' })).toBe('failed');
    expect(await findOperation(database, id)).toMatchObject({ operation: { failure: refused } });
  });

  it('the state of an unknown operation is unknown', async () => {
    expect(await beginCompensation(database, operationIdOf('0'), refused)).toBe('unknown');
  });
});

describe('the release of a number', () => {
  it('a compensated operation fails with its reason and the removed objects, and its number is free', async () => {
    const id = await begun();
    await beginCompensation(database, id, refused);
    await releaseNumber(database, id, { removed: removed }, afterNoon(50));
    expect(await findOperation(database, id)).toMatchObject({
      operation: { state: 'failed', finishedAt: afterNoon(50), failure: { ...refused, removed: removed } },
      trunk: null,
    });
    expect(await holders()).toEqual([]);
  });

  it('a second release changes neither the failed operation nor a newer set-up of the number', async () => {
    const id = await failed();
    const newer = await begun();
    await releaseNumber(database, id, { removed: removed }, afterNoon(99));
    expect(await findOperation(database, id)).toMatchObject({
      operation: { finishedAt: noon, failure: { removed: nothing } },
    });
    expect(await holders()).toEqual([newer]);
  });

  it('a set-up that is running or has succeeded keeps its number', async () => {
    const running = await begun();
    await releaseNumber(database, running, { removed: nothing }, noon);
    expect(await operationStatusOf(database, running)).toBe('running');
    await activate(database, running, objects, noon);
    await releaseNumber(database, running, { removed: nothing }, noon);
    expect(await operationStatusOf(database, running)).toBe('succeeded');
    expect(await holders()).toEqual([running]);
  });
});

describe('the look-up of an operation', () => {
  it('only its own organisation finds an operation', async () => {
    const id = await begun();
    expect(await findOwnOperation(database, ada, id)).toMatchObject({ id });
    expect(await findOwnOperation(database, bob, id)).toBeNull();
  });

  it('an unknown operation is not found', async () => {
    expect(await findOperation(database, operationIdOf('0'))).toBeNull();
    expect(await operationStatusOf(database, operationIdOf('0'))).toBe('unknown');
  });

  it('only its own organisation finds the trunk of an operation', async () => {
    const id = await begun();
    const trunk = await activate(database, id, objects, noon);
    const trunkId = trunk?.id ?? 0;
    expect(await findTrunk(database, ada, trunkId)).toEqual(trunk);
    expect(await findTrunk(database, bob, trunkId)).toBeNull();
    expect(await findTrunk(database, ada, trunkId + 1)).toBeNull();
  });
});

describe('taking operations that are due for dispatch', () => {
  const take = (at: Date, limit = 20) => takeDueOperations(database, at, 10_000, limit);

  it('a new operation is due after a few seconds, is taken once, and is then postponed', async () => {
    const id = await begun();
    expect(await take(afterNoon(3_000))).toEqual([]);
    expect(await take(afterNoon(3_001))).toMatchObject([{ id, dispatches: 1 }]);
    expect(await take(afterNoon(13_000))).toEqual([]);
    expect(await take(afterNoon(13_002))).toMatchObject([{ id, dispatches: 2 }]);
  });

  it('an operation that is compensating is taken', async () => {
    const id = await begun();
    await beginCompensation(database, id, refused);
    expect(await take(afterNoon(3_001))).toMatchObject([{ id, state: 'compensating' }]);
  });

  it('a completed operation is never taken', async () => {
    await failed();
    await activate(database, await begun(), objects, noon);
    expect(await take(afterNoon(3_600_000))).toEqual([]);
  });

  it('the operations that are due longest are taken first, up to the limit', async () => {
    const ids: OperationId[] = [];
    for (const [index, requested] of ['1001', '1002', '1003'].entries()) {
      ids.push(await begun(requested, { acceptedAt: afterNoon(-index * 1_000) }));
    }
    expect(await take(afterNoon(5_000), 1)).toMatchObject([{ id: ids[2] }]);
    expect(await take(afterNoon(5_000), 1)).toMatchObject([{ id: ids[1] }]);
    expect(await take(afterNoon(5_000), 5)).toMatchObject([{ id: ids[0] }]);
    expect(await take(afterNoon(5_000), 5)).toEqual([]);
  });

  it('each operation is taken by one of several dispatchers', async () => {
    for (const requested of ['1001', '1002', '1003', '1004']) await begun(requested);
    const taken = await Promise.all([1, 2, 3].map(() => take(afterNoon(4_000))));
    expect(taken.flat()).toHaveLength(4);
  });
});

describe("the log of an operation's steps", () => {
  const started = (phase: 'forward' | 'compensation', at: number): StepLog => [
    { at, phase, step: 'rule', event: 'started', attempts: 0 },
  ];
  const stepsOf = async (id: OperationId) => (await findOperation(database, id))?.operation.steps;

  it('the log is stored when the operation succeeds', async () => {
    const id = await begun();
    await activate(database, id, objects, noon, started('forward', 1));
    expect(await stepsOf(id)).toEqual(started('forward', 1));
  });

  it('the log is stored when the compensation begins, and the whole log when it is complete', async () => {
    const id = await begun();
    await beginCompensation(database, id, refused, started('forward', 1));
    expect(await stepsOf(id)).toEqual(started('forward', 1));
    const whole = [...started('forward', 1), ...started('compensation', 2)];
    await releaseNumber(database, id, { removed: nothing }, noon, whole);
    expect(await stepsOf(id)).toEqual(whole);
  });

  it('the log of an earlier run is kept when another run completes the compensation', async () => {
    const id = await begun();
    await beginCompensation(database, id, refused, started('forward', 1));
    await releaseNumber(database, id, { removed: nothing }, noon, started('compensation', 2));
    expect(await stepsOf(id)).toEqual([...started('forward', 1), ...started('compensation', 2)]);
  });

  it('an operation without a log has no steps', async () => {
    expect(await stepsOf(await failed())).toBeNull();
  });
});
