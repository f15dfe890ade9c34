import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyRing } from '../../../../src/crypto/key-ring.js';
import { newOperationId } from '../../../../src/crypto/random-ids.js';
import { beginCompensation, releaseNumber } from '../../../../src/database/operation-rows.js';
import {
  beginTrunkOperation,
  endTrunkOperation,
  type TrunkOperationRequest,
} from '../../../../src/database/trunk-operations.js';
import type { OperationId } from '../../../../src/domain/ids.js';
import {
  type RetryDependencies,
  retryOperationWith,
} from '../../../../src/operations/control/retry-operation.js';
import { admissionControl } from '../../../../src/operations/runner/admission.js';
import {
  ada,
  afterNoon,
  aTrunk,
  intentFor,
  specFor,
  useDatabase,
} from '../../database/in-memory-database.js';
import { endSlots, limits, operatingOn } from '../operating.js';

const number = '+15551230001';
const memory = await useDatabase();
let dependencies: RetryDependencies;

beforeEach(async () => {
  const queue = { ...limits, waiting: 1 };
  dependencies = {
    ...(await operatingOn(memory)),
    admission: admissionControl({ set_up: queue, change: queue, tear_down: queue }),
    keyRing: new KeyRing([{ id: 'k1', material: randomBytes(32) }]),
    askForSteps: async () => null,
  };
});

afterEach(() => endSlots(dependencies.admission));

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

describe('another try of a change', () => {
  it('that waits for its turn does not overwrite what is changed meanwhile', async () => {
    const { id } = await aTrunk(memory.database, number);
    const failed = await beginChange(id, 1_000);
    const removed = { inbound: 0, outbound: 0, rule: 0 };
    await beginCompensation(memory.database, failed, { step: 'rule', code: 'livekit_refused', removed });
    await releaseNumber(memory.database, failed, { removed }, afterNoon(2_000));
    const { change: queue } = dependencies.admission;
    const before = await queue.enter();
    const retried = retryOperationWith(dependencies)({
      ...{ organizationId: ada, operationId: failed, requestedBy: 'sk_owner' },
      ...{ idempotencyKey: null, waitMs: 0 },
    });
    await expect.poll(() => queue.waiting).toBe(1);

    const newer = await beginChange(id, 3_000);
    await endTrunkOperation(memory.database, newer, { state: 'succeeded' }, afterNoon(4_000));
    if (before.kind === 'admitted') before.leave();

    expect(await retried).toEqual({ kind: 'superseded' });
  });
});
