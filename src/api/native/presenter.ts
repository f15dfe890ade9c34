import { STATUS_CODES } from 'node:http';
import { failures } from '../../domain/failures.js';
import type { OperationId } from '../../domain/ids.js';
import type { OperationFailure } from '../../domain/operation/operation.js';
import type { Unavailable } from '../../domain/operation/outcomes.js';
import { type ApiAnswer, operationHeader, retryAfter } from '../answer.js';
import { type Readiness, readinessComponents } from '../dependencies.js';
import { addressOfFailure, addressOfProblem, type RequestCode } from '../errors/catalogue.js';
import { failedStatus } from '../errors/failed-operations.js';
import { refusals, type Undertaking, unavailableMessage, unavailableStatus } from '../errors/refusals.js';
import type { FieldProblems } from '../fields.js';
import type { RequestProblem } from '../request-problem.js';

/** What a problem tells beside its words. */
interface Beside {
  readonly headers?: ApiAnswer['headers'];
  /** Members of the problem's own. */
  readonly members?: object;
}

/** Words what is wrong with a request as a whole. */
export function presentProblem({ headers, code, entry: { status, message } }: RequestProblem): ApiAnswer {
  return problemAnswer(addressOfProblem(code), status, code, message, { headers });
}

/** Words every field or parameter that cannot be used. */
export function presentFieldProblems(errors: FieldProblems): ApiAnswer {
  return presentRefusal('validation_failed', { members: { errors } });
}

/** Words why a request is not carried out. */
export function presentRefusal(code: keyof typeof refusals, beside: Beside = {}): ApiAnswer {
  const { status, message } = refusals[code];
  return problemAnswer(addressOfProblem(code), status, code, message, beside);
}

/** Words that what was asked for cannot be begun right now. */
export function presentUnavailable(
  { component, retryAfterSeconds }: Unavailable,
  undertaking: Undertaking,
): ApiAnswer {
  const code: RequestCode = `${component}_unavailable`;
  const message = unavailableMessage(component, undertaking);
  const headers = retryAfter(retryAfterSeconds);
  return problemAnswer(addressOfProblem(code), unavailableStatus, code, message, { headers });
}

/** Words an operation that took everything back; a number that LiveKit knows of already has words of its own. */
export function presentFailure(
  operationId: OperationId,
  { code }: OperationFailure,
  asItWas: string,
): ApiAnswer {
  const beside = { headers: operationHeader(operationId), members: { operation_id: operationId } };
  if (code === 'number_taken') return presentRefusal('number_in_use', beside);
  const detail = `${asItWas} ${failures[code].meaning}`;
  return problemAnswer(addressOfFailure(code), failedStatus, code, detail, beside);
}

/** Words a problem as RFC 9457 has it. */
function problemAnswer(
  type: string,
  status: number,
  code: string,
  detail: string,
  { headers = {}, members = {} }: Beside,
): ApiAnswer {
  return {
    status,
    headers,
    contentType: 'application/problem+json',
    body: { type, title: STATUS_CODES[status], status, detail, code, ...members },
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
