import { STATUS_CODES } from 'node:http';
import type { ApiAnswer } from '../answer.js';
import { type Readiness, readinessComponents } from '../dependencies.js';
import type { FieldProblems } from '../fields.js';
import { type RequestProblem, requestProblems } from '../request-problem.js';

/** Words a problem as RFC 9457 has it. */
export function presentProblem({ status, headers, code }: RequestProblem): ApiAnswer {
  return {
    status,
    headers,
    contentType: 'application/problem+json',
    body: {
      type: 'about:blank',
      title: STATUS_CODES[status],
      status,
      detail: requestProblems[code].message,
      code,
    },
  };
}

/** Words every field or parameter that cannot be used. */
export function presentFieldProblems(errors: FieldProblems): ApiAnswer {
  return {
    status: 400,
    contentType: 'application/problem+json',
    body: {
      type: 'about:blank',
      title: STATUS_CODES[400],
      status: 400,
      detail: 'The request has values that cannot be used.',
      code: 'validation_failed',
      errors,
    },
  };
}

/** Says that the process answers. */
export function presentHealth(): ApiAnswer {
  return { status: 200, body: { status: 'ok' } };
}

/** Says whether set-ups can be carried out, and if not, what is missing. */
export function presentReadiness(components: Readiness): ApiAnswer {
  const unreachable = readinessComponents.filter((component) => !components[component]);
  if (unreachable.length === 0) return { status: 200, body: { status: 'ready', components } };
  return {
    status: 503,
    headers: { 'Retry-After': '5' },
    body: {
      status: 'not_ready',
      message: `Not reachable: ${unreachable.join(', ')}.`,
      unreachable,
      components,
    },
  };
}
