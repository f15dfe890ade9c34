import { describe, expect, it } from 'vitest';
import { newOperationId } from '../../../../src/crypto/secrets.js';
import { commitChange } from '../../../../src/database/operations/change.js';
import { beginCompensation, releaseNumber } from '../../../../src/database/operations/operations.js';
import { ownersOfNumbers } from '../../../../src/database/operations/reservations.js';
import { acceptIntent } from '../../../../src/database/operations/set-up.js';
import { removeRecord } from '../../../../src/database/operations/tear-down.js';
import { beginTrunkOperation } from '../../../../src/database/operations/trunk-operations.js';
import { noNumberRules } from '../../../../src/domain/trunk/numbers/number-rules.js';
import { collisionKeyOf } from '../../../../src/domain/trunk/trunk.js';
import { ada, afterNoon, aTrunk, bob, intentFor, noon, specFor, useDatabase } from '../in-memory-database.js';

const number = '+15551234567';
const hour = 3_600_000;
const rules = { ...noNumberRules, holdMs: 2 * hour };

const { database } = await useDatabase();

async function deleteTrunk(of: string): Promise<void> {
  const trunk = await aTrunk(database, of);
  const spec = specFor(trunk.id);
  await beginTrunkOperation(database, spec);
  await removeRecord(database, spec.operationId, noon);
}

const request = (organizationId: typeof ada, after: number, of = number) =>
  acceptIntent(database, intentFor(of, { organizationId, acceptedAt: afterNoon(after) }), rules);

/** Lets a trunk of an organization take the number instead of its own. */
async function moveTo(organizationId: typeof ada, after: number) {
  const acceptedAt = afterNoon(after);
  const trunk = await aTrunk(database, organizationId === ada ? '+15550000001' : '+15550000003', {
    organizationId,
    acceptedAt,
  });
  const { settings, sealedPassword } = intentFor(number).request;
  const spec = specFor(trunk.id, {
    ...{ kind: 'change_trunk', organizationId, rules, acceptedAt },
    prepare: () => ({ kind: 'ready', request: { settings, sealedPassword } }),
  });
  return beginTrunkOperation(database, spec);
}

describe('a number whose trunk was deleted', () => {
  it('a number whose trunk was deleted cannot be set up by another organization until the hold has ended', async () => {
    await deleteTrunk(number);
    expect(await request(bob, hour)).toEqual({ kind: 'number_leaving' });
    expect(await request(bob, 2 * hour + 1)).toMatchObject({ kind: 'accepted' });
  });

  it('a number whose trunk was deleted can be set up again by its former owner at once', async () => {
    await deleteTrunk(number);
    expect(await request(ada, 1)).toMatchObject({ kind: 'accepted' });
  });

  it('a number whose trunk was deleted cannot be taken by a change of another organization until the hold has ended', async () => {
    await deleteTrunk(number);
    expect(await moveTo(bob, hour)).toEqual({ kind: 'number_held' });
    expect(await moveTo(ada, hour)).toMatchObject({ kind: 'begun' });
  });

  it('a number whose trunk was deleted is in use for the dry run of another organization only', async () => {
    await deleteTrunk(number);
    const asked = [collisionKeyOf(number)];
    const since = { heldSince: afterNoon(-hour) };
    expect((await ownersOfNumbers(database, asked, { organizationId: bob, ...since })).size).toBe(1);
    expect((await ownersOfNumbers(database, asked, { organizationId: ada, ...since })).size).toBe(0);
  });

  it('a number whose trunk was deleted is free for everybody where numbers are not kept', async () => {
    await deleteTrunk(number);
    const theirs = intentFor(number, { organizationId: bob, acceptedAt: afterNoon(1) });
    expect(await acceptIntent(database, theirs)).toMatchObject({ kind: 'accepted' });
  });
});

describe('a number that a trunk has left for another one', () => {
  it('a number that a trunk has left is kept for its former owner as well', async () => {
    const trunk = await aTrunk(database, number);
    const { settings, sealedPassword } = intentFor('+15550000002').request;
    const operationId = newOperationId();
    const spec = specFor(trunk.id, {
      ...{ kind: 'change_trunk', operationId },
      prepare: () => ({ kind: 'ready', request: { settings, sealedPassword } }),
    });
    await beginTrunkOperation(database, spec);
    await commitChange(database, operationId, noon);

    expect(await request(bob, hour)).toEqual({ kind: 'number_leaving' });
    expect(await request(ada, hour)).toMatchObject({ kind: 'accepted' });
  });
});

describe('a number whose set-up has failed', () => {
  it('a number whose set-up has failed is free for everybody', async () => {
    const { operationId } = intentFor(number);
    const removed = { inbound: 0, outbound: 0, rule: 0 };
    await acceptIntent(database, intentFor(number, { operationId }));
    await beginCompensation(database, operationId, { step: 'rule', code: 'livekit_refused', removed });
    await releaseNumber(database, operationId, { removed }, noon);
    expect(await request(bob, 1)).toMatchObject({ kind: 'accepted' });
  });
});
