import { maskedNumber } from '../../domain/trunk/number.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import { checkLater, checkLimitMs, followUpActivities } from '../saga/check-later.js';

/** What the follow-up of a set-up is given. */
export interface FollowUpInput {
  readonly spec: TrunkSpec;
  /** When to check, in milliseconds after the start, in ascending order. */
  readonly delaysMs: readonly number[];
}

/** The line that the list of workflows shows for a follow-up. */
export function setUpFollowUpSummary(spec: TrunkSpec): string {
  return `Check for late writes of ${maskedNumber(spec.settings.number)}`;
}

/**
 * Checks several times for what a set-up with an ambiguous outcome may have left in LiveKit: a stalled Redis can carry out a write
 * minutes after the error was reported. It holds no number and touches only what carries the set-up's own tag.
 * @returns how many objects were removed.
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
