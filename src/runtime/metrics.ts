import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../database/database.js';
import { countUnfinished, type UnfinishedCounts } from '../database/operation-rows.js';
import type { Admission } from '../provisioning/admission.js';
import type { SetUpTrunk } from '../trunks/set-up.js';

/** What the numbers are read from. */
export interface MetricSources {
  readonly database: Database;
  readonly admission: Admission;
  /** An undoing operation is counted as stuck when it was accepted longer ago than this, in milliseconds. */
  readonly stuckAfterMs: number;
}

/** The numbers of this process and of the operations in its database, for Prometheus. */
export interface Metrics {
  /** The same use case, counted and timed. */
  measured(setUpTrunk: SetUpTrunk): SetUpTrunk;
  /** Everything in Prometheus' text format; what the database does not tell is `NaN`. */
  text(): Promise<{ readonly contentType: string; readonly body: string }>;
}

const unknown: UnfinishedCounts = { running: Number.NaN, undoing: Number.NaN, stuck: Number.NaN };

/** Makes the metrics of a process; nothing about a tenant or a number is in them. */
export function createMetrics({ database, admission, stuckAfterMs }: MetricSources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const durations = new Histogram({
    name: 'trunkline_set_up_duration_seconds',
    help: 'From a call for a set-up to its answer, by contract and answer.',
    labelNames: ['contract', 'answer'],
    buckets: [0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30],
    registers,
  });
  const failed = new Counter({
    name: 'trunkline_set_ups_failed_total',
    help: 'Set-ups that were taken back while their caller waited, by step and code.',
    labelNames: ['step', 'code'],
    registers,
  });
  gauge(
    registry,
    'trunkline_set_ups_in_progress',
    'Set-ups that this process works on.',
    () => admission.inside,
  );
  gauge(registry, 'trunkline_set_ups_waiting', 'Calls that wait for their turn.', () => admission.waiting);
  const unfinished = new Gauge({
    name: 'trunkline_operations_unfinished',
    help: 'Operations that have not ended, by state, over all processes on this database.',
    labelNames: ['state'],
    registers,
  });
  const stuck = new Gauge({
    name: 'trunkline_undo_stuck',
    help: 'Undos that do not come to an end, over all processes on this database.',
    registers,
  });
  return {
    measured: (setUpTrunk) => async (command) => {
      const stop = durations.startTimer({ contract: command.contract });
      const answer = await setUpTrunk(command);
      stop({ answer: answer.kind });
      if (answer.kind === 'failed') failed.inc({ step: answer.failure.step, code: answer.failure.code });
      return answer;
    },
    text: async () => {
      const counts = await countUnfinished(database, new Date(Date.now() - stuckAfterMs)).catch(
        () => unknown,
      );
      unfinished.set({ state: 'running' }, counts.running);
      unfinished.set({ state: 'undoing' }, counts.undoing);
      stuck.set(counts.stuck);
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}
