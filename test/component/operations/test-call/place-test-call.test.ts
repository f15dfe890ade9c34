import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KeyRing } from '../../../../src/crypto/secrets.js';
import { assignRange } from '../../../../src/database/numbers/ranges.js';
import type { CalledOver, TestCallAnswer } from '../../../../src/domain/test-call/test-call.js';
import type { CountryCode, E164 } from '../../../../src/domain/trunk/trunk.js';
import { Secret } from '../../../../src/domain/values.js';
import { testCallsWith } from '../../../../src/operations/test-call/place-test-call.js';
import { settingsWith } from '../../../unit/plans.js';
import { ada, aTrunk, bob, useDatabase } from '../../database/in-memory-database.js';
import { runnerOn } from '../operations-on.js';

const server = await useDatabase();
const { database } = server;

const jamaican = '+18765550123';
const calledInJamaica = '+18765551234' as E164;
const refused = {
  kind: 'destination_not_allowed',
  problem: 'is in JM, which this trunk may not call',
} satisfies TestCallAnswer;

/** The request of Ada for a trunk that is not set up. */
const newTrunk = (value: string): CalledOver => ({
  kind: 'new',
  request: {
    settings: settingsWith({ number: { kind: 'number', value }, countryCode: 'JM' as CountryCode }),
    password: new Secret('secret'),
  },
});

/** Prepares test calls of Ada to a number in Jamaica. */
async function callsWith(
  ownership: 'strict' | 'off',
): Promise<(over: CalledOver) => Promise<TestCallAnswer>> {
  const runner = await runnerOn(server);
  const testCalls = testCallsWith({
    ...runner,
    slots: runner.admission.read,
    keyRing: new KeyRing([{ id: 'k1', material: randomBytes(32) }]),
    starter: { startTestCall: async () => undefined, testCallEnded: async () => undefined },
    rateLimits: { count: () => null, check: () => null },
    atOnce: { inAll: 10, perOrganization: 10 },
    destinations: { countries: [], own: true, premium: false, satellite: false },
    rules: { ownership },
  });
  return (over) =>
    testCalls.place({
      ...{ organizationId: ada, requestedBy: { keyId: 'sk_owner', address: null } },
      ...{ over, called: calledInJamaica, ringSeconds: 5, talkSeconds: 0, idempotencyKey: null, waitMs: 0 },
    });
}

describe('a test call to the country of a trunk', () => {
  it('is placed over a trunk that is set up, and over the request for one with a number of the organization', async () => {
    const call = await callsWith('strict');
    const { id } = await aTrunk(database, '+18765550199');
    expect(await call({ kind: 'trunk', id })).toMatchObject({ kind: 'placed' });
    await assignRange(database, '+1876555', ada);
    expect(await call(newTrunk(jamaican))).toMatchObject({ kind: 'placed' });
  });

  it('is refused over the request for a trunk with a number that the organization may not take', async () => {
    const call = await callsWith('strict');
    expect(await call(newTrunk(jamaican))).toEqual(refused);
    await assignRange(database, '+1876555', bob);
    expect(await call(newTrunk(jamaican))).toEqual(refused);
  });

  it('is placed over the request for a trunk with any number if the operator has no rules about numbers', async () => {
    const call = await callsWith('off');
    expect(await call(newTrunk(jamaican))).toMatchObject({ kind: 'placed' });
  });

  it('is refused if only the request says that the trunk is in this country', async () => {
    const call = await callsWith('off');
    expect(await call(newTrunk('+14155551234'))).toEqual(refused);
  });
});
