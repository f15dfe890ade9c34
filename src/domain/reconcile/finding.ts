import type { OperationId } from '../ids.js';
import type { ObjectKind } from '../trunk/tag.js';

/** How much a finding matters: calls fail or anybody may call; something is not as it should be; good to know. */
export const severities = ['critical', 'warning', 'notice'] as const;
export type Severity = (typeof severities)[number];

interface FindingEntry {
  readonly severity: Severity;
  /** Where an object of one kind matters otherwise than the rest. */
  readonly severityOf?: Partial<Record<ObjectKind, Severity>>;
  /** What is the matter, in a sentence. */
  readonly meaning: string;
  /** What a repairing run does about it; null when it only reports. */
  readonly repair: string | null;
  /** What a person can do when no run does, or when the repair fails. */
  readonly remedy: string;
}

/** Everything that a reconciliation can find, declared once. */
export const findingCodes = {
  orphan: {
    severity: 'warning',
    meaning: 'An object of this deployment in LiveKit belongs to no trunk.',
    repair: 'It is removed, once two looks have shown it: rules before trunks.',
    remedy:
      'Remove it from LiveKit. If its set-up is unknown, find out first whether the database is an old copy.',
  },
  duplicate: {
    severity: 'critical',
    severityOf: { outbound: 'warning' },
    meaning: 'A trunk has this object twice in LiveKit; the record names the other one.',
    repair: 'The one that the record does not name is removed.',
    remedy: 'Remove the object from LiveKit; two inbound trunks or two rules make calls fail.',
  },
  missing: {
    severity: 'critical',
    meaning: 'An object of a trunk is not in LiveKit.',
    repair: 'It is made again from the record, and its new id is stored.',
    remedy: 'Look why the repair fails; until then calls of this trunk fail.',
  },
  drift: {
    severity: 'warning',
    meaning: 'An object in LiveKit is not what the record says.',
    repair: 'It is changed in place to what the record says; its id stays.',
    remedy:
      'Change trunks through Trunkline, not in LiveKit. If the name was changed, give the object its tag back.',
  },
  password_unreadable: {
    severity: 'critical',
    meaning:
      'The SIP password of a trunk cannot be decrypted, so the trunk can be neither compared nor repaired.',
    repair: null,
    remedy: 'Give the worker the TRUNKLINE_ENCRYPTION_KEYS with which the password was sealed.',
  },
  wildcard_trunk: {
    severity: 'warning',
    meaning: 'An inbound trunk that Trunkline did not make answers to every number.',
    repair: null,
    remedy: 'Give it numbers, or remove it from LiveKit.',
  },
  wildcard_rule: {
    severity: 'critical',
    meaning:
      'A dispatch rule that Trunkline did not make takes every call, also those that no trunk lets in.',
    repair: null,
    remedy: 'Let it name trunks, or remove it from LiveKit.',
  },
  open_trunk: {
    severity: 'critical',
    meaning:
      'An inbound trunk that Trunkline did not make has neither complete credentials nor usable addresses: anybody may call in.',
    repair: null,
    remedy: 'Give it a username with a password, or addresses in CIDR form.',
  },
  foreign_on_number: {
    severity: 'critical',
    severityOf: { outbound: 'notice' },
    meaning: 'A trunk that this deployment did not make uses the number of one of its trunks.',
    repair: null,
    remedy: 'Remove one of the two; with two inbound trunks on a number LiveKit refuses its calls.',
  },
  foreign_rule_on_trunk: {
    severity: 'critical',
    meaning: 'A dispatch rule that this deployment did not make names one of its inbound trunks.',
    repair: null,
    remedy:
      'Let the rule name other trunks, or remove it; it may take calls of this trunk, or make them fail.',
  },
  unfinished_operation: {
    severity: 'warning',
    meaning: 'An operation has been unfinished for much longer than it should take.',
    repair: null,
    remedy: 'Look at its workflow in the Temporal UI: its pending activities show what it waits for.',
  },
} as const satisfies Record<string, FindingEntry>;

export type FindingCode = keyof typeof findingCodes;

/** How much a finding of this code matters for an object of this kind. */
export function severityOf(code: FindingCode, kind: ObjectKind | null): Severity {
  const entry: FindingEntry = findingCodes[code];
  return (kind === null ? undefined : entry.severityOf?.[kind]) ?? entry.severity;
}

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
 * What a repairing run does about a finding. `remove_if_requested`: it looks like a live trunk that the database has
 * lost, so it goes only when the run was told to remove many.
 */
export const findingActions = ['none', 'repair', 'remove', 'remove_if_requested'] as const;
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

/** Puts the weightiest findings first; what is equally weighty goes by code, then by trunk and object. */
export function byWeight(left: Finding, right: Finding): number {
  return (
    severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
    compareText(left.code, right.code) ||
    (left.trunkId ?? 0) - (right.trunkId ?? 0) ||
    compareText(left.objectId ?? '', right.objectId ?? '')
  );
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
