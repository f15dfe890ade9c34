import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../database/database.js';
import { countUnfinished } from '../database/operations/dispatch.js';
import { type OperationFailure, type OperationState, operationKinds } from '../domain/operation/operation.js';
import type { OperationView } from '../domain/operation/view.js';
import { type AdmissionControl, admittedWork } from '../operations/runner/admission.js';

/** What the numbers are read from. */
export interface MetricSources {
  readonly database: Database;
  readonly admission: AdmissionControl;
  /** An undoing operation is counted as stuck when it was accepted longer ago than this, in milliseconds. */
  readonly stuckAfterMs: number;
}

/** What a call may ask for. */
export type MeasuredKind =
  | 'set_up'
  | 'change'
  | 'revert'
  | 'tear_down'
  | 'retry'
  | 'cancel'
  | 'import_number'
  | 'import'
  | 'import_retry'
  | 'import_cancel';

/** An answer as far as it is measured: its kind, and how an operation has ended of which it tells. */
interface MeasuredAnswer {
  readonly kind: string;
  readonly failure?: OperationFailure;
  readonly operation?: Pick<OperationView, 'state' | 'failure'>;
}

/** The numbers of this process and of the operations in its database, for Prometheus. */
export interface Metrics {
  /** The same use case, counted and timed. */
  measured<Command extends object, Answer extends MeasuredAnswer>(
    kind: MeasuredKind,
    useCase: (command: Command) => Promise<Answer>,
  ): (command: Command) => Promise<Answer>;
  /** Everything in Prometheus' text format; what the database does not tell is `NaN`. */
  text(): Promise<{ readonly contentType: string; readonly body: string }>;
}

/** Makes the metrics of a process; nothing about a tenant or a number is in them. */
export function createMetrics({ database, admission, stuckAfterMs }: MetricSources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const durations = new Histogram({
    name: 'trunkline_call_duration_seconds',
    help: 'From a call that changes something to its answer, by kind, contract and answer.',
    labelNames: ['kind', 'contract', 'answer'],
    buckets: [0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30],
    registers,
  });
  const failed = new Counter({
    name: 'trunkline_operations_failed_total',
    help: 'Calls that were told that their operation was taken back, by kind, step and code.',
    labelNames: ['kind', 'step', 'code'],
    registers,
  });
  doorGauge('trunkline_turns_taken', 'Operations that this process works on, by kind.', 'active');
  doorGauge('trunkline_turns_awaited', 'Calls that wait for their turn, by kind.', 'waiting');
  const unfinished = new Gauge({
    name: 'trunkline_operations_unfinished',
    help: 'Operations that have not ended, by kind and state, over all processes on this database.',
    labelNames: ['kind', 'state'],
    registers,
  });
  const stuckCompensations = new Gauge({
    name: 'trunkline_compensation_stuck',
    help: 'Undos that do not come to an end, over all processes on this database.',
    registers,
  });
  const stuckTearDowns = new Gauge({
    name: 'trunkline_tear_down_stuck',
    help: 'Deletes that do not come to an end, over all processes on this database.',
    registers,
  });
  return {
    measured: (kind, useCase) => async (command) => {
      const startedAt = performance.now();
      const answer = await useCase(command);
      durations.observe(
        { kind, contract: contractOf(command), answer: outcomeOf(answer) },
        (performance.now() - startedAt) / 1_000,
      );
      const failure = kind === 'cancel' ? null : failureIn(answer);
      if (failure !== null) failed.inc({ kind, step: failure.step, code: failure.code });
      return answer;
    },
    text: async () => {
      await countOperations();
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };

  function doorGauge(name: string, help: string, read: 'active' | 'waiting'): void {
    new Gauge({
      name,
      help,
      labelNames: ['kind'],
      registers,
      collect() {
        for (const kind of admittedWork) this.set({ kind }, admission[kind][read]);
      },
    });
  }

  async function countOperations(): Promise<void> {
    const counts = await countUnfinished(database, new Date(Date.now() - stuckAfterMs)).catch(() => null);
    for (const kind of operationKinds) {
      for (const state of ['running', 'compensating'] as const) {
        const count = counts?.find((each) => each.kind === kind && each.state === state)?.operations ?? 0;
        unfinished.set({ kind, state }, counts === null ? Number.NaN : count);
      }
    }
    const stuckIn = (requested: OperationState) =>
      counts === null
        ? Number.NaN
        : counts.reduce((sum, { state, stuck }) => sum + (state === requested ? stuck : 0), 0);
    // A tear-down is never undone.
    stuckCompensations.set(stuckIn('compensating'));
    stuckTearDowns.set(stuckIn('running'));
  }
}

/** Through what it was asked for; what names no contract came through Trunkline's own paths. */
function contractOf(command: object): string {
  return 'contract' in command && typeof command.contract === 'string' ? command.contract : 'native';
}

/** What steers an operation is answered with that operation, so its state is what tells answers apart. */
function outcomeOf({ kind, operation }: MeasuredAnswer): string {
  return operation?.state ?? kind;
}

function failureIn({ kind, failure, operation }: MeasuredAnswer): OperationFailure | null {
  if (kind === 'failed') return failure ?? null;
  return operation?.state === 'failed' ? operation.failure : null;
}
