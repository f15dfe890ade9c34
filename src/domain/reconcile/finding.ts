import type { ObjectKind } from '../trunk/trunk.js';
import type { OperationId } from '../values.js';

/**
 * The severities of findings. `critical`: calls fail, or anybody may call. `warning`: something is wrong. `notice`: for
 * information.
 */
export const severities = ['critical', 'warning', 'notice'] as const;
export type Severity = (typeof severities)[number];

interface FindingEntry {
  readonly severity: Severity;
  /** The severities for object kinds that differ from the rest. */
  readonly severityOf?: Partial<Record<ObjectKind, Severity>>;
  /** A sentence that says what is wrong. */
  readonly meaning: string;
  /** The action of a repairing run; null if a run only reports. */
  readonly repair: string | null;
  /** The action for a person, if no run acts or if the repair fails. */
  readonly remedy: string;
}

/** Every kind of finding of a reconciliation, declared once. */
export const findingCodes = {
  orphan: {
    severity: 'warning',
    meaning: 'An object of this deployment in LiveKit belongs to no trunk.',
    repair: 'It is removed if two passes show it: rules before trunks.',
    remedy:
      'Remove it from LiveKit. If its set-up is unknown, first check whether the database is an old copy.',
  },
  duplicate: {
    severity: 'critical',
    severityOf: { outbound: 'warning' },
    meaning: 'A trunk has this object twice in LiveKit; the record names the other one.',
    repair: 'The object that the record does not name is removed.',
    remedy: 'Remove the object from LiveKit; two inbound trunks or two rules make calls fail.',
  },
  missing: {
    severity: 'critical',
    meaning: 'An object of a trunk is not in LiveKit.',
    repair: 'It is created again from the record, and its new id is stored.',
    remedy: 'Find out why the repair fails; until then calls of this trunk fail.',
  },
  drift: {
    severity: 'warning',
    meaning: 'An object in LiveKit does not match the record.',
    repair: 'It is changed in place to match the record; its id stays.',
    remedy:
      'Change trunks through Trunkline, not in LiveKit. If the name was changed, restore the tag in it.',
  },
  unmanaged_fields: {
    severity: 'notice',
    meaning: 'An object of a trunk has fields in LiveKit that Trunkline does not know.',
    repair: null,
    remedy:
      'Keep a list of such fields. Changes and repairs leave them as they are, but an object that is created again lacks them.',
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
    meaning: 'An inbound trunk that Trunkline did not create answers to every number.',
    repair: null,
    remedy: 'Give it numbers, or remove it from LiveKit.',
  },
  wildcard_rule: {
    severity: 'critical',
    meaning:
      'A dispatch rule that Trunkline did not create takes every call, also those that no trunk allows.',
    repair: null,
    remedy: 'Add trunks to it, or remove it from LiveKit.',
  },
  open_trunk: {
    severity: 'critical',
    meaning:
      'An inbound trunk that Trunkline did not create has neither complete credentials nor usable addresses: anybody may call in.',
    repair: null,
    remedy: 'Give it a username with a password, or addresses in CIDR form.',
  },
  foreign_on_number: {
    severity: 'critical',
    severityOf: { outbound: 'notice' },
    meaning: 'A trunk that this deployment did not create uses the number of one of its trunks.',
    repair: null,
    remedy: 'Remove one of the two; with two inbound trunks on a number LiveKit refuses its calls.',
  },
  foreign_rule_on_trunk: {
    severity: 'critical',
    meaning: 'A dispatch rule that this deployment did not create names one of its inbound trunks.',
    repair: null,
    remedy:
      'Change the trunks of the rule, or remove it; it may take calls of this trunk, or make them fail.',
  },
  unfinished_operation: {
    severity: 'warning',
    meaning: 'An operation has been unfinished for much longer than it should take.',
    repair: null,
    remedy: 'Open its workflow in the Temporal UI: the pending activities show what it waits for.',
  },
} as const satisfies Record<string, FindingEntry>;

/** The code of a finding. */
export type FindingCode = keyof typeof findingCodes;

/** Returns the severity of a finding with this code about an object of this kind. */
function severityOf(code: FindingCode, kind: ObjectKind | null): Severity {
  const entry: FindingEntry = findingCodes[code];
  return (kind === null ? undefined : entry.severityOf?.[kind]) ?? entry.severity;
}

/** The outcomes of a finding in its run. */
export const findingOutcomes = [
  /** It is reported, and nothing was done: the run does not repair, or no program can. */
  'reported',
  'repaired',
  'removed',
  /** Another operation works on the trunk's number; the next run checks it again. */
  'busy',
  'failed',
  /** The run would have removed more than it may without `removeMany`. */
  'held_back',
  /** The second pass did not show it any more. */
  'gone_by_itself',
] as const;
export type FindingOutcome = (typeof findingOutcomes)[number];

/**
 * The actions of a repairing run. `remove_if_requested`: the object may belong to a live trunk that the database has lost, so it is
 * removed only with `removeMany`.
 */
export const findingActions = ['none', 'repair', 'remove', 'remove_if_requested'] as const;
export type FindingAction = (typeof findingActions)[number];

/** One deviation between LiveKit and the records. It holds no secret and no complete number. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly action: FindingAction;
  /** The object in LiveKit; for a missing object, the kind and id in the record. */
  readonly objectKind: ObjectKind | null;
  readonly objectId: string | null;
  readonly trunkId: number | null;
  readonly operationId: OperationId | null;
  /** The last two characters of the number, like `•••67`. */
  readonly number: string | null;
  /** A sentence about what was observed. */
  readonly evidence: string;
  /** The names of the fields that differ; never their values. */
  readonly fields: readonly string[];
}

/** Returns a key for a finding. Another pass over the same state gives the same key. */
export function findingKey({ code, objectKind, objectId, trunkId, operationId }: Finding): string {
  return [code, objectKind, objectId, trunkId, operationId].map((part) => part ?? '').join('/');
}

/** Creates a finding. It adds the severity, and null for every fact that does not apply. */
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

/** Compares two findings for sorting: the most severe first, then by code, trunk and object. */
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
