import { autocallsRoutes } from './autocalls/routes.js';
import { autocallsStyle } from './autocalls/style.js';
import { descriptionRoute } from './docs/pages.js';
import type { ApiSettings } from './http/dependencies.js';
import type { AnswerStyle } from './http/endpoint.js';
import type { Route } from './http/route.js';
import { explainCall } from './v1/explain.js';
import { beginImportRoute, cancelImport, retryImport } from './v1/imports/begin.js';
import { exportTrunks, readImportReport } from './v1/imports/downloads.js';
import { listImports, readImport } from './v1/imports/import.js';
import { cancelOperation, retryOperation } from './v1/operations/control.js';
import { followOperation } from './v1/operations/events.js';
import { listOperations, readOperation } from './v1/operations/read.js';
import { v1Style } from './v1/paging.js';
import { listReconciliations, readReconciliation } from './v1/reconciliations.js';
import { readHealth, readMetrics, readReadiness } from './v1/service.js';
import { listTrunks, readDialling, readTrunk } from './v1/trunks/read.js';
import { listRevisions, readRevision, revertTrunk } from './v1/trunks/revisions.js';
import { zuduRoutes } from './zudu/routes.js';
import { zuduStyle } from './zudu/style.js';

/** Makes every route, in the order in which the description of the interface lists them. */
export function allRoutes(settings: ApiSettings): readonly Route[] {
  const routes: Route[] = [
    ...autocallsRoutes(settings),
    ...zuduRoutes(settings),
    listOperations,
    readOperation,
    followOperation,
    cancelOperation,
    retryOperation,
    listReconciliations,
    readReconciliation,
    readHealth,
    readReadiness,
    readMetrics,
    descriptionRoute(() => routes),
    listTrunks,
    readTrunk,
    readDialling,
    listRevisions,
    readRevision,
    revertTrunk,
    explainCall,
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
