import { z } from 'zod';
import type { Actor } from '../../../domain/administration.js';
import type { CancelAnswer, RetryAnswer } from '../../../domain/operation/control.js';
import { compensatedParts, operationKinds, operationStates } from '../../../domain/operation/operation.js';
import { partsInProgress, type Remains, type ResolveAnswer } from '../../../domain/operation/resolve.js';
import type { OperationFilter, OperationView } from '../../../domain/operation/view.js';
import { collisionKeyOf } from '../../../domain/trunk/trunk.js';
import { largestTrunkId } from '../../../domain/values.js';
import type { ApiDependencies } from '../../http/dependencies.js';
import { operationId, organizationId } from '../../http/endpoint.js';
import {
  formed,
  notAnObject,
  oneOf,
  oneWordOf,
  optionalNumber,
  optionalText,
  readBody,
  validated,
} from '../../http/fields.js';
import { forOperators } from '../../http/route.js';
import { largestLimit, organizationRule, searchFields } from '../paging.js';
import { operations } from './operation.js';
import { operationCursor } from './read.js';
import {
  decisionFields,
  dryRunParameter,
  optionalPart,
  readDryRun,
  remainsObject,
  remainsSchema,
} from './resolve.js';

/** The actions on many operations, with the operations that are meant unless the filter names others. */
const actions = {
  cancel: { state: 'running', stuck: false },
  retry: { state: 'failed', stuck: false },
  retry_part: { state: null, stuck: true },
  skip_part: { state: null, stuck: true },
} as const satisfies Readonly<Record<string, Pick<OperationFilter, 'state' | 'stuck'>>>;
type Action = keyof typeof actions;
const actionNames = Object.keys(actions) as Action[];

const filterSchema = z
  .strictObject({
    ...searchFields,
    organization_id: organizationRule.field,
    trunk_id: optionalNumber('Trunk id', { minimum: 1, maximum: largestTrunkId }),
    kind: optionalText('Kind', formed(oneWordOf(operationKinds), { enum: operationKinds })),
    state: optionalText('State', formed(oneWordOf(operationStates), { enum: operationStates })),
    stuck: z.boolean('Stuck must be true or false.').optional(),
  })
  .refine((filter) => Object.values(filter).some((value) => value !== null && value !== undefined), {
    error: 'Filter must name at least one thing, so that nobody reaches every operation by mistake.',
  });

const bodySchema = z.strictObject(
  {
    action: oneOf('Action', actionNames),
    filter: filterSchema,
    part: optionalPart,
    ...decisionFields,
    limit: optionalNumber('Limit', { minimum: 1, maximum: largestLimit }),
    cursor: optionalText('Cursor', operationCursor.rule),
  },
  notAnObject,
);
type Body = z.output<typeof bodySchema>;

const outcomes = ['done', 'would_be_done', 'refused'] as const;

/** The outcome for one operation, or for one part of it. */
interface Outcome {
  readonly refused: string | null;
  /** The operation that retries this one. */
  readonly retriedBy?: string;
  readonly remains?: Remains | null;
}

/** Cancels, retries or resolves the operations that a filter selects. It stands before the routes of one operation, whose path is wider. */
export const actOnOperations = forOperators(
  {
    ...operations,
    method: 'post',
    path: '/v1/operations/actions',
    id: 'actOnOperations',
    summary: 'Act on many operations',
    description:
      'Cancels or retries the operations that the filter selects, or retries or skips their parts that are stuck: all of them, or ' +
      'only `part`. Without `state` and `stuck` the filter selects running operations for `cancel`, failed ones for `retry`, and ' +
      'stuck ones for the other actions. One request acts on at most 100 operations, the newest first; `next` continues behind ' +
      'them. With `dry_run=true` the answer says what would happen, and what would remain.',
    query: dryRunParameter,
    body: {
      schema: bodySchema,
      required: true,
      examples: {
        failed: {
          summary: 'Retry what has failed for an organization',
          value: {
            action: 'retry',
            filter: { organization_id: 'org_0123456789abcdef01234567' },
            by: 'Grace',
            reason: 'LiveKit works again',
          },
        },
      },
    },
    answers: {
      200: {
        description: 'What was done to each operation.',
        schema: z
          .strictObject({
            data: z.array(
              z.strictObject({
                operation_id: operationId,
                organization_id: organizationId,
                phone_number: z.string(),
                part: z.enum(compensatedParts).nullable(),
                outcome: z.enum(outcomes),
                reason: z.string().nullable().meta({ description: 'Why it was refused.' }),
                retried_by: operationId.nullable(),
                remains: remainsSchema.nullable(),
              }),
            ),
            next: z
              .string()
              .nullable()
              .meta({ description: 'The `cursor` of the next request; null at the end.' }),
          })
          .meta({ id: 'ActionsDone' }),
        examples: { failed: { data: [], next: null } },
      },
    },
    errors: ['validation_failed'],
  },
  async ({ api, input, request }, operator) => {
    const body = validated(readBody(bodySchema, await input.json()));
    const dryRun = readDryRun(request);
    const part = { after: body.cursor, limit: body.limit ?? largestLimit };
    const organizationId = body.filter.organization_id;
    const page = await api.listOperations(organizationId, filterOf(body), part);
    if (!dryRun) {
      const { action, by, reason } = body;
      await api.recordAct({
        ...{ by: operator, action: 'act_on_operations', organizationId, subject: null, result: 'accepted' },
        details: { action, by, reason },
      });
    }
    const data: object[] = [];
    // One after another, so that the locks and slots of tenants stay free.
    for (const operation of page.operations) {
      for (const { name, outcome } of await actOn(api, operation, body, { operator, dryRun })) {
        const done = dryRun ? 'would_be_done' : 'done';
        data.push({
          operation_id: operation.id,
          organization_id: operation.organizationId,
          phone_number: operation.phoneNumber,
          part: name,
          outcome: outcome.refused === null ? done : 'refused',
          reason: outcome.refused,
          retried_by: outcome.retriedBy ?? null,
          remains: remainsObject(outcome.remains ?? null),
        });
      }
    }
    return { status: 200, body: { data, next: page.next === null ? null : operationCursor.text(page.next) } };
  },
);

function filterOf({ action, filter }: Body): OperationFilter {
  const usual = filter.state === null && filter.stuck === undefined ? actions[action] : null;
  return {
    state: usual?.state ?? filter.state,
    stuck: usual?.stuck ?? filter.stuck ?? false,
    kind: filter.kind,
    trunkId: filter.trunk_id,
    number: filter.phone_number === null ? null : collisionKeyOf(filter.phone_number),
    liveKitId: filter.livekit_id,
  };
}

type PartOutcome = { readonly name: (typeof compensatedParts)[number] | null; readonly outcome: Outcome };

async function actOn(
  api: ApiDependencies,
  { id, organizationId }: OperationView,
  { action, part, by, reason }: Body,
  { operator, dryRun }: { readonly operator: Actor; readonly dryRun: boolean },
): Promise<readonly PartOutcome[]> {
  const names = { organizationId, operationId: id, requestedBy: operator };
  if (action === 'cancel' || action === 'retry') {
    if (dryRun) return [{ name: null, outcome: { refused: null } }];
    const control = action === 'cancel' ? api.cancelOperation : api.retryOperation;
    api.logger.warn(
      { operationId: id, action, by, reason, key: operator.keyId },
      'an operator acts on an operation',
    );
    const answer = await control({ ...names, idempotencyKey: null, waitMs: 0 });
    return [{ name: null, outcome: outcomeOf(answer, id) }];
  }
  // The list shows the stored log only; the workflow knows where it is now.
  const operation = await api.findOperation(organizationId, id);
  const parts = (operation === null ? [] : partsInProgress(operation)).filter(
    (name) => (part === null || part === name) && (action === 'retry_part' || name !== 'number'),
  );
  const resolved: PartOutcome[] = [];
  for (const name of parts) {
    const resolution = {
      part: name,
      action: action === 'retry_part' ? 'retry' : 'skip',
      by,
      reason,
    } as const;
    resolved.push({
      name,
      outcome: resolvedOutcome(await api.resolvePart({ ...names, resolution, dryRun })),
    });
  }
  return resolved;
}

function outcomeOf(answer: CancelAnswer | RetryAnswer, id: string): Outcome {
  if (answer.kind !== 'followed') return { refused: `${answer.kind.replaceAll('_', ' ')}.` };
  const { operation } = answer;
  return { refused: null, ...(operation.id === id ? {} : { retriedBy: operation.id }) };
}

function resolvedOutcome(answer: ResolveAnswer): Outcome {
  if (answer.kind === 'resolved') return { refused: null, remains: answer.remains };
  return { refused: answer.kind === 'not_resolvable' ? answer.why : `${answer.kind.replaceAll('_', ' ')}.` };
}
