import { beforeEach, describe, expect, it } from 'vitest';
import { acceptIntent } from '../../../src/database/operations/set-up.js';
import { beginTrunkOperation } from '../../../src/database/operations/trunk-operations.js';
import type { OperationFailure } from '../../../src/domain/operation/operation.js';
import { admissionControl } from '../../../src/operations/runner/admission.js';
import { createMetrics, type MeasuredKind, type Metrics } from '../../../src/runtime/metrics.js';
import { aTrunk, intentFor, specFor, useDatabase } from '../database/in-memory-database.js';
import { operationView } from '../operation-views.js';

const limits = { atOnce: 1, waiting: 5, longestWaitMs: 60_000 };
const failure: OperationFailure = {
  step: 'rule',
  code: 'livekit_refused',
  removed: { inbound: 0, outbound: 0, rule: 0 },
};

const memory = await useDatabase();
let metrics: Metrics;
const admission = admissionControl({ set_up: limits, change: limits, tear_down: limits });

beforeEach(async () => {
  metrics = createMetrics({ database: memory.database, admission, stuckAfterMs: 30_000 });
});
/** The lines about Trunkline that say more than zero, without those of buckets and sums. */
async function told(): Promise<string[]> {
  const { body } = await metrics.text();
  return body.split('\n').filter((line) => /^trunkline_/.test(line) && !/_(bucket|sum)\{| 0$/.test(line));
}

async function answered(kind: MeasuredKind, command: object, answer: { readonly kind: string }) {
  expect(await metrics.measured(kind, async () => answer)(command)).toBe(answer);
}

describe('a call that changes something', () => {
  it('is counted by what it asked for, its contract and its answer', async () => {
    await answered('change', { contract: 'zudu' }, { kind: 'changed' });
    await answered('change', { contract: 'zudu' }, { kind: 'changed' });
    await answered('tear_down', { contract: 'autocalls' }, { kind: 'busy' });
    await answered('import', {}, { kind: 'begun' });

    expect(await told()).toEqual([
      'trunkline_call_duration_seconds_count{kind="change",contract="zudu",answer="changed"} 2',
      'trunkline_call_duration_seconds_count{kind="tear_down",contract="autocalls",answer="busy"} 1',
      'trunkline_call_duration_seconds_count{kind="import",contract="native",answer="begun"} 1',
    ]);
  });

  it('is counted by its step and code as well when it was taken back, unless that was what was asked for', async () => {
    const operation = operationView({ state: 'failed', failure });
    const followed = { kind: 'followed', operation } as const;
    await metrics.measured('change', async () => ({ kind: 'failed', failure }))({ contract: 'zudu' });
    await metrics.measured('retry', async () => followed)({});
    await metrics.measured('cancel', async () => followed)({});

    expect(await told()).toEqual([
      'trunkline_call_duration_seconds_count{kind="change",contract="zudu",answer="failed"} 1',
      'trunkline_call_duration_seconds_count{kind="retry",contract="native",answer="failed"} 1',
      'trunkline_call_duration_seconds_count{kind="cancel",contract="native",answer="failed"} 1',
      'trunkline_operations_failed_total{kind="change",step="rule",code="livekit_refused"} 1',
      'trunkline_operations_failed_total{kind="retry",step="rule",code="livekit_refused"} 1',
    ]);
  });
});

describe('the metrics', () => {
  it('tell who works and who waits at each door', async () => {
    const active = await admission.change.acquire();
    const waiting = admission.change.acquire();

    expect(await told()).toEqual([
      'trunkline_turns_taken{kind="change"} 1',
      'trunkline_turns_awaited{kind="change"} 1',
    ]);

    if (active.kind === 'admitted') active.release();
    const next = await waiting;
    if (next.kind === 'admitted') next.release();
    expect(await told()).toEqual([]);
  });

  it('tell the operations that have not ended by kind and state, and the undos and deletes that are stuck', async () => {
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

    expect(await told()).toEqual([
      'trunkline_operations_unfinished{kind="set_up_trunk",state="running"} 1',
      'trunkline_operations_unfinished{kind="set_up_trunk",state="compensating"} 1',
      'trunkline_operations_unfinished{kind="tear_down_trunk",state="running"} 2',
      'trunkline_compensation_stuck 1',
      'trunkline_tear_down_stuck 1',
    ]);
  });
});
