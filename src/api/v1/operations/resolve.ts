import { z } from 'zod';
import { compensatedParts } from '../../../domain/operation/operation.js';
import {
  longestDecisionText,
  type Remains,
  type ResolveAnswer,
  removers,
  resolutionActions,
} from '../../../domain/operation/resolve.js';
import { RequestProblem } from '../../errors/request-problem.js';
import { operationId, organizationId } from '../../http/endpoint.js';
import {
  formed,
  notAnObject,
  oneOf,
  oneWordOf,
  optionalText,
  readBody,
  requiredText,
  textOf,
  validated,
} from '../../http/fields.js';
import { presentProblem, presentUnsuccessful } from '../../http/outcomes.js';
import { readQuery } from '../../http/query.js';
import { forOperators } from '../../http/route.js';
import { v1Style } from '../paging.js';
import { byOperation } from './operation.js';

/** The fields of a decision: who decides, and why. */
export const decisionFields = {
  by: requiredText('By', textOf({ max: longestDecisionText })),
  reason: requiredText('Reason', textOf({ max: longestDecisionText })),
};

/** The parts that can be resolved, as a field that may be left out. */
export const optionalPart = optionalText(
  'Part',
  formed(oneWordOf(compensatedParts), { enum: compensatedParts }),
);

/** The rest that a skipped part leaves. */
export const remainsSchema = z
  .strictObject({
    part: z.enum(compensatedParts),
    meaning: z.string(),
    removed_by: z.enum(removers),
    livekit_ids: z
      .array(z.string())
      .nullable()
      .meta({ description: 'Null while LiveKit does not answer, and for a part at a carrier.' }),
  })
  .meta({ id: 'Remains' });

/** Shows what a skipped part leaves. */
export function remainsObject(remains: Remains | null): z.output<typeof remainsSchema> | null {
  if (remains === null) return null;
  const { part, meaning, removedBy, objects } = remains;
  return { part, meaning, removed_by: removedBy, livekit_ids: objects === null ? null : [...objects] };
}

/** The parameter of requests that can be tried without an effect. */
export const dryRunParameter = {
  dry_run: {
    description: '`true`: nothing happens; the answer says what would.',
    schema: { type: 'string', enum: ['true', 'false'], default: 'false' },
  },
} as const;

const dryRunSchema = z.object({ dry_run: optionalText('Dry run', oneWordOf(['true', 'false'])) });

/** Reads whether nothing is to happen. */
export function readDryRun(request: Parameters<typeof readQuery>[0]): boolean {
  return validated(readQuery(request, dryRunSchema)).dry_run === 'true';
}

const bodySchema = z.strictObject(
  { part: oneOf('Part', compensatedParts), action: oneOf('Action', resolutionActions), ...decisionFields },
  notAnObject,
);

/** Retries or skips a part of an operation that is stuck. */
export const resolveOperation = forOperators(
  {
    ...byOperation,
    method: 'post',
    path: '/v1/operations/{id}/resolve',
    id: 'resolveOperation',
    summary: 'Retry or skip a part that is stuck',
    description:
      '`retry` tries the part again at once. `skip` goes on without it; `remains` says what that leaves. The name and the reason ' +
      'are stored with the operation.',
    query: dryRunParameter,
    body: {
      schema: bodySchema,
      required: true,
      examples: {},
    },
    answers: {
      200: {
        description: 'The decision was taken, or could be.',
        schema: z
          .strictObject({
            operation_id: operationId,
            organization_id: organizationId,
            part: z.enum(compensatedParts),
            action: z.enum(resolutionActions),
            dry_run: z.boolean(),
            remains: remainsSchema.nullable(),
          })
          .meta({ id: 'Resolution' }),
      },
    },
    errors: ['operation_not_found', 'operation_finished', 'part_not_resolvable', 'temporal_unavailable'],
  },
  async ({ api, path, input, request }, by) => {
    const resolution = validated(readBody(bodySchema, await input.json()));
    const dryRun = readDryRun(request);
    const owner = await api.ownerOf({ kind: 'operation', id: path.id });
    if (owner === null) throw new RequestProblem('operation_not_found');
    const command = {
      organizationId: owner.id,
      operationId: path.id,
      requestedBy: by,
      resolution,
      dryRun,
    };
    const answer = await api.resolvePart(command);
    if (answer.kind !== 'resolved') return presentRefusal(answer);
    const { part, action } = resolution;
    const names = { operation_id: path.id, organization_id: owner.id };
    const remains = remainsObject(answer.remains);
    return { status: 200, body: { ...names, part, action, dry_run: dryRun, remains } };
  },
);

function presentRefusal(answer: Exclude<ResolveAnswer, { kind: 'resolved' }>) {
  switch (answer.kind) {
    case 'not_found':
      return presentProblem(v1Style, 'operation_not_found');
    case 'finished':
      return presentProblem(v1Style, 'operation_finished');
    case 'not_resolvable':
      return presentProblem(v1Style, 'part_not_resolvable', { message: answer.why });
    case 'unavailable':
      return presentUnsuccessful(v1Style, answer, { undertaking: 'control' });
  }
}
