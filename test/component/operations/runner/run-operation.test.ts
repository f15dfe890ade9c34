import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeyedRequest } from '../../../../src/database/operations/acceptance.js';
import type { SetUpAnswer } from '../../../../src/domain/set-up/set-up.js';
import type { OperationId, OrganizationId } from '../../../../src/domain/values.js';
import type { AdmissionControl } from '../../../../src/operations/runner/admission.js';
import {
  type OperationRequest,
  type Runner,
  runOperation,
} from '../../../../src/operations/runner/run-operation.js';
import { acceptSetUp, setUpAnswerOf } from '../../../../src/operations/set-up/set-up-trunk.js';
import { activate, intentFor, keyedAs, noon, useDatabase } from '../../database/in-memory-database.js';
import { admissionWith, endSlots, limits, runnerOn } from '../operations-on.js';

const objects = { inboundTrunkId: 'ST_in', outboundTrunkId: 'ST_out', dispatchRuleId: 'SDR_1' };

const memory = await useDatabase();
let runner: Runner & { readonly admission: AdmissionControl };
let started: OperationId[];

beforeEach(async () => {
  started = [];
  runner = { ...(await runnerOn(memory)), starter: { start: async ({ id }) => void started.push(id) } };
});

afterEach(() => endSlots(runner.admission));

const requestFor = (
  number: string,
  waitMs: number,
  keyed: KeyedRequest | null = null,
): OperationRequest<SetUpAnswer> => ({
  organizationId: 'org_ada000000000000000000000' as OrganizationId,
  admission: runner.admission.set_up,
  keyed,
  deadline: performance.now() + waitMs,
  accept: () =>
    acceptSetUp(runner, intentFor(number, { keyed }), () => ({
      kind: 'answered',
      answer: { kind: 'number_in_use' },
    })),
  answerOf: setUpAnswerOf,
});

const begin = (...request: Parameters<typeof requestFor>): Promise<SetUpAnswer> =>
  runOperation(runner, requestFor(...request));

/** Completes an operation as the worker does. */
async function succeed(operationId: OperationId | undefined): Promise<void> {
  if (operationId === undefined) throw new Error('No workflow was started.');
  await activate(memory.database, operationId, objects, noon);
  runner.completions.notify(operationId);
}

describe('an operation whose caller does not wait', () => {
  it('an operation whose caller does not wait is begun and answered at once', async () => {
    const answer = await begin('+15551230001', 0);
    expect(answer).toEqual({ kind: 'unfinished', operationId: started[0], state: 'running' });
  });

  it('an operation whose caller does not wait holds its slot until its completion, so that overload is still refused', async () => {
    await begin('+15551230001', 0);
    expect(await begin('+15551230002', 0)).toMatchObject({ kind: 'unavailable', component: 'capacity' });
    await succeed(started[0]);
    await expect.poll(() => runner.admission.set_up.active).toBe(0);
    expect(await begin('+15551230002', 0)).toMatchObject({ kind: 'unfinished' });
  });

  it('an operation whose caller does not wait gets the answer of its idempotency key also when no slot is free for anything else', async () => {
    const first = await begin('+15551230001', 0, keyedAs('first'));
    expect(await begin('+15551230002', 0, keyedAs('second'))).toMatchObject({ component: 'capacity' });
    expect(await begin('+15551230001', 0, keyedAs('first', 'that'))).toEqual({
      kind: 'idempotency_key_reused',
    });
    expect(await begin('+15551230001', 0, keyedAs('first'))).toEqual({ ...first, replayed: true });
    expect(started).toHaveLength(1);
  });

  it('an operation whose caller does not wait releases its slot when the process is about to stop', async () => {
    await begin('+15551230001', 0);
    expect(runner.admission.set_up.active).toBe(1);
    runner.admission.set_up.close();
    await expect.poll(() => runner.admission.set_up.active).toBe(0);
  });
});

describe('an operation whose caller waits', () => {
  it('an operation whose caller waits is answered with its outcome, and releases its slot', async () => {
    const answer = begin('+15551230001', 60_000);
    await expect.poll(() => started).toHaveLength(1);
    await succeed(started[0]);
    expect(await answer).toMatchObject({ kind: 'created', operationId: started[0] });
    expect(runner.admission.set_up.active).toBe(0);
  });

  it('an operation whose caller waits holds no slot when somebody else has the number', async () => {
    await begin('+15551230001', 0);
    await succeed(started[0]);
    await expect.poll(() => runner.admission.set_up.active).toBe(0);
    expect(await begin('+15551230001', 60_000)).toEqual({ kind: 'number_in_use' });
    expect(runner.admission.set_up.active).toBe(0);
    expect(started).toHaveLength(1);
  });

  it('an operation whose caller waits goes on when its workflow cannot be started, because the dispatcher starts it', async () => {
    let failures = 0;
    runner = {
      ...runner,
      starter: {
        start: async ({ id }) => {
          started.push(id);
          throw new Error('14 UNAVAILABLE');
        },
      },
      reachability: {
        reachable: true,
        reportFailure: () => {
          failures += 1;
        },
      },
    };
    const answer = begin('+15551230001', 60_000);
    await expect.poll(() => failures).toBe(1);
    await succeed(started[0]);
    expect(await answer).toMatchObject({ kind: 'created', operationId: started[0] });
  });
});

describe('an operation that another one blocks', () => {
  it('an operation that another one blocks is begun once that one is completed, and holds no slot until then', async () => {
    const blocking = await begin('+15551230001', 0);
    runner = {
      ...runner,
      admission: admissionWith(limits),
    };
    const by = blocking.kind === 'unfinished' ? blocking.operationId : null;
    let attempts = 0;
    const request = requestFor('+15551230002', 60_000);
    const answer = runOperation<SetUpAnswer>(runner, {
      ...request,
      accept: async () => {
        attempts += 1;
        return attempts > 1 || by === null
          ? request.accept()
          : { kind: 'blocked', by, otherwise: { kind: 'number_in_use' } };
      },
    });
    await expect.poll(() => attempts).toBe(1);
    await expect.poll(() => runner.admission.set_up.active).toBe(0);

    await succeed(started[0]);
    await expect.poll(() => started).toHaveLength(2);
    await succeed(started[1]);
    expect(await answer).toMatchObject({ kind: 'created', operationId: started[1] });
  });

  it('an operation that another one blocks is answered as blocked when the wait of its caller ends first', async () => {
    const blocking = await begin('+15551230001', 0);
    if (blocking.kind !== 'unfinished') throw new Error('The operation is completed.');
    const answer = await runOperation<SetUpAnswer>(runner, {
      ...requestFor('+15551230002', 0),
      admission: admissionWith(limits).set_up,
      accept: async () => ({
        kind: 'blocked',
        by: blocking.operationId,
        otherwise: { kind: 'number_in_use' },
      }),
    });
    expect(answer).toEqual({ kind: 'number_in_use' });
    expect(started).toHaveLength(1);
  });
});

describe('an operation that cannot be accepted', () => {
  it('an operation that cannot be accepted is answered as unavailable while the database is away, and releases its slot', async () => {
    const lost = Object.assign(new Error('The connection was lost.'), { code: 'ECONNRESET' });
    const answer = await runOperation<SetUpAnswer>(runner, {
      ...requestFor('+15551230001', 60_000),
      accept: () => Promise.reject(lost),
    });
    expect(answer).toMatchObject({ kind: 'unavailable', component: 'database' });
    expect(runner.admission.set_up.active).toBe(0);
  });

  it('an operation that cannot be accepted releases its slot when accepting it fails for good', async () => {
    const wrong = Object.assign(new Error('syntax error'), { code: '42601' });
    const answer = runOperation<SetUpAnswer>(runner, {
      ...requestFor('+15551230001', 60_000),
      accept: () => Promise.reject(wrong),
    });
    await expect(answer).rejects.toThrow(wrong);
    expect(runner.admission.set_up.active).toBe(0);
  });
});
