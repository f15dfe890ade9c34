import type { Database } from '../../database/database.js';
import { findingsPage } from '../../database/finding-rows.js';
import { findReconciliation, listReconciliations } from '../../database/reconciliation-rows.js';
import { findingJson, type ReconciliationReports, reportJson } from '../../domain/reconcile/report-json.js';

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
