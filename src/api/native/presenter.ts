import { STATUS_CODES } from 'node:http';
import type { ApiAnswer } from '../answer.js';
import { type Readiness, readinessComponents } from '../dependencies.js';
import type { FieldProblems } from '../fields.js';
import { type RequestProblem, requestProblems } from '../request-problem.js';

/** What is wrong, and what a client may want to know beyond that. */
interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Members of the problem's own. */
  readonly members?: object;
}

/** Words a problem as RFC 9457 has it. */
export function problemAnswer({ status, code, detail, headers = {}, members = {} }: Problem): ApiAnswer {
  return {
    status,
    headers,
    contentType: 'application/problem+json',
    body: { type: 'about:blank', title: STATUS_CODES[status], status, detail, code, ...members },
  };
}

/** Words what is wrong with a request as a whole. */
export function presentProblem({ status, headers, code }: RequestProblem): ApiAnswer {
  return problemAnswer({ status, code, detail: requestProblems[code].message, headers });
}

/** Words every field or parameter that cannot be used. */
export function presentFieldProblems(errors: FieldProblems): ApiAnswer {
  return problemAnswer({
    status: 400,
    code: 'validation_failed',
    detail: 'The request has values that cannot be used.',
    members: { errors },
  });
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
