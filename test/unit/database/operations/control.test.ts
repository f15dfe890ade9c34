import { describe, expect, it } from 'vitest';
import { newOperationId } from '../../../../src/crypto/random-ids.js';
import { mayRetry, requestCancellation } from '../../../../src/database/operations/control.js';
import { findOperation } from '../../../../src/database/operations/queries.js';
import { acceptIntent, activateRecord, type Intent } from '../../../../src/database/operations/set-up.js';
import { removeRecord } from '../../../../src/database/operations/tear-down.js';
import {
  beginCompensation,
  completeOperation,
  releaseNumber,
} from '../../../../src/database/operations/transitions.js';
import { beginTrunkOperation } from '../../../../src/database/operations/trunk-operations.js';
import { trunks } from '../../../../src/database/schema.js';
import type { OperationId } from '../../../../src/domain/ids.js';
import type { TrunkOperationKind } from '../../../../src/domain/operation/operation.js';
import { ada, afterNoon, bob, intentFor, keyedAs, noon, useDatabase } from '../in-memory-database.js';

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
  await beginCompensation(database, id, { step: 'rule', code: 'livekit_refused', removed });
  await releaseNumber(database, id, { removed }, noon);
  return id;
}

/** Begins an operation on the trunk of a set-up that has just succeeded. */
async function begunOn(setUp: OperationId, kind: TrunkOperationKind, at = 2_000, organizationId = ada) {
  const trunk = await activateRecord(database, setUp, objects, afterNoon(1));
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

/** A wish that says the same under each of its keys. */
const spec = (operationId: OperationId, key: string | null = null, organizationId = ada) => ({
  organizationId,
  operationId,
  keyed: key === null ? null : keyedAs(key, 'this', organizationId),
});

describe('the wish to cancel an operation', () => {
  const cancel = async (...of: Parameters<typeof spec>) =>
    (await requestCancellation(database, spec(...of), noon)).kind;

  it('is kept with the operation while it runs, with the moment of the first time', async () => {
    const id = await begun();
    expect(await cancel(id)).toBe('requested');
    expect((await requestCancellation(database, spec(id), afterNoon(9))).kind).toBe('requested');
    expect((await findOperation(database, id))?.operation.cancelRequestedAt).toEqual(noon);
  });

  it('is refused once the operation has ended', async () => {
    expect(await cancel(await failed())).toBe('finished');
  });

  it("is refused for what there is not, and for somebody else's alike", async () => {
    expect(await cancel(newOperationId())).toBe('not_found');
    expect(await cancel(await begun(), null, bob)).toBe('not_found');
  });

  it('is refused for what is never taken back', async () => {
    expect(await cancel(await begunOn(await begun(), 'tear_down_trunk'))).toBe('not_cancellable');
  });

  it('is possible for a change', async () => {
    expect(await cancel(await begunOn(await begun(), 'change_trunk'))).toBe('requested');
  });

  it('is known again by its key, also when the operation has ended by then', async () => {
    const id = await begun();
    expect(await cancel(id, 'once')).toBe('requested');
    await activateRecord(database, id, objects, noon);
    expect(await cancel(id, 'once')).toBe('repeated');
    expect(await cancel(id, 'another')).toBe('finished');
  });

  it('is known by each key that it was made with, and keeps the moment of the first time', async () => {
    const id = await begun();
    await requestCancellation(database, spec(id, 'first'), noon);
    await requestCancellation(database, spec(id, 'second'), afterNoon(9));
    expect((await findOperation(database, id))?.operation.cancelRequestedAt).toEqual(noon);
    await activateRecord(database, id, objects, noon);
    expect([await cancel(id, 'first'), await cancel(id, 'second')]).toEqual(['repeated', 'repeated']);
  });

  it('is one request when it comes several times at once with one key', async () => {
    const id = await begun();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => cancel(id, 'once')));
    expect(outcomes.sort()).toEqual([...Array(4).fill('repeated'), 'requested']);
  });

  it('uses no key up when it is refused', async () => {
    expect(await cancel(await failed(), 'once')).toBe('finished');
    expect(await cancel(await begun({ acceptedAt: afterNoon(1_000) }), 'once')).toBe('requested');
  });

  it('is refused with a key of another request', async () => {
    const id = await begun({ keyed: keyedAs('set-up', 'that') });
    expect(await cancel(id, 'set-up')).toBe('idempotency_key_reused');
  });
});

describe('the wish to try an operation again', () => {
  const retry = async (...of: Parameters<typeof spec>) => (await mayRetry(database, spec(...of))).kind;

  it('is possible when it has failed, also when another try has failed since', async () => {
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
        await activateRecord(database, id, objects, noon);
        return id;
      },
    ],
  ])('is refused as %s', async (kind, prepare) => {
    expect(await retry(await prepare())).toBe(kind);
  });

  it("is refused for somebody else's as for none", async () => {
    expect(await retry(await failed(), null, bob)).toBe('not_found');
  });

  it('is refused while a newer operation holds the number', async () => {
    const id = await failed();
    await begun({ acceptedAt: afterNoon(1_000) });
    expect(await retry(id)).toBe('superseded');
  });

  it('does not tell that somebody else has had the number meanwhile', async () => {
    const id = await failed();
    const theirs = await begun({ acceptedAt: afterNoon(1_000), organizationId: bob });
    await removeRecord(database, await begunOn(theirs, 'tear_down_trunk', 2_000, bob), afterNoon(3_000));
    expect(await retry(id)).toBe('ready');
  });

  it('is refused after a newer operation has succeeded, also when its trunk is gone again', async () => {
    const id = await failed();
    const gone = await begunOn(await begun({ acceptedAt: afterNoon(1_000) }), 'tear_down_trunk');
    await removeRecord(database, gone, afterNoon(3_000));
    expect(await retry(id)).toBe('superseded');
  });

  it('is refused for a repair, which the next reconciliation begins anew', async () => {
    const repair = await begunOn(await begun(), 'repair_trunk');
    const failure = { step: 'rule', code: 'livekit_refused', removed } as const;
    await completeOperation(database, repair, { state: 'failed', failure }, noon);
    expect(await retry(repair)).toBe('not_retryable');
  });

  it('is possible for a change that failed, although a repair has worked on the trunk since', async () => {
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

  it('is known again by its key, and leads to the operation that it began', async () => {
    const id = await failed();
    const again = await begun({ acceptedAt: afterNoon(1_000), retryOf: id, keyed: keyedAs('once') });
    expect(await mayRetry(database, spec(id, 'once'))).toEqual({ kind: 'repeated', operationId: again });
  });

  it('is refused with a key of another request', async () => {
    const id = await failed({ keyed: keyedAs('set-up', 'that') });
    expect(await retry(id, 'set-up')).toBe('idempotency_key_reused');
  });
});
