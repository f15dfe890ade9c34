import type { PartName } from '../../domain/parts/trunk-parts.js';

/** An operator's decision about a part that hangs. */
export interface CompensationResolution {
  readonly part: PartName;
  /**
   * `retry` begins the part again at once. `skip` goes on without it: a set-up releases its number, and a change ends although LiveKit
   * may still have for that part what the trunk was to become.
   */
  readonly action: 'retry' | 'skip';
  /** Who decided, and why; kept with the operation. */
  readonly by: string;
  readonly reason: string;
}

const longestText = 500;

/**
 * Says why a resolution cannot be carried out; null when it can. It comes from a command line or the Temporal UI, so its shape is
 * checked like any input.
 * @param parts every part that can be named.
 * @param pending the parts that are worked on right now.
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
