import { beforeEach, describe, expect, it } from 'vitest';
import {
  beginCompensation,
  findOperation,
  releaseNumber,
} from '../../../../src/database/operations/operations.js';
import { acceptIntent } from '../../../../src/database/operations/set-up.js';
import type { OperationId } from '../../../../src/domain/values.js';
import { operationViewOf } from '../../../../src/operations/follow/followed-operation.js';
import { activate, afterNoon, intentFor, noon, useDatabase } from '../../database/in-memory-database.js';

const objects = { inboundTrunkId: 'ST_in', outboundTrunkId: 'ST_out', dispatchRuleId: 'SDR_1' };
const removed = { inbound: 1, outbound: 0, rule: 0 };

const memory = await useDatabase();
let operationId: OperationId;

beforeEach(async () => {
  const intent = intentFor('+15551234567');
  operationId = intent.operationId;
  await acceptIntent(memory.database, intent);
});

async function view() {
  const found = await findOperation(memory.database, operationId);
  if (found === null) throw new Error('The operation is gone.');
  return operationViewOf(found.operation, null);
}

const statesOf = ({ steps }: Awaited<ReturnType<typeof view>>) =>
  Object.fromEntries(steps.map(({ name, state }) => [name, state]));

describe('the view of an operation', () => {
  it('the view of an operation shows the steps of a running one as pending, and no end', async () => {
    const shown = await view();
    expect(shown).toMatchObject({
      id: operationId,
      kind: 'set_up_trunk',
      state: 'running',
      contract: 'zudu',
      createdAt: noon,
      finishedAt: null,
      failure: null,
      trunk: null,
    });
    expect(statesOf(shown)).toEqual({
      inbound: 'pending',
      outbound: 'pending',
      rule: 'pending',
      record: 'pending',
    });
  });

  it('the view of an operation counts the attempts that only Temporal knows, with their last error', async () => {
    const found = await findOperation(memory.database, operationId);
    if (found === null) throw new Error('The operation is gone.');
    const log = [{ phase: 'forward', step: 'rule', at: 1_000, event: 'started', attempts: 1 }] as const;
    const waiting = {
      stuck: true,
      steps: [{ phase: 'forward', step: 'rule', attempts: 8, error: 'livekit_fault', nextAttemptAt: noon }],
    } as const;
    const shown = operationViewOf(found.operation, log, waiting);
    expect(shown.steps.find(({ name }) => name === 'rule')).toMatchObject({
      state: 'running',
      attempts: 9,
      error: 'livekit_fault',
    });
    expect(shown).toMatchObject({ waiting, phoneNumber: '+15551234567' });
  });

  it('the view of an operation shows the trunk of a succeeded one, and that every step succeeded', async () => {
    await activate(memory.database, operationId, objects, afterNoon(30));
    const shown = await view();
    expect(shown).toMatchObject({
      state: 'succeeded',
      finishedAt: afterNoon(30),
      trunk: { id: expect.any(Number), ...objects },
    });
    expect(new Set(Object.values(statesOf(shown)))).toEqual(new Set(['succeeded']));
  });

  it('the view of an operation shows the failed step, the cause and the removed objects of a failed one', async () => {
    const failure = {
      step: 'outbound',
      code: 'livekit_refused',
      removed: { inbound: 0, outbound: 0, rule: 0 },
    } as const;
    await beginCompensation(memory.database, operationId, failure);
    await releaseNumber(memory.database, operationId, { removed }, afterNoon(50));
    const shown = await view();
    expect(shown).toMatchObject({
      state: 'failed',
      finishedAt: afterNoon(50),
      failure: { ...failure, removed },
      trunk: null,
    });
    expect(statesOf(shown)).toEqual({
      inbound: 'compensated',
      outbound: 'failed',
      rule: 'pending',
      record: 'pending',
    });
  });
});
