import type { RequestHandler } from 'express';
import { RequestProblem } from './request-problem.js';

/** Ends a known path's route: every method that was not handled before is refused and the others are named. */
export function onlyMethods(...allowed: readonly string[]): RequestHandler {
  return () => {
    throw new RequestProblem('method_not_allowed', { Allow: allowed.join(', ') });
  };
}
