import { z } from 'zod';
import type { Revision } from '../../../domain/change/change.js';
import { failures } from '../../../domain/failures.js';
import { operationOrigins } from '../../../domain/operation/operation.js';
import { parseSipAddress } from '../../../domain/trunk/addresses.js';
import type { TrunkSettings } from '../../../domain/trunk/trunk.js';
import { RequestProblem } from '../../errors/request-problem.js';
import type { ApiSettings } from '../../http/dependencies.js';
import { objectOf, operationId, time, trunkId } from '../../http/endpoint.js';
import type { FieldProblems } from '../../http/fields.js';
import { ifMatchParameter } from '../../http/precondition.js';
import { type Call, forOrganization, operation } from '../../http/route.js';
import { changeErrors } from '../../http/trunk/checks.js';
import { problemsTogether } from '../../http/trunk/trunk-fields.js';
import { nextPart, numberCursor, partOf, partParameters, readPart } from '../paging.js';
import {
  byTrunk,
  configuration,
  numberParameter,
  presentSaved,
  readExpected,
  savedTrunkSchema,
  trunkIdParameter,
} from './trunk.js';

/** More than any trunk will ever have. */
const largestRevision = 999_999_999;

const revisionCursor = numberCursor(largestRevision);

/** The parameters of the path of a revision. */
const revisionParameters = {
  id: trunkIdParameter,
  revision: numberParameter('The revision, counted from 1.', {
    largest: largestRevision,
    example: 1,
    otherwise: 'revision_not_found',
  }),
} as const;

const anyValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()).readonly(),
  z.record(z.string(), z.string()).readonly(),
  z.null(),
]);

const changesSchema = z.array(
  z.union([
    z.strictObject({ field: z.string(), from: anyValue, to: anyValue }),
    z.strictObject({ field: z.literal('sip_password'), secret: z.literal(true) }),
  ]),
);

/** The configuration of a trunk at one time, with the differences from the revision before. */
const revisionObject = objectOf<Revision>()({
  trunk_id: [trunkId, ({ trunkId }) => trunkId],
  revision: [z.int().min(1), ({ revision }) => revision],
  made_at: [time, ({ madeAt }) => madeAt.toISOString()],
  operation_id: [operationId, ({ operationId }) => operationId],
  contract: [z.enum(operationOrigins), ({ contract }) => contract],
  requested_by: [
    z.strictObject({ key: z.string(), label: z.string() }).nullable(),
    ({ requestedBy }) => requestedBy && { key: requestedBy.keyId, label: requestedBy.label },
  ],
  changes: [changesSchema, changesIn],
  settings: [z.strictObject(configuration.shape), configuration.of],
});
const revisionSchema = z.strictObject(revisionObject.shape).meta({ id: 'Revision' });

/** Lists the revisions of a trunk, the newest first. */
export const listRevisions = forOrganization(
  {
    ...byTrunk,
    method: 'get',
    path: '/v1/trunks/{id}/revisions',
    query: partParameters(revisionCursor),
    id: 'listRevisions',
    summary: 'List the revisions of a trunk',
    description: 'The revisions of a deleted trunk can be listed as well.',
    answers: { 200: { description: 'The revisions, the newest first.', schema: partOf(revisionSchema) } },
    errors: ['validation_failed', 'trunk_not_found'],
  },
  async (call) => {
    const { request, caller, path, api } = call;
    const { limit, cursor } = readPart(request, revisionCursor);
    const page = await api.revisions.list(caller.id, path.id, { before: cursor, limit });
    if (page.revisions.length === 0) await expectHistory(call);
    const last = page.more ? (page.revisions.at(-1)?.revision ?? null) : null;
    const next = nextPart(`/v1/trunks/${path.id}/revisions`, { limit }, revisionCursor, last);
    return { status: 200, body: { data: page.revisions.map(revisionObject.of), next } };
  },
);

/** Reads a revision of a trunk. */
export const readRevision = forOrganization(
  {
    ...byTrunk,
    pathParameters: revisionParameters,
    method: 'get',
    path: '/v1/trunks/{id}/revisions/{revision}',
    id: 'readRevision',
    summary: 'Read a revision of a trunk',
    answers: { 200: { description: 'The revision.', schema: revisionSchema } },
    errors: ['trunk_not_found', 'revision_not_found'],
  },
  async (call) => {
    const { caller, path, api } = call;
    const found = await api.revisions.find(caller.id, path.id, path.revision);
    if (found === null) {
      await expectHistory(call);
      throw new RequestProblem('revision_not_found');
    }
    return { status: 200, body: revisionObject.of(found) };
  },
);

/** Every trunk of an organisation, also a deleted one, has a first revision. @throws {RequestProblem} `trunk_not_found`. */
async function expectHistory({ caller, path, api }: Call<{ readonly id: number }>): Promise<void> {
  const first = await api.revisions.find(caller.id, path.id, 1);
  if (first === null) throw new RequestProblem('trunk_not_found');
}

/** Lists the fields that differ from the revision before, with both values. Of a password it only tells that it changed. */
function changesIn({ before, passwordChanged, ...after }: Revision): z.output<typeof changesSchema> {
  if (before === null) return [];
  const was = new Map(Object.entries(configuration.of(before)));
  const changed = Object.entries(configuration.of(after))
    .map(([field, value]) => ({ field, from: was.get(field) ?? null, to: value }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
  return passwordChanged ? [...changed, { field: 'sip_password', secret: true }] : changed;
}

/** Changes a trunk to the configuration of one of its revisions. */
export const revertTrunk = operation(
  {
    ...byTrunk,
    pathParameters: revisionParameters,
    method: 'post',
    path: '/v1/trunks/{id}/revert/{revision}',
    id: 'revertTrunk',
    summary: 'Revert a trunk to a revision',
    description:
      'The revert is a change: it happens completely and in place, or not at all. It makes a new revision.',
    answers: {
      200: {
        description: 'The trunk after the change.',
        schema: savedTrunkSchema,
        headers: ['ETag'],
      },
    },
    headers: ifMatchParameter,
    errors: ['trunk_not_found', 'revision_not_found', 'precondition_failed', ...changeErrors],
  },
  {
    read: readExpected,
    run: (head, isExpected, { api, path }) =>
      api.revertTrunk({
        ...head,
        trunkId: path.id,
        revision: path.revision,
        isExpected,
        problemsOf: (requested, present) => problemsNow(requested, present, api.settings),
      }),
    present: ({ trunk }, _input, { api }) => ({ status: 200, ...presentSaved(trunk, null, api.settings) }),
    words: {
      undertaking: 'change',
      failed: ({ code }) => `The SIP trunk is as it was. ${failures[code].meaning}`,
    },
  },
);

/** The operator may have changed the rules since the revision was made, so its values are checked again. */
function problemsNow(
  requested: TrunkSettings,
  present: TrunkSettings,
  { targets, outboundEgressIp }: ApiSettings,
): FieldProblems {
  const address = parseSipAddress(requested.outboundAddress, { port: 'allowed', targets });
  const addressIsNew = requested.outboundAddress !== present.outboundAddress;
  const proxyIsNew = requested.outboundProxy && !present.outboundProxy;
  return {
    ...problemsTogether(requested, false, present),
    ...(addressIsNew && !address.ok ? { sip_address: [`SIP server address ${address.problem}.`] } : {}),
    ...(proxyIsNew && outboundEgressIp === null
      ? { outbound_proxy: ['Outbound proxy is not available here any more.'] }
      : {}),
  };
}
