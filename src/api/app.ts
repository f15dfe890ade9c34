import express, { type Express } from 'express';
import { createAccessLog } from './access-log.js';
import { createGuard } from './authentication.js';
import { createAutocallsRoutes } from './autocalls/routes.js';
import type { ApiDependencies } from './dependencies.js';
import { createDocumentationRoutes } from './docs/routes.js';
import { createErrorHandler } from './error-handler.js';
import { createExportRoutes } from './native/imports/export-routes.js';
import { createImportRoutes } from './native/imports/routes.js';
import { createOperationRoutes } from './native/operation-routes.js';
import { createReconciliationRoutes } from './native/reconciliation-routes.js';
import { createServiceRoutes } from './native/service-routes.js';
import { createTrunkRoutes } from './native/trunk-routes.js';
import { nameRequest } from './request-id.js';
import { RequestProblem } from './request-problem.js';
import { createZuduRoutes } from './zudu/routes.js';

/**
 * Builds the HTTP interface: both published contracts and Trunkline's own paths. It does not listen yet.
 * Nothing here is tied to the caller's connection: a set-up goes on when its caller hangs up.
 */
export function createApp(dependencies: ApiDependencies): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.disable('query parser');
  app.use(nameRequest, createAccessLog(dependencies.logger), (_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  const guard = createGuard(dependencies.authenticate);
  app.use(createAutocallsRoutes(dependencies, guard));
  app.use(createZuduRoutes(dependencies, guard));
  app.use(createOperationRoutes(dependencies, guard));
  app.use(createTrunkRoutes(dependencies, guard));
  app.use(createImportRoutes(dependencies, guard));
  app.use(createExportRoutes(dependencies, guard));
  app.use(createServiceRoutes(dependencies));
  app.use(createReconciliationRoutes(dependencies));
  app.use(createDocumentationRoutes(dependencies));
  app.use(() => {
    throw new RequestProblem('not_found');
  });
  app.use(createErrorHandler(dependencies));
  return app;
}
