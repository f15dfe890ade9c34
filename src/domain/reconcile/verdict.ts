import { type Finding, type FindingOutcome, findingKey } from './finding.js';

/** The permissions of a run. */
export interface Policy {
  readonly repair: boolean;
  /** Lifts the limit of removals, and allows the removal of whole trunks whose set-up is unknown. */
  readonly removeMany: boolean;
  /** A run that would remove more objects than this removes none. */
  readonly maximumRemovals: number;
}

/** A judged finding. `outcome` is null while there is something to do. */
export interface Judged {
  readonly key: string;
  readonly finding: Finding;
  readonly outcome: FindingOutcome | null;
}

/** Judges the first pass. In a repairing run it decides nothing; in a run that does not repair it is the only pass. */
export function judgeFirstPass(findings: readonly Finding[], { repair }: Policy): Judged[] {
  return findings.map((finding) => ({
    key: findingKey(finding),
    finding,
    outcome: repair ? null : 'reported',
  }));
}

/**
 * Judges the second pass of a repairing run. The run acts only on findings of both passes, because LiveKit's lists are no
 * transaction with the database, and a late write may have arrived in between.
 * @param seenBefore the keys of the findings of the first pass
 * @returns the findings of this pass, and the keys of those that have disappeared
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

/** Tells whether a finding leads to a removal. The repair of a trunk removes its duplicates, so they count too. */
function isRemoval({ action, code }: Finding, { removeMany }: Policy): boolean {
  return action === 'remove' || code === 'duplicate' || (action === 'remove_if_requested' && removeMany);
}

function outcomeOf(finding: Finding, policy: Policy, held: boolean): FindingOutcome | null {
  if (finding.action === 'none') return 'reported';
  if (finding.action === 'remove_if_requested' && !policy.removeMany) return 'held_back';
  return held && isRemoval(finding, policy) ? 'held_back' : null;
}
