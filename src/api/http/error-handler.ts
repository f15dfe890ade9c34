import type { ErrorRequestHandler } from 'express';
import { presentProblem as presentAutocallsProblem } from '../autocalls/presenter.js';
import type { ApiDependencies } from '../dependencies.js';
import { RequestProblem } from '../errors/request-problem.js';
import { presentProblem as presentNativeProblem } from '../v1/presenter.js';
import { presentProblem as presentZuduProblem } from '../zudu/presenter.js';
import { send } from './answer.js';

const styles = [
  { prefixes: ['/api/user'], present: presentAutocallsProblem },
  { prefixes: ['/api/sio', '/api/sip', '/api/phone-numbers'], present: presentZuduProblem },
] as const;

/**
 * Answers every error in the style of the contract that the path belongs to. What nobody foresaw is logged
 * under the request's id and shown to the caller as nothing but a 500; an answer for which there is no cause but load, or a
 * part that is known to be away, is a warning.
 */
export function createErrorHandler({
  logger,
  isDatabaseAway,
}: Pick<ApiDependencies, 'logger' | 'isDatabaseAway'>): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = problemOf(error, isDatabaseAway);
    if (problem.entry.status >= 500) {
      const requestId = response.getHeader('X-Request-Id');
      if (problem.cause === undefined) logger.warn({ requestId, code: problem.code }, problem.message);
      else logger.error({ requestId, error: describe(problem.cause) }, problem.message);
    }
    if (response.headersSent) {
      next(error);
      return;
    }
    send(response, presenterFor(request.path)(problem));
  };
}

function problemOf(error: unknown, isDatabaseAway: ApiDependencies['isDatabaseAway']): RequestProblem {
  if (error instanceof RequestProblem) return error;
  if (isDatabaseAway(error)) {
    return new RequestProblem('data_unavailable', { 'Retry-After': '5' }, { cause: error });
  }
  // Express itself refuses paths that cannot be decoded.
  if (error instanceof URIError) return new RequestProblem('malformed_request', {}, { cause: error });
  return new RequestProblem('internal', {}, { cause: error });
}

function presenterFor(path: string) {
  const style = styles.find(({ prefixes }) =>
    prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`)),
  );
  return style?.present ?? presentNativeProblem;
}

/** The first line of each message only: database drivers append the values of a query to theirs. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  return {
    type: error.name,
    message: error.message.split('\n', 1)[0],
    frames: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)),
    ...(error.cause === undefined ? {} : { cause: describe(error.cause) }),
  };
}
