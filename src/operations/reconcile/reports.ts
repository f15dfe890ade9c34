import type { Database } from '../../database/database.js';
import { findingsPage } from '../../database/finding-rows.js';
import { findReconciliation, listReconciliations } from '../../database/reconciliation-rows.js';
import type { ReconciliationId } from '../../domain/reconcile/report.js';
import {
  type FindingsPage,
  findingJson,
  type ReportJson,
  reportJson,
} from '../../domain/reconcile/report-json.js';

/** Reads the stored reports. */
export interface ReconciliationReports {
  /** Lists the stored runs, the latest first. */
  list(): Promise<ReportJson[]>;
  /** Returns one run; null when there is none, or when it was removed. */
  report(id: ReconciliationId): Promise<ReportJson | null>;
  /** Returns one page of the findings of a run, the most severe first. @param after -1, or `next` of the page before. */
  findings(id: ReconciliationId, after: number): Promise<FindingsPage>;
}

const pageSize = 1_000;

/** Creates the reader of the reports in a database. */
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
