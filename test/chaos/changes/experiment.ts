import { setTimeout as sleep } from 'node:timers/promises';
import { type PartName, trunkParts } from '../../../src/domain/parts/graph.js';
import {
  answers,
  type Fault as LiveKitFault,
  type SipMethod,
} from '../../integration/support/livekit/fault.js';
import type { Laboratory } from '../laboratory/laboratory.js';
import { inRotation } from '../matrix/cells.js';
import { type Course, planCommitFault } from '../matrix/experiment.js';
import { keepNumber, refuseRecords, sqlStates, stopRefusing } from '../matrix/refusals.js';
import { deletionsBefore, methodsOf } from '../matrix/sip-methods.js';
import type { Cell, Operation } from './cells.js';

/** The course of a cell, and its expected result. */
export interface Experiment extends Course {
  /** Whether the answer must be a success. */
  readonly succeeds: boolean;
  /** How often the fault was met; a cell whose fault is never met shows nothing. */
  met(): number;
  /** A held request reaches LiveKit only after the answer, so that the state is right only once everything has settled. */
  readonly landsLater: boolean;
}

/** The number of the cell's trunk before the operation, and the number that the operation requests. */
export interface CellNumbers {
  readonly present: string;
  readonly requested: string;
}

const keptForMs = 1_500;
/** A tear-down is repeated until it is done. It meets this many refusals. */
const refusalsOfDelete = 3;

/** Transient faults of updates, dealt out over the objects. */
const flakyUpdates: readonly LiveKitFault[] = [answers.fault, { kind: 'lose_reply' }, answers.unavailable];

type FaultCell = Extract<Cell, { kind: 'fault' }>;

/** Prepares the world for a cell. */
export function prepare(laboratory: Laboratory, cell: Cell, numbers: CellNumbers): Promise<Experiment> {
  if (cell.kind === 'cancel') return Promise.resolve(prepareCancellation(laboratory, cell, numbers));
  return cell.part === trunkParts.commit.name
    ? prepareCommit(laboratory, cell, numbers)
    : prepareObject(laboratory, cell, numbers);
}

async function prepareObject(
  laboratory: Laboratory,
  { operation, part, fault, completion }: FaultCell,
  numbers: CellNumbers,
): Promise<Experiment> {
  const { proxy, workers } = laboratory;
  const { method, after } = requestOf(operation, part);
  let met = 0;
  const isFlaky = completion === 'restore_flaky';
  const onMet = () => {
    met += 1;
    if (fault === 'permanent' && isFlaky) breakRestoring(laboratory);
  };
  const succeeds = completion === 'done';
  if (!succeeds && fault !== 'permanent') await planRefusedRecord(laboratory, numbers.requested, isFlaky);
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
    case 'transient':
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

async function prepareCommit(
  laboratory: Laboratory,
  { operation, fault, completion }: FaultCell,
  { present, requested }: CellNumbers,
): Promise<Experiment> {
  const { commits, database } = laboratory;
  const course = {
    succeeds: completion === 'done',
    landsLater: false,
    met: () => 1,
    ...planCommitFault(laboratory, fault),
  };
  if (fault !== 'permanent' && fault !== 'transient') return course;
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
      : [sqlStates.noRoom, completion === 'done' ? '' : sqlStates.raised],
  );
  if (completion === 'restore_flaky') commits.onRecord(() => breakRestoring(laboratory));
  return course;
}

/** Finds the request that an operation sends for a part, and how many requests of that method it sends before. */
function requestOf(
  operation: Operation,
  part: PartName,
): { readonly method: SipMethod; readonly after: number } {
  return operation === 'delete'
    ? { method: methodsOf(part).delete, after: deletionsBefore(part) }
    : { method: methodsOf(part).update, after: 0 };
}

/** The quick attempt times out. The next one is held, so that the workflow sees the cancellation before, however slow it is. */
function prepareCancellation(
  laboratory: Laboratory,
  { part, carriedOut }: Extract<Cell, { kind: 'cancel' }>,
  { present }: CellNumbers,
): Experiment {
  const { proxy, temporal } = laboratory;
  const { method } = requestOf('change', part);
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

/** Lets the database refuse the record of a change for good, so that everything must be restored. */
async function planRefusedRecord(laboratory: Laboratory, number: string, isFlaky: boolean): Promise<void> {
  await refuseRecords(laboratory.database, number, [sqlStates.raised]);
  if (isFlaky) laboratory.commits.onRecord(() => breakRestoring(laboratory));
}

function breakRestoring({ proxy }: Laboratory): void {
  for (const [index, { name }] of trunkParts.objects.entries()) {
    proxy.plan(methodsOf(name).update, inRotation(flakyUpdates, index));
  }
}
