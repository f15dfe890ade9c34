import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  countCurrentCalls,
  endUnseenCalls,
  lastEnds,
  pruneCalls,
  recordCall,
  takeDueCalls,
} from '../../../../src/database/health/calls.js';
import {
  countByState,
  healthOf,
  recordCheck,
  recordForeignNumbers,
  refreshHealth,
  reviewHealth,
  storedHealth,
} from '../../../../src/database/health/states.js';
import { calls, trunks } from '../../../../src/database/schema.js';
import type { CallEvent } from '../../../../src/domain/health/call.js';
import { afterNoon, aTrunk, noon, useDatabase } from '../in-memory-database.js';

const memory = await useDatabase();
const { database } = memory;
const day = 86_400_000;
let trunkId = 0;

beforeEach(async () => {
  trunkId = (await aTrunk(database, '+15551234567')).id;
});

const event = (kind: CallEvent['kind'], changes: Partial<CallEvent> = {}): CallEvent => ({
  ...{
    kind,
    participantId: 'PA_1',
    roomId: 'RM_1',
    liveKitTrunkId: 'ST_in',
    startedAt: noon,
    at: afterNoon(5_000),
  },
  ...{ reason: 'CLIENT_INITIATED', status: 'hangup' },
  ...changes,
});
const rows = () => database.select().from(calls);

describe('a call', () => {
  it('a call is recorded once, in whichever order its events arrive', async () => {
    const began = event('began', { at: noon });
    for (const order of [
      [began, event('ended')],
      [event('ended'), began],
      [event('ended'), event('ended'), began, began],
    ]) {
      for (const each of order) await recordCall(database, each);
      expect(await rows()).toEqual([
        expect.objectContaining({
          trunkId,
          direction: 'inbound',
          endedAt: afterNoon(5_000),
          outcome: 'completed',
        }),
      ]);
      await database.delete(calls);
    }
  });

  it('a call that two gateways record at once is counted by one of them', async () => {
    const results = await Promise.all(
      [event('ended'), event('ended')].map((each) => recordCall(database, each)),
    );

    expect(results.map((result) => result?.outcome ?? null).sort()).toEqual(['completed', null]);
    expect(await rows()).toHaveLength(1);
  });

  it('a call keeps its trunk when a repair has given the trunk another id in LiveKit', async () => {
    await recordCall(database, event('began'));
    await database.update(trunks).set({ inboundTrunkId: 'ST_new' }).where(eq(trunks.id, trunkId));

    expect(await recordCall(database, event('ended'))).toEqual({
      ...{ trunkId, direction: 'inbound', outcome: 'completed' },
    });
  });

  it('a call that ended before it began by the clock of LiveKit ends when it began', async () => {
    await recordCall(database, event('ended', { at: afterNoon(-500) }));
    expect(await rows()).toEqual([expect.objectContaining({ endedAt: noon })]);
  });

  it('a current call is taken for a comparison once a minute, by one worker', async () => {
    await recordCall(database, event('began', { at: noon }));
    const take = (ms: number) => takeDueCalls(database, afterNoon(ms), 60_000);

    expect(await take(59_000)).toEqual([]);
    expect(await take(60_000)).toEqual([{ participantId: 'PA_1', roomId: 'RM_1', startedAt: noon }]);
    expect(await take(60_001)).toEqual([]);
    await endUnseenCalls(database, ['PA_1'], afterNoon(60_002));
    expect(await take(day)).toEqual([]);
    expect(await countCurrentCalls(database)).toEqual([]);
  });

  it('old calls are deleted, except the last one of a direction and current ones', async () => {
    const ended = (participantId: string, ms: number, liveKitTrunkId = 'ST_in') =>
      recordCall(
        database,
        event('ended', { participantId, liveKitTrunkId, at: afterNoon(ms), startedAt: noon }),
      );
    await ended('PA_old', 1_000);
    await ended('PA_last', 2_000);
    await ended('PA_out', 1_000, 'ST_out');
    await recordCall(database, event('began', { participantId: 'PA_current' }));

    await pruneCalls(database, afterNoon(3_000));

    expect((await rows()).map(({ participantId }) => participantId).sort()).toEqual([
      ...['PA_current', 'PA_last', 'PA_out'],
    ]);
  });

  it('only the newest telling ends of each direction count', async () => {
    for (let call = 0; call < 7; call += 1) {
      await recordCall(
        database,
        event('ended', { participantId: `PA_${call}`, at: afterNoon(call * 1_000) }),
      );
    }
    await recordCall(
      database,
      event('ended', { participantId: 'PA_replaced', reason: 'MIGRATION', at: afterNoon(9_000) }),
    );

    const ends = await lastEnds(database, trunkId, afterNoon(3_500));
    expect(ends.map(({ endedAt }) => endedAt)).toEqual([
      afterNoon(6_000),
      afterNoon(5_000),
      afterNoon(4_000),
    ]);
  });
});

describe('the health of a trunk', () => {
  it('a trunk about which nothing is known has no health', async () => {
    expect(await healthOf(database, [trunkId])).toEqual(new Map());
    expect(await countByState(database)).toEqual({ failing: 0, degraded: 0, healthy: 0, unknown: 1 });
  });

  it('the health keeps its changes of the last day, and the one that held when the day began', async () => {
    const check = (ms: number, outcome: 'fail' | 'warn') =>
      recordCheck(database, trunkId, { at: afterNoon(ms), outcome, names: ['agent'] });
    await check(0, 'fail');
    await check(1_000, 'warn');
    await check(2_000, 'warn');
    await check(day + 500, 'fail');
    await check(day + 1_500, 'warn');

    const health = await storedHealth(database, trunkId);
    expect(health?.changes.map(({ at, reason }) => [at, reason])).toEqual([
      [afterNoon(1_000), 'check_warned'],
      [afterNoon(day + 500), 'check_failed'],
      [afterNoon(day + 1_500), 'check_warned'],
    ]);
    expect(health).toMatchObject({
      since: afterNoon(day + 1_500),
      check: { outcome: 'warn', names: ['agent'] },
    });
  });

  it('the health is derived again when its oldest fact is a day old', async () => {
    await recordCall(database, event('ended'));
    await refreshHealth(database, trunkId, afterNoon(6_000));
    const reasonAt = async (ms: number) => {
      await reviewHealth(database, afterNoon(ms));
      return (await healthOf(database, [trunkId])).get(trunkId)?.reason;
    };

    expect(await reasonAt(day)).toBe('calls_completed');
    expect(await reasonAt(day + 5_000)).toBe('no_call');
  });

  it('a foreign trunk on the number counts until a reconciliation finds none', async () => {
    await recordForeignNumbers(database, new Set([trunkId]), noon);
    await recordForeignNumbers(database, new Set([trunkId]), afterNoon(1_000));
    expect(await storedHealth(database, trunkId)).toMatchObject({
      ...{ reason: 'foreign_on_number', foreignOnNumberSince: noon },
    });

    await recordForeignNumbers(database, new Set(), afterNoon(2_000));
    expect(await storedHealth(database, trunkId)).toMatchObject({
      ...{ reason: 'no_call', foreignOnNumberSince: null },
    });
  });

  it('a trunk that is gone gets no health', async () => {
    await refreshHealth(database, 1, noon);
    expect(await healthOf(database, [1])).toEqual(new Map());
  });
});
