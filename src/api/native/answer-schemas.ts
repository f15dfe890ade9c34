import { z } from 'zod';
import { components, failures } from '../../domain/failures.js';
import { operationEventKinds } from '../../domain/operation/events.js';
import {
  compensatedParts,
  operationKinds,
  operationOrigins,
  operationStates,
  stepNames,
} from '../../domain/operation/operation.js';
import { compensationStepStates, operationStepStates } from '../../domain/operation/view.js';
import { findingActions, findingCodes, findingOutcomes, severities } from '../../domain/reconcile/finding.js';
import { reconciliationIdForm, reconciliationStates, triggers } from '../../domain/reconcile/report.js';
import { objectKinds } from '../../domain/trunk/tag.js';
import { readinessComponents } from '../dependencies.js';
import type { AnswerStyle } from '../openapi/style.js';
import {
  liveKitRuleId,
  liveKitTrunkId,
  operationId,
  time,
  trunkId,
  unfinishedOperation,
} from '../openapi/values.js';

const count = z.int().min(0);

const errorFields = {
  code: z.enum(namesOf(failures)),
  component: z.enum(components),
  meaning: z.string(),
  remedy: z.string(),
  docs: z.string().regex(/^\/docs\/errors#/),
};

/** Why a step failed. */
const errorSchema = z.strictObject(errorFields).meta({ id: 'StepError' });

/** Why an operation was taken back. */
const failureSchema = z
  .strictObject({
    ...errorFields,
    step: z.enum(stepNames),
    removed: z.strictObject({ inbound: count, outbound: count, rule: count }),
    skipped: z.array(z.enum(compensatedParts)),
  })
  .meta({ id: 'Failure' });

const stepFields = {
  started_at: time.nullable(),
  ended_at: time.nullable(),
  attempts: count.nullable(),
  error: errorSchema.nullable(),
};

/** An operation, at any point of its life. */
export const operationSchema = z
  .strictObject({
    id: operationId,
    kind: z.enum(operationKinds),
    state: z.enum(operationStates),
    contract: z.enum(operationOrigins),
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

/** A page of operations. */
export const operationsPage = z.strictObject({
  data: z.array(operationSchema),
  next: z.string().nullable().meta({ description: 'The address of the next page; null on the last one.' }),
});

const reportFields = {
  id: z.string().regex(new RegExp(reconciliationIdForm.pattern)),
  trigger: z.enum(triggers),
  state: z.enum(reconciliationStates),
  repair: z.boolean(),
  remove_many: z.boolean(),
  started_at: time,
  finished_at: time.nullable(),
  compared: z.strictObject({ inbound: count, outbound: count, rules: count, records: count }).nullable(),
  counts: z.partialRecord(
    z.enum(namesOf(findingCodes)),
    z.partialRecord(z.enum([...findingOutcomes, 'undecided']), count),
  ),
  failure: z.string().nullable(),
};

/** A run of the reconciler. */
const reconciliationSchema = z.strictObject(reportFields).meta({ id: 'Reconciliation' });

const findingSchema = z
  .strictObject({
    code: z.enum(namesOf(findingCodes)),
    severity: z.enum(severities),
    object: z.strictObject({ kind: z.enum(objectKinds), id: z.string().nullable() }).nullable(),
    trunk_id: trunkId.nullable(),
    operation_id: operationId.nullable(),
    number: z.string().nullable().meta({ description: 'The last two characters.' }),
    evidence: z.string(),
    fields: z.array(z.string()),
    action: z.enum(findingActions),
    outcome: z.enum(findingOutcomes).nullable(),
    note: z.string().nullable(),
    meaning: z.string(),
    repair: z.string().nullable(),
    remedy: z.string(),
  })
  .meta({ id: 'Finding' });

/** A run with a page of what it has found. */
export const reconciliationPage = z.strictObject({
  ...reportFields,
  findings: z.array(findingSchema),
  next: z.string().nullable().meta({ description: 'The address of the next page; null on the last one.' }),
});

/** All runs that are kept. */
export const reconciliations = z.strictObject({ data: z.array(reconciliationSchema) });

const reached = z.strictObject({ temporal: z.boolean(), database: z.boolean(), livekit: z.boolean() });

/** The service answers. */
export const health = z.strictObject({ status: z.literal('ok') });

/** Set-ups can be carried out. */
export const ready = z.strictObject({ status: z.literal('ready'), components: reached });

/** Something that a set-up needs cannot be reached. */
export const notReady = z.strictObject({
  status: z.literal('not_ready'),
  message: z.string(),
  unreachable: z.array(z.enum(readinessComponents)).min(1),
  components: reached,
});

/** One event of a stream; its data is JSON. */
export const streamedEvent = z.looseObject({
  id: z.string(),
  event: z.enum(operationEventKinds),
  data: z.string().meta({ contentMediaType: 'application/json' }),
});

/** What Prometheus reads. */
export const prometheusText = z.string();

/** The description of the interface. */
export const openApiDocument = z.looseObject({ openapi: z.string(), paths: z.looseObject({}) });

/** What is wrong on a line of a file. */
const lineProblem = z.strictObject({ line: z.int().min(1), field: z.string(), message: z.string() });

/** What is told beside the words of a problem, by its code. */
const besides: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  validation_failed: { errors: z.record(z.string(), z.array(z.string()).min(1)).optional() },
  number_in_use: { operation_id: operationId.optional() },
  import_invalid: { problems_total: count.optional(), problems: z.array(lineProblem).optional() },
  ...Object.fromEntries(
    Object.keys(failures).map((code) => [code, { operation_id: operationId.optional() }]),
  ),
};

/** How `/v1` words errors, and that an operation goes on. */
export const nativeStyle: AnswerStyle = {
  contract: null,
  errorType: 'application/problem+json',
  errorBody: (codes) =>
    z.strictObject({
      type: z.string().regex(/^\/docs\/errors#/),
      title: z.string(),
      status: z.int().min(400).max(599),
      detail: z.string(),
      code: z.enum(codes),
      ...Object.assign({}, ...codes.map((code) => besides[code])),
    }),
  unfinished: unfinishedOperation.extend({ message: z.string() }),
};

function namesOf<Name extends string>(record: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(record) as Name[];
}
