import { z } from 'zod';
import {
  type AuditEntry,
  type AuditPlace,
  actorKinds,
  auditActions,
  auditResults,
} from '../../domain/audit.js';
import type { Asker } from '../../domain/explain/explain.js';
import { type DescribedParameter, organizationId, time } from '../http/endpoint.js';
import { oneWordOf, optionalText, validated } from '../http/fields.js';
import { readQuery } from '../http/query.js';
import { forOrganizationOrOperator } from '../http/route.js';
import {
  nextPart,
  organizationAsked,
  organizationRule,
  partOf,
  partParameters,
  placeCursor,
  readPart,
  searchedText,
  searchedTime,
  timeParameter,
  v1Style,
} from './paging.js';

const cursor = placeCursor<AuditPlace>({
  format: 'audit-cursor',
  parts: ({ at, id }) => [at, id],
  placeOf: (at, id) => (z.uuid().safeParse(id).success ? { at, id } : null),
});

const parameters = {
  action: {
    description: 'Only entries of this action.',
    schema: { type: 'string', enum: auditActions },
  },
  key: { description: 'Only what this key did.', schema: { type: 'string', minLength: 1, maxLength: 255 } },
  subject: {
    description: 'Only what was done to this operation, import, key or organization.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  since: {
    description: 'Only entries from this time on.',
    schema: timeParameter,
  },
  until: {
    description: 'Only entries before this time.',
    schema: timeParameter,
  },
  organization_id: organizationRule.parameter,
  ...partParameters(cursor),
} as const satisfies Record<string, DescribedParameter>;

const filterSchema = z.object({
  action: optionalText('Action', oneWordOf(auditActions)),
  key: optionalText('Key', searchedText),
  subject: optionalText('Subject', searchedText),
  since: optionalText('Since', searchedTime),
  until: optionalText('Until', searchedTime),
  organization_id: organizationRule.field,
});

const entrySchema = z
  .strictObject({
    id: z.uuid(),
    at: time,
    organization_id: organizationId.nullable(),
    actor: z
      .strictObject({
        kind: z.enum(actorKinds),
        key: z.string().nullable(),
        address: z.string().nullable(),
      })
      .meta({
        description:
          '`administration` is a command on the computer of the service, and `trunkline` the service itself. Only operators ' +
          'see the key and the address of an operator.',
      }),
    action: z.enum(auditActions),
    subject: z
      .string()
      .nullable()
      .meta({ description: 'The id of the operation, import, key or organization.' }),
    result: z.enum(auditResults).meta({
      description: '`accepted`: it was requested, and another entry says how it ended if it can fail.',
    }),
    details: z.record(z.string(), z.string()),
    position: z.int().min(1).nullable().meta({
      description: 'The place in the chain that `trunkline audit verify` checks. Only operators see it.',
    }),
  })
  .meta({ id: 'AuditEntry' });

/** Lists the audit log of an organisation, or of all organisations for an operator, the newest entries first. */
export const listAudit = forOrganizationOrOperator(
  {
    tag: 'Audit',
    style: v1Style,
    access: 'admin',
    method: 'get',
    path: '/v1/audit',
    query: parameters,
    id: 'listAudit',
    summary: 'List who has done what',
    description:
      'Requests for operations and their ends, cancellations, imports, exports, changes of keys and acts of operators, each with ' +
      'the key and the address of its request. Entries cannot be changed.',
    answers: { 200: { description: 'The entries, the newest first.', schema: partOf(entrySchema) } },
    errors: ['validation_failed'],
  },
  async ({ request, api }, asker) => {
    const filter = validated(readQuery(request, filterSchema));
    const { limit, cursor: after } = readPart(request, cursor);
    const { organization_id: named, since, until, ...words } = filter;
    const organizationId = organizationAsked(named, asker);
    const page = await api.listAudit({ ...words, since, until, organizationId }, { after, limit });
    const given = {
      ...{ ...words, organization_id: named, limit },
      since: since?.toISOString() ?? null,
      until: until?.toISOString() ?? null,
    };
    return {
      status: 200,
      body: {
        data: page.entries.map((entry) => entryObject(entry, asker)),
        next: nextPart('/v1/audit', given, cursor, page.next),
      },
    };
  },
);

function entryObject(entry: AuditEntry, asker: Asker) {
  const { id, at, organizationId, actor, action, subject, result, details, position } = entry;
  const isHidden = asker !== 'operator' && actor.kind === 'operator';
  return {
    ...{ id, at: at.toISOString(), organization_id: organizationId },
    actor: isHidden ? { kind: actor.kind, key: null, address: null } : actor,
    ...{ action, subject, result, details },
    position: asker === 'operator' ? position : null,
  };
}
