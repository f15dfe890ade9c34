import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeyedRequest } from '../../../../src/database/idempotency-keys.js';
import { activateRecord } from '../../../../src/database/operation-rows.js';
import type { OperationId } from '../../../../src/domain/ids.js';
import type { SetUpAnswer } from '../../../../src/domain/set-up/set-up.js';
import { Admission } from '../../../../src/operations/runner/admission.js';
import { OperationCompletions } from '../../../../src/operations/runner/completion.js';
import { type BeginSetUp, beginSetUp } from '../../../../src/operations/set-up/begin-set-up.js';
import { setUpAnswerOf } from '../../../../src/operations/set-up/set-up-trunk.js';
import { intentFor, keyedAs, noon, useDatabase } from '../../database/in-memory-database.js';
import { endSlots } from '../operating.js';

const objects = { inboundTrunkId: 'ST_in', outboundTrunkId: 'ST_out', dispatchRuleId: 'SDR_1' };

const memory = await useDatabase();
let dependencies: BeginSetUp;
let started: OperationId[];

beforeEach(async () => {
  started = [];
  dependencies = {
    database: memory.database,
    ends: new OperationCompletions(),
    admission: { set_up: new Admission({ atOnce: 1, waiting: 0, longestWaitMs: 1_000 }) },
    answerWaitMs: 60_000,
    starter: { start: async ({ id }) => void started.push(id) },
    reachability: { reachable: true, ambiguity: () => undefined },
    logger: pino({ level: 'silent' }),
  };
});

afterEach(() => endSlots(dependencies.admission));

const begin = (number: string, waitMs: number, keyed: KeyedRequest | null = null): Promise<SetUpAnswer> =>
  beginSetUp<SetUpAnswer>(dependencies, {
    intentOf: () => intentFor(number, { keyed }),
    deadline: performance.now() + waitMs,
    answerOf: setUpAnswerOf,
    notAccepted: ({ kind }) => ({ kind: kind === 'idempotency_key_reused' ? kind : 'number_in_use' }),
  });

/** What the worker does in the end. */
async function succeed(operationId: OperationId | undefined): Promise<void> {
  if (operationId === undefined) throw new Error('No workflow was started.');
  await activateRecord(memory.database, operationId, objects, noon);
  dependencies.ends.announce(operationId);
}

describe('a set-up whose caller does not wait', () => {
  it('is begun and answered at once', async () => {
    const answer = await begin('+15551230001', 0);
    expect(answer).toEqual({ kind: 'unfinished', operationId: started[0], state: 'running' });
  });

  it('keeps its turn until it has ended, so that overload is still refused', async () => {
    await begin('+15551230001', 0);
    expect(await begin('+15551230002', 0)).toMatchObject({ kind: 'unavailable', component: 'capacity' });
    await succeed(started[0]);
    await expect.poll(() => dependencies.admission.set_up.inside).toBe(0);
    expect(await begin('+15551230002', 0)).toMatchObject({ kind: 'unfinished' });
  });

  it('is told what its key stands for, also when there is no turn for anything else', async () => {
    await begin('+15551230001', 0, keyedAs('first'));
    expect(await begin('+15551230002', 0, keyedAs('second'))).toMatchObject({ component: 'capacity' });
    expect(await begin('+15551230001', 0, keyedAs('first', 'that'))).toEqual({
      kind: 'idempotency_key_reused',
    });
    expect(await begin('+15551230001', 0, keyedAs('first'))).toEqual({ kind: 'number_in_use' });
    expect(started).toHaveLength(1);
  });

  it('gives its turn back when the process is about to stop', async () => {
    await begin('+15551230001', 0);
    expect(dependencies.admission.set_up.inside).toBe(1);
    dependencies.admission.set_up.close();
    await expect.poll(() => dependencies.admission.set_up.inside).toBe(0);
  });
});

describe('a set-up whose caller waits', () => {
  it('is answered with its end, and gives its turn back', async () => {
    const answer = begin('+15551230001', 60_000);
    await expect.poll(() => started).toHaveLength(1);
    await succeed(started[0]);
    expect(await answer).toMatchObject({ kind: 'created', operationId: started[0] });
    expect(dependencies.admission.set_up.inside).toBe(0);
  });

  it('takes no turn while it waits for what somebody else has begun', async () => {
    await begin('+15551230001', 0);
    await succeed(started[0]);
    await expect.poll(() => dependencies.admission.set_up.inside).toBe(0);
    expect(await begin('+15551230001', 60_000)).toEqual({ kind: 'number_in_use' });
    expect(dependencies.admission.set_up.inside).toBe(0);
    expect(started).toHaveLength(1);
  });
});
