import { beforeEach, describe, expect, it } from 'vitest';
import { acceptIntent } from '../../../../src/database/intents.js';
import { activateRecord, beginCompensation, releaseNumber } from '../../../../src/database/operation-rows.js';
import type { OperationId } from '../../../../src/domain/ids.js';
import type { SetUpAnswer } from '../../../../src/domain/set-up/set-up.js';
import { OperationCompletions, waitForOperation } from '../../../../src/operations/runner/completion.js';
import { setUpAnswerOf } from '../../../../src/operations/set-up/set-up-trunk.js';
import { inMemoryDatabase, intentFor, noon, useDatabase } from '../../database/in-memory-database.js';
import { operationIdOf } from '../../plans.js';

const objects = { inboundTrunkId: 'ST_in', outboundTrunkId: 'ST_out', dispatchRuleId: 'SDR_1' };
const failure = {
  step: 'rule',
  code: 'livekit_refused',
  removed: { inbound: 0, outbound: 0, rule: 0 },
} as const;
const removed = { inbound: 1, outbound: 1, rule: 0 };

const memory = await useDatabase();
let operationId: OperationId;

beforeEach(async () => {
  const intent = intentFor('+15551234567');
  operationId = intent.operationId;
  await acceptIntent(memory.database, intent);
});

/** Waits as a gateway does. */
async function wait(
  waitMs: number,
  {
    ends = new OperationCompletions(),
    checkAtOnce = false,
    id = operationId,
    ...rhythm
  }: {
    readonly ends?: OperationCompletions;
    readonly checkAtOnce?: boolean;
    readonly id?: OperationId;
    readonly pollEveryMs?: number;
  } = {},
): Promise<SetUpAnswer> {
  const listener = ends.listen(id);
  try {
    return await waitForOperation(memory.database, id, listener, {
      deadline: performance.now() + waitMs,
      checkAtOnce,
      answerOf: setUpAnswerOf,
      ...rhythm,
    });
  } finally {
    listener.stop();
  }
}

const succeed = () => activateRecord(memory.database, operationId, objects, noon);

async function fail(): Promise<void> {
  await beginCompensation(memory.database, operationId, failure);
  await releaseNumber(memory.database, operationId, { removed: removed }, noon);
}

describe('waiting for the end of an operation', () => {
  it('tells the trunk when it has succeeded', async () => {
    await succeed();
    expect(await wait(20_000)).toMatchObject({ kind: 'created', operationId, trunk: objects });
  });

  it('tells the reason and what was removed when it has failed', async () => {
    await fail();
    expect(await wait(20_000)).toEqual({
      kind: 'failed',
      operationId,
      failure: { ...failure, removed: removed },
    });
  });

  it('sees an end that another process has brought about', async () => {
    const waiting = wait(20_000);
    await succeed();
    expect(await waiting).toMatchObject({ kind: 'created' });
  });

  it('is over soon after an end that this process announces', async () => {
    const ends = new OperationCompletions();
    const began = performance.now();
    const waiting = wait(20_000, { ends });
    await succeed();
    ends.announce(operationId);
    expect(await waiting).toMatchObject({ kind: 'created' });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('looks at the database as seldom as it is told to, and hears of an end in this process all the same', async () => {
    const ends = new OperationCompletions();
    const began = performance.now();
    const [elsewhere, here] = [
      wait(20_000, { pollEveryMs: 1_000 }),
      wait(60_000, { pollEveryMs: 40_000, ends }),
    ];
    await succeed();
    ends.announce(operationId);
    expect([await elsewhere, await here]).toMatchObject([{ kind: 'created' }, { kind: 'created' }]);
    expect(performance.now() - began).toBeGreaterThan(950);
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('goes on when an end is announced that the database does not show', async () => {
    const ends = new OperationCompletions();
    const waiting = wait(400, { ends });
    ends.announce(operationId);
    expect(await waiting).toMatchObject({ kind: 'unfinished' });
  });

  it.each([
    ['running', async () => undefined],
    ['compensating', async () => void (await beginCompensation(memory.database, operationId, failure))],
  ])('tells that it is still %s when the time is up', async (state, arrive) => {
    await arrive();
    const began = performance.now();
    expect(await wait(150)).toEqual({ kind: 'unfinished', operationId, state });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('looks at once when somebody else began the operation', async () => {
    await succeed();
    const began = performance.now();
    expect(await wait(20_000, { checkAtOnce: true })).toMatchObject({ kind: 'created' });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('looks once even when there is no time, so that an end is told to who asked for no wait', async () => {
    await succeed();
    expect(await wait(0, { checkAtOnce: true })).toMatchObject({ kind: 'created' });
  });

  it('that has no time ends before the first look', async () => {
    expect(await wait(0)).toEqual({ kind: 'unfinished', operationId, state: 'running' });
  });

  it('is over soon after it was given up', async () => {
    const listener = new OperationCompletions().listen(operationId);
    const began = performance.now();
    const giveUp = new AbortController();
    const waiting = waitForOperation(memory.database, operationId, listener, {
      deadline: began + 60_000,
      checkAtOnce: false,
      answerOf: setUpAnswerOf,
      signal: giveUp.signal,
    });
    giveUp.abort();
    expect(await waiting).toMatchObject({ kind: 'unfinished' });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('is not ended by looks that fail: the operation goes on', async () => {
    const broken = await inMemoryDatabase();
    await broken.close();
    const listener = new OperationCompletions().listen(operationId);
    const answer = await waitForOperation(broken.database, operationId, listener, {
      deadline: performance.now() + 120,
      checkAtOnce: false,
      answerOf: setUpAnswerOf,
    });
    expect(answer).toEqual({ kind: 'unfinished', operationId, state: 'running' });
  });

  it('tells the state that was seen last when the looks after that fail', async () => {
    const lost = await inMemoryDatabase();
    await lost.empty();
    const intent = intentFor('+15551234567');
    await acceptIntent(lost.database, intent);
    await beginCompensation(lost.database, intent.operationId, failure);
    const giveUp = new AbortController();
    const beforeEachPass = [async () => undefined, () => lost.close(), async () => giveUp.abort()];
    const answer = await waitForOperation(
      lost.database,
      intent.operationId,
      { completedWithin: async () => beforeEachPass.shift()?.(), stop: () => undefined },
      {
        deadline: performance.now() + 60_000,
        checkAtOnce: false,
        answerOf: setUpAnswerOf,
        signal: giveUp.signal,
      },
    );
    expect(answer).toEqual({ kind: 'unfinished', operationId: intent.operationId, state: 'compensating' });
    expect(beforeEachPass).toEqual([]);
  });

  it('of an operation that nobody knows is over when the time is up', async () => {
    const id = operationIdOf('0');
    expect(await wait(100, { id })).toEqual({ kind: 'unfinished', operationId: id, state: 'running' });
  });
});
