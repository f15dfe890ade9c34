import type { ReconciliationId } from './report.js';
import type { FindingsPage, ReportJson } from './report-json.js';

/** What an operator asks of a run. */
export interface ReconciliationInput {
  readonly repair: boolean;
  readonly removeMany: boolean;
}

/** The run that serves a request. */
export interface StartedReconciliation {
  readonly id: ReconciliationId;
  /** The run was under way before, with the options of its own start. */
  readonly attached: boolean;
}

/** Runs reconciliations, one at a time, and reads their reports. */
export interface Reconciler extends Pick<ReconciliationReports, 'report' | 'findings'> {
  /** Starts a run, or returns the one that is under way. @throws when Temporal is unreachable. */
  start(input: ReconciliationInput): Promise<StartedReconciliation>;
}

/** Reads the stored reports. */
export interface ReconciliationReports {
  /** Lists the stored runs, the latest first. */
  list(): Promise<ReportJson[]>;
  /** Returns one run; null when there is none, or when it was removed. */
  report(id: ReconciliationId): Promise<ReportJson | null>;
  /** Returns one page of the findings of a run, the most severe first. @param after -1, or `next` of the page before. */
  findings(id: ReconciliationId, after: number): Promise<FindingsPage>;
}
