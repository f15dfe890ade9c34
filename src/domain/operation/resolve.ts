import type { Actor } from '../administration.js';
import { type PartName, trunkParts } from '../parts/graph.js';
import type { OperationId, OrganizationId } from '../values.js';
import type { OperationKind, Unavailable } from './operation.js';
import type { OperationView } from './view.js';

/** The things that an operator can do with a part that is stuck. */
export const resolutionActions = ['retry', 'skip'] as const;

/** An operator's decision about a part that is stuck, as the workflow takes it. */
export interface Resolution {
  readonly part: PartName;
  /**
   * `retry` starts the part again at once. `skip` continues without it. A set-up then releases its number; a change ends, but LiveKit may
   * keep the new values of that part.
   */
  readonly action: (typeof resolutionActions)[number];
  /** Who decides, and why. Both are stored with the operation. */
  readonly by: string;
  readonly reason: string;
}

/** The longest `by` and `reason`, in characters. */
export const longestDecisionText = 500;

/**
 * Checks whether a part can be resolved now.
 * @param pending the parts that are in progress.
 * @returns the reason for the operator why it cannot; null if it can.
 */
export function refusalWhile(
  pending: readonly PartName[],
  { part, action }: Pick<Resolution, 'part' | 'action'>,
): string | null {
  if (!pending.includes(part)) {
    return pending.length === 0
      ? 'Nothing is being compensated right now.'
      : `The ${part} is not being compensated right now; what is: ${pending.join(', ')}.`;
  }
  return part === 'number' && action === 'skip'
    ? 'The number cannot be skipped: its release is what frees it. Repair the database, or retry.'
    : null;
}

/** Who removes what a skipped part leaves: the follow-up of the set-up, a repair, or only a person. */
export const removers = ['follow_up', 'repair', 'nobody'] as const;

/** The rest that a skipped part leaves. */
export interface Remains {
  readonly part: PartName;
  readonly meaning: string;
  readonly removedBy: (typeof removers)[number];
  /** The ids of its objects that LiveKit lists now; null if LiveKit does not answer, or the part is not in LiveKit. */
  readonly objects: readonly string[] | null;
}

/** Returns what skipping a part of an operation leaves, without the objects. */
export function remainsOf(kind: OperationKind, part: PartName): Omit<Remains, 'objects'> {
  const { title, at } = trunkParts.part(part);
  if (at === 'carrier') {
    const meaning = `The ${title} stays at the carrier. Remove it in the console of the carrier.`;
    return { part, meaning, removedBy: 'nobody' };
  }
  if (kind === 'change_trunk') {
    const meaning = `The ${title} may keep the new values. A reconciliation reports the difference, and a repair removes it.`;
    return { part, meaning, removedBy: 'repair' };
  }
  const meaning = `The ${title} may stay in LiveKit while the number is free for others. It is removed when LiveKit answers again.`;
  return { part, meaning, removedBy: 'follow_up' };
}

/** Returns the parts that an operation works on without a time limit, as far as its log shows them. */
export function partsInProgress({ kind, compensation, steps }: OperationView): readonly PartName[] {
  const endless = kind === 'tear_down_trunk' ? [...steps, ...compensation] : compensation;
  return endless.filter(({ state }) => state === 'running').map(({ name }) => name);
}

/** One request to resolve a part. */
export interface ResolveCommand {
  readonly organizationId: OrganizationId;
  readonly operationId: OperationId;
  readonly requestedBy: Actor;
  readonly resolution: Resolution;
  /** Only says what would remain. */
  readonly dryRun: boolean;
}

/** The answer to a resolution. */
export type ResolveAnswer =
  | { readonly kind: 'not_found' | 'finished' }
  /** The part cannot be resolved. `why` is for the operator. */
  | { readonly kind: 'not_resolvable'; readonly why: string }
  | Unavailable
  /** The workflow has taken the resolution, or would take it. `remains` is null for a retry. */
  | { readonly kind: 'resolved'; readonly remains: Remains | null };

/** Retries or skips a part that is stuck. */
export type ResolvePart = (command: ResolveCommand) => Promise<ResolveAnswer>;
