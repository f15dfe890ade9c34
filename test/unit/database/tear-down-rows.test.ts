import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { acceptIntent } from '../../../src/database/intents.js';
import {
  beginUndo,
  findOperation,
  releaseNumber,
  trunkLeftBy,
} from '../../../src/database/operation-rows.js';
import { predecessorsOf } from '../../../src/database/predecessors.js';
import { numberReservations, trunks } from '../../../src/database/schema.js';
import { findTearDownSubject, removeRecord } from '../../../src/database/tear-down-rows.js';
import {
  beginTrunkOperation,
  endTrunkOperation,
  type Preparation,
} from '../../../src/database/trunk-operations.js';
import { newOperationId } from '../../../src/security/random-ids.js';
import type { OperationId } from '../../../src/trunks/ids.js';
import { collisionKeyOf } from '../../../src/trunks/number.js';
import type { TrunkOperationKind } from '../../../src/trunks/operation.js';
import type { Trunk } from '../../../src/trunks/trunk.js';
import { afterNoon, aTrunk, intentFor, noon, useDatabase, wishFor } from './in-memory-database.js';

const number = '+15551234567';
const day = 24 * 3_600_000;

const { database } = await useDatabase();

const setUp = (at = noon) => aTrunk(database, number, { acceptedAt: at });

async function begin(
  trunk: Trunk,
  kind: TrunkOperationKind = 'tear_down_trunk',
  onlyIfUnassigned = false,
): Promise<OperationId> {
  const wish = wishFor(trunk.id, { kind, ...(onlyIfUnassigned ? { prepare: keptIfAssigned } : {}) });
  expect(await beginTrunkOperation(database, wish)).toMatchObject({ kind: 'begun' });
  return wish.operationId;
}

const keptIfAssigned = ({ agentName }: { readonly agentName: string | null }): Preparation =>
  agentName === null ? { kind: 'ready', request: null } : { kind: 'refused', refusal: 'assigned' };

async function tearDown(trunk: Trunk, at: Date): Promise<OperationId> {
  const id = await begin(trunk);
  await removeRecord(database, id, at);
  return id;
}

const left = async () => ({
  trunks: (await database.select().from(trunks)).length,
  reservations: (await database.select().from(numberReservations)).length,
});

describe('what a tear-down has to remove', () => {
  it('is the trunk, under the tag of its set-up and of whatever has worked on it', async () => {
    const trunk = await setUp();
    const repair = await begin(trunk, 'repair_trunk');
    await endTrunkOperation(database, repair, { state: 'succeeded' }, noon);
    const id = await begin(trunk);
    const subject = await findTearDownSubject(database, id);
    expect(subject?.record).toMatchObject({ trunkId: trunk.id, operationId: trunk.operationId });
    expect(new Set(subject?.operationIds)).toEqual(new Set([trunk.operationId, repair, id]));
  });

  it('is nothing once it has ended, whoever has the number then', async () => {
    const id = await tearDown(await setUp(), afterNoon(1));
    await setUp(afterNoon(2));
    expect(await findTearDownSubject(database, id)).toBeNull();
  });

  it('is nothing for an operation that nobody knows', async () => {
    expect(await findTearDownSubject(database, newOperationId())).toBeNull();
  });
});

describe('the end of a tear-down', () => {
  it('removes the record, frees the number and keeps the trunk as it was', async () => {
    const trunk = await setUp();
    const id = await tearDown(trunk, afterNoon(5));
    expect(await left()).toEqual({ trunks: 0, reservations: 0 });
    const ended = await findOperation(database, id);
    expect(ended?.operation).toMatchObject({ state: 'succeeded', finishedAt: afterNoon(5) });
    expect(ended === null ? null : trunkLeftBy(ended.operation)).toEqual(trunk);
  });

  it('lets the set-up still tell what it made', async () => {
    const trunk = await setUp();
    await tearDown(trunk, afterNoon(5));
    const setUpOperation = await findOperation(database, trunk.operationId);
    expect(setUpOperation?.trunk).toBeNull();
    expect(setUpOperation === null ? null : trunkLeftBy(setUpOperation.operation)).toEqual(trunk);
  });

  it('twice, or late, touches nothing of a newer trunk with the number', async () => {
    const id = await tearDown(await setUp(), afterNoon(5));
    await setUp(afterNoon(6));
    await removeRecord(database, id, afterNoon(7));
    expect(await left()).toEqual({ trunks: 1, reservations: 1 });
    expect((await findOperation(database, id))?.operation.finishedAt).toEqual(afterNoon(5));
  });

  it('comes also when somebody has removed the row by hand', async () => {
    const trunk = await setUp();
    const id = await begin(trunk);
    await database.delete(trunks).where(eq(trunks.id, trunk.id));
    await removeRecord(database, id, afterNoon(5));
    expect(await left()).toEqual({ trunks: 0, reservations: 0 });
    expect((await findOperation(database, id))?.operation).toMatchObject({ state: 'succeeded', trunk: null });
  });
});

describe('while a trunk is taken down', () => {
  it('its number is held against every set-up, also against the one that made it', async () => {
    await begin(await setUp());
    expect(await acceptIntent(database, intentFor(number))).toEqual({ kind: 'number_leaving' });
  });
});

describe('an operation that is refused after a look at the trunk', () => {
  it('is not begun, and can be once the trunk is otherwise', async () => {
    const trunk = await setUp();
    const start = await beginTrunkOperation(database, wishFor(trunk.id, { prepare: keptIfAssigned }));
    expect(start).toEqual({ kind: 'refused', refusal: 'assigned' });
    await database.update(trunks).set({ agentName: null }).where(eq(trunks.id, trunk.id));
    await begin(trunk, 'tear_down_trunk', true);
  });
});

describe('the predecessors of a set-up', () => {
  const predecessors = (at: Date) => predecessorsOf(database, collisionKeyOf(number), at);

  it('are the set-ups that failed for its number within a day', async () => {
    const intent = intentFor(number);
    await acceptIntent(database, intent);
    const failure = {
      step: 'rule',
      code: 'livekit_refused',
      undone: { inbound: 0, outbound: 0, rule: 0 },
    } as const;
    await beginUndo(database, intent.operationId, failure);
    await releaseNumber(database, intent.operationId, { undone: failure.undone }, noon);
    expect(await predecessors(afterNoon(day - 1))).toEqual([intent.operationId]);
    expect(await predecessors(afterNoon(day))).toEqual([]);
  });

  it('are a trunk that was taken down within a day, however old it was, and what had worked on it', async () => {
    const old = await setUp(afterNoon(-100 * day));
    const repair = await begin(old, 'repair_trunk');
    await endTrunkOperation(database, repair, { state: 'succeeded' }, afterNoon(-50 * day));
    const id = await tearDown(old, noon);
    expect(new Set(await predecessors(afterNoon(1)))).toEqual(new Set([old.operationId, repair, id]));
    expect(await predecessors(afterNoon(day))).toEqual([]);
  });

  it('are never the set-up of a trunk that is there', async () => {
    const gone = await setUp();
    const tornDown = await tearDown(gone, afterNoon(1));
    await setUp(afterNoon(2));
    expect(new Set(await predecessors(afterNoon(3)))).toEqual(new Set([gone.operationId, tornDown]));
  });

  it('are told to whoever sets the number up next', async () => {
    const gone = await setUp();
    const tornDown = await tearDown(gone, afterNoon(1));
    const next = await acceptIntent(database, intentFor(number, { acceptedAt: afterNoon(2) }));
    expect(next.kind === 'accepted' ? new Set(next.predecessors) : null).toEqual(
      new Set([gone.operationId, tornDown]),
    );
  });
});
