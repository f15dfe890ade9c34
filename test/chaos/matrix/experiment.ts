import { setTimeout as sleep } from 'node:timers/promises';
import { answers, type SipMethod } from '../../integration/support/fault.js';
import type { Laboratory } from '../laboratory/laboratory.js';
import type { Cell, Fault, Step } from './cells.js';
import { keepNumber, refuseRecords, sqlStates } from './refusals.js';
import { breakPart, polls, resolve } from './stuck-undo.js';

/** What the caller must be told. */
export type Expectation =
  | { readonly told: 'success' }
  | { readonly told: 'failure'; readonly step: Step; readonly code: string };

/** What a cell does to the world, and what must come of it. */
export interface Experiment {
  readonly expected: Expectation;
  /** Runs beside the call, and ends when it has done its part. */
  during(): Promise<void>;
  /** Runs when the caller has its answer: lets go what was held until then. */
  afterwards(): Promise<void>;
  /** When everything must be gone if the call has failed: with the answer, or only when all has settled. */
  readonly cleanWhen: 'answered' | 'settled';
}

const methods = {
  inbound: 'CreateSIPInboundTrunk',
  outbound: 'CreateSIPOutboundTrunk',
  rule: 'CreateSIPDispatchRule',
} as const satisfies Record<Exclude<Step, 'record'>, SipMethod>;

/** Refusals that do not pass, a different one for each step, and the reason that the caller is given. */
const permanent = {
  inbound: { fault: answers.refused, code: 'livekit_refused' },
  outbound: { fault: answers.unauthorised, code: 'livekit_credentials' },
  rule: { fault: answers.badRoute, code: 'livekit_wrong_endpoint' },
} as const;

/** Faults that pass, a different one for each step. */
const passing = {
  inbound: answers.brokenGateway,
  outbound: { kind: 'reset' },
  rule: answers.throttled,
} as const;

/** A quick attempt at the record is given up after 3 s; its commit goes on a little later. */
const lateCommitMs = 4_000;

/** Prepares the world for a cell. */
export function prepare(laboratory: Laboratory, cell: Cell, number: string): Promise<Experiment> {
  switch (cell.kind) {
    case 'fault':
      return prepareFault(laboratory, cell, number);
    case 'cancel':
      return cell.step === 'record'
        ? prepareCancelledRecord(laboratory, number, cell.carriedOut)
        : prepareCancelledStep(laboratory, number, cell.step, cell.carriedOut);
    case 'cancel_compensation':
      return prepareCancelledCompensation(laboratory, number, cell.part);
  }
}

type FaultCell = Extract<Cell, { kind: 'fault' }>;

async function prepareFault(laboratory: Laboratory, cell: FaultCell, number: string): Promise<Experiment> {
  const { proxy } = laboratory;
  const met =
    cell.step === 'record' ? befallRecord(laboratory, cell.fault) : befallStep(laboratory, cell, cell.step);
  if (cell.ending === 'compensation_stuck' && cell.resolution.part === 'number') {
    await keepNumber(laboratory.database, number);
  }
  const doomed = () => {
    if (cell.ending === 'compensation_stuck') breakPart(laboratory, cell.resolution.part);
  };
  const expected = await doom(laboratory, cell, number, doomed);
  if (cell.ending === 'compensation_flaky') {
    proxy.plan('DeleteSIPTrunk', answers.fault);
    proxy.plan('DeleteSIPTrunk', { kind: 'lose_reply' });
    proxy.plan('DeleteSIPTrunk', { kind: 'reset' });
    proxy.plan('DeleteSIPDispatchRule', { kind: 'cut_reply' });
    proxy.plan('DeleteSIPDispatchRule', answers.unavailable);
  }
  const isSkipped = cell.ending === 'compensation_stuck' && cell.resolution.action === 'skip';
  return {
    expected,
    during: async () => {
      await met.during();
      if (cell.ending === 'compensation_stuck') await resolve(laboratory, cell.resolution, number);
    },
    afterwards: met.afterwards,
    cleanWhen: cell.fault === 'late' || isSkipped ? 'settled' : 'answered',
  };
}

/** What the test has to do for a fault to take its course. */
export interface Course {
  during(): Promise<void>;
  afterwards(): Promise<void>;
}

const nothingToDo: Course = { during: () => Promise.resolve(), afterwards: () => Promise.resolve() };

function befallStep(
  { proxy, workers }: Laboratory,
  { fault }: FaultCell,
  step: keyof typeof methods,
): Course {
  const method = methods[step];
  switch (fault) {
    case 'permanent':
      // It is part of what dooms the set-up.
      return nothingToDo;
    case 'passing':
      proxy.plan(method, passing[step]);
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

/** Lets a fault befall the commit that ends an operation. */
export function befallRecord({ commits, workers }: Laboratory, fault: Fault): Course {
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
      // The database itself refuses, which is part of what dooms the operation.
      return nothingToDo;
  }
}

/** Makes sure that a set-up which is to be undone fails for good, by its own fault or a later one. */
async function doom(
  { proxy, commits, database }: Laboratory,
  { step, fault, ending }: FaultCell,
  number: string,
  onMet: () => void,
): Promise<Expectation> {
  if (step === 'record' && fault === 'passing') {
    await refuseRecords(database, number, [sqlStates.noRoom, ending === 'goes_on' ? '' : sqlStates.raised]);
  }
  if (ending === 'goes_on') return { told: 'success' };
  if (step === 'record' || (step === 'rule' && fault !== 'permanent')) {
    if (fault !== 'passing' || step === 'rule') await refuseRecords(database, number, [sqlStates.raised]);
    commits.onRecord(onMet);
    return { told: 'failure', step: 'record', code: 'database_fault' };
  }
  const failing = fault === 'permanent' ? step : 'rule';
  const { fault: refusal, code } = fault === 'permanent' ? permanent[step] : permanent.inbound;
  proxy.plan(methods[failing], refusal, { times: Infinity, onMet });
  return { told: 'failure', step: failing, code };
}

/** The workflow of the newest set-up of a number. */
async function cancel(laboratory: Laboratory, number: string): Promise<void> {
  const id = await laboratory.newestOperation(number);
  await laboratory.temporal.workflow.getHandle(`trunk/${id}`).cancel();
}

/**
 * The quick attempt is given up, and the cancellation is seen before the next one has looked for what the first has made,
 * however long the cancellation takes on its way.
 */
async function prepareCancelledStep(
  laboratory: Laboratory,
  number: string,
  step: keyof typeof methods,
  carriedOut: boolean,
): Promise<Experiment> {
  const { proxy } = laboratory;
  const held = proxy.hold(methods[step], carriedOut ? 'after_livekit' : 'before_livekit');
  const next = proxy.hold(polls[step], 'before_livekit');
  return {
    expected: { told: 'failure', step, code: 'cancelled' },
    during: async () => {
      await held.arrived;
      await cancel(laboratory, number);
      proxy.withdraw(next);
    },
    afterwards: () => Promise.resolve(held.lose()),
    cleanWhen: 'answered',
  };
}

async function prepareCancelledRecord(
  laboratory: Laboratory,
  number: string,
  carriedOut: boolean,
): Promise<Experiment> {
  const commit = laboratory.commits.plan(carriedOut ? 'hold_reply' : 'hold');
  return {
    expected: carriedOut ? { told: 'success' } : { told: 'failure', step: 'record', code: 'cancelled' },
    during: async () => {
      await commit.arrived;
      await cancel(laboratory, number);
      await sleep(lateCommitMs);
      commit.cut();
    },
    afterwards: () => Promise.resolve(),
    cleanWhen: 'answered',
  };
}

async function prepareCancelledCompensation(
  laboratory: Laboratory,
  number: string,
  part: 'rule' | 'inbound' | 'outbound',
): Promise<Experiment> {
  const { proxy, database } = laboratory;
  await refuseRecords(database, number, [sqlStates.raised]);
  // The outbound trunk is removed beside the rule, the inbound trunk after it.
  const removal =
    part === 'rule'
      ? proxy.hold('DeleteSIPDispatchRule', 'before_livekit')
      : proxy.hold('DeleteSIPTrunk', 'before_livekit', part === 'inbound' ? 1 : 0);
  return {
    expected: { told: 'failure', step: 'record', code: 'database_fault' },
    during: async () => {
      await removal.arrived;
      await cancel(laboratory, number);
      await removal.release();
    },
    afterwards: () => Promise.resolve(),
    cleanWhen: 'answered',
  };
}
