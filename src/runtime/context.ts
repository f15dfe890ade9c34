import type { Logger } from 'pino';
import type { ActivityDependencies } from '../activities/dependencies.js';
import { resolvedTargets, uncheckedTargets } from '../activities/objects/target-check.js';
import { HeadStart } from '../activities/set-up/create-object.js';
import { KeyedHash, KeyRing } from '../crypto/secrets.js';
import { connectDatabase } from '../database/connect.js';
import type { DatabaseConnection } from '../database/database.js';
import { checkInstallation } from '../database/keys/installation.js';
import { liveKitAt } from '../livekit/sip-api.js';
import { AuditSealer } from '../operations/audit/sealer.js';
import {
  OperationCompletions,
  pausesForOthers,
  pausesForOwnWorker,
} from '../operations/runner/completion.js';
import { TemporalReachability } from '../operations/runner/temporal-reachability.js';
import { WorkflowStarter } from '../operations/runner/workflow-starter.js';
import { auditHeadIn } from './audit-head.js';
import type { Config } from './config/config.js';
import type { StopOrder } from './http-server.js';
import { createLogger } from './logger.js';
import { reached } from './readiness.js';
import { connectTemporal, type TemporalAccess } from './temporal/temporal.js';

/** The options of a start beside the configuration. */
export interface ServiceOptions {
  readonly logger?: Logger;
  /** The path of another workflow bundle than the built one. */
  readonly workflowBundle?: string;
  /** An open database. The service closes it when it stops. */
  readonly connection?: DatabaseConnection;
}

/** The connections and objects that the gateway and the worker share. */
export interface ServiceContext {
  readonly config: Config;
  readonly logger: Logger;
  readonly keyRing: KeyRing;
  readonly keyedHash: KeyedHash;
  readonly connection: DatabaseConnection;
  readonly temporal: TemporalAccess;
  readonly reachability: TemporalReachability;
  readonly completions: OperationCompletions;
  readonly starter: WorkflowStarter;
  /** Reaches LiveKit, and checks the targets that LiveKit calls. */
  readonly liveKit: Pick<ActivityDependencies, 'openLiveKit' | 'checkTarget'>;
  readonly headStart: HeadStart;
  /** Stops everything in the reverse order of the starts. */
  readonly stops: StopOrder;
}

/**
 * Connects to the database and to Temporal, and adds their stops.
 * @throws {UnreachableError | DatabaseInUseError | WrongInstallationError}
 */
export async function openContext(
  config: Config,
  options: ServiceOptions,
  stops: StopOrder,
): Promise<ServiceContext> {
  const logger = options.logger ?? createLogger(config.logLevel);
  const keyRing = new KeyRing(config.encryptionKeys);
  const keyedHash = new KeyedHash(config.keyHashSecret);

  const connection =
    options.connection ??
    (await reached('The database', 'DATABASE_URL', connectDatabase(config.database, logger)));
  stops.add(() => connection.close());
  const { database } = connection;
  await checkInstallation(database, { deploymentId: config.deploymentId, keyRing, keyedHash });
  const sealer = new AuditSealer({ database, keyedHash, kept: auditHeadIn(config.home), logger });
  sealer.start();
  stops.add(() => sealer.stop());

  const temporal = await reached('Temporal', 'TEMPORAL_ADDRESS', connectTemporal(config, logger));
  stops.add(() => temporal.close());
  const reachability = new TemporalReachability(() => temporal.probe(), logger);
  reachability.start();
  stops.add(() => reachability.stop());

  const completions = new OperationCompletions(config.role === 'all' ? pausesForOwnWorker : pausesForOthers);
  const liveKit = {
    openLiveKit: liveKitAt(config.livekit),
    checkTarget: config.resolveTargets ? resolvedTargets() : uncheckedTargets,
  };
  const headStart = new HeadStart({ ...liveKit, keyRing });
  const starter = new WorkflowStarter(temporal.client, {
    deploymentId: config.deploymentId,
    taskQueue: config.temporal.taskQueue,
    roomPrefix: config.roomPrefix,
    budgetMs: config.setUpBudgetMs,
    compensationStuckAfterMs: config.compensationStuckAfterMs,
    followUpDelaysMs: config.followUpDelaysMs,
    importLinesAtOnce: config.importLinesAtOnce,
    eager: config.role === 'all',
    headStart: config.role === 'all' ? headStart : null,
  });
  return {
    config,
    logger,
    keyRing,
    keyedHash,
    connection,
    temporal,
    reachability,
    completions,
    starter,
    liveKit,
    headStart,
    stops,
  };
}

/** Returns the dependencies that all runners of operations share. */
export function runnerOf({ config, connection, starter, completions, reachability, logger }: ServiceContext) {
  const { answerWaitMs, numberRules: rules } = config;
  return { database: connection.database, starter, completions, reachability, logger, answerWaitMs, rules };
}
