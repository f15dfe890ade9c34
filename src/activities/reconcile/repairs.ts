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

/** The findings of a trunk, and the result of its repair. */
export interface RepairedTrunk {
  readonly pending: PendingRepair;
  readonly result: RepairResult;
}

/** Returns the activities that read and store the repairs of a run. Each repair itself is a separate workflow. */
export function reconciliationRepairActivities({ database, logger }: ActivityDependencies) {
  return {
    /** Returns the next trunks to repair; none if all are done. */
    nextRepairs(id: ReconciliationId, limit: number): Promise<PendingRepair[]> {
      return fromDatabase(logger, 'retried', () => pendingRepairs(database, id, limit));
    },

    /** Stores the outcomes of the findings of trunks. @returns the counts of the run. */
    noteRepairs(id: ReconciliationId, repaired: readonly RepairedTrunk[]): Promise<Counts> {
      return fromDatabase(logger, 'retried', async () => {
        await noteOutcomes(database, id, repaired.flatMap(decided));
        return noteProgress(database, id, null);
      });
    },
  };
}

function decided({ pending, result }: RepairedTrunk): DecidedFinding[] {
  return pending.findings.map((finding) => ({ key: finding.key, ...outcomeOf(finding, result) }));
}

function outcomeOf(
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
