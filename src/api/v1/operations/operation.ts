import { type FailureCode, failures } from '../../../domain/failures.js';
import type { OperationPage } from '../../../domain/operation/list.js';
import type { OperationFailure } from '../../../domain/operation/operation.js';
import type { CompensationView, OperationView, StepView } from '../../../domain/operation/view.js';
import { addressOfFailure } from '../../errors/catalogue.js';
import type { ApiAnswer } from '../../http/answer.js';
import { nextOperations, type OperationsQuery } from './list.js';

/** Words an operation, at any point of its life. */
export function presentOperation(operation: OperationView): ApiAnswer {
  return { status: 200, body: operationObject(operation) };
}

/** Words one page of operations, and where the next one is. */
export function presentOperations({ operations, next }: OperationPage, query: OperationsQuery): ApiAnswer {
  return {
    status: 200,
    body: {
      data: operations.map(operationObject),
      next: next === null ? null : nextOperations(query, next),
    },
  };
}

/** An operation as every endpoint under `/v1` shows it. */
export function operationObject(operation: OperationView): object {
  const { trunk } = operation;
  return {
    id: operation.id,
    kind: operation.kind,
    state: operation.state,
    contract: operation.contract,
    trunk_id: operation.trunkId,
    created_at: operation.createdAt,
    finished_at: operation.finishedAt,
    cancel_requested_at: operation.cancelRequestedAt,
    retry_of: operation.retryOf,
    steps: operation.steps.map(stepObject),
    compensation: operation.compensation.map(stepObject),
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
  };
}

/** What a failure means, in which part of the system it arose, and what to do about it. */
export function errorObject(code: FailureCode): object {
  const { component, meaning, remedy } = failures[code];
  return { code, component, meaning, remedy, docs: addressOfFailure(code) };
}

function stepObject(step: StepView | CompensationView): object {
  return {
    name: step.name,
    state: step.state,
    started_at: step.startedAt,
    ended_at: step.endedAt,
    attempts: step.attempts,
    error: step.error === null ? null : errorObject(step.error),
  };
}

function failureObject({ step, code, removed, skipped = [] }: OperationFailure): object {
  // Who gave a part up, and in which words, is the operator's business.
  return { ...errorObject(code), step, removed, skipped: skipped.map(({ part }) => part) };
}
