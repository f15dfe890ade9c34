import { type Finding, type FindingOutcome, findingKey } from './finding.js';

/** What a run may do. */
export interface Policy {
  readonly repair: boolean;
  /** Lifts the brake, and lets whole trunks of unknown set-ups be removed. */
  readonly removeMany: boolean;
  /** A run that would remove more objects than this removes none. */
  readonly maximumRemovals: number;
}

/** A finding with what the looks say about it; `outcome` is null while there is something to be done. */
export interface Judged {
  readonly key: string;
  readonly finding: Finding;
  readonly outcome: FindingOutcome | null;
}

/** The first look of a repairing run decides nothing; the only look of a run that does not repair decides all. */
export function judgeFirstPass(findings: readonly Finding[], { repair }: Policy): Judged[] {
  return findings.map((finding) => ({
    key: findingKey(finding),
    finding,
    outcome: repair ? null : 'reported',
  }));
}

/**
 * Judges the second look of a repairing run. Only what both looks show is acted on: LiveKit's lists are no
 * transaction with the database, and a request that was on its way may have landed meanwhile.
 * @param seenBefore the keys of what the first look showed.
 * @returns the findings of this look, and the keys of those that have gone by themselves.
 */
export function judgeSecondPass(
  seenBefore: ReadonlySet<string>,
  findings: readonly Finding[],
  policy: Policy,
): { readonly judged: readonly Judged[]; readonly gone: readonly string[] } {
  const keyed = findings.map((finding) => ({ key: findingKey(finding), finding }));
  const removals = keyed.filter(({ key, finding }) => seenBefore.has(key) && isRemoval(finding, policy));
  const held = !policy.removeMany && removals.length > policy.maximumRemovals;
  const seenNow = new Set(keyed.map(({ key }) => key));
  return {
    judged: keyed.map(({ key, finding }) => ({
      key,
      finding,
      outcome: seenBefore.has(key) ? outcomeOf(finding, policy, held) : 'reported',
    })),
    gone: [...seenBefore].filter((key) => !seenNow.has(key)),
  };
}

/** A duplicate is removed by the repair of its trunk, and counts as a removal all the same. */
function isRemoval({ action, code }: Finding, { removeMany }: Policy): boolean {
  return action === 'remove' || code === 'duplicate' || (action === 'remove_if_requested' && removeMany);
}

function outcomeOf(finding: Finding, policy: Policy, held: boolean): FindingOutcome | null {
  if (finding.action === 'none') return 'reported';
  if (finding.action === 'remove_if_requested' && !policy.removeMany) return 'held_back';
  return held && isRemoval(finding, policy) ? 'held_back' : null;
}
