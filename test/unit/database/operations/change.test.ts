import { describe, expect, it } from 'vitest';
import { commitChange, findChangeSubject } from '../../../../src/database/operations/change.js';
import { acceptIntent } from '../../../../src/database/operations/set-up.js';
import { beginCompensation, releaseNumber } from '../../../../src/database/operations/transitions.js';
import { beginTrunkOperation } from '../../../../src/database/operations/trunk-operations.js';
import { numberReservations } from '../../../../src/database/schema.js';
import { findTrunk } from '../../../../src/database/trunks/queries.js';
import type { OperationId } from '../../../../src/domain/ids.js';
import type { OperationFailure } from '../../../../src/domain/operation/operation.js';
import type { SealedSecret } from '../../../../src/domain/secret.js';
import { noNotes } from '../../../../src/domain/trunk/notes.js';
import type { Trunk } from '../../../../src/domain/trunk/trunk.js';
import { settingsWith } from '../../plans.js';
import { ada, afterNoon, aTrunk, bob, intentFor, specFor, useDatabase } from '../in-memory-database.js';

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
  it('holds both numbers while it runs, and the new one alone when it is done', async () => {
    const trunk = await setUp();
    const id = await begin(trunk);
    expect(await held()).toEqual(
      new Map([
        [number, trunk.operationId],
        [other, id],
      ]),
    );
    const changed = await commitChange(database, id, afterNoon(9));
    expect(changed).toMatchObject({ id: trunk.id, number: { value: other }, username: 'another', notes });
    expect(await held()).toEqual(new Map([[other, trunk.operationId]]));
    expect(await findTrunk(database, ada, trunk.id)).toEqual(changed);
    expect(await acceptIntent(database, intentFor(number, { organizationId: bob }))).toMatchObject({
      kind: 'accepted',
    });
  });

  it('gives the new number back when it is taken back', async () => {
    const trunk = await setUp();
    const id = await begin(trunk);
    await beginCompensation(database, id, refused);
    await releaseNumber(database, id, { removed }, afterNoon(9));
    expect(await held()).toEqual(new Map([[number, trunk.operationId]]));
    expect(await findTrunk(database, ada, trunk.id)).toEqual(trunk);
  });

  it('to one that somebody holds is not begun, and leaves no operation behind', async () => {
    const trunk = await setUp();
    await setUp(other, bob);
    expect(await beginTrunkOperation(database, spec(trunk, other))).toEqual({ kind: 'number_held' });
    await begin(trunk, number);
  });
});

describe('the end of a change', () => {
  it('twice tells the same trunk, and changes it once', async () => {
    const id = await begin(await setUp());
    const first = await commitChange(database, id, afterNoon(1));
    expect(await commitChange(database, id, afterNoon(2))).toEqual(first);
  });

  it('tells when the trunk was changed last: a change that changes nothing leaves that as it was', async () => {
    const trunk = await setUp();
    const first = await commitChange(database, await begin(trunk, number), afterNoon(1));
    expect(first?.updatedAt).toEqual(afterNoon(1));
    const again = await commitChange(database, await begin(trunk, number), afterNoon(2));
    expect(again).toEqual(first);
    expect(await findTrunk(database, ada, trunk.id)).toEqual(first);
    const moved = await commitChange(database, await begin(trunk, other), afterNoon(3));
    expect(moved?.updatedAt).toEqual(afterNoon(3));
  });

  it('changes nothing once the undo has begun', async () => {
    const trunk = await setUp();
    const id = await begin(trunk);
    await beginCompensation(database, id, refused);
    expect(await commitChange(database, id, afterNoon(1))).toBeNull();
    expect(await findTrunk(database, ada, trunk.id)).toEqual(trunk);
    expect(await findChangeSubject(database, id)).toMatchObject({ state: 'compensating' });
  });

  it('is the end of what it works on', async () => {
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
