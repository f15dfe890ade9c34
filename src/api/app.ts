import express, { type Express } from 'express';
import { createDocumentationPages } from './docs/pages.js';
import { RequestProblem } from './errors/request-problem.js';
import { createAccessLog, nameRequest } from './http/access-log.js';
import type { ApiDependencies } from './http/dependencies.js';
import { createErrorAnswers } from './http/outcomes.js';
import { createRouter, type Route } from './http/route.js';
import { allRoutes, styleOf } from './routes.js';

/**
 * Builds the HTTP interface: both published contracts and Trunkline's own paths. It does not listen yet.
 * No operation depends on the caller's connection: a set-up goes on when its caller hangs up.
 * @param routes all routes, made for these settings
 */
export function createApp(
  dependencies: ApiDependencies,
  routes: readonly Route[] = allRoutes(dependencies.settings),
): Express {
  const answerError = createErrorAnswers(dependencies);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.disable('query parser');
  app.use(nameRequest, createAccessLog(dependencies.logger), (_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  app.use(createRouter(routes, dependencies, answerError));
  app.use(createDocumentationPages());
  app.use(() => {
    throw new RequestProblem('not_found');
  });
  const onError: express.ErrorRequestHandler = (error, request, response, next) =>
    answerError(error, response, styleOf(request.path), next);
  app.use(onError);
  return app;
}
