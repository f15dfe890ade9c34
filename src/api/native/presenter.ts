import { STATUS_CODES } from 'node:http';
import type { ApiAnswer } from '../answer.js';
import { type Readiness, readinessComponents } from '../dependencies.js';
import { addressOfProblem } from '../errors/catalogue.js';
import { refusals } from '../errors/refusals.js';
import type { FieldProblems } from '../fields.js';
import type { ProblemCode, RequestProblem } from '../request-problem.js';

/** Words a problem as RFC 9457 has it. */
export function presentProblem({ headers, code, entry: { status, message } }: RequestProblem): ApiAnswer {
  return { ...problemAnswer(status, code, message), headers };
}

/** Words every field or parameter that cannot be used. */
export function presentFieldProblems(errors: FieldProblems): ApiAnswer {
  const { status, message } = refusals.validation_failed;
  return problemAnswer(status, 'validation_failed', message, { errors });
}

function problemAnswer(
  status: number,
  code: ProblemCode | 'validation_failed',
  detail: string,
  members: object = {},
): ApiAnswer {
  return {
    status,
    contentType: 'application/problem+json',
    body: { type: addressOfProblem(code), title: STATUS_CODES[status], status, detail, code, ...members },
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
