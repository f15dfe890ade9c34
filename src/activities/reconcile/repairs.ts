import {
  type DecidedFinding,
  noteOutcomes,
  pendingRepairs,
} from '../../database/reconciliations/findings.js';
import { noteProgress } from '../../database/reconciliations/runs.js';
import { failures } from '../../domain/failures.js';
import type { Counts, ReconciliationId } from '../../domain/reconcile/report.js';
import type { PendingRepair, RepairResult } from '../../domain/reconcile/run.js';
import type { ActivityDependencies } from '../dependencies.js';
import { fromDatabase } from '../step-failure.js';

/** A trunk's findings, and how its repair ended. */
export interface RepairedTrunk {
  readonly pending: PendingRepair;
  readonly result: RepairResult;
}

/** What a run must know of the repairs of trunks, which are workflows of their own. */
export function reconciliationRepairActivities({ database, logger }: ActivityDependencies) {
  return {
    /** The next trunks to be repaired; none when all are done. */
    nextRepairs(id: ReconciliationId, limit: number): Promise<PendingRepair[]> {
      return fromDatabase(logger, 'retried', () => pendingRepairs(database, id, limit));
    },

    /** Notes what became of the findings of trunks. */
    noteRepairs(id: ReconciliationId, repaired: readonly RepairedTrunk[]): Promise<Counts> {
      return fromDatabase(logger, 'retried', async () => {
        await noteOutcomes(database, id, repaired.flatMap(decided));
        return noteProgress(database, id, null);
      });
    },
  };
}

function decided({ pending, result }: RepairedTrunk): DecidedFinding[] {
  return pending.findings.map((finding) => ({ key: finding.key, ...endOf(finding, result) }));
}

function endOf(
  { kind, objectId, code }: PendingRepair['findings'][number],
  result: RepairResult,
): Omit<DecidedFinding, 'key'> {
  if (result.kind === 'busy') return { outcome: 'busy', note: 'Another operation works on the number.' };
  if (result.kind === 'failed') return { outcome: 'failed', note: failures[result.code].meaning };
  if (result.kind === 'no_trunk') {
    return { outcome: 'gone_by_itself', note: 'The trunk was removed meanwhile.' };
  }
  const now = result.made[kind];
  const isDouble = code === 'duplicate';
  if (isDouble && now !== objectId) return { outcome: 'removed', note: null };
  if (isDouble) return { outcome: 'repaired', note: 'The record names it now.' };
  return { outcome: 'repaired', note: now === objectId ? null : `It is ${now} now.` };
}
