import type { RequestHandler } from 'express';
import { RequestProblem } from '../errors/request-problem.js';

/** Leaves these methods of a path to a route behind it that takes the path as well. */
export function leaveMethods(...methods: readonly string[]): RequestHandler {
  return (request, _response, next) => next(methods.includes(request.method) ? 'route' : undefined);
}

/** Ends a known path's route: every method that was not handled before is refused and the others are named. */
export function onlyMethods(...allowed: readonly string[]): RequestHandler {
  return () => {
    throw new RequestProblem('method_not_allowed', { Allow: allowed.join(', ') });
  };
}
