import { maskedNumber } from '../../domain/trunk/number.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import { checkLater, checkLimitMs, followUpActivities } from '../saga/check-later.js';

/** The input of the follow-up of a set-up. */
export interface FollowUpInput {
  readonly spec: TrunkSpec;
  /** When to check, in milliseconds after the start, in ascending order. */
  readonly delaysMs: readonly number[];
}

/** Returns the line that the list of workflows shows for the follow-up of a set-up. */
export function setUpFollowUpSummary(spec: TrunkSpec): string {
  return `Check for late writes of ${maskedNumber(spec.settings.number)}`;
}

/**
 * Checks several times for orphans after a set-up with an ambiguous outcome, and removes them. A stalled Redis can carry out a write
 * minutes after LiveKit reported an error. The follow-up holds no number and touches only objects with a tag of the set-up or of a
 * failed one before it.
 * @returns the number of objects that were removed.
 */
export async function followUpSetUp({ spec, delaysMs }: FollowUpInput): Promise<number> {
  const { removeOrphansOf, removeCarrierOrphansOf } = followUpActivities('Check for late writes');
  let removed = 0;
  await checkLater(delaysMs, 'Wait for late writes', async () => {
    removed += await removeOrphansOf({ spec, timeLimitMs: checkLimitMs });
    if (spec.carrier !== undefined) {
      removed += await removeCarrierOrphansOf({ spec, timeLimitMs: checkLimitMs });
    }
  });
  return removed;
}
