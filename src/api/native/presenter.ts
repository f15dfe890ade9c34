import { STATUS_CODES } from 'node:http';
import { failures } from '../../trunks/failures.js';
import type { OperationView } from '../../trunks/operation-view.js';
import type { SetUpFailure } from '../../trunks/set-up.js';
import type { ApiAnswer } from '../answer.js';
import { type Readiness, readinessComponents } from '../dependencies.js';
import { addressOfProblem } from '../errors/catalogue.js';
import { type RequestProblem, requestProblems } from '../request-problem.js';

/** Words a problem as RFC 9457 has it. */
export function presentProblem({ status, headers, code }: RequestProblem): ApiAnswer {
  return {
    status,
    headers,
    contentType: 'application/problem+json',
    body: {
      type: addressOfProblem(code),
      title: STATUS_CODES[status],
      status,
      detail: requestProblems[code].message,
      code,
    },
  };
}

/** Words an operation, at any point of its life. */
export function presentOperation(operation: OperationView): ApiAnswer {
  const { trunk } = operation;
  return {
    status: 200,
    body: {
      id: operation.id,
      kind: operation.kind,
      state: operation.state,
      contract: operation.contract,
      created_at: operation.createdAt,
      finished_at: operation.finishedAt,
      steps: operation.steps.map((step) => ({
        name: step.name,
        state: step.state,
        started_at: step.startedAt,
        ended_at: step.endedAt,
        attempts: step.attempts,
      })),
      failure: operation.failure === null ? null : failureObject(operation.failure),
      trunk:
        trunk === null
          ? null
          : {
              id: trunk.id,
              inbound_trunk_id: trunk.inboundTrunkId,
              outbound_trunk_id: trunk.outboundTrunkId,
              dispatch_rule_id: trunk.dispatchRuleId,
            },
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

function failureObject({ step, code, undone, skipped = [] }: SetUpFailure): object {
  const { component, meaning, remedy } = failures[code];
  // Who gave a part up, and in which words, is the operator's business.
  return { code, step, component, meaning, remedy, undone, skipped: skipped.map(({ part }) => part) };
}
