import type { NativeConnection } from '@temporalio/worker';
import { attemptTimeLeftMs, currentAttempt } from '../activities/attempt.js';
import { createActivities } from '../activities/index.js';
import { OrphanCheck } from '../activities/set-up/orphan-check.js';
import { carriersAt } from '../carriers/carriers.js';
import { callsThrough } from '../livekit/calls.js';
import { presentIn } from '../livekit/rooms.js';
import { surveyOf } from '../livekit/survey.js';
import { SecretRetention } from '../operations/custody/secret-retention.js';
import { waitingAskedThrough } from '../operations/follow/followed-operation.js';
import { HealthWatch } from '../operations/health/health-watch.js';
import { lineSetUpWith } from '../operations/import/line-set-up.js';
import { keepSchedule } from '../operations/reconcile/reconciler.js';
import { Admission } from '../operations/runner/admission.js';
import { Dispatcher } from '../operations/runner/dispatcher.js';
import { SharedPresence } from '../operations/runner/presence.js';
import { runnerOf, type ServiceContext } from './context.js';
import { startWorker } from './temporal/worker.js';

/**
 * Starts the worker, the schedule of reconciliations, the dispatcher and the watch of calls, and adds their stops.
 * @param native the connection to Temporal for the worker
 * @param workflowBundle the path of another workflow bundle than the built one
 * @returns a promise that rejects when the worker fails permanently, and the check for doubles
 */
export async function startWork(
  context: ServiceContext,
  native: NativeConnection,
  workflowBundle: string | undefined,
): Promise<{ readonly failed: Promise<never>; readonly checkDoubles: () => Promise<void> }> {
  const { config, logger, keyRing, connection, temporal, completions, starter, liveKit, headStart, stops } =
    context;
  const { database } = connection;
  const stopping = new AbortController();
  const orphanCheck = new OrphanCheck({ database, ...liveKit, logger });
  const activities = createActivities({
    database,
    ...liveKit,
    surveyLiveKit: surveyOf(config.livekit),
    calls: callsThrough(config.livekit),
    openCarrier: carriersAt(config.carrierAddresses),
    keyRing,
    headStart,
    logger,
    timeLeftMs: attemptTimeLeftMs,
    attempt: currentAttempt,
    setUpLine: lineSetUpWith({
      ...runnerOf(context),
      stopping: stopping.signal,
      admission: new Admission(config.lineAdmission, new SharedPresence(database, logger)),
    }),
    checkForDoubles: (setUp) => orphanCheck.add(setUp),
    notifyCompletion: (operationId, completed) => completions.notify(operationId, completed),
    askForWaiting: waitingAskedThrough(temporal.client),
  });
  stops.add(() => orphanCheck.checkNow());
  await orphanCheck
    .addRecent(config)
    .catch((error) => logger.warn({ err: error }, 'the recent set-ups could not be read'));
  const worker = await startWorker(native, config, activities, logger, workflowBundle);
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
  const watch = new HealthWatch({
    database,
    findPresent: presentIn(config.livekit),
    logger,
    everyMs: config.compareCallsEveryMs,
  });
  watch.start();
  stops.add(() => watch.stop());
  const retention = new SecretRetention({ database, logger, keptDays: config.secretsKeptDays });
  retention.start();
  stops.add(() => retention.stop());
  return { failed: worker.failed, checkDoubles: () => orphanCheck.checkNow() };
}
