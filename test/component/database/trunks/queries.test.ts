import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { newOperationId } from '../../../../src/crypto/secrets.js';
import { ownerOf } from '../../../../src/database/keys/owners.js';
import { operations, trunks } from '../../../../src/database/schema.js';
import {
  findTrunk,
  findTrunkByNumber,
  listTrunks,
  listTrunksAfter,
} from '../../../../src/database/trunks/queries.js';
import { searchTrunks } from '../../../../src/database/trunks/search.js';
import {
  type FoundTrunks,
  type TrunkFilter,
  type TrunkPosition,
  type TrunkSort,
  trunkSortFields,
} from '../../../../src/domain/trunk/search.js';
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

describe('a search for trunks', () => {
  const anyTrunk: TrunkFilter = {
    organizationId: ada,
    ...{
      number: null,
      nickname: null,
      status: null,
      health: null,
      text: null,
      operationId: null,
      liveKitId: null,
    },
    created: { from: null, before: null },
    updated: { from: null, before: null },
  };
  const oldestFirst: TrunkSort = { field: 'created_at', descending: false };

  async function found(filter: Partial<TrunkFilter>, order = oldestFirst): Promise<number[]> {
    const { trunks } = await searchTrunks(memory.database, {
      ...{ filter: { ...anyTrunk, ...filter }, order, after: null, limit: 100 },
    });
    return trunks.map(({ id }) => id);
  }

  it('a search for trunks finds what every filter selects, and of the own organisation only', async () => {
    const [first, second, third] = await threeOfFour();
    await memory.database.update(trunks).set({ nickname: 'Desk 100%' }).where(eq(trunks.id, second));
    await memory.database
      .update(trunks)
      .set({ deletingSince: noon, agentName: 'Ada' })
      .where(eq(trunks.id, third));
    const [row] = await memory.database.select().from(trunks).where(eq(trunks.id, first));
    expect(await found({})).toEqual([first, second, third]);
    expect(await found({ organizationId: null })).toHaveLength(4);
    expect(await found({ organizationId: null, number: collisionKeyOf('1002') })).toHaveLength(1);
    expect(await found({ number: collisionKeyOf('1002') })).toEqual([]);
    expect(await found({ number: collisionKeyOf('+1003') })).toEqual([second]);
    expect(await found({ nickname: 'Desk 100%' })).toEqual([second]);
    expect(await found({ status: 'deleting' })).toEqual([third]);
    expect(await found({ status: 'active' })).toEqual([first, second]);
    expect(await found({ created: { from: afterNoon(3), before: null } })).toEqual([second, third]);
    expect(await found({ created: { from: null, before: afterNoon(3) } })).toEqual([first]);
    expect(await found({ updated: { from: afterNoon(5), before: null } })).toEqual([]);
    expect(await found({ text: '0%' })).toEqual([second]);
    expect(await found({ text: '1_03' })).toEqual([]);
    expect(await found({ text: 'aDA' })).toEqual([third]);
    expect(await found({ text: '(10) 03' })).toEqual([second]);
    expect(await found({ operationId: row?.operationId ?? null })).toEqual([first]);
    expect(await found({ liveKitId: row?.dispatchRuleId ?? null, organizationId: null })).toContain(first);
  });

  it.each(trunkSortFields)(
    'a search for trunks by %s visits each trunk once, page by page, in both directions',
    async (field) => {
      const [first, second, third] = await threeOfFour();
      await memory.database.update(trunks).set({ nickname: 'b' }).where(eq(trunks.id, first));
      await memory.database.update(trunks).set({ nickname: 'a' }).where(eq(trunks.id, third));
      const pages = async (descending: boolean) => {
        const ids: number[] = [];
        let after: TrunkPosition | null = null;
        do {
          const page: FoundTrunks = await searchTrunks(memory.database, {
            ...{ filter: anyTrunk, order: { field, descending }, after, limit: 1 },
          });
          ids.push(...page.trunks.map(({ id }) => id));
          after = page.next;
        } while (after !== null);
        return ids;
      };
      const expected = field === 'nickname' ? [second, third, first] : [first, second, third];
      expect(await pages(false)).toEqual(expected);
      expect(await pages(true)).toEqual(expected.toReversed());
    },
  );
});

describe('the owner', () => {
  it('the owner of a trunk, of an operation and of itself is found, also after the trunk is gone', async () => {
    const id = await made('1001', noon, bob);
    const [row] = await memory.database.select().from(trunks);
    await memory.database.delete(trunks);
    const owner = { id: bob, agentName: null };
    expect(await ownerOf(memory.database, { kind: 'trunk', id })).toEqual(owner);
    expect(await ownerOf(memory.database, { kind: 'trunk', id: id + 1 })).toBeNull();
    expect(
      await ownerOf(memory.database, { kind: 'operation', id: row?.operationId ?? newOperationId() }),
    ).toEqual(owner);
    expect(await ownerOf(memory.database, { kind: 'operation', id: newOperationId() })).toBeNull();
    expect(await ownerOf(memory.database, { kind: 'organization', id: bob })).toEqual(owner);
  });
});
