import { operationStatusesOf } from '../../database/operations/queries.js';
import {
  type DecidedFinding,
  noteOutcomes,
  type PendingRemoval,
  pendingRemovals,
} from '../../database/reconciliations/findings.js';
import { noteProgress } from '../../database/reconciliations/runs.js';
import { setUpsWithTrunk } from '../../database/trunks/records.js';
import { type FailureCode, failures } from '../../domain/failures.js';
import type { OperationId } from '../../domain/ids.js';
import type { Survey } from '../../domain/livekit/survey.js';
import type { Counts, ReconciliationId } from '../../domain/reconcile/report.js';
import type { ReconciliationRun } from '../../domain/reconcile/run.js';
import type { Tag } from '../../domain/trunk/tag.js';
import type { ActivityDependencies } from '../dependencies.js';
import { forwardFailure, fromDatabase } from '../step-failure.js';

/** The input of one batch of removals. */
export interface RemovalBatch {
  readonly run: ReconciliationRun;
  readonly limit: number;
  /** How long each reading and all deletions may take, in milliseconds. */
  readonly timeLimitMs: number;
}

/** Returns the activities that remove orphans. */
export function removalActivities({ database, openLiveKit, surveyLiveKit, logger }: ActivityDependencies) {
  /** Returns the decision on each object that must not be removed after all, by object id. Removable objects are not included. */
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
        await livekit[kind].delete(objectId);
      }
    } catch (error) {
      throw forwardFailure(error);
    }
  }

  return {
    /**
     * Removes the next confirmed orphans, rules first. It checks LiveKit and the database once more right before the removal, and LiveKit
     * again afterwards.
     * @returns the number of orphans in the batch; 0 if none is left.
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

    /** Stores the remaining removals as failed. @param code the cause. @returns the counts of the run. */
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

/** Returns the tags of all objects that LiveKit lists, by id. The tag is null for objects that Trunkline did not make. */
function tagsOf(survey: Survey): Map<string, Tag | null> {
  return new Map([...survey.inbound, ...survey.outbound, ...survey.rules].map(({ id, tag }) => [id, tag]));
}
