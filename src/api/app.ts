import express, { type Express } from 'express';
import { createAutocallsRoutes } from './autocalls/routes.js';
import type { ApiDependencies } from './dependencies.js';
import { createDocumentationRoutes } from './docs/routes.js';
import { RequestProblem } from './errors/request-problem.js';
import { createAccessLog, nameRequest } from './http/access-log.js';
import { createGuard } from './http/authentication.js';
import { createErrorHandler } from './http/error-handler.js';
import { createExportRoutes } from './v1/imports/export.js';
import { createImportRoutes } from './v1/imports/routes.js';
import { createOperationRoutes } from './v1/operations/routes.js';
import { createReconciliationRoutes } from './v1/reconciliations/routes.js';
import { createServiceRoutes } from './v1/service.js';
import { createTrunkRoutes } from './v1/trunks/routes.js';
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
