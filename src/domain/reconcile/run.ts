import type { FailureCode } from '../failures.js';
import type { DeploymentId } from '../ids.js';
import type { ObjectKind } from '../trunk/tag.js';
import type { ReconciliationId, Trigger } from './report.js';

/** How runs of this deployment are done; the same for all of them. Durations are in milliseconds. */
export interface ReconciliationSettings {
  readonly deploymentId: DeploymentId;
  readonly roomPrefix: string;
  /** Objects of set-ups that were accepted less than this long ago are left alone. */
  readonly graceMs: number;
  /** Operations that are unfinished for longer than this are told of. */
  readonly overdueAfterMs: number;
  /** How long a repairing run waits before it looks a second time. */
  readonly secondPassAfterMs: number;
  /** A run that would remove more objects than this removes none, unless it is told to. */
  readonly maximumRemovals: number;
}

/** What a run is wanted for. */
export interface ReconciliationRequest {
  readonly trigger: Trigger;
  /** False only looks. */
  readonly repair: boolean;
  readonly removeMany: boolean;
}

/** One run. */
export interface ReconciliationRun extends ReconciliationRequest {
  readonly id: ReconciliationId;
  readonly settings: ReconciliationSettings;
}

/** What two looks have shown of a trunk's object of one kind. */
export interface ObjectFindings {
  /** The id that the record names and LiveKit does not list; null when the object is there. */
  readonly missing: string | null;
  /** It is not what the record says. */
  readonly drifted: boolean;
  /** Objects with the trunk's own tag that the record does not name. */
  readonly doubles: readonly string[];
}

/** What two looks have shown of a trunk. */
export type TrunkFindings = Readonly<Record<ObjectKind, ObjectFindings>>;

/** How the repair of a trunk ended. */
export type RepairResult =
  /** `made`: the ids of its objects in LiveKit, by the name of the part. */
  | { readonly kind: 'repaired'; readonly made: Readonly<Record<string, string>> }
  /** Another operation works on the number. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly code: FailureCode }
  /** The trunk was removed meanwhile. */
  | { readonly kind: 'no_trunk' };
