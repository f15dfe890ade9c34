import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import {
  beginCompensation,
  findOperation,
  releaseNumber,
} from '../../../../src/database/operations/operations.js';
import { acceptIntent, type Intent } from '../../../../src/database/operations/set-up.js';
import { beginTrunkOperation } from '../../../../src/database/operations/trunk-operations.js';
import { numberReservations, operations } from '../../../../src/database/schema.js';
import type { FailureCode } from '../../../../src/domain/failures.js';
import { collisionKeyOf } from '../../../../src/domain/trunk/trunk.js';
import type { OperationId } from '../../../../src/domain/values.js';
import {
  activate,
  afterNoon,
  aTrunk,
  bob,
  intentFor,
  keyedAs,
  noon,
  specFor,
  useDatabase,
} from '../in-memory-database.js';

const number = '+15551234567';
const objects = { inboundTrunkId: 'ST_in', outboundTrunkId: 'ST_out', dispatchRuleId: 'SDR_1' };
const nothing = { inbound: 0, outbound: 0, rule: 0 };

const memory = await useDatabase();
const { database } = memory;

async function fail(
  operationId: OperationId,
  at = noon,
  code: FailureCode = 'livekit_refused',
): Promise<void> {
  await beginCompensation(database, operationId, { step: 'rule', code, removed: nothing });
  await releaseNumber(database, operationId, { removed: nothing }, at);
}

const reservedBy = async () =>
  (await database.select().from(numberReservations)).map((row) => row.operationId);

describe('a set-up of a free number', () => {
  it('a set-up of a free number is stored as a running operation and reserves the number', async () => {
    const intent = intentFor(number);
    expect(await acceptIntent(database, intent)).toEqual({ kind: 'accepted', earlierOperations: [] });
    expect(await reservedBy()).toEqual([intent.operationId]);
    expect(await findOperation(database, intent.operationId)).toMatchObject({
      operation: {
        state: 'running',
        organizationId: intent.organizationId,
        contract: 'zudu',
        collisionKey: '+15551234567',
        request: intent.request,
        acceptedAt: noon,
        finishedAt: null,
        failure: null,
        dispatches: 0,
      },
      trunk: null,
    });
  });

  it('a dispatcher does not take a new set-up for a few seconds', async () => {
    const intent = intentFor(number);
    await acceptIntent(database, intent);
    const found = await findOperation(database, intent.operationId);
    expect(found?.operation.dispatchAfter).toEqual(afterNoon(3_000));
  });

  it('a set-up of an unknown organisation is refused and stores nothing', async () => {
    const nobody = intentFor(number, { organizationId: 'org_nobody' as typeof bob });
    await expect(acceptIntent(database, nobody)).rejects.toThrow();
    expect(await database.select().from(operations)).toEqual([]);
    expect(await reservedBy()).toEqual([]);
  });
});

describe('a set-up of a number of another organisation', () => {
  const statuses: Readonly<Record<string, () => Promise<unknown>>> = {
    'is set up': () => acceptIntent(database, intentFor(number)),
    'has a trunk that stays': () => aTrunk(database, number),
    'has a trunk that is being deleted': async () => {
      const { id } = await aTrunk(database, number);
      await beginTrunkOperation(database, specFor(id));
    },
    'is being compensated': async () => {
      const { operationId } = intentFor(number);
      await acceptIntent(database, intentFor(number, { operationId }));
      await beginCompensation(database, operationId, {
        step: 'rule',
        code: 'livekit_refused',
        removed: nothing,
      });
    },
  };

  it.each(Object.entries(statuses))(
    'a refused set-up sends the same statements and writes nothing, whatever the state of the number: it %s',
    async (_state, prepare) => {
      await prepare();
      const before = memory.statements.length;

      const { kind } = await acceptIntent(database, intentFor(number, { organizationId: bob }));

      expect(['number_held', 'number_leaving']).toContain(kind);
      const [acceptance, ...reads] = memory.statements.slice(before);
      expect(acceptance).toMatch(/where not exists \(select from "number_reservations"/);
      expect(reads.map((statement) => /^(\w+) .*? from "(\w+)"/.exec(statement)?.slice(1))).toEqual([
        ['select', 'operations'],
        ['select', 'operations'],
      ]);
    },
  );
});

describe('a set-up of a number that is held', () => {
  it('the refusal names the running set-up that holds the number, and no operation is stored', async () => {
    const first = intentFor(number);
    await acceptIntent(database, first);
    expect(await acceptIntent(database, intentFor(number, { organizationId: bob }))).toMatchObject({
      kind: 'number_held',
      holder: {
        id: first.operationId,
        organizationId: first.organizationId,
        requestHash: first.requestHash,
        state: 'running',
        finishedAt: null,
        trunk: null,
      },
    });
    expect(await database.select().from(operations)).toHaveLength(1);
  });

  it('the refusal names the trunk that has the number', async () => {
    const first = intentFor(number);
    await acceptIntent(database, first);
    await activate(database, first.operationId, objects, afterNoon(40));
    expect(await acceptIntent(database, intentFor(number))).toMatchObject({
      kind: 'number_held',
      holder: {
        state: 'succeeded',
        finishedAt: afterNoon(40),
        trunk: { id: expect.any(Number), ...objects },
      },
    });
  });

  it.each([
    ['1000', '+1000'],
    ['1000', '1-000'],
    ['15551234567', '+15551234567'],
  ])('two numbers that LiveKit regards as equal are refused: %s and %s', async (one, other) => {
    await acceptIntent(database, intentFor(one));
    expect(await acceptIntent(database, intentFor(other))).toMatchObject({ kind: 'number_held' });
  });

  it('a number is held during the compensation, and free after its release', async () => {
    const first = intentFor(number);
    await acceptIntent(database, first);
    await beginCompensation(database, first.operationId, {
      step: 'rule',
      code: 'internal',
      removed: nothing,
    });
    expect(await acceptIntent(database, intentFor(number))).toMatchObject({
      kind: 'number_held',
      holder: { state: 'compensating' },
    });
    await releaseNumber(database, first.operationId, { removed: nothing }, noon);
    expect(await acceptIntent(database, intentFor(number))).toMatchObject({ kind: 'accepted' });
  });

  it('one of twenty concurrent set-ups of a number is accepted', async () => {
    const intents = Array.from({ length: 20 }, () => intentFor(number));
    const outcomes = await Promise.all(intents.map((intent) => acceptIntent(database, intent)));
    const [winner] = await reservedBy();
    expect(outcomes.filter(({ kind }) => kind === 'accepted')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.kind !== 'accepted')
        expect(outcome).toMatchObject({ kind: 'number_held', holder: { id: winner } });
    }
    expect(await database.select().from(operations)).toHaveLength(1);
  });
});

describe('a set-up with an idempotency key', () => {
  const other = '+15557654321';
  const keyed = (changes = {}) => intentFor(number, { keyed: keyedAs('key-1'), ...changes });

  it('a set-up with a used key repeats the same request, while it runs and after it has failed', async () => {
    const first = keyed();
    const repeated = { kind: 'repeated', operationId: first.operationId };
    await acceptIntent(database, first);
    expect(await acceptIntent(database, keyed())).toEqual(repeated);
    await fail(first.operationId);
    expect(await acceptIntent(database, keyed())).toEqual(repeated);
    expect(await reservedBy()).toEqual([]);
  });

  it('a set-up with a used key is a repetition also after the trunk was deleted and its number was set up again', async () => {
    const first = keyed();
    await acceptIntent(database, first);
    await fail(first.operationId);
    await acceptIntent(database, intentFor(number, { organizationId: bob }));
    expect(await acceptIntent(database, keyed())).toEqual({
      kind: 'repeated',
      operationId: first.operationId,
    });
  });

  it('a set-up that failed for a passing reason runs again under its key, once', async () => {
    const first = keyed();
    await acceptIntent(database, first);
    await fail(first.operationId, noon, 'livekit_timeout');

    const repeats = Array.from({ length: 5 }, () => keyed());
    const outcomes = await Promise.all(repeats.map((repeat) => acceptIntent(database, repeat)));

    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['accepted', ...Array(4).fill('repeated')]);
    const again = repeats[outcomes.findIndex(({ kind }) => kind === 'accepted')];
    const [row] = await database.select().from(operations).where(eq(operations.retryOf, first.operationId));
    expect(row?.id).toBe(again?.operationId);
    const otherRequest = intentFor(other, { keyed: keyedAs('key-1', 'that') });
    expect(await acceptIntent(database, otherRequest)).toEqual({ kind: 'idempotency_key_reused' });
  });

  it('a set-up that cannot run again because its number is held keeps its key', async () => {
    const first = keyed();
    await acceptIntent(database, first);
    await fail(first.operationId, noon, 'livekit_timeout');
    await acceptIntent(database, intentFor(number, { organizationId: bob }));

    expect(await acceptIntent(database, keyed())).toMatchObject({ kind: 'number_held' });
    const otherRequest = intentFor(other, { keyed: keyedAs('key-1', 'that') });
    expect(await acceptIntent(database, otherRequest)).toEqual({ kind: 'idempotency_key_reused' });
  });

  it('a key never repeats a failure after the same request has succeeded under another key', async () => {
    const [first, second] = [
      keyed(),
      intentFor(number, { keyed: keyedAs('key-2'), acceptedAt: afterNoon(1) }),
    ];
    await acceptIntent(database, first);
    await fail(first.operationId);
    await acceptIntent(database, second);
    await activate(database, second.operationId, objects, afterNoon(2));

    expect(await acceptIntent(database, keyed())).toEqual({
      kind: 'repeated',
      operationId: second.operationId,
    });
  });

  it('a set-up is refused when another request has used its key, for the same number or another', async () => {
    const first = keyed();
    await acceptIntent(database, first);
    for (const requested of [number, other]) {
      const intent = intentFor(requested, { keyed: keyedAs('key-1', 'that') });
      expect(await acceptIntent(database, intent)).toEqual({ kind: 'idempotency_key_reused' });
    }
    expect(await reservedBy()).toEqual([first.operationId]);
    expect(await database.select().from(operations)).toHaveLength(1);
  });

  it('a set-up is accepted when another organisation has used its key', async () => {
    await acceptIntent(database, keyed());
    const theirs = { organizationId: bob, keyed: keyedAs('key-1', 'this', bob) };
    expect(await acceptIntent(database, intentFor(other, theirs))).toMatchObject({ kind: 'accepted' });
  });

  it('a set-up that was refused because of its number has not used its key', async () => {
    await acceptIntent(database, intentFor(number, { organizationId: bob }));
    expect(await acceptIntent(database, keyed())).toMatchObject({ kind: 'number_held' });
    const intent = intentFor(other, { keyed: keyedAs('key-1', 'that') });
    expect(await acceptIntent(database, intent)).toMatchObject({ kind: 'accepted' });
  });

  it('one of ten concurrent set-ups with one key is accepted', async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => acceptIntent(database, keyed())));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['accepted', ...Array(9).fill('repeated')]);
  });

  it('a set-up with a key takes as many statements as one without', async () => {
    const statementsFor = async (intent: Intent) => {
      const before = memory.statements.length;
      expect(await acceptIntent(database, intent)).toMatchObject({ kind: 'accepted' });
      return memory.statements.length - before;
    };
    expect(await statementsFor(keyed())).toBe(await statementsFor(intentFor(other)));
  });
});

describe('the earlier operations of an accepted set-up', () => {
  it('the earlier operations are the set-ups of the number that failed within a day, newest first, of all organisations', async () => {
    const tries = [
      intentFor(number, { acceptedAt: afterNoon(-25 * 3_600_000) }),
      intentFor(number, { acceptedAt: afterNoon(-23 * 3_600_000), organizationId: bob }),
      intentFor('1-555-123-4567', { acceptedAt: afterNoon(-1_000) }),
    ];
    for (const intent of tries) {
      await acceptIntent(database, intent);
      await fail(intent.operationId, intent.acceptedAt);
    }
    expect(await acceptIntent(database, intentFor(number))).toEqual({
      kind: 'accepted',
      earlierOperations: [tries[2]?.operationId, tries[1]?.operationId],
    });
  });

  it('the earlier operations do not include those of other numbers', async () => {
    const other = intentFor('+15557654321');
    await acceptIntent(database, other);
    await fail(other.operationId);
    expect(collisionKeyOf(number)).not.toBe(other.collisionKey);
    expect(await acceptIntent(database, intentFor(number))).toEqual({
      kind: 'accepted',
      earlierOperations: [],
    });
  });
});
