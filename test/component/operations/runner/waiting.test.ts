import { beforeEach, describe, expect, it } from 'vitest';
import { beginCompensation, releaseNumber } from '../../../../src/database/operations/operations.js';
import { acceptIntent } from '../../../../src/database/operations/set-up.js';
import type { Unfinished } from '../../../../src/domain/operation/operation.js';
import type { SetUpAnswer } from '../../../../src/domain/set-up/set-up.js';
import type { OperationId } from '../../../../src/domain/values.js';
import {
  type Completed,
  OperationCompletions,
  waitForCompletion,
} from '../../../../src/operations/runner/completion.js';
import { setUpAnswerOf } from '../../../../src/operations/set-up/set-up-trunk.js';
import { operationIdOf } from '../../../unit/plans.js';
import { activate, intentFor, noon, useDatabase } from '../../database/in-memory-database.js';

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

/** Derives the answer of a set-up from the outcome of a wait. */
function answerTo(outcome: Completed | Unfinished): SetUpAnswer {
  return outcome.kind === 'completed' ? setUpAnswerOf(outcome.operation) : outcome;
}

/** Waits as a gateway does. */
async function wait(
  waitMs: number,
  {
    completions = new OperationCompletions(),
    readFirst = false,
    id = operationId,
    ...rhythm
  }: {
    readonly completions?: OperationCompletions;
    readonly readFirst?: boolean;
    readonly id?: OperationId;
    readonly pollEveryMs?: number;
  } = {},
): Promise<SetUpAnswer> {
  const listener = completions.listen(id);
  try {
    const deadline = performance.now() + waitMs;
    return answerTo(
      await waitForCompletion(memory.database, id, listener, { deadline, readFirst, ...rhythm }),
    );
  } finally {
    listener.stop();
  }
}

const succeed = () => activate(memory.database, operationId, objects, noon);

async function fail(): Promise<void> {
  await beginCompensation(memory.database, operationId, failure);
  await releaseNumber(memory.database, operationId, { removed }, noon);
}

describe('the wait for the completion of an operation', () => {
  it('the wait for the completion of an operation returns the trunk of a succeeded operation', async () => {
    await succeed();
    expect(await wait(20_000)).toMatchObject({ kind: 'created', operationId, trunk: objects });
  });

  it('the wait for the completion of an operation returns the cause and the removed objects of a failed operation', async () => {
    await fail();
    expect(await wait(20_000)).toEqual({
      kind: 'failed',
      operationId,
      failure: { ...failure, removed },
    });
  });

  it('the wait for the completion of an operation notices a completion in another process', async () => {
    const waiting = wait(20_000);
    await succeed();
    expect(await waiting).toMatchObject({ kind: 'created' });
  });

  it('the wait for the completion of an operation is over soon after a completion that this process notifies', async () => {
    const completions = new OperationCompletions();
    const began = performance.now();
    const waiting = wait(20_000, { completions });
    await succeed();
    completions.notify(operationId);
    expect(await waiting).toMatchObject({ kind: 'created' });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('the wait for the completion of an operation polls the database as rarely as requested, and still notices a completion in this process at once', async () => {
    const completions = new OperationCompletions();
    const began = performance.now();
    const [elsewhere, here] = [
      wait(20_000, { pollEveryMs: 1_000 }),
      wait(60_000, { pollEveryMs: 40_000, completions }),
    ];
    await succeed();
    completions.notify(operationId);
    expect([await elsewhere, await here]).toMatchObject([{ kind: 'created' }, { kind: 'created' }]);
    expect(performance.now() - began).toBeGreaterThan(950);
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('the wait for the completion of an operation goes on after a notification of a completion that the database does not show', async () => {
    const completions = new OperationCompletions();
    const waiting = wait(400, { completions });
    completions.notify(operationId);
    expect(await waiting).toMatchObject({ kind: 'unfinished' });
  });

  it.each([
    ['running', async () => undefined],
    ['compensating', async () => void (await beginCompensation(memory.database, operationId, failure))],
  ])(
    'the wait for the completion of an operation reports the state %s when the time is up',
    async (state, arrive) => {
      await arrive();
      const began = performance.now();
      expect(await wait(150)).toEqual({ kind: 'unfinished', operationId, state });
      expect(performance.now() - began).toBeLessThan(10_000);
    },
  );

  it('the wait for the completion of an operation reads at once when another request began the operation', async () => {
    await succeed();
    const began = performance.now();
    expect(await wait(20_000, { readFirst: true })).toMatchObject({ kind: 'created' });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('the wait for the completion of an operation reads once even without any time left, so that a caller who does not wait gets a completed operation', async () => {
    await succeed();
    expect(await wait(0, { readFirst: true })).toMatchObject({ kind: 'created' });
  });

  it('without any time left ends before the first read', async () => {
    expect(await wait(0)).toEqual({ kind: 'unfinished', operationId, state: 'running' });
  });

  it('the wait for the completion of an operation is over soon after its signal is aborted', async () => {
    const listener = new OperationCompletions().listen(operationId);
    const began = performance.now();
    const stopping = new AbortController();
    const waiting = waitForCompletion(memory.database, operationId, listener, {
      deadline: began + 60_000,
      readFirst: false,
      signal: stopping.signal,
    });
    stopping.abort();
    expect(await waiting).toMatchObject({ kind: 'unfinished' });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('the wait for the completion of an operation is not ended by failing reads, because the operation goes on', async () => {
    const broken = memory.connect();
    broken.cut();
    const listener = new OperationCompletions().listen(operationId);
    const answer = await waitForCompletion(broken.database, operationId, listener, {
      deadline: performance.now() + 120,
      readFirst: false,
    });
    expect(answer).toEqual({ kind: 'unfinished', operationId, state: 'running' });
  });

  it('the wait for the completion of an operation reports the state that was read last when the reads after that fail', async () => {
    const lost = memory.connect();
    await beginCompensation(lost.database, operationId, failure);
    const stopping = new AbortController();
    const beforeEachRead = [async () => undefined, async () => lost.cut(), async () => stopping.abort()];
    const answer = await waitForCompletion(
      lost.database,
      operationId,
      {
        completedWithin: async () => {
          await beforeEachRead.shift()?.();
          return null;
        },
        firstPausesMs: [],
        stop: () => undefined,
      },
      {
        deadline: performance.now() + 60_000,
        readFirst: false,
        signal: stopping.signal,
      },
    );
    expect(answer).toEqual({ kind: 'unfinished', operationId, state: 'compensating' });
    expect(beforeEachRead).toEqual([]);
  });

  it('for an unknown operation is over when the time is up', async () => {
    const id = operationIdOf('0');
    expect(await wait(100, { id })).toEqual({ kind: 'unfinished', operationId: id, state: 'running' });
  });
});
