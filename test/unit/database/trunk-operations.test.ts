import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.js';
import { acceptIntent } from '../../../src/database/intents.js';
import { operations, trunks } from '../../../src/database/schema.js';
import { beginTrunkOperation, endTrunkOperation } from '../../../src/database/trunk-operations.js';
import {
  ada,
  afterNoon,
  aTrunk,
  bob,
  type InMemoryDatabase,
  inMemoryDatabase,
  intentFor,
  noon,
  wishFor,
} from './in-memory-database.js';

const number = '+15551234567';

let memory: InMemoryDatabase;
let database: Database;

beforeAll(async () => {
  memory = await inMemoryDatabase();
  database = memory.database;
}, 30_000);
beforeEach(() => memory.empty());
afterAll(() => memory.close());

/** Sets up a trunk of Ada's. @returns its record's id. */
const trunkWith = async (wanted = number) => (await aTrunk(database, wanted)).id;

describe('an operation on a trunk', () => {
  it('is written with the owner and the number of its trunk', async () => {
    const wish = wishFor(await trunkWith(), { organizationId: null, origin: 'reconciler' });

    expect(await beginTrunkOperation(database, wish)).toMatchObject({
      kind: 'begun',
      operation: {
        id: wish.operationId,
        organizationId: ada,
        collisionKey: number,
        trunkId: wish.trunkId,
        contract: 'reconciler',
        state: 'running',
      },
    });
  });

  it('is not begun for a trunk that does not exist, nor for somebody else’s', async () => {
    const trunkId = await trunkWith();

    const nowhere = await beginTrunkOperation(database, wishFor(trunkId + 1));
    const elsewhere = await beginTrunkOperation(database, wishFor(trunkId, { organizationId: bob }));

    expect(nowhere).toEqual({ kind: 'no_trunk' });
    expect(elsewhere).toEqual({ kind: 'no_trunk' });
  });

  it('holds the lock of the number until it ends', async () => {
    const trunkId = await trunkWith();
    const first = wishFor(trunkId);
    await beginTrunkOperation(database, first);

    expect(await beginTrunkOperation(database, wishFor(trunkId))).toMatchObject({
      kind: 'busy',
      operation: { id: first.operationId },
    });
    expect(await endTrunkOperation(database, first.operationId, { state: 'succeeded' }, noon)).toBe(true);
    expect(await beginTrunkOperation(database, wishFor(trunkId))).toMatchObject({ kind: 'begun' });
  });

  it('does not hold up operations on other numbers', async () => {
    const [one, other] = [await trunkWith(), await trunkWith('+15557654321')];
    await beginTrunkOperation(database, wishFor(one));

    expect(await beginTrunkOperation(database, wishFor(other))).toMatchObject({ kind: 'begun' });
  });

  it('keeps a set-up from its number even when the trunk’s row is gone', async () => {
    const trunkId = await trunkWith();
    await beginTrunkOperation(database, wishFor(trunkId));
    await database.delete(trunks).where(eq(trunks.id, trunkId));

    expect(await acceptIntent(database, intentFor(number))).toEqual({ kind: 'number_leaving' });
  });

  it('is found again by its idempotency key, while it runs and afterwards', async () => {
    const trunkId = await trunkWith();
    const first = wishFor(trunkId, { idempotencyKey: 'once', requestHash: 'this' });
    await beginTrunkOperation(database, first);
    const known = { kind: 'key_known', operation: { id: first.operationId, requestHash: 'this' } };

    const repeat = () => beginTrunkOperation(database, wishFor(trunkId, { idempotencyKey: 'once' }));

    expect(await repeat()).toMatchObject(known);
    await endTrunkOperation(database, first.operationId, { state: 'succeeded' }, afterNoon(1));
    expect(await repeat()).toMatchObject(known);
  });

  it('ends once; a late second end changes nothing', async () => {
    const wish = wishFor(await trunkWith());
    await beginTrunkOperation(database, wish);
    await endTrunkOperation(database, wish.operationId, { state: 'succeeded' }, afterNoon(1));

    const late = await endTrunkOperation(database, wish.operationId, { state: 'succeeded' }, afterNoon(2));

    expect(late).toBe(false);
    const [row] = await database.select().from(operations).where(eq(operations.id, wish.operationId));
    expect(row).toMatchObject({ state: 'succeeded', finishedAt: afterNoon(1) });
  });
});
