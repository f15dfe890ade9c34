import { setTimeout as sleep } from 'node:timers/promises';
import type { StepLog } from '../../../src/domain/operation/operation.js';
import { type PartName, trunkParts } from '../../../src/domain/parts/graph.js';
import { stepsQuery } from '../../../src/workflows/names.js';
import { answers } from '../../integration/support/livekit/fault.js';
import type { Laboratory } from '../laboratory/laboratory.js';
import type { Resolution } from './cells.js';
import { stopRefusing } from './refusals.js';
import { methodsOf } from './sip-methods.js';

/** A compensation that takes longer than this is shown as stuck by the workers of the matrix. */
export const stuckAfterMs = 1_500;

const pollEveryMs = 100;
const visibleWithinMs = 15_000;
const completesWithinMs = 3_000;

/**
 * From now on the compensation cannot remove a part, because it cannot list what exists. The reservation is different: the database
 * keeps it from the beginning.
 */
export function breakPart({ proxy }: Laboratory, part: PartName): void {
  if (part !== trunkParts.reservation.name) proxy.plan(methodsOf(part).list, answers.unavailable, Infinity);
}

/** Resolves a stuck compensation as an operator does, once Temporal shows it. */
export async function resolve(
  laboratory: Laboratory,
  { part, action }: Resolution,
  number: string,
): Promise<void> {
  const id = await laboratory.newestOperation(number);
  await visiblyStuck(laboratory, id);
  await pending(laboratory, id, part);
  await sendResolution(laboratory, id, { part, action });
  if (action === 'skip') {
    // The removal of an object that the skipped part needs meets the same fault, and is the operator's next decision.
    for (const needed of trunkParts.objects.filter(({ name }) =>
      trunkParts.part(part).needs.includes(name),
    )) {
      if (await completesSoon(laboratory, id)) return;
      await pending(laboratory, id, needed.name);
      await sendResolution(laboratory, id, { part: needed.name, action });
    }
    return;
  }
  laboratory.heal();
  await stopRefusing(laboratory.database);
  // It may continue by itself in the same moment. Then it refuses the resolution.
  await sendResolution(laboratory, id, { part, action }).catch(() => undefined);
}

function sendResolution({ temporal }: Laboratory, id: string, resolution: Resolution): Promise<unknown> {
  return temporal.workflow.getHandle(`trunk/${id}`).executeUpdate('resolveCompensation', {
    args: [{ ...resolution, by: 'the operator of the matrix', reason: 'LiveKit was repaired' }],
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
  throw new Error(`Temporal does not show the compensation of ${id} as stuck.`);
}

/**
 * Waits until the compensation works on a part: on a slow machine it shows as stuck before it has come to the part that is
 * broken. A broken part stays pending until it is resolved.
 */
async function pending({ temporal }: Laboratory, id: string, part: PartName): Promise<void> {
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
  throw new Error(`The compensation of ${id} does not work on the part "${part}".`);
}

async function completesSoon({ database }: Laboratory, id: string): Promise<boolean> {
  const since = performance.now();
  while (performance.now() - since < completesWithinMs) {
    const [row] = await database.query('select finished_at from operations where id = $1', [id]);
    if (row?.finished_at !== null) return true;
    await sleep(pollEveryMs);
  }
  return false;
}
