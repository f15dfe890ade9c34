import { describe, expect, it } from 'vitest';
import { newOperationId } from '../../../../src/crypto/secrets.js';
import { mayRetry, requestCancellation } from '../../../../src/database/operations/control.js';
import {
  beginCompensation,
  completeOperation,
  findOperation,
  releaseNumber,
} from '../../../../src/database/operations/operations.js';
import { acceptIntent, activateRecord, type Intent } from '../../../../src/database/operations/set-up.js';
import { removeRecord } from '../../../../src/database/operations/tear-down.js';
import { beginTrunkOperation } from '../../../../src/database/operations/trunk-operations.js';
import { trunks } from '../../../../src/database/schema.js';
import type { TrunkOperationKind } from '../../../../src/domain/operation/operation.js';
import type { OperationId } from '../../../../src/domain/values.js';
import {
  activate,
  ada,
  afterNoon,
  bob,
  byAda,
  intentFor,
  keyedAs,
  noon,
  useDatabase,
} from '../in-memory-database.js';

const number = '+15551234567';
const objects = { inboundTrunkId: 'ST_in', outboundTrunkId: 'ST_out', dispatchRuleId: 'SDR_1' };
const removed = { inbound: 0, outbound: 0, rule: 0 };

const { database } = await useDatabase();

async function begun(changes: Partial<Intent> = {}): Promise<OperationId> {
  const intent = intentFor(number, changes);
  expect(await acceptIntent(database, intent)).toMatchObject({ kind: 'accepted' });
  return intent.operationId;
}

async function failed(changes: Partial<Intent> = {}): Promise<OperationId> {
  const id = await begun(changes);
  await fail(id);
  return id;
}

async function fail(id: OperationId): Promise<void> {
  await beginCompensation(database, id, { step: 'rule', code: 'livekit_refused', removed });
  await releaseNumber(database, id, { removed }, noon);
}

/** Begins an operation on the trunk of a set-up that has just succeeded. */
async function begunOn(setUp: OperationId, kind: TrunkOperationKind, at = 2_000, organizationId = ada) {
  const trunk = await activate(database, setUp, objects, afterNoon(1));
  const operationId = newOperationId();
  const trunkId = trunk?.id ?? 0;
  await beginTrunkOperation(database, {
    operationId,
    kind,
    trunkId,
    organizationId,
    origin: 'zudu',
    requestedBy: null,
    keyed: null,
    acceptedAt: afterNoon(at),
    ...(kind === 'change_trunk'
      ? { prepare: () => ({ kind: 'ready', request: intentFor(number).request }) as const }
      : {}),
  });
  return operationId;
}

/** The same request with each of its keys. */
const spec = (operationId: OperationId, key: string | null = null, organizationId = ada) => ({
  organizationId,
  operationId,
  requestedBy: byAda,
  keyed: key === null ? null : keyedAs(key, 'this', organizationId),
});

describe('the request to cancel an operation', () => {
  const cancel = async (...of: Parameters<typeof spec>) =>
    (await requestCancellation(database, spec(...of), noon)).kind;

  it('the first request to cancel a running operation is stored with its moment', async () => {
    const id = await begun();
    expect(await cancel(id)).toBe('requested');
    expect((await requestCancellation(database, spec(id), afterNoon(9))).kind).toBe('requested');
    expect((await findOperation(database, id))?.operation.cancelRequestedAt).toEqual(noon);
  });

  it('the cancellation of a completed operation is refused', async () => {
    expect(await cancel(await failed())).toBe('finished');
  });

  it('a set-up whose cancellation is stored cannot succeed, also when the cancellation comes between the read and the commit', async () => {
    const id = await begun();

    const [commit, requested] = await Promise.all([activateRecord(database, id, objects, noon), cancel(id)]);

    expect([commit, requested]).toEqual(['cancelled', 'requested']);
    expect(await activateRecord(database, id, objects, noon)).toBe('cancelled');
    expect((await findOperation(database, id))?.operation).toMatchObject({ state: 'running', trunk: null });
    expect(await database.select().from(trunks)).toEqual([]);
  });

  it("the cancellation of another organisation's operation is refused like that of an unknown one", async () => {
    expect(await cancel(newOperationId())).toBe('not_found');
    expect(await cancel(await begun(), null, bob)).toBe('not_found');
  });

  it('the cancellation of an operation without compensation is refused', async () => {
    expect(await cancel(await begunOn(await begun(), 'tear_down_trunk'))).toBe('not_cancellable');
  });

  it('a change can be cancelled', async () => {
    expect(await cancel(await begunOn(await begun(), 'change_trunk'))).toBe('requested');
  });

  it('a repeated cancellation is recognised by its key, also when the operation has completed', async () => {
    const id = await begun();
    expect(await cancel(id, 'once')).toBe('requested');
    await fail(id);
    expect(await cancel(id, 'once')).toBe('repeated');
    expect(await cancel(id, 'another')).toBe('finished');
  });

  it('a cancellation is recognised by each of its keys, and keeps the moment of the first', async () => {
    const id = await begun();
    await requestCancellation(database, spec(id, 'first'), noon);
    await requestCancellation(database, spec(id, 'second'), afterNoon(9));
    expect((await findOperation(database, id))?.operation.cancelRequestedAt).toEqual(noon);
    await fail(id);
    expect([await cancel(id, 'first'), await cancel(id, 'second')]).toEqual(['repeated', 'repeated']);
  });

  it('concurrent cancellations with one key are one request', async () => {
    const id = await begun();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => cancel(id, 'once')));
    expect(outcomes.sort()).toEqual([...Array(4).fill('repeated'), 'requested']);
  });

  it('a refused cancellation does not use its key', async () => {
    expect(await cancel(await failed(), 'once')).toBe('finished');
    expect(await cancel(await begun({ acceptedAt: afterNoon(1_000) }), 'once')).toBe('requested');
  });

  it('a cancellation with the key of another request is refused', async () => {
    const id = await begun({ keyed: keyedAs('set-up', 'that') });
    expect(await cancel(id, 'set-up')).toBe('idempotency_key_reused');
  });
});

describe('the request to retry an operation', () => {
  const retry = async (...of: Parameters<typeof spec>) => (await mayRetry(database, spec(...of))).kind;

  it('a failed operation can be retried, also after another retry has failed', async () => {
    const id = await failed();
    expect(await retry(id)).toBe('ready');
    await failed({ acceptedAt: afterNoon(1_000), retryOf: id });
    expect(await retry(id)).toBe('ready');
  });

  it.each<[string, () => Promise<OperationId>]>([
    ['not_found', async () => newOperationId()],
    ['unfinished', () => begun()],
    [
      'succeeded',
      async () => {
        const id = await begun();
        await activate(database, id, objects, noon);
        return id;
      },
    ],
  ])('the retry of an operation is refused as %s', async (kind, prepare) => {
    expect(await retry(await prepare())).toBe(kind);
  });

  it("the retry of another organisation's operation is refused like that of an unknown one", async () => {
    expect(await retry(await failed(), null, bob)).toBe('not_found');
  });

  it('a retry is refused while a newer operation holds the number', async () => {
    const id = await failed();
    await begun({ acceptedAt: afterNoon(1_000) });
    expect(await retry(id)).toBe('superseded');
  });

  it('a retry does not reveal that another organisation has had the number meanwhile', async () => {
    const id = await failed();
    const theirs = await begun({ acceptedAt: afterNoon(1_000), organizationId: bob });
    await removeRecord(database, await begunOn(theirs, 'tear_down_trunk', 2_000, bob), afterNoon(3_000));
    expect(await retry(id)).toBe('ready');
  });

  it('a retry is refused after a newer operation has succeeded, also when its trunk was deleted', async () => {
    const id = await failed();
    const gone = await begunOn(await begun({ acceptedAt: afterNoon(1_000) }), 'tear_down_trunk');
    await removeRecord(database, gone, afterNoon(3_000));
    expect(await retry(id)).toBe('superseded');
  });

  it('the retry of a repair is refused, because the next reconciliation begins a new one', async () => {
    const repair = await begunOn(await begun(), 'repair_trunk');
    const failure = { step: 'rule', code: 'livekit_refused', removed } as const;
    await completeOperation(database, repair, { state: 'failed', failure }, noon);
    expect(await retry(repair)).toBe('not_retryable');
  });

  it('a failed change can be retried although a repair has worked on the trunk since', async () => {
    const change = await begunOn(await begun(), 'change_trunk');
    await beginCompensation(database, change, { step: 'rule', code: 'livekit_refused', removed });
    await releaseNumber(database, change, { removed }, noon);
    const repair = newOperationId();
    const [trunk] = await database.select({ id: trunks.id }).from(trunks);
    await beginTrunkOperation(database, {
      operationId: repair,
      kind: 'repair_trunk',
      trunkId: trunk?.id ?? 0,
      organizationId: null,
      origin: 'reconciler',
      requestedBy: null,
      keyed: null,
      acceptedAt: afterNoon(3_000),
    });
    await completeOperation(database, repair, { state: 'succeeded', trunk: null }, noon);
    expect(await retry(change)).toBe('ready');
  });

  it('a repeated retry is recognised by its key, and returns the operation that it began', async () => {
    const id = await failed();
    const again = await begun({ acceptedAt: afterNoon(1_000), retryOf: id, keyed: keyedAs('once') });
    expect(await mayRetry(database, spec(id, 'once'))).toEqual({ kind: 'repeated', operationId: again });
  });

  it('a retry with the key of another request is refused', async () => {
    const id = await failed({ keyed: keyedAs('set-up', 'that') });
    expect(await retry(id, 'set-up')).toBe('idempotency_key_reused');
  });
});
