import { setImmediate as nextTurn } from 'node:timers/promises';
import { operationStatusesOf, unfinishedOperations } from '../../database/operations/queries.js';
import { keysOfFirstPass, noteFindings, noteGone } from '../../database/reconciliations/findings.js';
import { beginReconciliation, endReconciliation, noteProgress } from '../../database/reconciliations/runs.js';
import { readTrunkRecords } from '../../database/trunks/records.js';
import type { OperationId } from '../../domain/ids.js';
import type { Survey } from '../../domain/livekit/survey.js';
import { comparison } from '../../domain/reconcile/compare.js';
import type { Finding } from '../../domain/reconcile/finding.js';
import { byWeight } from '../../domain/reconcile/finding.js';
import type { Compared, Counts, ReconciliationId } from '../../domain/reconcile/report.js';
import type { ReconciliationRun } from '../../domain/reconcile/run.js';
import { judgeFirstPass, judgeSecondPass } from '../../domain/reconcile/verdict.js';
import type { ActivityDependencies } from '../dependencies.js';
import { specsFor } from '../objects/recorded-spec.js';
import { forwardFailure, fromDatabase } from '../step-failure.js';

/** One look of a run at everything. */
export interface ComparePass {
  readonly run: ReconciliationRun;
  readonly pass: 1 | 2;
  /** Reading LiveKit may take this long, in milliseconds. */
  readonly timeLimitMs: number;
}

/** What a look tells the run. */
export interface ComparePassResult {
  readonly counts: Counts;
  /** Whether there is something that a repairing run would act on. */
  readonly actionable: boolean;
}

/** The looks of a run, and its report's beginning and end. What is found goes to the database, never to Temporal. */
export function passActivities({ database, surveyLiveKit, keyRing, logger }: ActivityDependencies) {
  /** LiveKit goes first: whatever is recorded after that reading is known when the records are read. */
  async function pass({ run: { settings }, timeLimitMs }: ComparePass): Promise<{
    findings: Finding[];
    compared: Compared;
  }> {
    const readingBeganAt = new Date();
    const survey = await surveyLiveKit(timeLimitMs).catch((error: unknown) => {
      throw forwardFailure(error);
    });
    const records = await fromDatabase(logger, 'retried', () => readRecords(survey));
    const findings = await collected(
      comparison(survey, records, (record) => specsFor(record, settings, keyRing), {
        ...settings,
        readingBeganAt,
      }),
    );
    return {
      findings: findings.sort(byWeight),
      compared: {
        inbound: survey.inbound.length,
        outbound: survey.outbound.length,
        rules: survey.rules.length,
        records: records.trunks.length,
      },
    };
  }

  async function readRecords(survey: Survey) {
    // An operation that ends between these two readings is over when its trunk is read.
    const unfinished = await unfinishedOperations(database);
    const trunks = await readTrunkRecords(database);
    const known = new Set(trunks.map(({ operationId }) => operationId));
    const tagged = new Set<OperationId>();
    for (const { tag } of [...survey.inbound, ...survey.outbound, ...survey.rules]) {
      if (tag !== null && !known.has(tag.operationId)) tagged.add(tag.operationId);
    }
    return { unfinished, trunks, statuses: await operationStatusesOf(database, [...tagged]) };
  }

  return {
    /** Writes that a run has begun. */
    beginReconciliation({ id, trigger, repair, removeMany }: ReconciliationRun): Promise<void> {
      return fromDatabase(logger, 'retried', () =>
        beginReconciliation(database, { id, trigger, repair, removeMany, startedAt: new Date() }),
      );
    },

    /** Compares everything and notes what was found. */
    async compareAll(order: ComparePass): Promise<ComparePassResult> {
      const { findings, compared } = await pass(order);
      const { run } = order;
      const policy = { ...run, maximumRemovals: run.settings.maximumRemovals };
      return fromDatabase(logger, 'retried', async () => {
        if (order.pass === 1) {
          await noteFindings(database, run.id, 1, judgeFirstPass(findings, policy));
        } else {
          const seenBefore = await keysOfFirstPass(database, run.id);
          const { judged, gone } = judgeSecondPass(seenBefore, findings, policy);
          await noteFindings(database, run.id, 2, judged);
          await noteGone(database, run.id, gone, judged.length);
        }
        return {
          counts: await noteProgress(database, run.id, compared),
          actionable: findings.some(({ action }) => action !== 'none'),
        };
      });
    },

    /** Ends the report of a run; `failure` says why it could not come to its end. @returns the final counts. */
    async endReconciliation(id: ReconciliationId, failure: string | null): Promise<Counts> {
      const counts = await fromDatabase(logger, 'retried', () =>
        endReconciliation(database, id, failure, new Date()),
      );
      if (Object.keys(counts).length > 0)
        logger.warn({ reconciliationId: id, counts }, 'a reconciliation has found something');
      return counts;
    },
  };
}

/** So many records are compared in one go: a few milliseconds, after which set-ups of this process have their turn. */
const comparedInOneGo = 200;

async function collected(comparisons: Iterable<readonly Finding[]>): Promise<Finding[]> {
  const findings: Finding[] = [];
  let compared = 0;
  for (const some of comparisons) {
    findings.push(...some);
    compared += 1;
    if (compared % comparedInOneGo === 0) await nextTurn();
  }
  return findings;
}
