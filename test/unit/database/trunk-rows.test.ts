import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  findTrunk,
  findTrunkByNumber,
  listTrunks,
  listTrunksAfter,
} from '../../../src/database/trunk-rows.js';
import { collisionKeyOf } from '../../../src/trunks/number.js';
import { ada, aTrunk, bob, type InMemoryDatabase, inMemoryDatabase } from './in-memory-database.js';

let memory: InMemoryDatabase;

beforeAll(async () => {
  memory = await inMemoryDatabase();
}, 30_000);

beforeEach(() => memory.empty());

afterAll(() => memory.close());

const made = async (number: string, organizationId = ada) =>
  (await aTrunk(memory.database, number, { organizationId })).id;

describe('a trunk', () => {
  it('is found by its id and by its number, by its own organisation only', async () => {
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
  it("shows an organisation's own, oldest first, whole or in parts", async () => {
    const [first, , second, third] = [
      await made('1001'),
      await made('1002', bob),
      await made('1003'),
      await made('1004'),
    ];
    const idsOf = async (part: { offset: number; limit: number } | null) => {
      const { trunks, total } = await listTrunks(memory.database, ada, part);
      return { ids: trunks.map(({ id }) => id), total };
    };
    expect(await idsOf(null)).toEqual({ ids: [first, second, third], total: 3 });
    expect(await idsOf({ offset: 0, limit: 2 })).toEqual({ ids: [first, second], total: 3 });
    expect(await idsOf({ offset: 2, limit: 2 })).toEqual({ ids: [third], total: 3 });
    expect(await idsOf({ offset: 9, limit: 2 })).toEqual({ ids: [], total: 3 });
  });

  it('is empty for who has none', async () => {
    await made('1001');
    expect(await listTrunks(memory.database, bob, null)).toEqual({ trunks: [], total: 0 });
  });
});

describe('the list of trunks from behind one on', () => {
  it("shows an organisation's own, oldest first, and whether there are more", async () => {
    const [first, , second, third] = [
      await made('1001'),
      await made('1002', bob),
      await made('1003'),
      await made('1004'),
    ];
    const idsAfter = async (after: number | null, limit: number) => {
      const { trunks, more } = await listTrunksAfter(memory.database, ada, { after, limit });
      return { ids: trunks.map(({ id }) => id), more };
    };
    expect(await idsAfter(null, 2)).toEqual({ ids: [first, second], more: true });
    expect(await idsAfter(second ?? 0, 2)).toEqual({ ids: [third], more: false });
    expect(await idsAfter(null, 3)).toEqual({ ids: [first, second, third], more: false });
    expect(await idsAfter(third ?? 0, 2)).toEqual({ ids: [], more: false });
  });
});
