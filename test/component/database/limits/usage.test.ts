import { describe, expect, it } from 'vitest';
import { setQuotas } from '../../../../src/database/keys/quotas.js';
import { beginCompensation, releaseNumber } from '../../../../src/database/operations/operations.js';
import { acceptIntent, type Intent } from '../../../../src/database/operations/set-up.js';
import { removeRecord } from '../../../../src/database/operations/tear-down.js';
import { beginTrunkOperation } from '../../../../src/database/operations/trunk-operations.js';
import { noQuotas, type Quotas } from '../../../../src/domain/quotas.js';
import { noNumberRules } from '../../../../src/domain/trunk/numbers/number-rules.js';
import type { E164 } from '../../../../src/domain/trunk/trunk.js';
import type { OperationId } from '../../../../src/domain/values.js';
import {
  activate,
  ada,
  afterNoon,
  aTrunk,
  bob,
  intentFor,
  keyedAs,
  noon,
  objects,
  specFor,
  useDatabase,
} from '../in-memory-database.js';

const memory = await useDatabase();
const { database } = memory;

const byOperator = { keyId: 'sk_operator', address: '198.51.100.7' };
const day = 24 * 3_600_000;
const removed = { inbound: 0, outbound: 0, rule: 0 };
const rulesWith = (quotas: Partial<Quotas>) => ({ ...noNumberRules, quotas: { ...noQuotas, ...quotas } });
const numberOf = (index: number) => `+1555123${String(index).padStart(4, '0')}`;

const request = (index: number, quotas: Partial<Quotas>, changes: Partial<Intent> = {}) =>
  acceptIntent(database, intentFor(numberOf(index), changes), rulesWith(quotas));

async function setUp(index: number, quotas: Partial<Quotas>): Promise<number> {
  const intent = intentFor(numberOf(index));
  expect(await acceptIntent(database, intent, rulesWith(quotas))).toMatchObject({ kind: 'accepted' });
  return (await activate(database, intent.operationId, objects, noon))?.id ?? 0;
}

async function fail(operationId: OperationId): Promise<void> {
  await beginCompensation(database, operationId, { step: 'rule', code: 'livekit_refused', removed });
  await releaseNumber(database, operationId, { removed }, noon);
}

async function tearDown(trunkId: number): Promise<void> {
  const spec = specFor(trunkId);
  await beginTrunkOperation(database, spec);
  await removeRecord(database, spec.operationId, noon);
}

describe('the quota of trunks', () => {
  const quotas = { trunks: 2 };
  const exceeded = { kind: 'quota_exceeded', quota: 'trunks', most: 2 };

  it('the quota of trunks refuses one trunk more, and writes nothing of it', async () => {
    await setUp(1, quotas);
    await setUp(2, quotas);
    const intent = intentFor(numberOf(3), { keyed: keyedAs('third') });
    expect(await acceptIntent(database, intent, rulesWith(quotas))).toEqual(exceeded);
    expect(await acceptIntent(database, intent, rulesWith({}))).toMatchObject({ kind: 'accepted' });
  });

  it('the quota of trunks counts set-ups that still run', async () => {
    await request(1, quotas);
    await request(2, quotas);
    expect(await request(3, quotas)).toEqual(exceeded);
  });

  it('the quota of trunks admits two of twenty simultaneous set-ups', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => request(index, quotas)));
    expect(answers.filter(({ kind }) => kind === 'accepted')).toHaveLength(2);
    expect(answers.filter(({ kind }) => kind === 'quota_exceeded')).toHaveLength(18);
  });

  it('the quota of trunks has room again after a delete and after a failure', async () => {
    const first = await setUp(1, quotas);
    const second = intentFor(numberOf(2));
    await acceptIntent(database, second, rulesWith(quotas));
    await tearDown(first);
    expect(await request(3, quotas)).toMatchObject({ kind: 'accepted' });
    await fail(second.operationId);
    expect(await request(4, quotas)).toMatchObject({ kind: 'accepted' });
    expect(await request(5, quotas)).toEqual(exceeded);
  });

  it('the quota of trunks is of each organization for itself', async () => {
    await setUp(1, quotas);
    await setUp(2, quotas);
    expect(await request(3, quotas, { organizationId: bob })).toMatchObject({ kind: 'accepted' });
  });

  it('the quota of trunks answers a repeated request with its first set-up', async () => {
    const first = intentFor(numberOf(1), { keyed: keyedAs('once') });
    await acceptIntent(database, first, rulesWith(quotas));
    await setUp(2, quotas);
    const again = intentFor(numberOf(1), { keyed: keyedAs('once') });
    expect(await acceptIntent(database, again, rulesWith(quotas))).toMatchObject({
      kind: 'repeated',
      operationId: first.operationId,
    });
  });

  it('the quota of trunks is that of the operator, if the operator has set one', async () => {
    expect(await setQuotas(database, ada, { trunks: 1 }, byOperator)).toEqual({ trunks: 1 });
    await setUp(1, quotas);
    expect(await request(2, quotas)).toEqual({ ...exceeded, most: 1 });
    expect(await setQuotas(database, ada, { trunks: null }, byOperator)).toEqual({ trunks: null });
    await setUp(2, quotas);
    await setUp(3, quotas);
    expect(await setQuotas(database, ada, { trunks: 'usual' }, byOperator)).toEqual({});
    expect(await request(4, quotas)).toEqual(exceeded);
  });

  it('the quota of trunks costs a set-up no statement while there is room', async () => {
    const before = memory.statements.length;
    await request(1, quotas);
    expect(memory.statements.slice(before)).toHaveLength(1);
  });
});

describe('the quota of new numbers', () => {
  const quotas = { new_numbers_per_day: 2 };
  const exceeded = { kind: 'quota_exceeded', quota: 'new_numbers_per_day', most: 2 };

  it('the quota of new numbers refuses a third number on one day, also when the first ones are gone', async () => {
    await tearDown(await setUp(1, quotas));
    await tearDown(await setUp(2, quotas));
    expect(await request(3, quotas)).toEqual(exceeded);
    expect(await request(3, quotas, { acceptedAt: afterNoon(day) })).toMatchObject({ kind: 'accepted' });
  });

  it('the quota of new numbers does not count a number that the organization had on the same day', async () => {
    await tearDown(await setUp(1, quotas));
    const failing = intentFor(numberOf(2));
    await acceptIntent(database, failing, rulesWith(quotas));
    await fail(failing.operationId);
    expect(await request(1, quotas)).toMatchObject({ kind: 'accepted' });
    expect(await request(2, quotas)).toMatchObject({ kind: 'accepted' });
    expect(await request(3, quotas)).toEqual(exceeded);
  });

  it('the quota of new numbers counts each further number of a set-up and of a change', async () => {
    const withFurther = (index: number, ...further: readonly number[]) => {
      const { settings, sealedPassword } = intentFor(numberOf(index)).request;
      const additionalNumbers = further.map((each) => numberOf(each) as E164);
      return { settings: { ...settings, additionalNumbers }, sealedPassword };
    };
    expect(await request(1, quotas, { request: withFurther(1, 2, 3) })).toEqual(exceeded);
    const trunk = await setUp(1, quotas);
    const change = (...further: readonly number[]) =>
      beginTrunkOperation(
        database,
        specFor(trunk, {
          kind: 'change_trunk',
          rules: rulesWith(quotas),
          prepare: () => ({ kind: 'ready', request: withFurther(1, ...further) }),
        }),
      );
    expect(await change(2, 3)).toEqual(exceeded);
    expect(await change(2)).toMatchObject({ kind: 'begun' });
    expect(await request(4, quotas)).toEqual(exceeded);
  });

  it('the quota of new numbers counts the number that a change gives to a trunk', async () => {
    const trunk = await aTrunk(database, numberOf(1));
    const change = (index: number) => {
      const { settings, sealedPassword } = intentFor(numberOf(index)).request;
      return beginTrunkOperation(
        database,
        specFor(trunk.id, {
          kind: 'change_trunk',
          rules: rulesWith({ new_numbers_per_day: 0 }),
          prepare: () => ({ kind: 'ready', request: { settings, sealedPassword } }),
        }),
      );
    };
    expect(await change(2)).toEqual({ ...exceeded, most: 0 });
    expect(await change(1)).toMatchObject({ kind: 'begun' });
  });
});
