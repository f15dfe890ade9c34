import type { NativeConnection } from '@temporalio/worker';
import { attemptTimeLeftMs, currentAttempt } from '../activities/attempt.js';
import { createActivities } from '../activities/index.js';
import { resolvedTargets, uncheckedTargets } from '../activities/objects/target-check.js';
import { OrphanCheck } from '../activities/set-up/orphan-check.js';
import { carriersAt } from '../carriers/carriers.js';
import { liveKitAt } from '../livekit/sip-api.js';
import { surveyOf } from '../livekit/survey.js';
import { lineSetUpWith } from '../operations/import/line-set-up.js';
import { keepSchedule } from '../operations/reconcile/reconciler.js';
import { Dispatcher } from '../operations/runner/dispatcher.js';
import { runnerOf, type ServiceContext } from './context.js';
import { startWorker } from './temporal/worker.js';

/**
 * Starts the worker, the schedule of reconciliations and the dispatcher, and adds their stops.
 * @param native the connection to Temporal for the worker
 * @param workflowBundle the path of another workflow bundle than the built one
 * @returns a promise that rejects when the worker fails permanently, and the check for doubles
 */
export async function startWork(
  context: ServiceContext,
  native: NativeConnection,
  workflowBundle: string | undefined,
): Promise<{ readonly failed: Promise<never>; readonly checkDoubles: () => Promise<void> }> {
  const { config, logger, keyRing, connection, temporal, completions, starter, stops } = context;
  const { database } = connection;
  const stopping = new AbortController();
  const openLiveKit = liveKitAt(config.livekit);
  const orphanCheck = new OrphanCheck({ database, openLiveKit, logger });
  const activities = createActivities({
    database,
    openLiveKit,
    surveyLiveKit: surveyOf(config.livekit),
    openCarrier: carriersAt(config.carrierAddresses),
    checkTarget: config.resolveTargets ? resolvedTargets() : uncheckedTargets,
    keyRing,
    logger,
    timeLeftMs: attemptTimeLeftMs,
    attempt: currentAttempt,
    setUpLine: lineSetUpWith({ ...runnerOf(context), stopping: stopping.signal }),
    checkForDoubles: (setUp) => orphanCheck.add(setUp),
    notifyCompletion: (operationId, completed) => completions.notify(operationId, completed),
  });
  stops.add(() => orphanCheck.checkNow());
  await orphanCheck
    .addRecent(config)
    .catch((error) => logger.warn({ err: error }, 'the recent set-ups could not be read'));
  const worker = await startWorker(native, config, activities, workflowBundle);
  stops.add(() => worker.stop());
  stops.add(() => starter.settle());
  stops.add(() => stopping.abort());
  await keepSchedule(
    temporal.client,
    { ...config.reconciliation, taskQueue: config.temporal.taskQueue },
    logger,
  );
  const dispatcher = new Dispatcher(database, starter, logger);
  dispatcher.start();
  stops.add(() => dispatcher.stop());
  return { failed: worker.failed, checkDoubles: () => orphanCheck.checkNow() };
}
