import { setTimeout as sleep } from 'node:timers/promises';
import { answers, type SipMethod } from '../../integration/support/fault.js';
import type { Laboratory } from '../laboratory/laboratory.js';
import { befallRecord } from '../matrix/experiment.js';
import { keepNumber, refuseRecords, sqlStates, stopRefusing } from '../matrix/refusals.js';
import type { Cell, Operation, Part } from './cells.js';

/** What a cell does to the world. */
export interface Experiment {
  /** Whether the caller must be told of success. */
  readonly succeeds: boolean;
  /** Runs beside the call, and ends when it has done its part. */
  during(): Promise<void>;
  /** Runs when the caller has its answer: lets go what was held until then. */
  afterwards(): Promise<void>;
  /** How often the fault was met; a cell that meets none shows nothing. */
  met(): number;
  /** What was held lands only after the answer, so that the world is right only once it has settled. */
  readonly landsLater: boolean;
}

/** The numbers that a cell's trunk has and is to have. */
export interface CellNumbers {
  readonly present: string;
  readonly requested: string;
}

/** The request that makes a part, and how many like it come before. */
type Requests = Readonly<Record<Exclude<Part, 'record'>, readonly [SipMethod, number]>>;

const updates: Requests = {
  inbound: ['UpdateSIPInboundTrunk', 0],
  outbound: ['UpdateSIPOutboundTrunk', 0],
  rule: ['UpdateSIPDispatchRule', 0],
};

const requests: Readonly<Record<Operation, Requests>> = {
  change: updates,
  revert: updates,
  // The outbound trunk is removed beside the rule, and the inbound trunk after both of the outbound trunk's requests.
  delete: {
    inbound: ['DeleteSIPTrunk', 2],
    outbound: ['DeleteSIPTrunk', 0],
    rule: ['DeleteSIPDispatchRule', 0],
  },
};

const keptForMs = 1_500;
/** A tear-down takes no refusal for an answer; so often it meets one. */
const refusalsOfDelete = 3;

type FaultCell = Extract<Cell, { kind: 'fault' }>;

/** Prepares the world for a cell. */
export function prepare(laboratory: Laboratory, cell: Cell, numbers: CellNumbers): Promise<Experiment> {
  if (cell.kind === 'cancel') return Promise.resolve(prepareCancellation(laboratory, cell, numbers));
  return cell.part === 'record'
    ? prepareRecord(laboratory, cell, numbers)
    : preparePart(laboratory, cell, cell.part, numbers);
}

async function preparePart(
  laboratory: Laboratory,
  cell: FaultCell,
  part: Exclude<Part, 'record'>,
  numbers: CellNumbers,
): Promise<Experiment> {
  const { proxy, workers } = laboratory;
  const { operation, fault, ending } = cell;
  const [method, after] = requests[operation][part];
  let met = 0;
  const isFlaky = ending === 'restore_flaky';
  const onMet = () => {
    met += 1;
    if (fault === 'permanent' && isFlaky) breakPuttingBack(laboratory);
  };
  const succeeds = ending === 'done';
  if (!succeeds && fault !== 'permanent') await doomRecord(laboratory, numbers.requested, isFlaky);
  const course = { succeeds, landsLater: false, met: () => met };
  const plain = {
    ...course,
    during: () => Promise.resolve(),
    afterwards: () => Promise.resolve(),
  };
  switch (fault) {
    case 'permanent':
      proxy.plan(method, answers.refused, { after, times: succeeds ? refusalsOfDelete : Infinity, onMet });
      return plain;
    case 'passing':
      proxy.plan(method, answers.brokenGateway, { after, onMet });
      return plain;
    case 'unanswered':
      proxy.plan(method, { kind: 'swallow_reply' }, { after, onMet });
      return plain;
    case 'twice':
      proxy.plan(method, { kind: 'twice', reply: 'second' }, { after, onMet });
      return plain;
    case 'twice_at_once':
      proxy.plan(method, { kind: 'twice_at_once' }, { after, onMet });
      return plain;
    case 'late': {
      const held = proxy.hold(method, 'before_livekit', after);
      return {
        ...plain,
        landsLater: true,
        met: () => 1,
        during: async () => void (await held.arrived),
        afterwards: async () => void (await held.release()),
      };
    }
    case 'crash': {
      const held = proxy.hold(method, 'after_livekit', after);
      return {
        ...plain,
        met: () => 1,
        during: async () => workers.kill(await held.arrived),
        afterwards: () => Promise.resolve(held.lose()),
      };
    }
  }
}

async function prepareRecord(
  laboratory: Laboratory,
  { operation, fault, ending }: FaultCell,
  { present, requested }: CellNumbers,
): Promise<Experiment> {
  const { commits, database } = laboratory;
  const course = {
    succeeds: ending === 'done',
    landsLater: false,
    met: () => 1,
    ...befallRecord(laboratory, fault),
  };
  if (fault !== 'permanent' && fault !== 'passing') return course;
  if (operation === 'delete') {
    await keepNumber(database, present);
    return {
      ...course,
      during: async () => {
        await sleep(keptForMs);
        await stopRefusing(database);
      },
    };
  }
  await refuseRecords(
    database,
    requested,
    fault === 'permanent'
      ? [sqlStates.raised]
      : [sqlStates.noRoom, ending === 'done' ? '' : sqlStates.raised],
  );
  if (ending === 'restore_flaky') commits.onRecord(() => breakPuttingBack(laboratory));
  return course;
}

/** The quick attempt is given up, and the cancellation is seen before the next one, however long it takes on its way. */
function prepareCancellation(
  laboratory: Laboratory,
  { part, carriedOut }: Extract<Cell, { kind: 'cancel' }>,
  { present }: CellNumbers,
): Experiment {
  const { proxy, temporal } = laboratory;
  const [method] = requests.change[part];
  const held = proxy.hold(method, carriedOut ? 'after_livekit' : 'before_livekit');
  const next = proxy.hold(method, 'before_livekit');
  return {
    succeeds: false,
    landsLater: false,
    met: () => 1,
    during: async () => {
      await held.arrived;
      const id = await laboratory.newestOperation(present);
      await temporal.workflow.getHandle(`trunk/${id}`).cancel();
      proxy.withdraw(next);
    },
    afterwards: () => Promise.resolve(held.lose()),
  };
}

/** Lets the record of a change be refused for good, so that everything must be put back. */
async function doomRecord(laboratory: Laboratory, number: string, isFlaky: boolean): Promise<void> {
  await refuseRecords(laboratory.database, number, [sqlStates.raised]);
  if (isFlaky) laboratory.commits.onRecord(() => breakPuttingBack(laboratory));
}

function breakPuttingBack({ proxy }: Laboratory): void {
  proxy.plan('UpdateSIPInboundTrunk', answers.fault);
  proxy.plan('UpdateSIPOutboundTrunk', { kind: 'lose_reply' });
  proxy.plan('UpdateSIPDispatchRule', answers.unavailable);
}
