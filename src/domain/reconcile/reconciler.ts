import type { ReconciliationId } from './report.js';
import type { FindingsPage, ReportJson } from './report-json.js';

/** Reads the stored reports of reconciliations. */
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

/** Runs reconciliations, one at a time, and reads their reports. */
export interface Reconciler extends Pick<ReconciliationReports, 'report' | 'findings'> {
  /** Starts a run, or returns the one that is under way. @throws when Temporal cannot be reached. */
  start(input: ReconciliationInput): Promise<StartedReconciliation>;
}
