import { findingCodes } from './finding.js';
import type { ReconciliationId, ReconciliationReport, ReportedFinding } from './report.js';

/** Converts a run to the JSON that the endpoint answers and the command prints. */
export function reportJson(report: ReconciliationReport) {
  return {
    id: report.id,
    trigger: report.trigger,
    state: report.state,
    repair: report.repair,
    remove_many: report.removeMany,
    started_at: report.startedAt.toISOString(),
    finished_at: report.finishedAt?.toISOString() ?? null,
    compared: report.compared,
    counts: report.counts,
    failure: report.failure,
  };
}
/** A run as JSON. */
export type ReportJson = ReturnType<typeof reportJson>;

/** Converts a finding to JSON, with the meaning of its code and the remedy. */
export function findingJson(finding: ReportedFinding) {
  const { meaning, repair, remedy } = findingCodes[finding.code];
  return {
    code: finding.code,
    severity: finding.severity,
    object: finding.objectKind === null ? null : { kind: finding.objectKind, id: finding.objectId },
    trunk_id: finding.trunkId,
    operation_id: finding.operationId,
    number: finding.number,
    evidence: finding.evidence,
    fields: finding.fields,
    action: finding.action,
    outcome: finding.outcome,
    note: finding.note,
    meaning,
    repair,
    remedy,
  };
}
/** A finding as JSON. */
export type FindingJson = ReturnType<typeof findingJson>;

/** Some findings of a run. `next` is the parameter `after` of the following page; null on the last page. */
export interface FindingsPage {
  readonly findings: readonly FindingJson[];
  readonly next: number | null;
}

/** The stored reports. */
export interface ReconciliationReports {
  /** The kept runs, the latest first. */
  list(): Promise<ReportJson[]>;
  /** One run; null when there is none, or none any more. */
  report(id: ReconciliationId): Promise<ReportJson | null>;
  /** One page of what a run has found, the weightiest first. @param after -1, or the `next` of the page before. */
  findings(id: ReconciliationId, after: number): Promise<FindingsPage>;
}
