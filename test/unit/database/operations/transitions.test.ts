import { describe, expect, it } from 'vitest';
import { takeDueOperations } from '../../../../src/database/operations/dispatch.js';
import { findOperation, findOwnOperation } from '../../../../src/database/operations/queries.js';
import { acceptIntent, activateRecord } from '../../../../src/database/operations/set-up.js';
import {
  beginCompensation,
  operationStatusOf,
  releaseNumber,
} from '../../../../src/database/operations/transitions.js';
import { numberReservations, trunks } from '../../../../src/database/schema.js';
import { findTrunk } from '../../../../src/database/trunks/queries.js';
import type { OperationId } from '../../../../src/domain/ids.js';
import type { OperationFailure } from '../../../../src/domain/operation/operation.js';
import type { StepLog } from '../../../../src/domain/operation/step-log.js';
import { noNotes } from '../../../../src/domain/trunk/notes.js';
import type { Cidr } from '../../../../src/domain/trunk/trunk.js';
import { operationIdOf, settingsWith } from '../../plans.js';
import { ada, afterNoon, bob, intentFor, noon, useDatabase } from '../in-memory-database.js';

const number = '+15551234567';
const objects = { inboundTrunkId: 'ST_in', outboundTrunkId: 'ST_out', dispatchRuleId: 'SDR_1' };
const nothing = { inbound: 0, outbound: 0, rule: 0 };
const removed = { inbound: 1, outbound: 1, rule: 0 };
const refused: OperationFailure = { step: 'rule', code: 'livekit_refused', removed: nothing };

const { database } = await useDatabase();

/** Begins a set-up as the gateway does. @returns its operation's id. */
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

describe('making the record', () => {
  it('ends the operation as succeeded, keeps the number, and writes what was asked for', async () => {
    const id = await begun();
    const trunk = await activateRecord(database, id, objects, afterNoon(30));
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

  it('twice makes one record, and tells the same trunk again', async () => {
    const id = await begun();
    const first = await activateRecord(database, id, objects, noon);
    const second = await activateRecord(
      database,
      id,
      { ...objects, inboundTrunkId: 'ST_late' },
      afterNoon(9),
    );
    expect(second).toEqual(first);
    expect(await trunkCount()).toBe(1);
  });

  it('five times at once makes one record', async () => {
    const id = await begun();
    const made = await Promise.all(
      Array.from({ length: 5 }, () => activateRecord(database, id, objects, noon)),
    );
    expect(new Set(made.map((trunk) => trunk?.id)).size).toBe(1);
    expect(await trunkCount()).toBe(1);
  });

  it('after the undo has begun makes nothing', async () => {
    const id = await begun();
    await beginCompensation(database, id, refused);
    expect(await activateRecord(database, id, objects, noon)).toBeNull();
    expect(await trunkCount()).toBe(0);
    expect(await operationStatusOf(database, id)).toBe('compensating');
  });

  it('after the number was released makes nothing, also when a newer set-up holds it', async () => {
    const old = await failed();
    const newer = await begun();
    expect(await activateRecord(database, old, objects, noon)).toBeNull();
    expect(await trunkCount()).toBe(0);
    expect(await holders()).toEqual([newer]);
    expect(await operationStatusOf(database, newer)).toBe('running');
  });

  it('of an operation that nobody knows makes nothing', async () => {
    expect(await activateRecord(database, operationIdOf('0'), objects, noon)).toBeNull();
  });

  it('reads an IP-authorised trunk back as it was', async () => {
    const allowed = ['203.0.113.7/32' as Cidr] as const;
    const { request } = intentFor(number);
    const settings = settingsWith({ inboundAuthorization: { digest: false, allowed } });
    const id = await begun(number, { request: { ...request, settings } });
    const trunk = await activateRecord(database, id, objects, noon);
    expect(trunk?.inboundAuthorization).toEqual({ digest: false, allowed });
  });

  it('of a trunk with neither digest nor addresses is refused by the database itself', async () => {
    const open = JSON.parse('{"digest":false,"allowed":[]}');
    const { request } = intentFor(number);
    const id = await begun(number, {
      request: { ...request, settings: settingsWith({ inboundAuthorization: open }) },
    });
    await expect(activateRecord(database, id, objects, noon)).rejects.toThrow();
    expect(await operationStatusOf(database, id)).toBe('running');
  });
});

describe('beginning an undo', () => {
  it('notes why, and the number stays held', async () => {
    const id = await begun();
    expect(await beginCompensation(database, id, refused)).toBe('compensating');
    expect(await findOperation(database, id)).toMatchObject({
      operation: { state: 'compensating', failure: refused, finishedAt: null },
    });
    expect(await holders()).toEqual([id]);
  });

  it('twice keeps the first reason', async () => {
    const id = await begun();
    await beginCompensation(database, id, refused);
    expect(await beginCompensation(database, id, { ...refused, code: 'internal' })).toBe('compensating');
    expect(await findOperation(database, id)).toMatchObject({ operation: { failure: refused } });
  });

  it('after the record was made changes nothing and says so', async () => {
    const id = await begun();
    const trunk = await activateRecord(database, id, objects, noon);
    expect(await beginCompensation(database, id, refused)).toBe('succeeded');
    expect(await findOperation(database, id)).toMatchObject({
      operation: { state: 'succeeded', failure: null },
      trunk: { id: trunk?.id },
    });
  });

  it('after the number was released changes nothing', async () => {
    const id = await failed();
    expect(await beginCompensation(database, id, { ...refused, code: 'internal' })).toBe('failed');
    expect(await findOperation(database, id)).toMatchObject({ operation: { failure: refused } });
  });

  it('of an operation that nobody knows says so', async () => {
    expect(await beginCompensation(database, operationIdOf('0'), refused)).toBe('unknown');
  });
});

describe('releasing a number', () => {
  it('ends the operation as failed, with its reason and what was removed, and frees the number', async () => {
    const id = await begun();
    await beginCompensation(database, id, refused);
    await releaseNumber(database, id, { removed: removed }, afterNoon(50));
    expect(await findOperation(database, id)).toMatchObject({
      operation: { state: 'failed', finishedAt: afterNoon(50), failure: { ...refused, removed: removed } },
      trunk: null,
    });
    expect(await holders()).toEqual([]);
  });

  it('twice leaves the first end as it is, and takes nothing from a newer set-up', async () => {
    const id = await failed();
    const newer = await begun();
    await releaseNumber(database, id, { removed: removed }, afterNoon(99));
    expect(await findOperation(database, id)).toMatchObject({
      operation: { finishedAt: noon, failure: { removed: nothing } },
    });
    expect(await holders()).toEqual([newer]);
  });

  it('of a set-up that runs or has succeeded does nothing', async () => {
    const running = await begun();
    await releaseNumber(database, running, { removed: nothing }, noon);
    expect(await operationStatusOf(database, running)).toBe('running');
    await activateRecord(database, running, objects, noon);
    await releaseNumber(database, running, { removed: nothing }, noon);
    expect(await operationStatusOf(database, running)).toBe('succeeded');
    expect(await holders()).toEqual([running]);
  });
});

describe('looking an operation up', () => {
  it('shows it to its own organisation only', async () => {
    const id = await begun();
    expect(await findOwnOperation(database, ada, id)).toMatchObject({ id });
    expect(await findOwnOperation(database, bob, id)).toBeNull();
  });

  it('of which there is none finds none', async () => {
    expect(await findOperation(database, operationIdOf('0'))).toBeNull();
    expect(await operationStatusOf(database, operationIdOf('0'))).toBe('unknown');
  });

  it("shows its trunk to the trunk's own organisation only", async () => {
    const id = await begun();
    const trunk = await activateRecord(database, id, objects, noon);
    const trunkId = trunk?.id ?? 0;
    expect(await findTrunk(database, ada, trunkId)).toEqual(trunk);
    expect(await findTrunk(database, bob, trunkId)).toBeNull();
    expect(await findTrunk(database, ada, trunkId + 1)).toBeNull();
  });
});

describe('taking operations that nobody has vouched for', () => {
  const take = (at: Date, limit = 20) => takeDueOperations(database, at, 10_000, limit);

  it('leaves a new one alone for a few seconds, then takes it once and puts it off', async () => {
    const id = await begun();
    expect(await take(afterNoon(3_000))).toEqual([]);
    expect(await take(afterNoon(3_001))).toMatchObject([{ id, dispatches: 1 }]);
    expect(await take(afterNoon(13_000))).toEqual([]);
    expect(await take(afterNoon(13_002))).toMatchObject([{ id, dispatches: 2 }]);
  });

  it('takes one that is being undone', async () => {
    const id = await begun();
    await beginCompensation(database, id, refused);
    expect(await take(afterNoon(3_001))).toMatchObject([{ id, state: 'compensating' }]);
  });

  it('never takes one that has ended', async () => {
    await failed();
    await activateRecord(database, await begun(), objects, noon);
    expect(await take(afterNoon(3_600_000))).toEqual([]);
  });

  it('takes the one that has waited longest first, as many as it may', async () => {
    const ids: OperationId[] = [];
    for (const [index, requested] of ['1001', '1002', '1003'].entries()) {
      ids.push(await begun(requested, { acceptedAt: afterNoon(-index * 1_000) }));
    }
    expect(await take(afterNoon(5_000), 1)).toMatchObject([{ id: ids[2] }]);
    expect(await take(afterNoon(5_000), 1)).toMatchObject([{ id: ids[1] }]);
    expect(await take(afterNoon(5_000), 5)).toMatchObject([{ id: ids[0] }]);
    expect(await take(afterNoon(5_000), 5)).toEqual([]);
  });

  it('gives each to one of several dispatchers', async () => {
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

  it('is written with the success', async () => {
    const id = await begun();
    await activateRecord(database, id, objects, noon, started('forward', 1));
    expect(await stepsOf(id)).toEqual(started('forward', 1));
  });

  it('is written when the undo begins, and whole when it ends', async () => {
    const id = await begun();
    await beginCompensation(database, id, refused, started('forward', 1));
    expect(await stepsOf(id)).toEqual(started('forward', 1));
    const whole = [...started('forward', 1), ...started('compensation', 2)];
    await releaseNumber(database, id, { removed: nothing }, noon, whole);
    expect(await stepsOf(id)).toEqual(whole);
  });

  it('keeps what an earlier run has written when another one finishes the undo', async () => {
    const id = await begun();
    await beginCompensation(database, id, refused, started('forward', 1));
    await releaseNumber(database, id, { removed: nothing }, noon, started('compensation', 2));
    expect(await stepsOf(id)).toEqual([...started('forward', 1), ...started('compensation', 2)]);
  });

  it('is none when nobody has kept one', async () => {
    expect(await stepsOf(await failed())).toBeNull();
  });
});
