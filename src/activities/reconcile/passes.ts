import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { recordForeignNumbers } from '../../database/health/states.js';
import { operationStatusesOf, unfinishedOperations } from '../../database/operations/queries.js';
import { keysOfFirstPass, noteFindings, noteGone } from '../../database/reconciliations/findings.js';
import { beginReconciliation, endReconciliation, noteProgress } from '../../database/reconciliations/runs.js';
import { readTrunkRecords } from '../../database/trunks/queries.js';
import type { Survey } from '../../domain/livekit/sip-objects.js';
import { comparison, judgeFirstPass, judgeSecondPass } from '../../domain/reconcile/compare.js';
import { byWeight, type Finding } from '../../domain/reconcile/finding.js';
import type { Compared, Counts, ReconciliationId } from '../../domain/reconcile/report.js';
import type { ReconciliationRun } from '../../domain/reconcile/run.js';
import type { OperationId } from '../../domain/values.js';
import type { ActivityDependencies } from '../dependencies.js';
import { specsFor } from '../objects/object-parts.js';
import { forwardFailure, fromDatabase } from '../step-failure.js';

/** The input of one pass of a run over all objects and records. */
export interface ComparePass {
  readonly run: ReconciliationRun;
  readonly pass: 1 | 2;
  /** How long reading LiveKit may take, in milliseconds. */
  readonly timeLimitMs: number;
}

/** The result of a pass for the run. */
export interface ComparePassResult {
  readonly counts: Counts;
  /** True if there is a finding on which a run with repair acts. */
  readonly actionable: boolean;
}

/** Returns the activities that compare, and that begin and end the report of a run. Findings go to the database, never to Temporal. */
export function passActivities({ database, surveyLiveKit, keyRing, logger }: ActivityDependencies) {
  /** Compares everything. It reads LiveKit before the records, so that every object of a finished set-up has its record. */
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
    // The order matters: if an operation ends between the two queries, the second one shows its result.
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
    /** Stores that a run has begun. */
    beginReconciliation({ id, trigger, repair, removeMany }: ReconciliationRun): Promise<void> {
      return fromDatabase(logger, 'retried', () =>
        beginReconciliation(database, { id, trigger, repair, removeMany, startedAt: new Date() }),
      );
    },

    /** Compares everything and stores the findings. */
    async compareAll(input: ComparePass): Promise<ComparePassResult> {
      const { findings, compared } = await pass(input);
      const { run } = input;
      const policy = { ...run, maximumRemovals: run.settings.maximumRemovals };
      return fromDatabase(logger, 'retried', async () => {
        if (input.pass === 1) {
          await noteFindings(database, run.id, 1, judgeFirstPass(findings, policy));
        } else {
          const seenBefore = await keysOfFirstPass(database, run.id);
          const { judged, gone } = judgeSecondPass(seenBefore, findings, policy);
          await noteFindings(database, run.id, 2, judged);
          await noteGone(database, run.id, gone, judged.length);
        }
        await recordForeignNumbers(database, foreignNumbersIn(findings), new Date());
        return {
          counts: await noteProgress(database, run.id, compared),
          actionable: findings.some(({ action }) => action !== 'none'),
        };
      });
    },

    /**
     * Ends the report of a run.
     * @param failure why the run could not be completed; null if it was.
     * @returns the final counts.
     */
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

/** Returns the trunks whose number a foreign inbound trunk has as well. A foreign outbound trunk does no harm. */
function foreignNumbersIn(findings: readonly Finding[]): ReadonlySet<number> {
  const found = findings.filter(
    ({ code, objectKind }) => code === 'foreign_on_number' && objectKind === 'inbound',
  );
  return new Set(found.flatMap(({ trunkId }) => trunkId ?? []));
}

/** How many records are compared in one go. That takes a few milliseconds; then other work of this process can run. */
const comparedInOneGo = 200;

async function collected(comparisons: Iterable<readonly Finding[]>): Promise<Finding[]> {
  const findings: Finding[] = [];
  let compared = 0;
  for (const some of comparisons) {
    findings.push(...some);
    compared += 1;
    if (compared % comparedInOneGo === 0) await yieldToOthers();
  }
  return findings;
}
