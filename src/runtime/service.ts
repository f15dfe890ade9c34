import type { Logger } from 'pino';
import { attemptTimeLeftMs, currentAttempt } from '../activities/attempt.js';
import { createActivities } from '../activities/index.js';
import { createApp } from '../api/app.js';
import { carriersAt } from '../carriers/carriers.js';
import { KeyRing } from '../crypto/key-ring.js';
import { KeyedHash } from '../crypto/keyed-hash.js';
import { connectDatabase } from '../database/connect.js';
import type { DatabaseConnection } from '../database/database.js';
import { administrationOf, findKeyHolder } from '../database/keys/api-keys.js';
import { checkInstallation } from '../database/keys/installation.js';
import { isDatabaseAway } from '../database/problem.js';
import { findTrunk, findTrunkByNumber, listTrunks, listTrunksAfter } from '../database/trunks/queries.js';
import { findRevision, listRevisions } from '../database/trunks/revisions.js';
import { liveKitAt } from '../livekit/sip-api.js';
import { surveyOf } from '../livekit/survey.js';
import { changeTrunkWith } from '../operations/change/change-trunk.js';
import { revertTrunkWith } from '../operations/change/revert-trunk.js';
import { cancelOperationWith } from '../operations/control/cancel-operation.js';
import { retryOperationWith } from '../operations/control/retry-operation.js';
import { followedOperation, operationsPage } from '../operations/follow/followed-operation.js';
import { OperationFeed } from '../operations/follow/operation-feed.js';
import { stepsAskedThrough } from '../operations/follow/running-steps.js';
import { importerOn } from '../operations/import/importer.js';
import { lineSetUpWith } from '../operations/import/line-set-up.js';
import { reconcilerOn } from '../operations/reconcile/reconciler.js';
import { reportsIn } from '../operations/reconcile/reports.js';
import { keepSchedule } from '../operations/reconcile/schedule.js';
import { admissionControl, closeAdmission } from '../operations/runner/admission.js';
import { OperationCompletions } from '../operations/runner/completion.js';
import { Dispatcher } from '../operations/runner/dispatcher.js';
import { TemporalReachability } from '../operations/runner/temporal-reachability.js';
import { WorkflowStarter } from '../operations/runner/workflow-starter.js';
import { importNumberWith } from '../operations/set-up/import-number.js';
import { setUpTrunkWith } from '../operations/set-up/set-up-trunk.js';
import { tearDownTrunkWith } from '../operations/tear-down/tear-down-trunk.js';
import { openChannel } from './administration/channel-server.js';
import type { Config } from './config/config.js';
import { listen } from './http-server.js';
import { createLogger } from './logger.js';
import { createMetrics } from './metrics.js';
import { reached } from './reached.js';
import { readinessOf } from './readiness.js';
import { StopOrder } from './stop-order.js';
import { connectTemporal } from './temporal/temporal.js';
import { startWorker } from './temporal/worker.js';
import { version } from './version.js';

/** Trunkline, running. */
export interface Service {
  /** Where the gateway listens; null when this process has none. */
  readonly gatewayUrl: string | null;
  /** Rejects when the service can no longer do its work. */
  readonly failed: Promise<never>;
  /** Takes no new requests, lets running work finish, and closes everything in order. */
  stop(): Promise<void>;
}

/** What a caller may decide beside the configuration. */
export interface ServiceOptions {
  readonly logger?: Logger;
  /** A workflow bundle other than the built one. */
  readonly workflowBundle?: string;
  /** A database that is open already; the service closes it when it stops. */
  readonly connection?: DatabaseConnection;
}

/**
 * Starts what the role asks for: gateway, worker or both. When a part cannot start, the parts that did are stopped.
 * @throws {UnreachableError | DatabaseInUseError | WrongInstallationError} or what a part that cannot start reports.
 */
export async function startService(config: Config, options: ServiceOptions = {}): Promise<Service> {
  const stops = new StopOrder();
  try {
    return await start(config, options, stops);
  } catch (cause) {
    // Why it could not start matters more than what could not be stopped then.
    await stops.run().catch(() => undefined);
    throw cause;
  }
}

async function start(config: Config, options: ServiceOptions, stops: StopOrder): Promise<Service> {
  const logger = options.logger ?? createLogger(config.logLevel);
  const keyRing = new KeyRing(config.encryptionKeys);
  const keyedHash = new KeyedHash(config.keyHashSecret);

  const connection =
    options.connection ??
    (await reached('The database', 'DATABASE_URL', connectDatabase(config.database, logger)));
  stops.add(() => connection.close());
  const { database } = connection;
  await checkInstallation(database, { deploymentId: config.deploymentId, keyRing, keyedHash });

  const temporal = await reached('Temporal', 'TEMPORAL_ADDRESS', connectTemporal(config, logger));
  stops.add(() => temporal.close());
  const reachability = new TemporalReachability(() => temporal.probe(), logger);
  reachability.start();
  stops.add(() => reachability.stop());

  const { taskQueue } = config.temporal;
  const completions = new OperationCompletions();
  const starter = new WorkflowStarter(temporal.client, {
    deploymentId: config.deploymentId,
    taskQueue,
    roomPrefix: config.roomPrefix,
    budgetMs: config.setUpBudgetMs,
    compensationStuckAfterMs: config.compensationStuckAfterMs,
    followUpDelaysMs: config.followUpDelaysMs,
    importLinesAtOnce: config.importLinesAtOnce,
    eager: config.role === 'all',
  });
  const { answerWaitMs } = config;
  const runner = { database, starter, completions, reachability, logger, answerWaitMs };

  let failed: Promise<never> = new Promise(() => undefined);
  if (config.role !== 'gateway' && temporal.native !== null) {
    const stopping = new AbortController();
    const activities = createActivities({
      database,
      openLiveKit: liveKitAt(config.livekit),
      surveyLiveKit: surveyOf(config.livekit),
      openCarrier: carriersAt(config.carrierAddresses),
      keyRing,
      logger,
      timeLeftMs: attemptTimeLeftMs,
      attempt: currentAttempt,
      setUpLine: lineSetUpWith({ ...runner, stopping: stopping.signal }),
      notifyCompletion: (operationId) => completions.notify(operationId),
    });
    const worker = await startWorker(temporal.native, config, activities, options.workflowBundle);
    failed = worker.failed;
    stops.add(() => worker.stop());
    stops.add(() => starter.settle());
    stops.add(() => stopping.abort());
    await keepSchedule(temporal.client, { ...config.reconciliation, taskQueue }, logger);
    const dispatcher = new Dispatcher(database, starter, logger);
    dispatcher.start();
    stops.add(() => dispatcher.stop());
  }

  let gatewayUrl: string | null = null;
  if (config.role !== 'worker') {
    const reports = reportsIn(database);
    const administration = administrationOf(database, keyedHash, () => Promise.resolve());
    const reconciler = reconcilerOn(temporal.client, reports, { ...config.reconciliation, taskQueue });
    const channel = await openChannel(administration, reconciler, config.home, logger);
    stops.add(() => channel.close());
    const admission = admissionControl(config.admission);
    const followed = { database, askForSteps: stepsAskedThrough(temporal.client) };
    const metrics = createMetrics({
      database,
      admission,
      stuckAfterMs: config.setUpBudgetMs + config.compensationStuckAfterMs,
    });
    const operating = { ...runner, keyedHash, admission };
    const imports = importerOn({
      ...{ database, keyRing, keyedHash, starter, reachability, logger },
    });
    const feed = new OperationFeed({ ...followed, completions, logger });
    const app = createApp({
      setUpTrunk: metrics.measured('set_up', setUpTrunkWith({ ...operating, keyRing })),
      importNumber: metrics.measured(
        'import_number',
        importNumberWith({
          ...operating,
          keyRing,
          carrierSignalling: config.carrierSignalling,
          sipInboundHost: config.sipInboundHost,
        }),
      ),
      tearDownTrunk: metrics.measured('tear_down', tearDownTrunkWith(operating)),
      changeTrunk: metrics.measured('change', changeTrunkWith({ ...operating, keyRing })),
      revertTrunk: metrics.measured('revert', revertTrunkWith({ ...operating, keyRing })),
      imports: {
        ...imports,
        begin: metrics.measured('import', imports.begin),
        retry: metrics.measured('import_retry', imports.retry),
        cancel: metrics.measured('import_cancel', imports.cancel),
      },
      readMetrics: () => metrics.text(),
      followOperation: feed.follow,
      cancelOperation: metrics.measured('cancel', cancelOperationWith({ ...operating, ...followed })),
      retryOperation: metrics.measured('retry', retryOperationWith({ ...operating, ...followed, keyRing })),
      findOperation: (organizationId, operationId) =>
        followedOperation(followed, organizationId, operationId),
      listOperations: (organizationId, filter, part) =>
        operationsPage(database, organizationId, filter, part),
      findTrunk: (organizationId, trunkId) => findTrunk(database, organizationId, trunkId),
      reconciliations: reports,
      findTrunkByNumber: (organizationId, number) => findTrunkByNumber(database, organizationId, number),
      listTrunks: (organizationId, part) => listTrunks(database, organizationId, part),
      listTrunksAfter: (organizationId, part) => listTrunksAfter(database, organizationId, part),
      revisions: {
        list: (organizationId, trunkId, part) => listRevisions(database, organizationId, trunkId, part),
        find: (organizationId, trunkId, revision) =>
          findRevision(database, organizationId, trunkId, revision),
      },
      isDatabaseAway,
      authenticate: (credentials) =>
        findKeyHolder(
          database,
          keyedHash,
          credentials.secret,
          credentials.style === 'pair' ? credentials.publicId : null,
        ),
      checkReadiness: readinessOf(connection, reachability, config.livekit),
      settings: config,
      version,
      logger,
    });
    const server = await listen(app, config.host, config.port);
    stops.add(() => server.stop());
    stops.add(() => closeAdmission(admission));
    stops.add(() => feed.close());
    gatewayUrl = server.url;
  }
  logger.info({ role: config.role, gatewayUrl }, 'Trunkline is ready');
  return { gatewayUrl, failed, stop: () => stops.run() };
}
