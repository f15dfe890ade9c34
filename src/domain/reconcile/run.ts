import type { AuditActor } from '../audit.js';
import type { FailureCode } from '../failures.js';
import type { ObjectFindings, Unavailable } from '../operation/operation.js';
import type { ObjectKind } from '../trunk/trunk.js';
import type { DeploymentId } from '../values.js';
import type { FindingCode } from './finding.js';
import type { FindingsPage, ReconciliationId, ReportJson, Trigger } from './report.js';

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

/** The stored reports of reconciliations. */
export interface ReconciliationReports {
  /** Lists the kept runs, the latest first. */
  list(): Promise<ReportJson[]>;
  /** Reads one run; null when there is none, or none any more. */
  report(id: ReconciliationId): Promise<ReportJson | null>;
  /**
   * Reads one page of the findings of a run, the most severe first.
   * @param after -1 for the first page, else the `next` of the page before.
   */
  findings(id: ReconciliationId, after: number): Promise<FindingsPage>;
}

/** The options of a run that an operator starts. */
export interface ReconciliationInput {
  /** False only reports. */
  readonly repair: boolean;
  /** Allows the run to remove more objects than its limit, and whole trunks whose set-up is unknown. */
  readonly removeMany: boolean;
}

/** The run that a start leads to. */
export interface StartedReconciliation {
  readonly id: ReconciliationId;
  /** The run was under way before, with the options of its own start. */
  readonly attached: boolean;
}

/** Starts a run for somebody, and records who it was; or says that Temporal cannot be reached. */
export type BeginReconciliation<By = AuditActor> = (
  by: By,
  input: ReconciliationInput,
) => Promise<StartedReconciliation | Unavailable>;

/** Runs reconciliations, one at a time, and reads their reports. */
export interface Reconciler extends Pick<ReconciliationReports, 'report' | 'findings'> {
  /** Starts a run, or returns the one that is under way. @throws when Temporal cannot be reached. */
  start(input: ReconciliationInput): Promise<StartedReconciliation>;
}
