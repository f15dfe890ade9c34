import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';

/** Gives every answer an `X-Request-Id`: the caller's own when it is well-formed, else a new one. */
export const nameRequest: RequestHandler = (request, response, next) => {
  const given = request.headers['x-request-id'];
  const isWellFormed = typeof given === 'string' && /^[A-Za-z0-9._-]{1,128}$/.test(given);
  response.setHeader('X-Request-Id', isWellFormed ? given : `req_${randomBytes(16).toString('hex')}`);
  next();
};

/**
 * Writes one line per request: its route, outcome and duration. Bodies, headers and the path as it was sent are not
 * logged, because they hold secrets and phone numbers.
 */
export function createAccessLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    response.once('close', () => {
      logger.info(
        {
          method: request.method,
          route: routeOf(request),
          status: response.statusCode,
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
