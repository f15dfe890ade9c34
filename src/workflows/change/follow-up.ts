import { isCancellation } from '@temporalio/workflow';
import type { DeploymentId } from '../../domain/ids.js';
import { repairAsChild } from '../repair/child.js';
import { checkLater, checkLimitMs, followUpActivities } from '../saga/check-later.js';

/** The input of the follow-up of a change. */
export interface ChangeFollowUpInput {
  readonly trunkId: number;
  readonly deploymentId: DeploymentId;
  readonly roomPrefix: string;
  /** When to check, in milliseconds after the start, in ascending order. */
  readonly delaysMs: readonly number[];
}

/** Returns the line that the list of workflows shows for the follow-up of a change. */
export function changeFollowUpSummary(trunkId: number): string {
  return `Check for late updates of trunk ${trunkId}`;
}

/**
 * Checks several times whether a trunk matches its record after a change with an ambiguous outcome. An update that LiveKit carries out
 * late would bring back old values. Each difference is repaired under the lock of the number.
 * @returns the number of repairs.
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
      // The next check finds a difference that remains; after the last check, the reconciler finds it.
      if (isCancellation(error)) throw error;
    }
  });
  return repairs;
}
