import type { FailureCode } from '../failures.js';
import type { DeploymentId } from '../ids.js';
import type { ObjectKind } from '../trunk/tag.js';
import type { FindingCode } from './finding.js';
import type { ReconciliationId, Trigger } from './report.js';

/** The settings of all runs of this deployment. Durations are in milliseconds. */
export interface ReconciliationSettings {
  readonly deploymentId: DeploymentId;
  readonly roomPrefix: string;
  /** The time after the acceptance of a set-up during which its objects are not judged. */
  readonly graceMs: number;
  /** The time after which an unfinished operation is reported. */
  readonly overdueAfterMs: number;
  /** The wait of a repairing run before its second pass. */
  readonly secondPassAfterMs: number;
  /** A run that would remove more objects than this removes none, unless it runs with `removeMany`. */
  readonly maximumRemovals: number;
}

/** The trigger and the options of a run. */
export interface ReconciliationRequest {
  readonly trigger: Trigger;
  /** False only reports. */
  readonly repair: boolean;
  readonly removeMany: boolean;
}

/** One run. */
export interface ReconciliationRun extends ReconciliationRequest {
  readonly id: ReconciliationId;
  readonly settings: ReconciliationSettings;
}

/** The findings of two passes about one object of a trunk. */
export interface ObjectFindings {
  /** The id that the record names and LiveKit does not list; null if the object exists. */
  readonly missing: string | null;
  /** The object does not match the record. */
  readonly drifted: boolean;
  /** The ids of objects with the trunk's own tag that the record does not name. */
  readonly doubles: readonly string[];
}

/** The findings of two passes about a trunk, by object kind. */
export type TrunkFindings = Readonly<Record<ObjectKind, ObjectFindings>>;

/** The result of the repair of a trunk. */
export type RepairResult =
  /** `made` holds the ids of its objects in LiveKit, by the name of the part. */
  | { readonly kind: 'repaired'; readonly made: Readonly<Record<string, string>> }
  /** Another operation works on the number. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly code: FailureCode }
  /** The trunk was removed in the meantime. */
  | { readonly kind: 'no_trunk' };

/** A trunk that is to be repaired, with its findings. */
export interface PendingRepair {
  readonly trunkId: number;
  readonly findings: readonly {
    readonly key: string;
    readonly code: FindingCode;
    readonly kind: ObjectKind;
    readonly objectId: string;
  }[];
}
