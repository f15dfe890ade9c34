import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { newOperationId } from '../../../../src/crypto/secrets.js';
import { operationStatusesOf, unfinishedOperations } from '../../../../src/database/operations/queries.js';
import { beginRepair, endRepair, recordUnderRepair } from '../../../../src/database/operations/repair.js';
import { operations, trunks } from '../../../../src/database/schema.js';
import { readTrunkRecords, setUpsWithTrunk } from '../../../../src/database/trunks/queries.js';
import { ada, afterNoon, aTrunk, noon, objects, useDatabase } from '../in-memory-database.js';

const number = '+15551234567';
const failure = {
  step: 'rule',
  code: 'livekit_timeout',
  removed: { inbound: 0, outbound: 0, rule: 0 },
} as const;

const { database } = await useDatabase();

/** Sets up a trunk of Ada's. @returns its record's id and the set-up's. */
async function setUp(requested = number) {
  const { id: trunkId, operationId } = await aTrunk(database, requested, { at: afterNoon(1) });
  return { trunkId, operationId };
}

const repairOf = async (trunkId: number) => {
  const id = newOperationId();
  return { id, start: await beginRepair(database, id, trunkId, noon) };
};
const record = async () => (await database.select().from(trunks))[0];

describe('a repair', () => {
  it('a repair begins with the ids in the record, also when it is begun twice', async () => {
    const { trunkId } = await setUp();
    const { id, start } = await repairOf(trunkId);
    expect(start).toEqual({ kind: 'begun', organizationId: ada, objects });
    expect(await beginRepair(database, id, trunkId, afterNoon(5))).toEqual(start);
  });

  it('a repair does not begin while another operation works on the number, nor without a trunk', async () => {
    const { trunkId } = await setUp();
    await repairOf(trunkId);
    expect((await repairOf(trunkId)).start).toEqual({ kind: 'busy' });
    expect((await repairOf(trunkId + 1)).start).toEqual({ kind: 'no_trunk' });
  });

  it('a completed repair stores the new ids and frees the lock', async () => {
    const { trunkId } = await setUp();
    const { id } = await repairOf(trunkId);
    await endRepair(database, id, trunkId, { ...objects, outboundTrunkId: 'ST_new' }, null, afterNoon(9));

    expect(await record()).toMatchObject({ ...objects, outboundTrunkId: 'ST_new', updatedAt: afterNoon(9) });
    expect(await beginRepair(database, id, trunkId, noon)).toEqual({ kind: 'ended', state: 'succeeded' });
    expect((await repairOf(trunkId)).start).toMatchObject({ kind: 'begun' });
  });

  it('a repair that has changed no id leaves the record as it was', async () => {
    const { trunkId } = await setUp();
    const { id } = await repairOf(trunkId);
    await endRepair(database, id, trunkId, objects, null, afterNoon(9));
    expect(await record()).toMatchObject({ ...objects, updatedAt: afterNoon(1) });
  });

  it('a failed repair stores the ids that it knows and the reason of its failure', async () => {
    const { trunkId } = await setUp();
    const { id } = await repairOf(trunkId);
    await endRepair(database, id, trunkId, { inboundTrunkId: 'ST_new' }, failure, afterNoon(9));

    expect(await record()).toMatchObject({ ...objects, inboundTrunkId: 'ST_new' });
    const [operation] = await database.select().from(operations).where(eq(operations.id, id));
    expect(operation).toMatchObject({ kind: 'repair_trunk', state: 'failed', failure });
  });

  it('a completed repair can neither read nor change the record', async () => {
    const { trunkId } = await setUp();
    const { id } = await repairOf(trunkId);
    expect(await recordUnderRepair(database, id, trunkId)).toMatchObject({ trunkId, ...objects });
    await endRepair(database, id, trunkId, objects, failure, afterNoon(9));

    await endRepair(database, id, trunkId, { ...objects, inboundTrunkId: 'ST_late' }, null, afterNoon(10));

    expect(await recordUnderRepair(database, id, trunkId)).toBeNull();
    expect(await record()).toMatchObject(objects);
  });
});

describe('the records', () => {
  it('records are read in the order of their ids, with the moment when their set-up was accepted', async () => {
    const made = [await setUp('1001'), await setUp('1002')].toSorted(
      (left, right) => left.trunkId - right.trunkId,
    );
    expect(await readTrunkRecords(database)).toMatchObject(
      made.map(({ trunkId, operationId }) => ({ trunkId, operationId, acceptedAt: noon, ...objects })),
    );
  });

  it('all records are read when there are several pages', async () => {
    await setUp('1000');
    const [row] = await database.select().from(trunks);
    const [operation] = await database.select().from(operations);
    if (row === undefined || operation === undefined) throw new Error('There is no trunk.');
    const copies = Array.from({ length: 501 }, (_, index) => ({
      id: newOperationId(),
      trunkId: row.id + index + 1,
      collisionKey: `+2${index}` as typeof row.collisionKey,
    }));
    await database
      .insert(operations)
      .values(copies.map(({ id, collisionKey }) => ({ ...operation, id, collisionKey })));
    await database.insert(trunks).values(
      copies.map(({ id, trunkId, collisionKey }) => ({
        ...row,
        id: trunkId,
        operationId: id,
        collisionKey,
      })),
    );

    expect(new Set((await readTrunkRecords(database)).map(({ trunkId }) => trunkId)).size).toBe(502);
  });

  it('unfinished operations and the states of the others are read beside the records', async () => {
    const { trunkId, operationId } = await setUp();
    const { id } = await repairOf(trunkId);
    const stranger = newOperationId();

    expect(await unfinishedOperations(database)).toMatchObject([
      { id, kind: 'repair_trunk', state: 'running', trunkId, acceptedAt: noon },
    ]);
    expect(await operationStatusesOf(database, [operationId, id, stranger])).toEqual(
      new Map([
        [operationId, 'succeeded'],
        [id, 'running'],
      ]),
    );
    expect(await setUpsWithTrunk(database, [operationId, id, stranger])).toEqual(new Set([operationId]));
  });
});
