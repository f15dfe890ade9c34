import { setTimeout as sleep } from 'node:timers/promises';
import { type PartName, trunkParts } from '../../../src/domain/parts/graph.js';
import { answers, type Fault as LiveKitFault } from '../../integration/support/livekit/fault.js';
import type { Laboratory } from '../laboratory/laboratory.js';
import { type Cell, type Fault, inRotation, rowsOf, scope } from './cells.js';
import { keepNumber, refuseRecords, sqlStates } from './refusals.js';
import { deleteMethods, deletionsBefore, methodsOf } from './sip-methods.js';
import { breakPart, resolve } from './stuck-compensation.js';

/** The answer that the caller must get. */
export type Expectation =
  | { readonly answer: 'success' }
  | { readonly answer: 'failure'; readonly part: PartName; readonly code: string };

/** The course of a cell, and its expected result. */
export interface Experiment extends Course {
  readonly expected: Expectation;
  /** When everything must be gone after a failure: with the answer, or only once everything has settled. */
  readonly cleanWhen: 'answered' | 'settled';
}

/** The actions of a test that let a fault take its course. */
export interface Course {
  /** Runs beside the call. It resolves when everything is done that belongs before the answer. */
  during(): Promise<void>;
  /** Runs when the caller has its answer, and releases what was held until then. */
  afterwards(): Promise<void>;
}

const refused = { fault: answers.refused, code: 'livekit_refused' } as const;

/** Permanent refusals with the code that the caller gets, dealt out over the objects. */
const permanent = [
  refused,
  { fault: answers.unauthorised, code: 'livekit_credentials' },
  { fault: answers.badRoute, code: 'livekit_wrong_endpoint' },
] as const;

/** Transient faults, dealt out over the objects. */
const transient: readonly LiveKitFault[] = [answers.brokenGateway, { kind: 'reset' }, answers.throttled];

/** Transient faults of deletions, dealt out over the methods that delete objects. */
const flakyDeletions: readonly (readonly LiveKitFault[])[] = [
  [answers.fault, { kind: 'lose_reply' }, { kind: 'reset' }],
  [{ kind: 'cut_reply' }, answers.unavailable],
];

/** A quick attempt at the record times out after 3 s; its commit continues a little later. */
const lateCommitMs = 4_000;

const { commit } = trunkParts;
const rows = rowsOf(trunkParts);

/** Prepares the world for a cell. */
export function prepare(laboratory: Laboratory, cell: Cell, number: string): Promise<Experiment> {
  switch (cell.kind) {
    case 'fault':
      return prepareFault(laboratory, cell, number);
    case 'cancel':
      return cell.part === commit.name
        ? prepareCancelledCommit(laboratory, number, cell.carriedOut)
        : prepareCancelledObject(laboratory, number, cell.part, cell.carriedOut);
    case 'cancel_compensation':
      return prepareCancelledCompensation(laboratory, number, cell.part);
  }
}

type FaultCell = Extract<Cell, { kind: 'fault' }>;

async function prepareFault(laboratory: Laboratory, cell: FaultCell, number: string): Promise<Experiment> {
  const { proxy } = laboratory;
  const course =
    cell.part === commit.name
      ? planCommitFault(laboratory, cell.fault)
      : planObjectFault(laboratory, cell.part, cell.fault);
  const resolution = cell.completion === 'compensation_stuck' ? cell.resolution : null;
  if (resolution?.part === trunkParts.reservation.name) await keepNumber(laboratory.database, number);
  const expected = await planFailure(laboratory, cell, number, () => {
    if (resolution !== null) breakPart(laboratory, resolution.part);
  });
  if (cell.completion === 'compensation_flaky') {
    for (const [index, method] of deleteMethods().entries()) {
      for (const fault of inRotation(flakyDeletions, index)) proxy.plan(method, fault);
    }
  }
  return {
    expected,
    during: async () => {
      await course.during();
      if (resolution !== null) await resolve(laboratory, resolution, number);
    },
    afterwards: course.afterwards,
    cleanWhen: cell.fault === 'late' || resolution?.action === 'skip' ? 'settled' : 'answered',
  };
}

const nothingToDo: Course = { during: () => Promise.resolve(), afterwards: () => Promise.resolve() };

function planObjectFault({ proxy, workers }: Laboratory, part: PartName, fault: Fault): Course {
  const method = methodsOf(part).create;
  switch (fault) {
    case 'permanent':
      // `planFailure` plans it.
      return nothingToDo;
    case 'transient':
      proxy.plan(method, inRotation(transient, rows.indexOf(part)));
      return nothingToDo;
    case 'unanswered':
      proxy.plan(method, { kind: 'swallow_reply' });
      return nothingToDo;
    case 'late': {
      const held = proxy.hold(method, 'before_livekit');
      return { ...nothingToDo, afterwards: async () => void (await held.release()) };
    }
    case 'crash': {
      const held = proxy.hold(method, 'after_livekit');
      return {
        during: async () => workers.kill(await held.arrived),
        afterwards: () => Promise.resolve(held.lose()),
      };
    }
    case 'twice':
      proxy.plan(method, { kind: 'twice', reply: 'second' });
      return nothingToDo;
    case 'twice_at_once':
      proxy.plan(method, { kind: 'twice_at_once' });
      return nothingToDo;
  }
}

/** Plans a fault of the commit of an operation, except those in which the database itself refuses. */
export function planCommitFault({ commits, workers }: Laboratory, fault: Fault): Course {
  switch (fault) {
    case 'unanswered': {
      const commit = commits.plan('swallow_reply');
      return { ...nothingToDo, during: async () => void (await commit.arrived) };
    }
    case 'late': {
      const commit = commits.plan('hold');
      return {
        ...nothingToDo,
        during: async () => {
          await commit.arrived;
          await sleep(lateCommitMs);
          commit.release();
        },
      };
    }
    case 'crash': {
      const commit = commits.plan('hold_reply');
      return { ...nothingToDo, during: async () => workers.kill(await commit.arrived) };
    }
    default:
      // The database itself refuses: the caller plans that.
      return nothingToDo;
  }
}

/**
 * Makes sure that a set-up which must be compensated fails for good, by its own fault or by a later one.
 * @param onMet is called when the permanent fault is met.
 */
async function planFailure(
  { proxy, commits, database }: Laboratory,
  { part, fault, completion }: FaultCell,
  number: string,
  onMet: () => void,
): Promise<Expectation> {
  const succeeds = completion === 'succeeds';
  const isCommitTransient = part === commit.name && fault === 'transient';
  if (isCommitTransient) {
    await refuseRecords(database, number, [sqlStates.noRoom, succeeds ? '' : sqlStates.raised]);
  }
  if (succeeds) return { answer: 'success' };
  const failing = fault === 'permanent' ? part : laterPart(part);
  if (failing === commit.name) {
    if (!isCommitTransient) await refuseRecords(database, number, [sqlStates.raised]);
    commits.onRecord(onMet);
    return { answer: 'failure', part: failing, code: 'database_fault' };
  }
  const refusal = fault === 'permanent' ? inRotation(permanent, rows.indexOf(part)) : refused;
  proxy.plan(methodsOf(failing).create, refusal.fault, { times: Infinity, onMet });
  return { answer: 'failure', part: failing, code: refusal.code };
}

/** The last object that is made on a later level than a part; the commit when there is none. */
function laterPart(part: PartName): PartName {
  const levels = trunkParts.levels(scope);
  const level = levels.findIndex((parts) => parts.some(({ name }) => name === part));
  const later = levels.slice(level + 1).flat();
  return later.findLast(({ at }) => at === 'livekit')?.name ?? commit.name;
}

/** Cancels the newest set-up of a number. */
async function cancel(laboratory: Laboratory, number: string): Promise<void> {
  const id = await laboratory.newestOperation(number);
  await laboratory.temporal.workflow.getHandle(`trunk/${id}`).cancel();
}

/**
 * The quick attempt times out. The next one is held when it lists what the first has made, so that the workflow sees the
 * cancellation before, however slow it is.
 */
async function prepareCancelledObject(
  laboratory: Laboratory,
  number: string,
  part: PartName,
  carriedOut: boolean,
): Promise<Experiment> {
  const { proxy } = laboratory;
  const held = proxy.hold(methodsOf(part).create, carriedOut ? 'after_livekit' : 'before_livekit');
  const next = proxy.hold(methodsOf(part).list, 'before_livekit');
  return {
    expected: { answer: 'failure', part, code: 'cancelled' },
    during: async () => {
      await held.arrived;
      await cancel(laboratory, number);
      proxy.withdraw(next);
    },
    afterwards: () => Promise.resolve(held.lose()),
    cleanWhen: 'answered',
  };
}

async function prepareCancelledCommit(
  laboratory: Laboratory,
  number: string,
  carriedOut: boolean,
): Promise<Experiment> {
  const held = laboratory.commits.plan(carriedOut ? 'hold_reply' : 'hold');
  return {
    expected: carriedOut
      ? { answer: 'success' }
      : { answer: 'failure', part: commit.name, code: 'cancelled' },
    during: async () => {
      await held.arrived;
      await cancel(laboratory, number);
      await sleep(lateCommitMs);
      held.cut();
    },
    afterwards: () => Promise.resolve(),
    cleanWhen: 'answered',
  };
}

async function prepareCancelledCompensation(
  laboratory: Laboratory,
  number: string,
  part: PartName,
): Promise<Experiment> {
  const { proxy, database } = laboratory;
  await refuseRecords(database, number, [sqlStates.raised]);
  const removal = proxy.hold(methodsOf(part).delete, 'before_livekit', deletionsBefore(part));
  return {
    expected: { answer: 'failure', part: commit.name, code: 'database_fault' },
    during: async () => {
      await removal.arrived;
      await cancel(laboratory, number);
      await removal.release();
    },
    afterwards: () => Promise.resolve(),
    cleanWhen: 'answered',
  };
}
