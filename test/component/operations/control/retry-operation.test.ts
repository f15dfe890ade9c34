import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyRing, newOperationId } from '../../../../src/crypto/secrets.js';
import {
  beginCompensation,
  completeOperation,
  releaseNumber,
} from '../../../../src/database/operations/operations.js';
import {
  beginTrunkOperation,
  type TrunkOperationRequest,
} from '../../../../src/database/operations/trunk-operations.js';
import type { OperationId } from '../../../../src/domain/values.js';
import { type RetryRunner, retryOperationWith } from '../../../../src/operations/control/control.js';
import {
  ada,
  afterNoon,
  aTrunk,
  intentFor,
  specFor,
  useDatabase,
} from '../../database/in-memory-database.js';
import { admissionWith, endSlots, limits, runnerOn } from '../operations-on.js';

const number = '+15551230001';
const memory = await useDatabase();
let runner: RetryRunner;

beforeEach(async () => {
  const roomy = { ...limits, waiting: 1 };
  runner = {
    ...(await runnerOn(memory)),
    admission: admissionWith(roomy),
    keyRing: new KeyRing([{ id: 'k1', material: randomBytes(32) }]),
    askForSteps: async () => null,
    askForWaiting: async () => null,
  };
});

afterEach(() => endSlots(runner.admission));

/** Begins a change of a trunk, so many milliseconds after noon. */
async function beginChange(trunkId: number, at: number): Promise<OperationId> {
  const { request } = intentFor(number);
  const spec: TrunkOperationRequest = specFor(trunkId, {
    operationId: newOperationId(),
    kind: 'change_trunk',
    acceptedAt: afterNoon(at),
    prepare: () => ({ kind: 'ready', request }),
  });
  expect(await beginTrunkOperation(memory.database, spec)).toMatchObject({ kind: 'begun' });
  return spec.operationId;
}

describe('the retry of a change', () => {
  it('the retry of a change does not overwrite what was changed while it waited for its slot', async () => {
    const { id } = await aTrunk(memory.database, number);
    const failed = await beginChange(id, 1_000);
    const removed = { inbound: 0, outbound: 0, rule: 0 };
    await beginCompensation(memory.database, failed, { step: 'rule', code: 'livekit_refused', removed });
    await releaseNumber(memory.database, failed, { removed }, afterNoon(2_000));
    const { change } = runner.admission;
    const before = await change.acquire(ada);
    const retried = retryOperationWith(runner)({
      ...{
        organizationId: ada,
        operationId: failed,
        requestedBy: { keyId: 'sk_owner', address: '127.0.0.1' },
      },
      ...{ idempotencyKey: null, waitMs: 0 },
    });
    await expect.poll(() => change.waiting).toBe(1);

    const newer = await beginChange(id, 3_000);
    await completeOperation(memory.database, newer, { state: 'succeeded', trunk: null }, afterNoon(4_000));
    if (before.kind === 'admitted') before.release();

    expect(await retried).toEqual({ kind: 'superseded' });
  });
});
