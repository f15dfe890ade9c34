import { describe, expect, it } from 'vitest';
import { commitChange, findChangeSubject } from '../../../../src/database/operations/change.js';
import { requestCancellation } from '../../../../src/database/operations/control.js';
import { beginCompensation, releaseNumber } from '../../../../src/database/operations/operations.js';
import { acceptIntent } from '../../../../src/database/operations/set-up.js';
import { beginTrunkOperation } from '../../../../src/database/operations/trunk-operations.js';
import { numberReservations } from '../../../../src/database/schema.js';
import { findTrunk } from '../../../../src/database/trunks/queries.js';
import type { OperationFailure } from '../../../../src/domain/operation/operation.js';
import { noNotes, type Trunk } from '../../../../src/domain/trunk/trunk.js';
import type { OperationId, SealedSecret } from '../../../../src/domain/values.js';
import { settingsWith } from '../../../unit/plans.js';
import {
  ada,
  afterNoon,
  aTrunk,
  bob,
  byAda,
  intentFor,
  noon,
  specFor,
  trunkOfCommit,
  useDatabase,
} from '../in-memory-database.js';

const number = '+15551234567';
const other = '+15557654321';
const removed = { inbound: 0, outbound: 0, rule: 0 };
const refused: OperationFailure = { step: 'rule', code: 'livekit_refused', removed };
const notes = { ...noNotes, numberProvider: 'twilio' };

const { database } = await useDatabase();

const setUp = (requested = number, organizationId = ada) => aTrunk(database, requested, { organizationId });

const spec = (trunk: Trunk, requested: string) => {
  const settings = settingsWith({ number: { kind: 'number', value: requested }, username: 'another' });
  const request = { settings, sealedPassword: 's1.k1.iv.new' as SealedSecret, notes };
  return specFor(trunk.id, { kind: 'change_trunk', prepare: () => ({ kind: 'ready', request }) });
};

async function begin(trunk: Trunk, requested = other): Promise<OperationId> {
  const order = spec(trunk, requested);
  expect(await beginTrunkOperation(database, order)).toMatchObject({ kind: 'begun' });
  return order.operationId;
}

const held = async () =>
  new Map(
    (await database.select().from(numberReservations)).map((row) => [
      row.collisionKey as string,
      row.operationId,
    ]),
  );

describe('a change of a number', () => {
  it('a change of the number holds both numbers until it has completed, and then only the new one', async () => {
    const trunk = await setUp();
    const id = await begin(trunk);
    expect(await held()).toEqual(
      new Map([
        [number, trunk.operationId],
        [other, id],
      ]),
    );
    const changed = await committed(id, afterNoon(9));
    expect(changed).toMatchObject({ id: trunk.id, number: { value: other }, username: 'another', notes });
    expect(await held()).toEqual(new Map([[other, trunk.operationId]]));
    expect(await findTrunk(database, ada, trunk.id)).toEqual(changed);
    expect(await acceptIntent(database, intentFor(number, { organizationId: bob }))).toMatchObject({
      kind: 'accepted',
    });
  });

  it('a change of the number frees the new number when it is compensated', async () => {
    const trunk = await setUp();
    const id = await begin(trunk);
    await beginCompensation(database, id, refused);
    await releaseNumber(database, id, { removed }, afterNoon(9));
    expect(await held()).toEqual(new Map([[number, trunk.operationId]]));
    expect(await findTrunk(database, ada, trunk.id)).toEqual(trunk);
  });

  it('a change to a number that is held does not begin, and stores no operation', async () => {
    const trunk = await setUp();
    await setUp(other, bob);
    expect(await beginTrunkOperation(database, spec(trunk, other))).toEqual({ kind: 'number_held' });
    await begin(trunk, number);
  });
});

/** Completes a change. @returns its trunk; null when it is no longer running. */
async function committed(id: OperationId, at: Date) {
  return trunkOfCommit(await commitChange(database, id, at));
}

describe('the completion of a change', () => {
  it('a change that is committed twice returns the same trunk and changes it once', async () => {
    const id = await begin(await setUp());
    const first = await commitChange(database, id, afterNoon(1));
    expect(await commitChange(database, id, afterNoon(2))).toEqual(first);
  });

  it('the moment of the last change stays when a change changes nothing', async () => {
    const trunk = await setUp();
    const first = await committed(await begin(trunk, number), afterNoon(1));
    expect(first?.updatedAt).toEqual(afterNoon(1));
    const again = await committed(await begin(trunk, number), afterNoon(2));
    expect(again).toEqual(first);
    expect(await findTrunk(database, ada, trunk.id)).toEqual(first);
    const moved = await committed(await begin(trunk, other), afterNoon(3));
    expect(moved?.updatedAt).toEqual(afterNoon(3));
  });

  it('a commit changes nothing once the compensation has begun', async () => {
    const trunk = await setUp();
    const id = await begin(trunk);
    await beginCompensation(database, id, refused);
    expect(await commitChange(database, id, afterNoon(1))).toBeNull();
    expect(await findTrunk(database, ada, trunk.id)).toEqual(trunk);
    expect(await findChangeSubject(database, id)).toMatchObject({ state: 'compensating' });
  });

  it('a change whose cancellation is stored changes nothing, also when the cancellation comes between the read and the commit', async () => {
    const trunk = await setUp();
    const id = await begin(trunk);
    const cancel = { organizationId: ada, operationId: id, requestedBy: byAda, keyed: null };

    const [commit, requested] = await Promise.all([
      commitChange(database, id, afterNoon(1)),
      requestCancellation(database, cancel, noon),
    ]);

    expect([commit, requested.kind]).toEqual(['cancelled', 'requested']);
    expect(await commitChange(database, id, afterNoon(2))).toBe('cancelled');
    expect(await findTrunk(database, ada, trunk.id)).toEqual(trunk);
    expect(await findChangeSubject(database, id)).toMatchObject({ state: 'running' });
  });

  it('a completed change has no subject to work on', async () => {
    const id = await begin(await setUp());
    expect(await findChangeSubject(database, id)).toMatchObject({
      state: 'running',
      before: { collisionKey: number },
      after: { settings: { number: { value: other } } },
    });
    await commitChange(database, id, afterNoon(1));
    expect(await findChangeSubject(database, id)).toBeNull();
  });
});
