import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idempotencyKeys } from '../../../../src/database/schema.js';
import { removeRecord } from '../../../../src/database/tear-down-rows.js';
import type { OperationId } from '../../../../src/domain/ids.js';
import type { TearDownAnswer } from '../../../../src/domain/tear-down/tear-down.js';
import { noNotes } from '../../../../src/domain/trunk/notes.js';
import { admissionControl } from '../../../../src/operations/runner/admission.js';
import type { OperateDependencies } from '../../../../src/operations/runner/run-on-trunk.js';
import { tearDownTrunkWith } from '../../../../src/operations/tear-down/tear-down-trunk.js';
import { ada, aTrunk, intentFor, noon, useDatabase } from '../../database/in-memory-database.js';
import { endSlots, limits, operatingOn } from '../operating.js';

const number = '+15551230001';
const memory = await useDatabase();
let dependencies: OperateDependencies;
let started: OperationId[];

beforeEach(async () => {
  started = [];
  dependencies = {
    ...(await operatingOn(memory)),
    starter: { start: async ({ id }) => void started.push(id) },
  };
});

afterEach(() => endSlots(dependencies.admission));

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
  tearDownTrunkWith(dependencies)({
    ...{ organizationId: ada, contract: 'autocalls', requestedBy: 'sk_owner', onlyIfUnassigned },
    ...{ target: { by: 'id', id: trunkId }, idempotencyKey: key, waitMs },
  });

/** Has a trunk made whose calls these agents answer and make. */
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

/** What the worker does in the end. */
async function finish(operationId: OperationId | undefined): Promise<void> {
  if (operationId === undefined) throw new Error('No workflow was started.');
  await removeRecord(memory.database, operationId, noon);
  dependencies.ends.announce(operationId);
}

describe('a trunk that is to stay while an agent is assigned to it', () => {
  const onlyIfUnassigned = true;

  it.each([
    ['answers its calls', { inbound: 'reception', outbound: null }],
    ['calls from its number', { inbound: null, outbound: 'sales' }],
  ])('stays when one %s', async (_what, agents) => {
    const { id } = await aTrunkOf(agents);
    expect(await tearDown(id, { waitMs: 0, onlyIfUnassigned })).toEqual({ kind: 'assigned' });
    expect(started).toEqual([]);
    expect(await tearDown(id, { waitMs: 0 }), 'unless it is to go in any case').toMatchObject({
      kind: 'unfinished',
    });
  });

  it('goes when there is none', async () => {
    const { id } = await aTrunkOf({ inbound: null, outbound: null });
    expect(await tearDown(id, { waitMs: 0, onlyIfUnassigned })).toMatchObject({ kind: 'unfinished' });
  });
});

describe('an operation on a trunk', () => {
  it('has its turn until it has ended, also when its caller does not wait; beyond that is refused', async () => {
    const [one, other] = [
      await aTrunk(memory.database, '+15551230001'),
      await aTrunk(memory.database, '+15551230002'),
    ];

    expect(await tearDown(one.id, { waitMs: 0 })).toMatchObject({ kind: 'unfinished' });

    expect(await tearDown(other.id)).toMatchObject({ kind: 'unavailable', component: 'capacity' });
    expect(started, 'nothing was begun').toHaveLength(1);
    await finish(started[0]);
    await expect.poll(() => dependencies.admission.tear_down.inside).toBe(0);
    expect(await tearDown(other.id, { waitMs: 0 })).toMatchObject({ kind: 'unfinished' });
  });

  it('keeps its turn no longer than a patient caller would have waited', async () => {
    const { id } = await aTrunk(memory.database, '+15551230001');
    dependencies = { ...dependencies, answerWaitMs: 200 };

    expect(await tearDown(id, { waitMs: 0 })).toMatchObject({ kind: 'unfinished' });

    expect(dependencies.admission.tear_down.inside).toBe(1);
    await expect.poll(() => dependencies.admission.tear_down.inside).toBe(0);
  });

  it('that somebody else has begun is waited for without a turn, and remembered under the key of who joined it', async () => {
    const { id } = await aTrunk(memory.database, '+15551230001');
    const roomy = { ...limits, atOnce: 2 };
    dependencies = {
      ...dependencies,
      admission: admissionControl({ set_up: roomy, change: roomy, tear_down: roomy }),
    };
    const first = tearDown(id, { key: 'first' });
    await expect.poll(() => started).toHaveLength(1);

    const joined = tearDown(id, { key: 'second' });
    await expect.poll(() => memory.database.select().from(idempotencyKeys)).toHaveLength(2);
    expect(dependencies.admission.tear_down.inside).toBe(1);
    await finish(started[0]);

    const answer = { kind: 'torn_down', operationId: started[0] };
    expect([await first, await joined]).toMatchObject([answer, answer]);
    expect(await tearDown(id, { key: 'second' })).toMatchObject(answer);
    expect(await tearDown(id)).toEqual({ kind: 'not_found' });
  });

  it('that has ended answers its repetition while there is no turn for anything else', async () => {
    const { id } = await aTrunk(memory.database, '+15551230001');
    const first = tearDown(id, { key: 'first' });
    await expect.poll(() => started).toHaveLength(1);
    await finish(started[0]);
    await first;
    const other = await dependencies.admission.tear_down.enter();

    expect(await tearDown(id, { key: 'first' })).toEqual(await first);
    expect(await tearDown(id + 1, { key: 'first' })).toEqual({ kind: 'idempotency_key_reused' });
    for (const key of ['second', null]) {
      expect(await tearDown(id, { key })).toMatchObject({ kind: 'unavailable', component: 'capacity' });
    }
    expect(started).toHaveLength(1);
    if (other.kind === 'admitted') other.leave();
  });

  it('that has ended answers its repetition while Temporal cannot be reached, and nothing else is begun', async () => {
    const { id } = await aTrunk(memory.database, '+15551230001');
    const first = tearDown(id, { key: 'first' });
    await expect.poll(() => started).toHaveLength(1);
    await finish(started[0]);
    await first;
    dependencies = { ...dependencies, reachability: { reachable: false, ambiguity: () => undefined } };

    expect(await tearDown(id, { key: 'first' })).toEqual(await first);
    expect(await tearDown(id + 1, { key: 'first' })).toEqual({ kind: 'idempotency_key_reused' });
    for (const key of ['second', null]) {
      expect(await tearDown(id, { key })).toMatchObject({ kind: 'unavailable', component: 'temporal' });
    }
    expect(started).toHaveLength(1);
  });
});
