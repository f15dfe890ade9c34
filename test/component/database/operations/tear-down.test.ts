import { eq, getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { newOperationId } from '../../../../src/crypto/secrets.js';
import { mayRetry } from '../../../../src/database/operations/control.js';
import {
  beginCompensation,
  completeOperation,
  earlierOperationsOf,
  findOperation,
  releaseNumber,
  trunkLeftBy,
} from '../../../../src/database/operations/operations.js';
import { acceptIntent, type Intent, noteConnection } from '../../../../src/database/operations/set-up.js';
import { findTearDownSubject, removeRecord } from '../../../../src/database/operations/tear-down.js';
import {
  beginTrunkOperation,
  type Preparation,
} from '../../../../src/database/operations/trunk-operations.js';
import * as schema from '../../../../src/database/schema.js';
import type { TrunkOperationKind } from '../../../../src/domain/operation/operation.js';
import type { CarrierLink } from '../../../../src/domain/trunk/spec.js';
import { collisionKeyOf, type SipAddress, type Trunk } from '../../../../src/domain/trunk/trunk.js';
import type { OperationId, SealedSecret } from '../../../../src/domain/values.js';
import { operationViewOf } from '../../../../src/operations/follow/followed-operation.js';
import {
  activate,
  ada,
  afterNoon,
  aTrunk,
  bob,
  intentFor,
  noon,
  objects,
  specFor,
  useDatabase,
} from '../in-memory-database.js';

const { numberReservations, trunks } = schema;
const number = '+15551234567';
const day = 24 * 3_600_000;

const { database } = await useDatabase();

const setUp = (at = noon) => aTrunk(database, number, { acceptedAt: at });

async function begin(
  trunk: Trunk,
  kind: TrunkOperationKind = 'tear_down_trunk',
  onlyIfUnassigned = false,
): Promise<OperationId> {
  const spec = specFor(trunk.id, { kind, ...(onlyIfUnassigned ? { prepare: keptIfAssigned } : {}) });
  expect(await beginTrunkOperation(database, spec)).toMatchObject({ kind: 'begun' });
  return spec.operationId;
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

describe('the subject of a tear-down', () => {
  it('a tear-down removes the trunk with the tags of its set-up and of all operations on it', async () => {
    const trunk = await setUp();
    const repair = await begin(trunk, 'repair_trunk');
    await completeOperation(database, repair, { state: 'succeeded', trunk: null }, noon);
    const id = await begin(trunk);
    const subject = await findTearDownSubject(database, id);
    expect(subject?.record).toMatchObject({ trunkId: trunk.id, operationId: trunk.operationId });
    expect(new Set(subject?.operationIds)).toEqual(new Set([trunk.operationId, repair, id]));
  });

  it('a completed tear-down removes nothing, whoever has the number then', async () => {
    const id = await tearDown(await setUp(), afterNoon(1));
    await setUp(afterNoon(2));
    expect(await findTearDownSubject(database, id)).toBeNull();
  });

  it('an unknown tear-down removes nothing', async () => {
    expect(await findTearDownSubject(database, newOperationId())).toBeNull();
  });
});

describe('the completion of a tear-down', () => {
  it('a tear-down deletes the record, frees the number and stores the trunk as it was', async () => {
    const trunk = await setUp();
    const id = await tearDown(trunk, afterNoon(5));
    expect(await left()).toEqual({ trunks: 0, reservations: 0 });
    const ended = await findOperation(database, id);
    expect(ended?.operation).toMatchObject({ state: 'succeeded', finishedAt: afterNoon(5) });
    expect(ended === null ? null : trunkLeftBy(ended.operation)).toEqual(trunk);
  });

  it('the set-up of a deleted trunk still returns the trunk that it made', async () => {
    const trunk = await setUp();
    await tearDown(trunk, afterNoon(5));
    const setUpOperation = await findOperation(database, trunk.operationId);
    expect(setUpOperation?.trunk).toBeNull();
    expect(setUpOperation === null ? null : trunkLeftBy(setUpOperation.operation)).toEqual(trunk);
  });

  it('a second or late completion does not touch a newer trunk with the number', async () => {
    const id = await tearDown(await setUp(), afterNoon(5));
    await setUp(afterNoon(6));
    await removeRecord(database, id, afterNoon(7));
    expect(await left()).toEqual({ trunks: 1, reservations: 1 });
    expect((await findOperation(database, id))?.operation.finishedAt).toEqual(afterNoon(5));
  });

  it('a tear-down completes also when the row was deleted by hand', async () => {
    const trunk = await setUp();
    const id = await begin(trunk);
    await database.delete(trunks).where(eq(trunks.id, trunk.id));
    await removeRecord(database, id, afterNoon(5));
    expect(await left()).toEqual({ trunks: 0, reservations: 0 });
    expect((await findOperation(database, id))?.operation).toMatchObject({ state: 'succeeded', trunk: null });
  });
});

describe('the carrier account of a deleted trunk', () => {
  const account = (of: string) => `s1.k1.iv.${of}` as SealedSecret;
  const link = (of: string): CarrierLink => ({
    plan: { name: 'twilio', sealedAccount: account(of), sipHost: 'sip.example.com' },
    connection: {
      address: 'tl-1.pstn.twilio.com' as SipAddress,
      numberId: 'PN1',
      capabilities: { voice: true, sms: true, mms: false },
      trunkId: 'TK1',
      objects: { trunk: 'TK1' },
      routeBefore: { to: 'number' },
    },
  });

  /** Begins an import of a number, up to its connection at the carrier. */
  async function imported(of: string, changes: Partial<Intent> = {}): Promise<OperationId> {
    const intent = intentFor(number, changes);
    const request = { ...intent.request, carrier: link(of).plan };
    expect(await acceptIntent(database, { ...intent, request })).toMatchObject({ kind: 'accepted' });
    await noteConnection(database, intent.operationId, link(of));
    return intent.operationId;
  }

  async function fail(id: OperationId): Promise<void> {
    const removed = { inbound: 0, outbound: 0, rule: 0 };
    await beginCompensation(database, id, { step: 'rule', code: 'livekit_refused', removed });
    await releaseNumber(database, id, { removed }, noon);
  }

  /** Returns the tables with a row that contains the account. */
  async function tablesWith(of: string): Promise<string[]> {
    const found: string[] = [];
    for (const table of Object.values(schema).filter((value) => is(value, PgTable))) {
      const rows = await database.select().from(table);
      if (JSON.stringify(rows).includes(account(of))) found.push(getTableName(table));
    }
    return found.sort();
  }

  it('no row of any table contains the account once the tear-down has completed, and not before', async () => {
    const failed = await imported('failed');
    await fail(failed);
    const setUpId = await imported('its own', { acceptedAt: afterNoon(1) });
    const trunk = await activate(database, setUpId, objects, afterNoon(2));
    const spec = specFor(trunk?.id ?? 0, { acceptedAt: afterNoon(3) });
    await beginTrunkOperation(database, spec);
    expect(await tablesWith('its own')).toEqual(['operations', 'trunks']);
    expect((await findTearDownSubject(database, spec.operationId))?.record.row.carrier).toEqual(
      link('its own'),
    );

    await removeRecord(database, spec.operationId, afterNoon(4));

    expect(await tablesWith('its own')).toEqual([]);
    expect(await tablesWith('failed')).toEqual([]);
  });

  it('everything else about the operations stays when the account is deleted', async () => {
    const setUpId = await imported('its own');
    const trunk = await activate(database, setUpId, objects, noon);
    const id = trunk === null ? null : await begin(trunk);
    const views = async () =>
      Promise.all(
        [setUpId, id].map(async (operationId) => {
          const found = operationId === null ? null : await findOperation(database, operationId);
          return found === null ? null : operationViewOf(found.operation, null);
        }),
      );
    const before = await views();

    if (id !== null) await removeRecord(database, id, noon);

    const [ofSetUp, ofTearDown] = await views();
    expect(ofSetUp).toEqual(before[0]);
    expect(ofTearDown?.steps.map(({ name }) => name)).toEqual(before[1]?.steps.map(({ name }) => name));
    const { plan, connection } = link('its own');
    const { sealedAccount: _, ...rest } = plan;
    expect((await findOperation(database, setUpId))?.operation).toMatchObject({
      request: { settings: { number: { value: number } }, carrier: rest },
      carrier: { plan: rest, connection },
    });
  });

  it("the account stays with set-ups that can be retried: those that failed without a tear-down, and others'", async () => {
    const others = await imported('of another organisation', { organizationId: bob });
    await fail(others);
    const trunk = await aTrunk(database, number, { acceptedAt: afterNoon(1) });
    await tearDown(trunk, afterNoon(2));
    const later = await imported('failed later', { acceptedAt: afterNoon(3) });
    await fail(later);

    expect(await tablesWith('of another organisation')).toEqual(['operations']);
    expect(await tablesWith('failed later')).toEqual(['operations']);
    expect(await mayRetry(database, { organizationId: ada, operationId: later, keyed: null })).toMatchObject({
      kind: 'ready',
    });
  });

  it('a tear-down without a carrier account leaves the request of the set-up as it was', async () => {
    const trunk = await setUp();
    await tearDown(trunk, noon);
    const operation = (await findOperation(database, trunk.operationId))?.operation;
    expect(operation).toMatchObject({ request: intentFor(number).request, carrier: null });
  });
});

describe('the number of a trunk that is being torn down', () => {
  it('the number of a trunk that is being torn down is held against every set-up, also a repetition of its own', async () => {
    await begin(await setUp());
    expect(await acceptIntent(database, intentFor(number))).toEqual({ kind: 'number_leaving' });
  });
});

describe('an operation that its preparation refuses', () => {
  it('an operation that its preparation refuses does not begin, and can begin once the trunk has changed', async () => {
    const trunk = await setUp();
    const start = await beginTrunkOperation(database, specFor(trunk.id, { prepare: keptIfAssigned }));
    expect(start).toEqual({ kind: 'refused', refusal: 'assigned' });
    await database.update(trunks).set({ agentName: null }).where(eq(trunks.id, trunk.id));
    await begin(trunk, 'tear_down_trunk', true);
  });
});

describe('the earlier operations of a set-up', () => {
  const earlierOperations = (at: Date) => earlierOperationsOf(database, collisionKeyOf(number), at);

  it('the earlier operations are the set-ups of the number that failed within a day', async () => {
    const intent = intentFor(number);
    await acceptIntent(database, intent);
    const failure = {
      step: 'rule',
      code: 'livekit_refused',
      removed: { inbound: 0, outbound: 0, rule: 0 },
    } as const;
    await beginCompensation(database, intent.operationId, failure);
    await releaseNumber(database, intent.operationId, { removed: failure.removed }, noon);
    expect(await earlierOperations(afterNoon(day - 1))).toEqual([intent.operationId]);
    expect(await earlierOperations(afterNoon(day))).toEqual([]);
  });

  it('the earlier operations include the set-up of a trunk torn down within a day, however old, and all operations on it', async () => {
    const old = await setUp(afterNoon(-100 * day));
    const repair = await begin(old, 'repair_trunk');
    await completeOperation(database, repair, { state: 'succeeded', trunk: null }, afterNoon(-50 * day));
    const id = await tearDown(old, noon);
    expect(new Set(await earlierOperations(afterNoon(1)))).toEqual(new Set([old.operationId, repair, id]));
    expect(await earlierOperations(afterNoon(day))).toEqual([]);
  });

  it('the earlier operations never include the set-up of an existing trunk', async () => {
    const gone = await setUp();
    const tornDown = await tearDown(gone, afterNoon(1));
    await setUp(afterNoon(2));
    expect(new Set(await earlierOperations(afterNoon(3)))).toEqual(new Set([gone.operationId, tornDown]));
  });

  it('the next set-up of the number receives the earlier operations', async () => {
    const gone = await setUp();
    const tornDown = await tearDown(gone, afterNoon(1));
    const next = await acceptIntent(database, intentFor(number, { acceptedAt: afterNoon(2) }));
    expect(next.kind === 'accepted' ? new Set(next.earlierOperations) : null).toEqual(
      new Set([gone.operationId, tornDown]),
    );
  });
});
