import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../database/database.js';
import { countCurrentCalls } from '../database/health/calls.js';
import { countByState } from '../database/health/states.js';
import { countUnfinished } from '../database/operations/control.js';
import { type CallDirection, type CallOutcome, callDirections } from '../domain/health/call.js';
import type { ReceiveWebhook } from '../domain/health/health.js';
import { type OperationFailure, type OperationState, operationKinds } from '../domain/operation/operation.js';
import type { OperationView } from '../domain/operation/view.js';
import { healthStates } from '../domain/trunk/trunk.js';
import { type AdmissionControl, admittedWork } from '../operations/runner/admission.js';
import { sharedResult } from './shared-result.js';

/** The sources of the metrics. */
export interface MetricSources {
  readonly database: Database;
  readonly admission: AdmissionControl;
  /** The age at which a compensating operation counts as stuck, in milliseconds. */
  readonly stuckAfterMs: number;
}

/** The kinds of measured requests. */
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
  | 'import_cancel'
  | 'test_call';

/** The measured part of an answer: its kind, and the result of the operation that it reports. */
interface MeasuredAnswer {
  readonly kind: string;
  readonly failure?: OperationFailure;
  readonly operation?: Pick<OperationView, 'state' | 'failure'>;
}

/** The metrics of this process and of the operations in its database, for Prometheus. */
export interface Metrics {
  /** Wraps a use case so that its calls are counted and timed. */
  measured<Command extends object, Answer extends MeasuredAnswer>(
    kind: MeasuredKind,
    useCase: (command: Command) => Promise<Answer>,
  ): (command: Command) => Promise<Answer>;
  /** Wraps the receiver of LiveKit's webhooks so that they are counted. */
  counted(receive: ReceiveWebhook): ReceiveWebhook;
  /** Counts the end of a call. */
  readonly callEnded: (direction: CallDirection, outcome: CallOutcome) => void;
  /** Returns all metrics, at most a second old, in Prometheus' text format. A value is `NaN` if the database does not answer. */
  text(): Promise<{ readonly contentType: string; readonly body: string }>;
}

/** Everybody may read the metrics, so that no reader may cause more work than one a second. */
const keptMs = 1_000;

/** Creates the metrics of a process. They contain nothing about a tenant or a number. */
export function createMetrics({ database, admission, stuckAfterMs }: MetricSources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const durations = new Histogram({
    name: 'trunkline_call_duration_seconds',
    help: 'Time from a request that changes something to its answer, by kind, contract and answer.',
    labelNames: ['kind', 'contract', 'answer'],
    buckets: [0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30],
    registers,
  });
  const failed = new Counter({
    name: 'trunkline_operations_failed_total',
    help: 'Answers that reported a failed operation, by kind, step and code.',
    labelNames: ['kind', 'step', 'code'],
    registers,
  });
  slotGauge('trunkline_slots_taken', 'Operations that this process works on, by kind.', 'active');
  slotGauge('trunkline_slots_awaited', 'Requests that wait for a slot, by kind.', 'waiting');
  const unfinished = new Gauge({
    name: 'trunkline_operations_unfinished',
    help: 'Operations that have not completed, by kind and state, of all processes on this database.',
    labelNames: ['kind', 'state'],
    registers,
  });
  const stuckCompensations = new Gauge({
    name: 'trunkline_compensation_stuck',
    help: 'Compensations that are stuck, of all processes on this database.',
    registers,
  });
  const stuckTearDowns = new Gauge({
    name: 'trunkline_tear_down_stuck',
    help: 'Tear-downs that are stuck, of all processes on this database.',
    registers,
  });
  const webhooks = new Counter({
    name: 'trunkline_webhooks_total',
    help: 'Webhooks of LiveKit that this process received, by result.',
    labelNames: ['result'],
    registers,
  });
  const callsEnded = new Counter({
    name: 'trunkline_calls_ended_total',
    help: 'Calls of trunks whose end LiveKit reported to this process, by direction and outcome.',
    labelNames: ['direction', 'outcome'],
    registers,
  });
  const currentCalls = new Gauge({
    name: 'trunkline_calls_current',
    help: 'Calls of trunks that go on, by direction, of all processes on this database.',
    labelNames: ['direction'],
    registers,
  });
  const trunks = new Gauge({
    name: 'trunkline_trunks',
    help: 'Trunks by the state of their health, of all processes on this database.',
    labelNames: ['health'],
    registers,
  });
  return {
    counted:
      (receive) =>
      async (...webhook) => {
        const result = await receive(...webhook);
        webhooks.inc({ result });
        return result;
      },
    callEnded: (direction, outcome) => callsEnded.inc({ direction, outcome }),
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
    text: sharedResult(async () => {
      await Promise.all([countOperations(), countHealth()]);
      return { contentType: registry.contentType, body: await registry.metrics() };
    }, keptMs),
  };

  function slotGauge(name: string, help: string, read: 'active' | 'waiting'): void {
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

  async function countHealth(): Promise<void> {
    const [states, current] = await Promise.all([
      countByState(database).catch(() => null),
      countCurrentCalls(database).catch(() => null),
    ]);
    for (const health of healthStates) trunks.set({ health }, states?.[health] ?? Number.NaN);
    for (const direction of callDirections) {
      const calls = current?.find((each) => each.direction === direction)?.calls ?? 0;
      currentCalls.set({ direction }, current === null ? Number.NaN : calls);
    }
  }

  async function countOperations(): Promise<void> {
    const counts = await countUnfinished(database, new Date(Date.now() - stuckAfterMs)).catch(() => null);
    for (const kind of operationKinds) {
      for (const state of ['running', 'compensating'] as const) {
        const count = counts?.find((each) => each.kind === kind && each.state === state)?.operations ?? 0;
        unfinished.set({ kind, state }, counts === null ? Number.NaN : count);
      }
    }
    const stuckIn = (expected: OperationState) =>
      counts === null
        ? Number.NaN
        : counts.reduce((sum, { state, stuck }) => sum + (state === expected ? stuck : 0), 0);
    // A tear-down never compensates, so a stuck one is running.
    stuckCompensations.set(stuckIn('compensating'));
    stuckTearDowns.set(stuckIn('running'));
  }
}

/** Returns the contract of a command. A command without one came through Trunkline's own API. */
function contractOf(command: object): string {
  return 'contract' in command && typeof command.contract === 'string' ? command.contract : 'native';
}

/** Returns the answer's label. A cancellation and a retry answer with the operation, so its state distinguishes the answers. */
function outcomeOf({ kind, operation }: MeasuredAnswer): string {
  return operation?.state ?? kind;
}

function failureIn({ kind, failure, operation }: MeasuredAnswer): OperationFailure | null {
  if (kind === 'failed') return failure ?? null;
  return operation?.state === 'failed' ? operation.failure : null;
}
