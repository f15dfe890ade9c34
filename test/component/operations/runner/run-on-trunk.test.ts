import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeRecord } from '../../../../src/database/operations/tear-down.js';
import { idempotencyKeys } from '../../../../src/database/schema.js';
import type { TearDownAnswer } from '../../../../src/domain/tear-down/tear-down.js';
import { noNotes } from '../../../../src/domain/trunk/trunk.js';
import type { OperationId } from '../../../../src/domain/values.js';
import type { TrunkRunner } from '../../../../src/operations/runner/run-on-trunk.js';
import { tearDownTrunkWith } from '../../../../src/operations/tear-down/tear-down-trunk.js';
import { ada, aTrunk, intentFor, noon, useDatabase } from '../../database/in-memory-database.js';
import { admissionWith, endSlots, limits, runnerOn } from '../operations-on.js';

const number = '+15551230001';
const memory = await useDatabase();
let runner: TrunkRunner;
let started: OperationId[];

beforeEach(async () => {
  started = [];
  runner = {
    ...(await runnerOn(memory)),
    starter: { start: async ({ id }) => void started.push(id) },
  };
});

afterEach(() => endSlots(runner.admission));

const tearDown = (
  trunkId: number,
  {
    waitMs = 60_000,
    key = null,
    onlyIfUnassigned = false,
  }: {
    readonly waitMs?: number;
    readonly key?: string | null;
    readonly onlyIfUnassigned?: boolean;
  } = {},
): Promise<TearDownAnswer> =>
  tearDownTrunkWith(runner)({
    ...{
      organizationId: ada,
      contract: 'autocalls',
      requestedBy: { keyId: 'sk_owner', address: '127.0.0.1' },
      onlyIfUnassigned,
    },
    ...{ target: { by: 'id', id: trunkId }, idempotencyKey: key, waitMs },
  });

/** Creates a trunk whose calls these agents answer and make. */
function aTrunkOf(agents: { readonly inbound: string | null; readonly outbound: string | null }) {
  const { request } = intentFor(number);
  return aTrunk(memory.database, number, {
    request: {
      ...request,
      settings: { ...request.settings, agentName: agents.inbound },
      notes: { ...noNotes, outboundAgentId: agents.outbound },
    },
  });
}

/** Completes an operation as the worker does. */
async function finish(operationId: OperationId | undefined): Promise<void> {
  if (operationId === undefined) throw new Error('No workflow was started.');
  await removeRecord(memory.database, operationId, noon);
  runner.completions.notify(operationId);
}

describe('a tear-down of a trunk only if no agent is assigned to it', () => {
  const onlyIfUnassigned = true;

  it.each([
    ['answers its calls', { inbound: 'reception', outbound: null }],
    ['calls from its number', { inbound: null, outbound: 'sales' }],
  ])(
    'a tear-down of a trunk only if no agent is assigned to it is refused when an agent %s',
    async (_what, agents) => {
      const { id } = await aTrunkOf(agents);
      expect(await tearDown(id, { waitMs: 0, onlyIfUnassigned })).toEqual({ kind: 'assigned' });
      expect(started).toEqual([]);
      expect(await tearDown(id, { waitMs: 0 }), 'without the condition').toMatchObject({
        kind: 'unfinished',
      });
    },
  );

  it('a tear-down of a trunk only if no agent is assigned to it begins when there is no agent', async () => {
    const { id } = await aTrunkOf({ inbound: null, outbound: null });
    expect(await tearDown(id, { waitMs: 0, onlyIfUnassigned })).toMatchObject({ kind: 'unfinished' });
  });
});

describe('an operation on a trunk', () => {
  it('an operation on a trunk holds its slot until its completion, also when its caller does not wait, and others are refused until then', async () => {
    const [one, other] = [
      await aTrunk(memory.database, '+15551230001'),
      await aTrunk(memory.database, '+15551230002'),
    ];

    expect(await tearDown(one.id, { waitMs: 0 })).toMatchObject({ kind: 'unfinished' });

    expect(await tearDown(other.id)).toMatchObject({ kind: 'unavailable', component: 'capacity' });
    expect(started, 'nothing was begun').toHaveLength(1);
    await finish(started[0]);
    await expect.poll(() => runner.admission.tear_down.active).toBe(0);
    expect(await tearDown(other.id, { waitMs: 0 })).toMatchObject({ kind: 'unfinished' });
  });

  it('an operation on a trunk holds its slot no longer than a patient caller would have waited', async () => {
    const { id } = await aTrunk(memory.database, '+15551230001');
    runner = { ...runner, answerWaitMs: 200 };

    expect(await tearDown(id, { waitMs: 0 })).toMatchObject({ kind: 'unfinished' });

    expect(runner.admission.tear_down.active).toBe(1);
    await expect.poll(() => runner.admission.tear_down.active).toBe(0);
  });

  it('an operation on a trunk is joined without a slot, and answers the key of the caller who joined it', async () => {
    const { id } = await aTrunk(memory.database, '+15551230001');
    const roomy = { ...limits, atOnce: 2 };
    runner = {
      ...runner,
      admission: admissionWith(roomy),
    };
    const first = tearDown(id, { key: 'first' });
    await expect.poll(() => started).toHaveLength(1);

    const joined = tearDown(id, { key: 'second' });
    await expect.poll(() => memory.database.select().from(idempotencyKeys)).toHaveLength(2);
    expect(runner.admission.tear_down.active).toBe(1);
    await finish(started[0]);

    const answer = { kind: 'torn_down', operationId: started[0] };
    expect([await first, await joined]).toMatchObject([answer, answer]);
    expect(await tearDown(id, { key: 'second' })).toMatchObject(answer);
    expect(await tearDown(id)).toEqual({ kind: 'not_found' });
  });

  it('an operation on a trunk that is completed answers its repetition while no slot is free for anything else', async () => {
    const { id } = await aTrunk(memory.database, '+15551230001');
    const first = tearDown(id, { key: 'first' });
    await expect.poll(() => started).toHaveLength(1);
    await finish(started[0]);
    await first;
    const other = await runner.admission.tear_down.acquire(ada);

    expect(await tearDown(id, { key: 'first' })).toEqual({ ...(await first), replayed: true });
    expect(await tearDown(id + 1, { key: 'first' })).toEqual({ kind: 'idempotency_key_reused' });
    for (const key of ['second', null]) {
      expect(await tearDown(id, { key })).toMatchObject({ kind: 'unavailable', component: 'capacity' });
    }
    expect(started).toHaveLength(1);
    if (other.kind === 'admitted') other.release();
  });

  it('an operation on a trunk that is completed answers its repetition while Temporal cannot be reached, and nothing else is begun', async () => {
    const { id } = await aTrunk(memory.database, '+15551230001');
    const first = tearDown(id, { key: 'first' });
    await expect.poll(() => started).toHaveLength(1);
    await finish(started[0]);
    await first;
    runner = { ...runner, reachability: { reachable: false, reportFailure: () => undefined } };

    expect(await tearDown(id, { key: 'first' })).toEqual({ ...(await first), replayed: true });
    expect(await tearDown(id + 1, { key: 'first' })).toEqual({ kind: 'idempotency_key_reused' });
    for (const key of ['second', null]) {
      expect(await tearDown(id, { key })).toMatchObject({ kind: 'unavailable', component: 'temporal' });
    }
    expect(started).toHaveLength(1);
  });
});
