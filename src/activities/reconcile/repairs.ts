import { operationStatusesOf } from '../../database/operations/queries.js';
import {
  type DecidedFinding,
  noteOutcomes,
  type PendingRemoval,
  pendingRemovals,
  pendingRepairs,
} from '../../database/reconciliations/findings.js';
import { noteProgress } from '../../database/reconciliations/runs.js';
import { setUpsWithTrunk } from '../../database/trunks/queries.js';
import { type FailureCode, failures } from '../../domain/failures.js';
import type { Survey } from '../../domain/livekit/sip-objects.js';
import type { Counts, ReconciliationId } from '../../domain/reconcile/report.js';
import type { PendingRepair, ReconciliationRun, RepairResult } from '../../domain/reconcile/run.js';
import type { Tag } from '../../domain/trunk/trunk.js';
import type { OperationId } from '../../domain/values.js';
import type { ActivityDependencies } from '../dependencies.js';
import { forwardFailure, fromDatabase } from '../step-failure.js';

/** One batch of removals. */
export interface RemovalBatch {
  readonly run: ReconciliationRun;
  readonly limit: number;
  /** Reading and deleting may each take this long, in milliseconds. */
  readonly timeLimitMs: number;
}

/** The removal of objects that belong to no trunk. */
export function removalActivities({ database, openLiveKit, surveyLiveKit, logger }: ActivityDependencies) {
  /** Tells for each object why it may not go after all; those that may are not in the answer. */
  async function objections(
    pending: readonly PendingRemoval[],
    listed: Survey,
    { settings }: ReconciliationRun,
  ): Promise<Map<string, DecidedFinding>> {
    const tags = tagsOf(listed);
    const operationIds = [
      ...new Set(pending.flatMap(({ objectId }) => tags.get(objectId)?.operationId ?? [])),
    ];
    const [statuses, withTrunk] = await fromDatabase(logger, 'retried', async () => [
      await operationStatusesOf(database, operationIds),
      await setUpsWithTrunk(database, operationIds),
    ]);
    const inUse = (operationId: OperationId) => {
      const status = statuses.get(operationId);
      return status === 'running' || status === 'compensating' || withTrunk.has(operationId);
    };
    const found = new Map<string, DecidedFinding>();
    for (const { key, objectId } of pending) {
      const tag = tags.get(objectId);
      if (tag === undefined) {
        found.set(objectId, { key, outcome: 'gone_by_itself', note: null });
      } else if (tag?.deploymentId !== settings.deploymentId) {
        found.set(objectId, {
          key,
          outcome: 'reported',
          note: 'It lost its tag before it could be removed.',
        });
      } else if (inUse(tag.operationId)) {
        found.set(objectId, { key, outcome: 'reported', note: 'Its set-up is in use again.' });
      }
    }
    return found;
  }

  async function survey(timeLimitMs: number): Promise<Survey> {
    try {
      return await surveyLiveKit(timeLimitMs);
    } catch (error) {
      throw forwardFailure(error);
    }
  }

  async function remove(removals: readonly PendingRemoval[], timeLimitMs: number): Promise<void> {
    try {
      const livekit = openLiveKit(timeLimitMs);
      for (const { kind, objectId } of removals) {
        await livekit.objects[kind].delete(objectId);
      }
    } catch (error) {
      throw forwardFailure(error);
    }
  }

  return {
    /**
     * Removes the next confirmed orphans, rules first: asks LiveKit and the database once more right before, and
     * LiveKit again afterwards.
     * @returns how many were dealt with; 0 when none is left.
     */
    async removeOrphans({ run, limit, timeLimitMs }: RemovalBatch): Promise<number> {
      const pending = await fromDatabase(logger, 'retried', () => pendingRemovals(database, run.id, limit));
      if (pending.length === 0) return 0;
      const kept = await objections(pending, await survey(timeLimitMs), run);
      const removals = pending.filter(({ objectId }) => !kept.has(objectId));
      await remove(removals, timeLimitMs);
      const remaining = tagsOf(await survey(timeLimitMs));
      const removed = removals.map(
        ({ key, objectId }): DecidedFinding =>
          remaining.has(objectId)
            ? { key, outcome: 'failed', note: 'LiveKit lists it after its removal.' }
            : { key, outcome: 'removed', note: null },
      );
      await fromDatabase(logger, 'retried', async () => {
        await noteOutcomes(database, run.id, [...kept.values(), ...removed]);
        await noteProgress(database, run.id, null);
      });
      logger.warn(
        { reconciliationId: run.id, removed: removals.length },
        'orphans were removed from LiveKit',
      );
      return pending.length;
    },

    /** Notes that the removals which are left have failed. */
    giveUpRemovals(id: ReconciliationId, code: FailureCode): Promise<Counts> {
      return fromDatabase(logger, 'retried', async () => {
        for (;;) {
          const pending = await pendingRemovals(database, id, 500);
          if (pending.length === 0) return noteProgress(database, id, null);
          const note = failures[code].meaning;
          await noteOutcomes(
            database,
            id,
            pending.map(({ key }) => ({ key, outcome: 'failed', note })),
          );
        }
      });
    },
  };
}

/** The tags of everything that LiveKit lists, by id; null for what Trunkline did not make. */
function tagsOf(survey: Survey): Map<string, Tag | null> {
  return new Map([...survey.inbound, ...survey.outbound, ...survey.rules].map(({ id, tag }) => [id, tag]));
}

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
