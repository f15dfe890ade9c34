import type { PartName } from '../../domain/parts/trunk-parts.js';

/** An operator's decision about a part that is stuck. */
export interface CompensationResolution {
  readonly part: PartName;
  /**
   * `retry` starts the part again at once. `skip` continues without it. A set-up then releases its number; a change ends, but LiveKit may
   * keep the new values of that part.
   */
  readonly action: 'retry' | 'skip';
  /** Who decided. It is stored with the operation, like the reason. */
  readonly by: string;
  readonly reason: string;
}

/** The longest `by` and `reason`, in characters. */
const longestText = 500;

/**
 * Checks whether a resolution can be carried out. It comes from a command line or the Temporal UI, so its shape is checked as well.
 * @param parts every part that can be named.
 * @param pending the parts that are in progress.
 * @returns the reason for the operator why it cannot be carried out; null if it can.
 */
export function refusalOf(
  resolution: unknown,
  parts: readonly PartName[],
  pending: ReadonlySet<PartName>,
): string | null {
  if (typeof resolution !== 'object' || resolution === null) {
    return 'Send an object {"part", "action", "by", "reason"}.';
  }
  const { part, action, by, reason } = { ...resolution } as Readonly<Record<string, unknown>>;
  const known = parts.find((candidate) => candidate === part);
  if (known === undefined) return `"part" must be one of ${parts.join(', ')}.`;
  if (action !== 'retry' && action !== 'skip') return '"action" must be retry or skip.';
  if (!isText(by)) return `"by" must say who decides, in 1 to ${longestText} characters.`;
  if (!isText(reason)) return `"reason" must say why, in 1 to ${longestText} characters.`;
  if (!pending.has(known)) {
    return pending.size === 0
      ? 'Nothing is being compensated right now.'
      : `The ${known} is not being compensated right now; what is: ${[...pending].join(', ')}.`;
  }
  if (known === 'number' && action === 'skip') {
    return 'The number cannot be skipped: its release is what frees it. Repair the database, or retry.';
  }
  return null;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= longestText;
}
