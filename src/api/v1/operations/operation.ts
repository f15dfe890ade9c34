import { z } from 'zod';
import { components, type FailureCode, factsOf, failures } from '../../../domain/failures.js';
import {
  compensatedParts,
  type OperationFailure,
  operationKinds,
  operationOrigins,
  operationStates,
  stepNames,
} from '../../../domain/operation/operation.js';
import {
  type CompensationView,
  compensationStepStates,
  type OperationView,
  operationStepStates,
  type StepView,
  type Waiting,
} from '../../../domain/operation/view.js';
import { type PartName, trunkParts } from '../../../domain/parts/graph.js';
import { isOperationId, type OperationId, operationIdForm } from '../../../domain/values.js';
import { helpOfFailure, helpOfState } from '../../errors/catalogue.js';
import { RequestProblem } from '../../errors/request-problem.js';
import {
  helpForOperators,
  liveKitRuleId,
  liveKitTrunkId,
  operationId,
  organizationId,
  type PathParameter,
  time,
  trunkId,
} from '../../http/endpoint.js';
import { v1Style } from '../paging.js';

/** The members that all routes of operations have. */
export const operations = { tag: 'Operations', style: v1Style } as const;

const id: PathParameter<OperationId> = {
  description: 'The id of the operation, from Location or X-Operation-Id.',
  schema: { type: 'string', pattern: operationIdForm.pattern },
  example: operationIdForm.examples[0],
  read: (text) => {
    if (!isOperationId(text)) throw new RequestProblem('operation_not_found');
    return text;
  },
};

/** The members of the routes of one operation. An operator acts as its owner. */
export const byOperation = {
  ...operations,
  pathParameters: { id },
  owned: ({ path }: { readonly path: { readonly id: OperationId } }) =>
    ({ kind: 'operation', id: path.id }) as const,
} as const;

const partNames = trunkParts.parts.map(({ name }): PartName => name);

const count = z.int().min(0);

const errorFields = {
  code: z.enum(Object.keys(failures) as FailureCode[]),
  component: z.enum(components),
  ...helpForOperators,
};

/** The reason why a step failed. */
const errorSchema = z.strictObject(errorFields).meta({ id: 'StepError' });

/** Shows a failure: its meaning, the component where it arose, and what to do about it. */
export function errorObject(code: FailureCode): z.output<typeof errorSchema> {
  return { code, component: factsOf(code).component, ...helpOfFailure(code) };
}

/** The reason why an operation was compensated. */
const failureSchema = z
  .strictObject({
    ...errorFields,
    step: z.enum(stepNames),
    removed: z.strictObject({ inbound: count, outbound: count, rule: count }),
    skipped: z.array(z.enum(compensatedParts)),
  })
  .meta({ id: 'Failure' });

function failureObject({ step, code, removed, skipped = [] }: OperationFailure) {
  return { ...errorObject(code), step, removed, skipped: skipped.map(({ part }) => part) };
}

const stepFields = {
  started_at: time.nullable(),
  ended_at: time.nullable(),
  attempts: count.nullable(),
  error: errorSchema.nullable(),
  skipped: z
    .strictObject({ by: z.string().nullable(), reason: z.string().nullable(), at: time })
    .nullable()
    .meta({ description: 'Who skipped the step, why and when; null when it was not skipped.' }),
};

function stepObject(step: StepView | CompensationView): object {
  return {
    name: step.name,
    state: step.state,
    started_at: step.startedAt,
    ended_at: step.endedAt,
    attempts: step.attempts,
    error: step.error === null ? null : errorObject(step.error),
    skipped: step.skipped,
  };
}

/** A step that is being tried, or waits for its next attempt. */
const waitingSchema = z
  .strictObject({
    phase: z.enum(['forward', 'compensation']),
    step: z.enum(partNames),
    component: z.enum(components),
    attempts: count.meta({
      description: 'The attempts that have failed or were lost since the step was scheduled.',
    }),
    last_error: errorSchema.nullable(),
    next_attempt_at: time.nullable().meta({ description: 'Null while an attempt runs.' }),
  })
  .meta({ id: 'WaitingStep' });

const componentAt = { database: 'database', livekit: 'livekit', carrier: 'carrier' } as const;

/** Shows what an operation waits for. */
export function waitingObject({ steps, stuck }: Waiting) {
  return {
    waiting_for: steps.map(({ phase, step, attempts, error, nextAttemptAt }) => ({
      phase,
      step,
      component: componentAt[trunkParts.part(step).at],
      attempts,
      last_error: error === null ? null : errorObject(error),
      next_attempt_at: nextAttemptAt?.toISOString() ?? null,
    })),
    stuck,
  };
}

const waitingFields = {
  waiting_for: z.array(waitingSchema).meta({ description: 'The steps that are tried durably just now.' }),
  stuck: z.boolean().meta({
    description: 'It takes longer than the operator allows. It goes on by itself once the cause is repaired.',
  }),
};

/** An operation in any state. */
export const operationSchema = z
  .strictObject({
    id: operationId,
    organization_id: organizationId,
    kind: z.enum(operationKinds),
    state: z.enum(operationStates),
    contract: z.enum(operationOrigins),
    ...helpForOperators,
    phone_number: z.string().meta({ description: 'The number or extension that the operation is about.' }),
    trunk_id: trunkId.nullable(),
    created_at: time,
    finished_at: time.nullable(),
    cancel_requested_at: time.nullable(),
    retry_of: operationId.nullable(),
    steps: z.array(
      z.strictObject({ name: z.enum(stepNames), state: z.enum(operationStepStates), ...stepFields }),
    ),
    compensation: z.array(
      z.strictObject({
        name: z.enum(compensatedParts),
        state: z.enum(compensationStepStates),
        ...stepFields,
      }),
    ),
    failure: failureSchema.nullable(),
    ...waitingFields,
    trunk: z
      .strictObject({
        id: trunkId,
        inbound_trunk_id: liveKitTrunkId,
        outbound_trunk_id: liveKitTrunkId,
        dispatch_rule_id: liveKitRuleId,
      })
      .nullable(),
  })
  .meta({ id: 'Operation' });

/** Shows an operation. */
export function operationObject(operation: OperationView): object {
  const { trunk } = operation;
  return {
    id: operation.id,
    organization_id: operation.organizationId,
    kind: operation.kind,
    state: operation.state,
    contract: operation.contract,
    ...helpOfState(operation.state, operation.failure),
    phone_number: operation.phoneNumber,
    trunk_id: operation.trunkId,
    created_at: operation.createdAt,
    finished_at: operation.finishedAt,
    cancel_requested_at: operation.cancelRequestedAt,
    retry_of: operation.retryOf,
    steps: operation.steps.map(stepObject),
    compensation: operation.compensation.map(stepObject),
    failure: operation.failure === null ? null : failureObject(operation.failure),
    ...waitingObject(operation.waiting),
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
