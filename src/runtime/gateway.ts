import { createApp } from '../api/app.js';
import { Interleaving, RefusalDelay } from '../api/http/flood-control.js';
import { listAudit, recordAct } from '../database/audit/entries.js';
import { isDatabaseAway } from '../database/database.js';
import { administrationOf, describeKey, KeyHolders } from '../database/keys/api-keys.js';
import { ownerOf } from '../database/keys/owners.js';
import { ownQuotas, setQuotas } from '../database/keys/quotas.js';
import { custodyOf } from '../database/secrets/custody.js';
import { findTrunk, findTrunkByNumber, listTrunks, listTrunksAfter } from '../database/trunks/queries.js';
import { findRevision, listRevisions } from '../database/trunks/revisions.js';
import { searchTrunks } from '../database/trunks/search.js';
import { AdministrationError } from '../domain/administration.js';
import type { AuditActor } from '../domain/audit.js';
import { sipStateOf } from '../livekit/sip-state.js';
import { webhooksOf } from '../livekit/webhooks.js';
import { changeTrunkWith, revertTrunkWith } from '../operations/change/change-trunk.js';
import { cancelOperationWith, retryOperationWith } from '../operations/control/control.js';
import { resolutionsThrough, resolvePartWith } from '../operations/control/resolve.js';
import { explainCallWith } from '../operations/explain/explain-call.js';
import {
  followedOperation,
  operationsPage,
  stepsAskedThrough,
  waitingAskedThrough,
} from '../operations/follow/followed-operation.js';
import { OperationFeed } from '../operations/follow/operation-feed.js';
import { readHealthWith } from '../operations/health/read-health.js';
import { receiveWebhookWith } from '../operations/health/receive-webhook.js';
import { importerOn } from '../operations/import/importer.js';
import { conflictBudgetOn } from '../operations/limits/conflict-budget.js';
import { RateLimiter } from '../operations/limits/rate-limiter.js';
import { numberOwnersOn } from '../operations/numbers/number-owners.js';
import { beginReconciliationWith, reconcilerOn, reportsIn } from '../operations/reconcile/reconciler.js';
import { admissionControl, closeAdmission } from '../operations/runner/admission.js';
import { importNumberWith } from '../operations/set-up/import-number.js';
import { setUpTrunkWith } from '../operations/set-up/set-up-trunk.js';
import { tearDownTrunkWith } from '../operations/tear-down/tear-down-trunk.js';
import { testCallsWith } from '../operations/test-call/place-test-call.js';
import { openChannel } from './administration/channel-server.js';
import { guardedAuthentication } from './authentication.js';
import { checksOf } from './checks.js';
import { runnerOf, type ServiceContext } from './context.js';
import { listen } from './http-server.js';
import { createMetrics } from './metrics.js';
import { readinessOf } from './readiness.js';
import { version } from './version.js';

/**
 * Starts the gateway with its metrics and the local administration channel, and adds their stops.
 * @returns the address of the gateway
 */
export async function startGateway(context: ServiceContext): Promise<string> {
  const {
    config,
    logger,
    keyRing,
    keyedHash,
    connection,
    temporal,
    reachability,
    completions,
    starter,
    stops,
  } = context;
  const { database } = connection;
  const reports = reportsIn(database);
  const keyHolders = new KeyHolders(database, keyedHash);
  const administrationBy = (by: AuditActor) =>
    administrationOf(database, keyedHash, () => Promise.resolve(), keyHolders, by);
  const administration = {
    ...administrationBy('administration'),
    ...custodyOf(database, keyRing, keyHolders),
  };
  const reconciler = reconcilerOn(temporal.client, reports, {
    ...config.reconciliation,
    taskQueue: config.temporal.taskQueue,
  });
  const beginReconciliation = beginReconciliationWith({ database, logger }, reconciler);
  const readSipState = sipStateOf(config.livekit);
  const rateLimits = new RateLimiter({ database, keyedHash, logger }, config.rates);
  const conflicts = conflictBudgetOn(rateLimits);
  const { numberRules: rules } = config;
  const admission = admissionControl(config.admission);
  const explainCall = explainCallWith({ database, readSipState, rules, conflicts, slots: admission.check });
  const checkTrunks = checksOf(context, conflicts, admission.check);
  let gatewayUrl: string | null = null;
  const channel = await openChannel(
    {
      ...{ administration, explainCall, checkTrunks, settings: config },
      reconciler: {
        ...reports,
        start: async (input) => {
          const started = await beginReconciliation('administration', input);
          if ('id' in started) return started;
          throw new AdministrationError('Temporal cannot be reached.');
        },
      },
      gatewayUrl: () => gatewayUrl,
    },
    config.home,
    logger,
  );
  stops.add(() => channel.close());
  rateLimits.start();
  stops.add(() => rateLimits.stop());
  const refusalDelay = new RefusalDelay();
  const followed = {
    database,
    askForSteps: stepsAskedThrough(temporal.client),
    askForWaiting: waitingAskedThrough(temporal.client),
  };
  const stuckAfterMs = config.setUpBudgetMs + config.compensationStuckAfterMs;
  const metrics = createMetrics({
    database,
    admission,
    stuckAfterMs,
  });
  const operating = { ...runnerOf(context), keyedHash, admission, conflicts };
  const imports = importerOn({
    database,
    keyRing,
    keyedHash,
    starter,
    reachability,
    logger,
    rules,
    conflicts,
  });
  const testCalls = testCallsWith({
    ...{ database, keyRing, keyedHash, starter, reachability, logger, rateLimits },
    slots: admission.read,
    atOnce: config.testCallsAtOnce,
    destinations: config.destinations,
    rules,
    answerWaitMs: config.answerWaitMs,
  });
  const feed = new OperationFeed({ ...followed, completions, logger }, config.eventStreams);
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
    testCalls: { ...testCalls, place: metrics.measured('test_call', testCalls.place) },
    readMetrics: () => metrics.text(),
    followOperation: feed.follow,
    cancelOperation: metrics.measured('cancel', cancelOperationWith({ ...operating, ...followed })),
    retryOperation: metrics.measured('retry', retryOperationWith({ ...operating, ...followed, keyRing })),
    resolvePart: resolvePartWith({
      ...followed,
      sendResolution: resolutionsThrough(temporal.client),
      readSipState,
      logger,
    }),
    findOperation: (organizationId, operationId) => followedOperation(followed, organizationId, operationId),
    listOperations: (organizationId, filter, part) =>
      operationsPage({ database, stuckAfterMs }, organizationId, filter, part),
    findTrunk: (organizationId, trunkId) => findTrunk(database, organizationId, trunkId),
    reconciliations: { ...reports, begin: beginReconciliation },
    explainCall,
    checkTrunks,
    trunkHealths: readHealthWith(database),
    receiveWebhook: metrics.counted(
      receiveWebhookWith({
        database,
        readWebhook: webhooksOf(config.livekit),
        onEnd: metrics.callEnded,
      }),
    ),
    findTrunkByNumber: (organizationId, number) => findTrunkByNumber(database, organizationId, number),
    listTrunks: (organizationId, part) => listTrunks(database, organizationId, part),
    searchTrunks: (search) => searchTrunks(database, search),
    ownerOf: (owned) => ownerOf(database, owned),
    listTrunksAfter: (organizationId, part) => listTrunksAfter(database, organizationId, part),
    revisions: {
      list: (organizationId, trunkId, part) => listRevisions(database, organizationId, trunkId, part),
      find: (organizationId, trunkId, revision) => findRevision(database, organizationId, trunkId, revision),
    },
    isDatabaseAway,
    authenticate: guardedAuthentication(keyHolders, rateLimits),
    rateLimits,
    interleaving: new Interleaving(),
    refusalDelay,
    slots: admission,
    describeKey: (publicId) => describeKey(database, publicId),
    keys: (by) => {
      const administered = administrationBy(by);
      return {
        ...administered,
        createKey: (spec) => administered.createKey(spec, rules.quotas),
        rotateKey: (id, rotation, owner) => administered.rotateKey(id, rotation, owner, rules.quotas),
      };
    },
    recordAct: (act) => recordAct(database, act),
    listAudit: (filter, part) => listAudit(database, filter, part),
    numbers: numberOwnersOn(database),
    quotas: {
      usual: rules.quotas,
      own: (id) => ownQuotas(database, id),
      set: (id, changes, by) => setQuotas(database, id, changes, by),
    },
    checkReadiness: readinessOf(connection, reachability, config.livekit, config.sipInboundHost),
    settings: config,
    version,
    logger,
  });
  const server = await listen(app, config.host, config.port);
  gatewayUrl = server.url;
  stops.add(() => server.stop());
  stops.add(() => closeAdmission(admission));
  stops.add(() => refusalDelay.close());
  stops.add(() => feed.close());
  return server.url;
}
