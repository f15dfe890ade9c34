import { describe, expect, it } from 'vitest';
import { claimsOn } from '../../../../src/database/numbers/claims.js';
import {
  assignRange,
  forgetProof,
  recordProof,
  unassignRange,
} from '../../../../src/database/numbers/ranges.js';
import { acceptIntent, type Intent } from '../../../../src/database/operations/set-up.js';
import { beginTrunkOperation } from '../../../../src/database/operations/trunk-operations.js';
import { presets } from '../../../../src/domain/trunk/carrier/presets.js';
import { noNumberRules } from '../../../../src/domain/trunk/numbers/number-rules.js';
import {
  type Cidr,
  collisionKeyOf,
  type E164,
  type TrunkSettings,
} from '../../../../src/domain/trunk/trunk.js';
import { settingsWith } from '../../../unit/plans.js';
import { ada, aTrunk, bob, intentFor, keyedAs, specFor, useDatabase } from '../in-memory-database.js';

const { database } = await useDatabase();

const rules = { ...noNumberRules, ownership: 'strict' } as const;
const number = '+14155551234';
const notAssigned = { kind: 'number_not_assigned' };
const notVerified = { kind: 'number_not_verified' };
const [shared = '54.172.60.0/30' as Cidr] = presets.twilio.signalling;
const byAddress = (...allowed: [Cidr, ...Cidr[]]): Pick<TrunkSettings, 'inboundAuthorization'> => ({
  inboundAuthorization: { digest: false, allowed },
});

const request = (of: string, changes: Partial<Intent> = {}, settings: Partial<TrunkSettings> = {}) => {
  const intent = intentFor(of, changes);
  const asked = { ...intent.request, settings: { ...intent.request.settings, ...settings } };
  return acceptIntent(database, { ...intent, request: asked }, rules);
};

/** The set-up of an extension with the digits of a number. */
const extension = (value: string) => {
  const { number: asked } = settingsWith({ number: { kind: 'extension', value: value as never } });
  return request(value, {}, { number: asked });
};

describe('a number that no operator has assigned', () => {
  it('a number that no operator has assigned is refused, whether somebody has it or not', async () => {
    await aTrunk(database, '+14155550001', { organizationId: bob });
    expect(await request('+14155550001')).toEqual(notAssigned);
    expect(await request('+14155550002')).toEqual(notAssigned);
  });

  it('a number that no operator has assigned is refused as an extension with the same digits, and short ones are accepted', async () => {
    expect(await extension('14155551234')).toEqual(notAssigned);
    expect(await extension('03012345678')).toEqual(notAssigned);
    expect(await extension('1000')).toMatchObject({ kind: 'accepted' });
    expect(await extension('front-desk')).toMatchObject({ kind: 'accepted' });
  });

  it('a number that no operator has assigned cannot come by a change of a trunk, which may change otherwise', async () => {
    const trunk = await aTrunk(database, '+14155550001');
    const change = (of: string, settings: Partial<TrunkSettings> = {}) => {
      const { request: asked } = intentFor(of);
      return beginTrunkOperation(
        database,
        specFor(trunk.id, {
          ...{ kind: 'change_trunk', rules },
          prepare: () => ({
            kind: 'ready',
            request: { ...asked, settings: { ...asked.settings, ...settings } },
          }),
        }),
      );
    };
    expect(await change(number)).toEqual(notAssigned);
    expect(await change('+14155550001', byAddress(shared))).toEqual(notVerified);
    expect(await change('+14155550001', { nickname: 'Front desk' })).toMatchObject({ kind: 'begun' });
  });

  it('a number that no operator has assigned is answered by the set-up that was accepted before the rule', async () => {
    const intent = intentFor(number, { keyed: keyedAs('once') });
    await acceptIntent(database, intent);
    expect(await request(number, { keyed: keyedAs('once') })).toMatchObject({
      ...{ kind: 'repeated', operationId: intent.operationId },
    });
    expect(await request(number)).toMatchObject({ kind: 'number_held' });
    expect(await request(number, { organizationId: bob })).toEqual(notAssigned);
  });

  it('a number that no operator has assigned is accepted where the rules are off', async () => {
    expect(await acceptIntent(database, intentFor(number))).toMatchObject({ kind: 'accepted' });
  });
});

describe('a range', () => {
  it('a range lets its organization take its numbers, and nobody else', async () => {
    await assignRange(database, '+1415', ada);
    expect(await request(number, { organizationId: bob })).toEqual(notAssigned);
    expect(await request(number)).toMatchObject({ kind: 'accepted' });
    expect(await request('+14165551234')).toEqual(notAssigned);
  });

  it('a range inside another one belongs to its own organization', async () => {
    await assignRange(database, '+1415', ada);
    await assignRange(database, '+14155551', bob);
    expect(await request(number)).toEqual(notAssigned);
    expect(await request(number, { organizationId: bob })).toMatchObject({ kind: 'accepted' });
    expect(await unassignRange(database, '+14155551')).toMatchObject({ organizationId: bob });
    expect(await request('+14155551235')).toMatchObject({ kind: 'accepted' });
  });

  it('a range is found for many numbers at once', async () => {
    await assignRange(database, '+1415', ada);
    const numbers = [number, '+4930123456', 'desk'].map(collisionKeyOf);
    const claimOn = await claimsOn(database, numbers);
    expect(numbers.map((each) => claimOn(each).rangeOwner)).toEqual([ada, null, null]);
  });
});

describe('a further number of a trunk', () => {
  const further = '+14165551234' as E164;

  it('a further number of a trunk must be assigned like the first one, in a set-up and in a change', async () => {
    await assignRange(database, '+1415', ada);
    expect(await request(number, {}, { additionalNumbers: [further] })).toEqual(notAssigned);
    const trunk = await aTrunk(database, number);
    const { request: asked } = intentFor(number);
    const change = (additionalNumbers: readonly E164[]) =>
      beginTrunkOperation(
        database,
        specFor(trunk.id, {
          ...{ kind: 'change_trunk', rules },
          prepare: () => ({
            kind: 'ready',
            request: { ...asked, settings: { ...asked.settings, additionalNumbers } },
          }),
        }),
      );
    expect(await change([further])).toEqual(notAssigned);
    await assignRange(database, '+1416', bob);
    expect(await change([further])).toEqual(notAssigned);
    expect(await change(['+14155559999' as E164])).toMatchObject({ kind: 'begun' });
  });

  it('a further number of a trunk must be proven before the addresses of a carrier with many customers are accepted', async () => {
    await assignRange(database, '+1', ada);
    await recordProof(database, collisionKeyOf(number), ada, 'operator');
    const both = { ...byAddress(shared), additionalNumbers: [further] };
    expect(await request(number, {}, both)).toEqual(notVerified);
    await recordProof(database, collisionKeyOf(further), ada, 'operator');
    expect(await request(number, {}, both)).toMatchObject({ kind: 'accepted' });
  });
});

describe('the addresses of a carrier with many customers', () => {
  it.each([shared, '54.172.0.0/16', '54.172.60.1/32'] as Cidr[])(
    'the addresses of a carrier with many customers need a proof of the number: %s',
    async (network) => {
      await assignRange(database, '+1415', ada);
      expect(await request(number, {}, byAddress('203.0.113.7/32' as Cidr, network))).toEqual(notVerified);
      expect(await request(number, {}, byAddress('203.0.113.7/32' as Cidr))).toMatchObject({
        kind: 'accepted',
      });
      await recordProof(database, collisionKeyOf('+14155559999'), ada, 'test_call');
      expect(await request('+14155559999', {}, byAddress(network))).toMatchObject({ kind: 'accepted' });
    },
  );

  it('a proof counts for its organization until it is forgotten, also without a range', async () => {
    await recordProof(database, collisionKeyOf(number), ada, 'operator');
    expect(await request(number, { organizationId: bob }, byAddress(shared))).toEqual(notAssigned);
    expect(await request(number, {}, byAddress(shared))).toMatchObject({ kind: 'accepted' });
    await recordProof(database, collisionKeyOf('+14155559999'), ada, 'operator');
    await forgetProof(database, collisionKeyOf('+14155559999'));
    expect(await request('+14155559999')).toEqual(notAssigned);
  });
});
