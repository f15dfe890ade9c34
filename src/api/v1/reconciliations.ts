import { z } from 'zod';
import { findingActions, findingCodes, findingOutcomes, severities } from '../../domain/reconcile/finding.js';
import {
  isReconciliationId,
  type ReconciliationId,
  reconciliationIdForm,
  reconciliationStates,
  triggers,
} from '../../domain/reconcile/report.js';
import { objectKinds } from '../../domain/trunk/trunk.js';
import { accepted, refused } from '../../domain/values.js';
import { RequestProblem } from '../errors/request-problem.js';
import { operationId, type PathParameter, time, trunkId } from '../http/endpoint.js';
import { notAnObject, optionalFlag, optionalText, readBody, validated } from '../http/fields.js';
import { presentUnsuccessful } from '../http/outcomes.js';
import { readQuery } from '../http/query.js';
import { forOperators } from '../http/route.js';
import { v1Style } from './paging.js';

const common = { tag: 'Reconciliations', style: v1Style } as const;

const id: PathParameter<ReconciliationId> = {
  description: 'The id of the run.',
  schema: { type: 'string', pattern: reconciliationIdForm.pattern },
  example: reconciliationIdForm.examples[0],
  read: (text) => {
    if (!isReconciliationId(text)) throw new RequestProblem('reconciliation_not_found');
    return text;
  },
};

const count = z.int().min(0);
const codes = Object.keys(findingCodes) as (keyof typeof findingCodes)[];

const reportFields = {
  id: z.string().regex(new RegExp(reconciliationIdForm.pattern)),
  trigger: z.enum(triggers),
  state: z.enum(reconciliationStates),
  repair: z.boolean(),
  remove_many: z.boolean(),
  started_at: time,
  finished_at: time.nullable(),
  compared: z.strictObject({ inbound: count, outbound: count, rules: count, records: count }).nullable(),
  counts: z.partialRecord(z.enum(codes), z.partialRecord(z.enum([...findingOutcomes, 'undecided']), count)),
  failure: z.string().nullable(),
};

const findingSchema = z
  .strictObject({
    code: z.enum(codes),
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

/** Lists the runs of the reconciler. They concern all organisations, so only operators may read them. */
export const listReconciliations = forOperators(
  {
    ...common,
    method: 'get',
    path: '/v1/reconciliations',
    id: 'listReconciliations',
    summary: 'List the reconciliations',
    answers: {
      200: {
        description: 'The runs that are kept, the latest first.',
        schema: z.strictObject({
          data: z.array(z.strictObject(reportFields).meta({ id: 'Reconciliation' })),
        }),
      },
    },
  },
  async ({ api }) => ({ status: 200, body: { data: await api.reconciliations.list() } }),
);

const bodySchema = z
  .strictObject({ repair: optionalFlag('Repair'), remove_many: optionalFlag('Remove many') }, notAnObject)
  .refine(({ repair, remove_many }) => repair || !remove_many, {
    path: ['remove_many'],
    error: 'Remove many needs repair.',
  });

/** Starts a run. */
export const beginReconciliation = forOperators(
  {
    ...common,
    method: 'post',
    path: '/v1/reconciliations',
    id: 'beginReconciliation',
    summary: 'Begin a reconciliation',
    description:
      'Compares LiveKit with the database. With `repair` it removes orphans and repairs trunks; with `remove_many`, which needs `repair`, ' +
      'also what a run holds back. One run is under way at a time: `attached` says that it had begun before, with its own options.',
    body: {
      schema: bodySchema,
      required: false,
      examples: { repair: { summary: 'Repair what differs', value: { repair: true } } },
    },
    answers: {
      202: {
        description: 'The run is under way.',
        schema: z.strictObject({ id: reportFields.id, attached: z.boolean() }),
        examples: { repair: { id: reconciliationIdForm.examples[0], attached: false } },
      },
    },
    errors: ['validation_failed', 'temporal_unavailable'],
  },
  async ({ input, api }, by) => {
    const { repair, remove_many: removeMany } = validated(readBody(bodySchema, await input.json()));
    const begun = await api.reconciliations.begin(by, { repair, removeMany });
    return 'id' in begun
      ? { status: 202, body: begun, headers: { Location: `/v1/reconciliations/${begun.id}` } }
      : presentUnsuccessful(v1Style, begun, { undertaking: 'control' });
  },
);

const largestPlace = 999_999_999;

const placeSchema = z.object({
  after: optionalText('After', (text) =>
    /^\d{1,9}$/.test(text)
      ? accepted(Number(text))
      : refused('must be taken from the "next" of another page'),
  ),
});

/** Reads a run with a page of its findings. */
export const readReconciliation = forOperators(
  {
    ...common,
    method: 'get',
    path: '/v1/reconciliations/{id}',
    pathParameters: { id },
    query: {
      after: {
        description: 'The place after which the page begins, from `next` of the page before.',
        schema: { type: 'integer', minimum: 0, maximum: largestPlace },
      },
    },
    id: 'readReconciliation',
    summary: 'Read a reconciliation with its findings',
    answers: {
      200: {
        description: 'The run with its findings, the most severe first.',
        schema: z.strictObject({
          ...reportFields,
          findings: z.array(findingSchema),
          next: z
            .string()
            .nullable()
            .meta({ description: 'The address of the next page; null on the last one.' }),
        }),
      },
    },
    errors: ['reconciliation_not_found'],
  },
  async ({ request, path, api }) => {
    const report = await api.reconciliations.report(path.id);
    if (report === null) throw new RequestProblem('reconciliation_not_found');
    const { after } = validated(readQuery(request, placeSchema));
    const page = await api.reconciliations.findings(report.id, after ?? -1);
    const next = page.next === null ? null : `/v1/reconciliations/${report.id}?after=${page.next}`;
    return { status: 200, body: { ...report, findings: page.findings, next } };
  },
);
