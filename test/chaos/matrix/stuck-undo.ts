import { setTimeout as sleep } from 'node:timers/promises';
import type { StepLog } from '../../../src/domain/operation/step-log.js';
import { stepsQuery } from '../../../src/workflows/names.js';
import { answers, type SipMethod } from '../../integration/support/fault.js';
import type { Laboratory } from '../laboratory/laboratory.js';
import type { Part, Resolution } from './cells.js';
import { stopRefusing } from './refusals.js';

/** After how long the workers of the matrix show an undo as stuck. */
export const stuckAfterMs = 1_500;

const pollEveryMs = 100;
const visibleWithinMs = 15_000;
const goesOnWithinMs = 3_000;

/** How each kind of object is looked for. */
export const polls = {
  rule: 'ListSIPDispatchRule',
  inbound: 'ListSIPInboundTrunk',
  outbound: 'ListSIPOutboundTrunk',
} as const satisfies Record<Exclude<Part, 'number'>, SipMethod>;

/** From now on a part of the undo cannot be done. The number is kept by the database from the beginning. */
export function breakPart({ proxy }: Laboratory, part: Part): void {
  if (part !== 'number') proxy.plan(polls[part], answers.unavailable, Infinity);
}

/** Does what an operator does about a stuck undo once Temporal shows it. */
export async function resolve(
  laboratory: Laboratory,
  { part, action }: Resolution,
  number: string,
): Promise<void> {
  const id = await laboratory.newestOperation(number);
  await visiblyStuck(laboratory, id);
  await pending(laboratory, id, part);
  await order(laboratory, id, { part, action });
  if (action === 'skip') {
    // What depends on the skipped part meets the same fault, and is the operator's next decision.
    if (part === 'rule' && !(await endsSoon(laboratory, id))) {
      await pending(laboratory, id, 'inbound');
      await order(laboratory, id, { part: 'inbound', action });
    }
    return;
  }
  laboratory.heal();
  await stopRefusing(laboratory.database);
  // It may go on by itself in the same moment; there is nothing left to be ordered then.
  await order(laboratory, id, { part, action }).catch(() => undefined);
}

function order({ temporal }: Laboratory, id: string, resolution: Resolution): Promise<unknown> {
  return temporal.workflow.getHandle(`trunk/${id}`).executeUpdate('resolveCompensation', {
    args: [{ ...resolution, by: 'the operator of the matrix', reason: 'LiveKit was mended' }],
  });
}

async function visiblyStuck({ workflows }: Laboratory, id: string): Promise<void> {
  const since = performance.now();
  while (performance.now() - since < visibleWithinMs) {
    const stuck = await workflows.list(
      `WorkflowId = 'trunk/${id}' AND TrunklineState = 'compensation_stuck'`,
    );
    if (stuck.length > 0) return;
    await sleep(pollEveryMs);
  }
  throw new Error(`Temporal does not show the undo of ${id} as stuck.`);
}

/**
 * Waits until a part is being undone: on a slow machine the undo shows as stuck before it has come to the one that is. The
 * part is broken, so it does not end by itself.
 */
async function pending({ temporal }: Laboratory, id: string, part: Part): Promise<void> {
  const handle = temporal.workflow.getHandle(`trunk/${id}`);
  const since = performance.now();
  while (performance.now() - since < visibleWithinMs) {
    const log = await handle.query<StepLog>(stepsQuery);
    const last = log.findLast(
      (event) => 'phase' in event && event.phase === 'compensation' && event.step === part,
    );
    if (last !== undefined && last.event !== 'succeeded') return;
    await sleep(pollEveryMs);
  }
  throw new Error(`The ${part} of ${id} is not being undone.`);
}

async function endsSoon({ database }: Laboratory, id: string): Promise<boolean> {
  const since = performance.now();
  while (performance.now() - since < goesOnWithinMs) {
    const [row] = await database.query('select finished_at from operations where id = $1', [id]);
    if (row?.finished_at !== null) return true;
    await sleep(pollEveryMs);
  }
  return false;
}
