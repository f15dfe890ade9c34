import { beforeEach, describe, expect, it } from 'vitest';
import { acceptIntent } from '../../../src/database/operations/set-up.js';
import { beginTrunkOperation } from '../../../src/database/operations/trunk-operations.js';
import type { OperationFailure } from '../../../src/domain/operation/operation.js';
import type { OrganizationId } from '../../../src/domain/values.js';
import { createMetrics, type MeasuredKind, type Metrics } from '../../../src/runtime/metrics.js';
import { aTrunk, intentFor, specFor, useDatabase } from '../../component/database/in-memory-database.js';
import { admissionWith } from '../../component/operations/operations-on.js';
import { operationView } from '../operation-views.js';

const limits = { atOnce: 1, perOrganization: 1, waiting: 5, longestWaitMs: 60_000 };
const failure: OperationFailure = {
  step: 'rule',
  code: 'livekit_refused',
  removed: { inbound: 0, outbound: 0, rule: 0 },
};

const memory = await useDatabase();
let metrics: Metrics;
const newMetrics = () => createMetrics({ database: memory.database, admission, stuckAfterMs: 30_000 });
const admission = admissionWith(limits);

beforeEach(async () => {
  metrics = newMetrics();
});

/** The metrics of Trunkline that are not zero, without buckets and sums. */
async function nonZeroMetrics(): Promise<string[]> {
  const { body } = await metrics.text();
  return body.split('\n').filter((line) => /^trunkline_/.test(line) && !/_(bucket|sum)\{| 0$/.test(line));
}

async function answered(kind: MeasuredKind, command: object, answer: { readonly kind: string }) {
  expect(await metrics.measured(kind, async () => answer)(command)).toBe(answer);
}

describe('a request that changes something', () => {
  it('a request that changes something is counted by kind, contract and answer', async () => {
    await answered('change', { contract: 'zudu' }, { kind: 'changed' });
    await answered('change', { contract: 'zudu' }, { kind: 'changed' });
    await answered('tear_down', { contract: 'autocalls' }, { kind: 'busy' });
    await answered('import', {}, { kind: 'begun' });

    expect(await nonZeroMetrics()).toEqual([
      'trunkline_call_duration_seconds_count{kind="change",contract="zudu",answer="changed"} 2',
      'trunkline_call_duration_seconds_count{kind="tear_down",contract="autocalls",answer="busy"} 1',
      'trunkline_call_duration_seconds_count{kind="import",contract="native",answer="begun"} 1',
    ]);
  });

  it('a failed operation is counted by step and code too, unless its caller cancelled it', async () => {
    const operation = operationView({ state: 'failed', failure });
    const followed = { kind: 'followed', operation } as const;
    await metrics.measured('change', async () => ({ kind: 'failed', failure }))({ contract: 'zudu' });
    await metrics.measured('retry', async () => followed)({});
    await metrics.measured('cancel', async () => followed)({});

    expect(await nonZeroMetrics()).toEqual([
      'trunkline_call_duration_seconds_count{kind="change",contract="zudu",answer="failed"} 1',
      'trunkline_call_duration_seconds_count{kind="retry",contract="native",answer="failed"} 1',
      'trunkline_call_duration_seconds_count{kind="cancel",contract="native",answer="failed"} 1',
      'trunkline_operations_failed_total{kind="change",step="rule",code="livekit_refused"} 1',
      'trunkline_operations_failed_total{kind="retry",step="rule",code="livekit_refused"} 1',
    ]);
  });
});

describe('the metrics', () => {
  it('however many read the metrics at the same time, they are collected once', async () => {
    const texts = await Promise.all(Array.from({ length: 50 }, () => metrics.text()));

    expect(new Set(texts).size).toBe(1);
  });

  it('the metrics show the operations at work and the waiting requests of each kind', async () => {
    const active = await admission.change.acquire('org_a' as OrganizationId);
    const waiting = admission.change.acquire('org_a' as OrganizationId);

    expect(await nonZeroMetrics()).toEqual([
      'trunkline_slots_taken{kind="change"} 1',
      'trunkline_slots_awaited{kind="change"} 1',
    ]);

    if (active.kind === 'admitted') active.release();
    const next = await waiting;
    if (next.kind === 'admitted') next.release();
    metrics = newMetrics();
    expect(await nonZeroMetrics()).toEqual([]);
  });

  it('the metrics show unfinished operations by kind and state, and stuck compensations and tear-downs', async () => {
    for (const [number, acceptedAt] of [
      ['+15551234567', new Date()],
      ['+15551234568', new Date(Date.now() - 60_000)],
    ] as const) {
      const { id } = await aTrunk(memory.database, number);
      await beginTrunkOperation(memory.database, specFor(id, { acceptedAt }));
    }
    await acceptIntent(memory.database, intentFor('+15557654321'));
    const compensating = intentFor('+15550000000', { acceptedAt: new Date(Date.now() - 60_000) });
    await acceptIntent(memory.database, compensating);
    await memory.database.execute(
      `update operations set state = 'compensating', failure = '{}' where id = '${compensating.operationId}'`,
    );

    expect(await nonZeroMetrics()).toEqual([
      'trunkline_operations_unfinished{kind="set_up_trunk",state="running"} 1',
      'trunkline_operations_unfinished{kind="set_up_trunk",state="compensating"} 1',
      'trunkline_operations_unfinished{kind="tear_down_trunk",state="running"} 2',
      'trunkline_compensation_stuck 1',
      'trunkline_tear_down_stuck 1',
      'trunkline_trunks{health="unknown"} 2',
    ]);
  });
});
