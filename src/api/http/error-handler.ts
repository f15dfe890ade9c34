import type { NextFunction, Response } from 'express';
import { errorEntry, RequestProblem } from '../errors/request-problem.js';
import { retryAfter, send } from './answer.js';
import type { ApiDependencies } from './dependencies.js';
import type { AnswerStyle } from './endpoint.js';
import { presentProblem } from './outcomes.js';

/** Answers what was thrown while a request was handled. `next` ends an answer that was already begun. */
export type AnswerError = (
  error: unknown,
  response: Response,
  style: AnswerStyle,
  next: NextFunction,
) => void;

/**
 * Makes the function that answers every error in the style of a contract. An unforeseen error is logged with the
 * id of the request, and the caller gets a 500 without details. A 503 without a cause is logged as a warning.
 */
export function createErrorAnswers({
  logger,
  isDatabaseAway,
}: Pick<ApiDependencies, 'logger' | 'isDatabaseAway'>): AnswerError {
  return (error, response, style, next) => {
    const problem = problemOf(error, isDatabaseAway);
    const { code, details, message } = problem;
    if (errorEntry(code).status >= 500) {
      const requestId = response.getHeader('X-Request-Id');
      if (details.cause === undefined) logger.warn({ requestId, code }, message);
      else logger.error({ requestId, error: describe(details.cause) }, message);
    }
    if (response.headersSent) {
      next(error);
      return;
    }
    send(response, presentProblem(style, code, details));
  };
}

function problemOf(error: unknown, isDatabaseAway: ApiDependencies['isDatabaseAway']): RequestProblem {
  if (error instanceof RequestProblem) return error;
  if (isDatabaseAway(error)) {
    return new RequestProblem('data_unavailable', { headers: retryAfter(5), cause: error });
  }
  // Express itself refuses paths that cannot be decoded.
  if (error instanceof URIError) return new RequestProblem('malformed_request', { cause: error });
  return new RequestProblem('internal', { cause: error });
}

/** Keeps only the first line of each message: database drivers append the values of a query to theirs. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  return {
    type: error.name,
    message: error.message.split('\n', 1)[0],
    frames: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)),
    ...(error.cause === undefined ? {} : { cause: describe(error.cause) }),
  };
}
