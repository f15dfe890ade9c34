import type { Database } from '../../database/database.js';
import { findingsPage } from '../../database/reconciliations/findings.js';
import { findReconciliation, listReconciliations } from '../../database/reconciliations/runs.js';
import type { ReconciliationReports } from '../../domain/reconcile/reconciler.js';
import { findingJson, reportJson } from '../../domain/reconcile/report-json.js';

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
