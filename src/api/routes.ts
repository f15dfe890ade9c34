import { changeNicknameRoute, changeTrunkRoute } from './autocalls/change.js';
import * as autocalls from './autocalls/read.js';
import { createTrunkRoute } from './autocalls/set-up.js';
import { autocallsStyle } from './autocalls/style.js';
import { deleteTrunkRoute } from './autocalls/tear-down.js';
import { asPhoneNumber, asTrunk } from './autocalls/trunk-fields.js';
import { descriptionRoute } from './docs/pages.js';
import type { ApiSettings } from './http/dependencies.js';
import type { AnswerStyle } from './http/endpoint.js';
import type { Route } from './http/route.js';
import { listAudit } from './v1/audit.js';
import { checkRequestRoute, checkTrunk } from './v1/checks.js';
import { explainCall } from './v1/explain.js';
import { beginImportRoute, cancelImport, retryImport } from './v1/imports/begin.js';
import { exportTrunks, readImportReport } from './v1/imports/downloads.js';
import { listImports, readImport } from './v1/imports/import.js';
import { createKey, listKeys, revokeKey, rotateKey } from './v1/keys.js';
import { readMe } from './v1/me.js';
import {
  assignNumberRange,
  listNumberRanges,
  proveNumber,
  readNumberFacts,
  releaseNumber,
  unassignNumberRange,
} from './v1/numbers.js';
import { cancelOperation, retryOperation } from './v1/operations/control.js';
import { followOperation } from './v1/operations/events.js';
import { actOnOperations } from './v1/operations/many.js';
import { listOperations, readOperation } from './v1/operations/read.js';
import { resolveOperation } from './v1/operations/resolve.js';
import { v1Style } from './v1/paging.js';
import { changeQuotas, readQuotas } from './v1/quotas.js';
import { beginReconciliation, listReconciliations, readReconciliation } from './v1/reconciliations.js';
import { readHealth, readMetrics, readReadiness } from './v1/service.js';
import { listTestCalls, readTestCall, testCallRequestRoute, testCallTrunk } from './v1/test-calls.js';
import { readCarrierSheet } from './v1/trunks/carrier-sheet.js';
import { changeTrunkRoute as changeNativeTrunk } from './v1/trunks/change.js';
import { readTrunkHealth } from './v1/trunks/health.js';
import { listTrunks } from './v1/trunks/list.js';
import { readDialling, readTrunk } from './v1/trunks/read.js';
import { listRevisions, readRevision, revertTrunk } from './v1/trunks/revisions.js';
import { createTrunkRoute as createNativeTrunk } from './v1/trunks/set-up.js';
import { deleteTrunk } from './v1/trunks/tear-down.js';
import { receiveWebhook } from './v1/webhooks.js';
import { changeNumberRoute } from './zudu/change.js';
import { importNumberRoute } from './zudu/import-number.js';
import { readNumberRoute } from './zudu/phone-number.js';
import { createNumberRoute } from './zudu/set-up.js';
import { zuduStyle } from './zudu/style.js';
import { deleteNumberRoute } from './zudu/tear-down.js';

/** Makes every route, in the order in which the description of the interface lists them. */
export function allRoutes(settings: ApiSettings): readonly Route[] {
  const routes: Route[] = [
    createTrunkRoute(settings),
    autocalls.listTrunks,
    autocalls.readTrunkRoute(asTrunk, { id: 'readSipTrunk', summary: 'Read a SIP trunk' }),
    changeTrunkRoute(settings),
    deleteTrunkRoute(asTrunk, { id: 'deleteSipTrunk', summary: 'Delete a SIP trunk' }),
    autocalls.listNumbers,
    autocalls.readTrunkRoute(asPhoneNumber, {
      id: 'readTrunkOfNumber',
      summary: 'Read the trunk of a phone number',
    }),
    changeNicknameRoute,
    deleteTrunkRoute(asPhoneNumber, {
      id: 'deletePhoneNumber',
      summary: 'Delete a phone number with its trunk',
    }),
    autocalls.listAssignableNumbers,
    // The contract misspells the path, so there is a second one.
    createNumberRoute(settings, {
      path: '/api/sio/createSipTrunkDispatch',
      id: 'createSipTrunkDispatch',
      summary: 'Set up a SIP trunk',
    }),
    createNumberRoute(settings, {
      path: '/api/sip/createSipTrunkDispatch',
      id: 'createSipTrunkDispatchBySip',
      summary: 'Set up a SIP trunk, at the correctly spelled path',
    }),
    importNumberRoute,
    readNumberRoute,
    changeNumberRoute(settings),
    deleteNumberRoute,
    listOperations,
    actOnOperations,
    readOperation,
    followOperation,
    cancelOperation,
    retryOperation,
    resolveOperation,
    readMe,
    listKeys,
    createKey,
    rotateKey,
    revokeKey,
    listAudit,
    readQuotas,
    changeQuotas,
    listNumberRanges,
    assignNumberRange,
    unassignNumberRange,
    readNumberFacts,
    proveNumber,
    releaseNumber,
    listReconciliations,
    beginReconciliation,
    readReconciliation,
    readHealth,
    readReadiness,
    readMetrics,
    receiveWebhook,
    descriptionRoute(() => routes),
    listTrunks,
    createNativeTrunk(settings),
    readTrunk,
    changeNativeTrunk(settings),
    deleteTrunk,
    readDialling,
    readCarrierSheet,
    readTrunkHealth,
    listRevisions,
    readRevision,
    revertTrunk,
    explainCall,
    checkTrunk,
    checkRequestRoute(settings),
    testCallTrunk,
    testCallRequestRoute(settings),
    listTestCalls,
    readTestCall,
    beginImportRoute(settings),
    listImports,
    readImport,
    readImportReport,
    retryImport,
    cancelImport,
    exportTrunks,
  ];
  return routes;
}

/** Gives the style of a path, also where no route is. */
export function styleOf(path: string): AnswerStyle {
  const style = [autocallsStyle, zuduStyle].find(({ prefixes }) =>
    prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`)),
  );
  return style ?? v1Style;
}
