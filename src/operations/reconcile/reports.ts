import type { Database } from '../../database/database.js';
import { findingsPage } from '../../database/reconciliations/findings.js';
import { findReconciliation, listReconciliations } from '../../database/reconciliations/runs.js';
import type { ReconciliationId } from '../../domain/reconcile/report.js';
import {
  type FindingsPage,
  findingJson,
  type ReportJson,
  reportJson,
} from '../../domain/reconcile/report-json.js';

/** The stored reports. */
export interface ReconciliationReports {
  /** The kept runs, the latest first. */
  list(): Promise<ReportJson[]>;
  /** One run; null when there is none, or none any more. */
  report(id: ReconciliationId): Promise<ReportJson | null>;
  /** One page of what a run has found, the weightiest first. @param after -1, or the `next` of the page before. */
  findings(id: ReconciliationId, after: number): Promise<FindingsPage>;
}

const pageSize = 1_000;

/** Reads the reports in a database. */
export function reportsIn(database: Database): ReconciliationReports {
  return {
    list: async () => (await listReconciliations(database)).map(reportJson),
    report: async (id) => {
      const report = await findReconciliation(database, id);
      return report === null ? null : reportJson(report);
    },
    findings: async (id, after) => {
      const page = await findingsPage(database, id, after, pageSize);
      const last = page.length < pageSize ? undefined : page.at(-1);
      return { findings: page.map(findingJson), next: last?.position ?? null };
    },
  };
}
