import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApplicationFailure } from '@temporalio/common';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PartVerbs } from '../../src/activities/objects/part.js';
import { failureConverterPath } from '../../src/runtime/temporal/payload-encryption.js';
import { at, zuduBody } from '../integration/support/requests/tenant.js';
import { nothing, oneTrunk, World } from '../integration/support/world.js';

/*
 * The proof that a part is declared once: this file declares one more part with its verbs, as an edit of the two modules below would
 * do. Nothing else knows of it. Temporal, LiveKit and the database are real; the part itself lives in the memory of this process.
 */
vi.mock('../../src/domain/parts/graph.js', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/domain/parts/graph.js')>();
  const { withWaitingRoom } = await import('./graph.js');
  return { ...original, trunkParts: withWaitingRoom(original.PartGraph, original.trunkParts) };
});
vi.mock('../../src/activities/parts/index.js', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/activities/parts/index.js')>();
  const partsWith: typeof original.partsWith = (dependencies) => ({
    ...original.partsWith(dependencies),
    waiting_room: verbs,
  });
  return { ...original, partsWith };
});

/** The waiting rooms that exist, by the operation that made them, and what was done with them. */
const rooms = new Map<string, string>();
const events: string[] = [];
/** How many attempts to make a room fail from now on, and how. */
let failures: { times: number; readonly type: string; readonly nonRetryable: boolean } | null = null;

const verbs: PartVerbs = {
  create: async ({ spec, made }) => {
    events.push(`create for ${made.inbound === undefined ? 'nothing' : 'an inbound trunk'}`);
    if (failures !== null && failures.times > 0) {
      failures.times -= 1;
      throw ApplicationFailure.create({
        ...failures,
        message: 'planned',
        details: [{ mayHaveApplied: true }],
      });
    }
    rooms.set(spec.operationId, `room of ${made.inbound}`);
    return { output: 'WR_1' };
  },
  remove: async ({ spec }) => {
    events.push('remove');
    return { removed: rooms.delete(spec.operationId) ? 1 : 0 };
  },
  tearDown: async () => {
    events.push('tear down');
    rooms.clear();
    return { removed: 1 };
  },
};

const world = new World();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'trunkline-test-parts-'));
  const { code } = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
    failureConverterPath,
    logger: new DefaultLogger('ERROR'),
  });
  const bundle = path.join(folder, 'workflow-bundle.js');
  await writeFile(bundle, code);
  await world.begin({}, bundle);
});

beforeEach(async () => {
  await world.clear();
  rooms.clear();
  events.length = 0;
  failures = null;
});

afterAll(async () => {
  await world.end();
  await rm(folder, { recursive: true, force: true });
});

/** Sets up a trunk, and reads its operation when it is over. */
async function setUp() {
  const tenant = await world.tenant();
  const answer = await tenant.zudu(zuduBody('+15551234567'));
  const id = String(answer.headers.get('x-operation-id'));
  const operation = await tenant.operation(id);
  return { tenant, answer, operation: operation.body };
}

/** The states of an operation's steps or of its compensation, by part. */
function statesIn(operation: unknown, list: 'steps' | 'compensation'): Readonly<Record<string, unknown>> {
  const entries: unknown = at(operation, list);
  if (!Array.isArray(entries)) throw new Error(`The operation has no ${list}.`);
  return Object.fromEntries(entries.map((entry) => [String(at(entry, 'name')), at(entry, 'state')]));
}

describe('a part that is declared and has verbs', () => {
  it('a new part is made in its place by a set-up, and shown among its steps', async () => {
    const { answer, operation } = await setUp();

    expect(answer.status).toBe(200);
    expect(events).toEqual(['create for an inbound trunk']);
    expect([...rooms.values()]).toEqual([expect.stringMatching(/^room of ST_/)]);
    expect(await world.remains()).toEqual(oneTrunk);
    expect(Object.keys(statesIn(operation, 'steps'))).toEqual([
      'inbound',
      'outbound',
      'rule',
      'waiting_room',
      'record',
    ]);
    expect(statesIn(operation, 'steps')).toMatchObject({ waiting_room: 'succeeded', record: 'succeeded' });
  });

  it('a new part is repeated when it fails transiently', async () => {
    failures = { times: 2, type: 'livekit_unreachable', nonRetryable: false };
    const { answer, operation } = await setUp();

    expect(answer.status).toBe(200);
    expect(rooms.size).toBe(1);
    expect(statesIn(operation, 'steps')).toMatchObject({ waiting_room: 'succeeded' });
  });

  it('a new part lets the set-up compensate everything when it fails for good, in both passes and itself too', async () => {
    failures = { times: 1, type: 'livekit_refused', nonRetryable: true };
    const { answer, operation } = await setUp();

    expect(answer.status).toBe(500);
    expect(events).toEqual(['create for an inbound trunk', 'remove', 'remove']);
    expect(rooms.size).toBe(0);
    expect(await world.remains()).toEqual(nothing);
    expect(statesIn(operation, 'steps')).toMatchObject({ inbound: 'compensated', waiting_room: 'failed' });
    expect(statesIn(operation, 'compensation')).toMatchObject({
      waiting_room: 'succeeded',
      number: 'succeeded',
    });
    expect(at(operation, 'failure', 'step')).toBe('waiting_room');
  });

  it('a new part is compensated when another part fails', async () => {
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' });
    const { answer, operation } = await setUp();

    expect(answer.status).toBe(500);
    expect(rooms.size).toBe(0);
    expect(await world.remains()).toEqual(nothing);
    expect(statesIn(operation, 'steps')).toMatchObject({ rule: 'failed', waiting_room: 'compensated' });
  });

  it('a new part is removed by a tear-down', async () => {
    const { tenant } = await setUp();
    const deleted = await tenant.request('DELETE', '/api/phone-numbers/+15551234567', {
      headers: { authorization: `Bearer ${tenant.key.secret}` },
    });

    expect(deleted.status).toBe(200);
    expect(events).toEqual(['create for an inbound trunk', 'tear down']);
    expect(rooms.size).toBe(0);
    expect(await world.remains()).toEqual(nothing);
  });
});
