import { describe, expect, it } from 'vitest';
import { newOperationId } from '../../../../src/crypto/secrets.js';
import { operations, trunks } from '../../../../src/database/schema.js';
import {
  findTrunk,
  findTrunkByNumber,
  listTrunks,
  listTrunksAfter,
} from '../../../../src/database/trunks/queries.js';
import { collisionKeyOf } from '../../../../src/domain/trunk/trunk.js';
import { ada, afterNoon, aTrunk, bob, noon, useDatabase } from '../in-memory-database.js';

const memory = await useDatabase();

const made = async (number: string, at = noon, organizationId = ada) =>
  (await aTrunk(memory.database, number, { at, organizationId })).id;

/** Sets up three trunks of Ada's and one of Bob's in between. @returns the ids of Ada's. */
async function threeOfFour(): Promise<readonly [number, number, number]> {
  const first = await made('1001', afterNoon(1));
  await made('1002', afterNoon(2), bob);
  return [first, await made('1003', afterNoon(3)), await made('1004', afterNoon(4))];
}

describe('a trunk', () => {
  it('a trunk is found by its id and by its number, by its own organisation only', async () => {
    const id = await made('+15551234567');
    const number = collisionKeyOf('15551234567');
    expect(await findTrunk(memory.database, ada, id)).toMatchObject({ id });
    expect(await findTrunkByNumber(memory.database, ada, number)).toMatchObject({ id });
    expect(await findTrunk(memory.database, bob, id)).toBeNull();
    expect(await findTrunkByNumber(memory.database, bob, number)).toBeNull();
    expect(await findTrunkByNumber(memory.database, ada, collisionKeyOf('+15551234568'))).toBeNull();
  });
});

describe('the list of trunks', () => {
  it("the list of trunks contains an organisation's own, oldest first, all at once or page by page", async () => {
    const [first, second, third] = await threeOfFour();
    const idsOf = async (part: { offset: number; limit: number } | null) => {
      const { trunks, total } = await listTrunks(memory.database, ada, part);
      return { ids: trunks.map(({ id }) => id), total };
    };
    expect(await idsOf(null)).toEqual({ ids: [first, second, third], total: 3 });
    expect(await idsOf({ offset: 0, limit: 2 })).toEqual({ ids: [first, second], total: 3 });
    expect(await idsOf({ offset: 2, limit: 2 })).toEqual({ ids: [third], total: 3 });
    expect(await idsOf({ offset: 9, limit: 2 })).toEqual({ ids: [], total: 3 });
  });

  it('the list of trunks is complete and in order when it takes several queries', async () => {
    const first = await made('1001');
    const [row] = await memory.database.select().from(trunks);
    const [operation] = await memory.database.select().from(operations);
    if (row === undefined || operation === undefined) throw new Error('There is no trunk.');
    const copies = Array.from({ length: 1_001 }, (_, index) => ({
      operation: { ...operation, id: newOperationId(), collisionKey: collisionKeyOf(`+2${index}`) },
      id: first + index + 1,
    }));
    await memory.database.insert(operations).values(copies.map((copy) => copy.operation));
    await memory.database.insert(trunks).values(
      copies.map(({ id, operation: { id: operationId, collisionKey } }) => {
        return { ...row, id, operationId, collisionKey };
      }),
    );

    const listed = await listTrunks(memory.database, ada, null);

    expect(listed.total).toBe(1_002);
    expect(listed.trunks.map(({ id }) => id)).toEqual([first, ...copies.map(({ id }) => id)]);
  });

  it('the list of trunks is empty for an organisation without trunks', async () => {
    await made('1001');
    expect(await listTrunks(memory.database, bob, null)).toEqual({ trunks: [], total: 0 });
  });
});

describe('the list of trunks after a position', () => {
  it("a page after a position contains an organisation's own trunks, oldest first, and whether there are more", async () => {
    const [first, second, third] = await threeOfFour();
    const idsAfter = async (id: number | null, limit: number) => {
      const after = id === null ? null : await findTrunk(memory.database, ada, id);
      const { trunks, more } = await listTrunksAfter(memory.database, ada, { after, limit });
      return { ids: trunks.map(({ id }) => id), more };
    };
    expect(await idsAfter(null, 2)).toEqual({ ids: [first, second], more: true });
    expect(await idsAfter(second, 2)).toEqual({ ids: [third], more: false });
    expect(await idsAfter(null, 3)).toEqual({ ids: [first, second, third], more: false });
    expect(await idsAfter(third, 2)).toEqual({ ids: [], more: false });
  });
});
