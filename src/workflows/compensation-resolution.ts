import { compensatedParts } from '../domain/operation/operation.js';
import type { PartName } from '../domain/parts/trunk-parts.js';

/** An operator's decision about a part of an undo that does not come to an end. */
export interface CompensationResolution {
  readonly part: PartName;
  /**
   * `retry` begins the part again at once; `skip` no longer waits for it. The number of a set-up is freed without it, and a
   * change ends although LiveKit may hold for that part what the trunk was to be: its record says what it was.
   */
  readonly action: 'retry' | 'skip';
  /** Who decided, and why; kept with the operation. */
  readonly by: string;
  readonly reason: string;
}

const longestText = 500;

/**
 * Why a resolution makes no sense; null when it does. It comes from a command line or the Temporal UI, so nothing
 * about its shape is taken for granted.
 * @param pending the parts that are being undone right now.
 */
export function refusalOf(resolution: unknown, pending: ReadonlySet<PartName>): string | null {
  if (typeof resolution !== 'object' || resolution === null) {
    return 'Send an object {"part", "action", "by", "reason"}.';
  }
  const { part, action, by, reason } = { ...resolution } as Readonly<Record<string, unknown>>;
  const known = compensatedParts.find((candidate) => candidate === part);
  if (known === undefined) return `"part" must be one of ${compensatedParts.join(', ')}.`;
  if (action !== 'retry' && action !== 'skip') return '"action" must be retry or skip.';
  if (!isText(by)) return `"by" must say who decides, in 1 to ${longestText} characters.`;
  if (!isText(reason)) return `"reason" must say why, in 1 to ${longestText} characters.`;
  if (!pending.has(known)) {
    return pending.size === 0
      ? 'Nothing is being compensated right now.'
      : `The ${known} is not being compensated right now; what is: ${[...pending].join(', ')}.`;
  }
  if (known === 'number' && action === 'skip') {
    return 'The number cannot be skipped: its release is what frees it. Mend the database, or retry.';
  }
  return null;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= longestText;
}
