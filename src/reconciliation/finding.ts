import type { OperationId } from '../trunks/ids.js';
import type { ObjectKind } from '../trunks/tag.js';
import { type FindingCode, type Severity, severityOf } from './finding-codes.js';

/** What became of a finding in its run. */
export const findingOutcomes = [
  /** It is told, and nothing was done: the run only looks, or nothing can be done by a program. */
  'reported',
  'repaired',
  'removed',
  /** Another operation works on the trunk's number; the next run looks again. */
  'busy',
  'failed',
  /** The run would have removed more than it may without being told to. */
  'held_back',
  /** The second look did not show it any more. */
  'gone_by_itself',
] as const;
export type FindingOutcome = (typeof findingOutcomes)[number];

/**
 * What a repairing run does about a finding. `remove_if_told`: it looks like a live trunk that the database has
 * lost, so it goes only when the run was told to remove many.
 */
export const findingActions = ['none', 'repair', 'remove', 'remove_if_told'] as const;
export type FindingAction = (typeof findingActions)[number];

/** One thing that is not as it should be. It holds no secret and no whole number. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly action: FindingAction;
  /** The object in LiveKit that it is about; of a missing one, the id that the record has. */
  readonly objectKind: ObjectKind | null;
  readonly objectId: string | null;
  readonly trunkId: number | null;
  readonly operationId: OperationId | null;
  /** The last two characters of the number, like `•••67`. */
  readonly number: string | null;
  /** What was seen, in a sentence. */
  readonly evidence: string;
  /** Names of the fields that differ; never their values. */
  readonly fields: readonly string[];
}

/** Names a finding in such a way that another look at the same state names it the same. */
export function findingKey({ code, objectKind, objectId, trunkId, operationId }: Finding): string {
  return [code, objectKind, objectId, trunkId, operationId].map((part) => part ?? '').join('/');
}

/** Makes a finding: fills in its severity, and what does not apply to it. */
export function finding(
  code: FindingCode,
  facts: { readonly evidence: string } & Partial<Omit<Finding, 'code' | 'severity' | 'evidence'>>,
): Finding {
  return {
    action: 'none',
    objectKind: null,
    objectId: null,
    trunkId: null,
    operationId: null,
    number: null,
    fields: [],
    ...facts,
    code,
    severity: severityOf(code, facts.objectKind ?? null),
  };
}
