import { isCancellation } from '@temporalio/workflow';
import type { DeploymentId } from '../../domain/ids.js';
import { repairAsChild } from '../repair/child.js';
import { checkLater, checkLimitMs, followUpActivities } from '../saga/check-later.js';

/** What the follow-up of a change is given. */
export interface ChangeFollowUpInput {
  readonly trunkId: number;
  readonly deploymentId: DeploymentId;
  readonly roomPrefix: string;
  /** When to check, in milliseconds after the start, in ascending order. */
  readonly delaysMs: readonly number[];
}

/** The line that the list of workflows shows for the follow-up of a change. */
export function changeFollowUpSummary(trunkId: number): string {
  return `Check for late updates of trunk ${trunkId}`;
}

/**
 * Checks several times whether a trunk is what its record says after a change with an ambiguous outcome: an update that LiveKit carries
 * out late would bring back values that the trunk no longer has. What differs is repaired under the lock of the number.
 * @returns how many repairs there were.
 */
export async function followUpChange({ delaysMs, ...trunk }: ChangeFollowUpInput): Promise<number> {
  const { checkAfterChange } = followUpActivities('Check for late updates');
  let repairs = 0;
  await checkLater(delaysMs, 'Wait for late updates', async () => {
    if ((await checkAfterChange({ ...trunk, timeLimitMs: checkLimitMs })) !== 'differs') return;
    repairs += 1;
    try {
      await repairAsChild(trunk);
    } catch (error) {
      // The next check sees what it has left, and after the last one the reconciler does.
      if (isCancellation(error)) throw error;
    }
  });
  return repairs;
}
