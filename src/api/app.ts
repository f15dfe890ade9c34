import { randomBytes } from 'node:crypto';
import express, { type Express, type Request, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { createDocumentationPages } from './docs/pages.js';
import { RequestProblem } from './errors/request-problem.js';
import type { ApiDependencies } from './http/dependencies.js';
import { createErrorAnswers } from './http/outcomes.js';
import { addressLimit, clientAddress, delayRefusal } from './http/rate-limits.js';
import { createRouter, type Route } from './http/route.js';
import { allRoutes, styleOf } from './routes.js';

const aYearInSeconds = 31_536_000;

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
  app.set('trust proxy', [...dependencies.settings.trustedProxies]);
  app.use(nameRequest, createAccessLog(dependencies.logger), (request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    if (request.secure) response.set('Strict-Transport-Security', `max-age=${aYearInSeconds}`);
    next();
  });
  app.use(createRouter(routes, dependencies, answerError));
  app.use(addressLimit(dependencies.rateLimits), createDocumentationPages());
  app.use(() => {
    throw new RequestProblem('not_found');
  });
  const onError: express.ErrorRequestHandler = async (error, request, response, next) => {
    if (error instanceof RequestProblem)
      await delayRefusal(dependencies.refusalDelay, response, error.details.headers);
    answerError(error, response, styleOf(request.path), next);
  };
  app.use(onError);
  return app;
}

/** Gives every answer an `X-Request-Id`: the caller's own when it is well-formed, else a new one. */
const nameRequest: RequestHandler = (request, response, next) => {
  const given = request.headers['x-request-id'];
  const isWellFormed = typeof given === 'string' && /^[A-Za-z0-9._-]{1,128}$/.test(given);
  response.setHeader('X-Request-Id', isWellFormed ? given : `req_${randomBytes(16).toString('hex')}`);
  next();
};

/**
 * Writes one line per request: who made it from where, its route, outcome and duration. Bodies, headers and the path as it was sent are not
 * logged, because they hold secrets and phone numbers.
 */
function createAccessLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    // Known only until the connection ends.
    const address = clientAddress(request);
    response.once('close', () => {
      logger.info(
        {
          method: request.method,
          route: routeOf(request),
          status: response.statusCode,
          organization: response.locals.organization,
          key: response.locals.key,
          address,
          ms: Math.round(performance.now() - startedAt),
          requestId: response.getHeader('X-Request-Id'),
          operationId: response.getHeader('X-Operation-Id'),
          ...(response.writableFinished ? {} : { hungUp: true }),
        },
        'request',
      );
    });
    next();
  };
}

function routeOf(request: Request): string {
  const route: unknown = request.route;
  const isNamed = typeof route === 'object' && route !== null && 'path' in route;
  return isNamed ? String(route.path) : 'none';
}
