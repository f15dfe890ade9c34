import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import {
  ActorError,
  AdministrationError,
  type ApiKeySummary,
  type CreatedApiKey,
  givenScopes,
  longestOverlapMs,
  QuotaError,
  usualScopes,
} from '../../domain/administration.js';
import { RequestProblem } from '../errors/request-problem.js';
import { type PathParameter, time } from '../http/endpoint.js';
import { optionalText, readBody, textOf, validated, withForm } from '../http/fields.js';
import { quotaDetails } from '../http/outcomes.js';
import { unauthenticated } from '../http/request.js';
import { forOrganization } from '../http/route.js';
import { allowedAddresses, plainAddress } from '../http/trunk/trunk-fields.js';
import { v1Style } from './paging.js';

/** The scopes that a key of an organisation can have. Only the operator of the service gives `call`. */
const ownScopes = [...givenScopes, 'call'] as const;

const anHourMs = 3_600_000;

/** Keys have slots of their own, so that nobody who sends other requests keeps an administrator from revoking a key. */
const keys = { tag: 'Keys', style: v1Style, access: 'admin', slot: 'keys' } as const;

const id: PathParameter<string> = {
  description: 'The public half of the key.',
  schema: { type: 'string', pattern: '^sk_[A-Za-z0-9_-]{1,64}$' },
  example: 'sk_5wJ8f2VbQ0c7mKpXy3RtZn1d',
  read: (text) => {
    if (!/^sk_[A-Za-z0-9_-]{1,64}$/.test(text)) throw new RequestProblem('key_not_found');
    return text;
  },
};

/** Makes the fields that every answer about a key has. @param possible the scopes that the key can have. */
export const keyFieldsWith = <Scope extends string>(possible: readonly Scope[]) => ({
  id: z.string(),
  label: z.string(),
  scopes: z.array(z.enum(possible)),
  allowed_addresses: z.array(z.string()),
  created_at: time,
  expires_at: time.nullable(),
});

const keyFields = {
  ...keyFieldsWith(ownScopes),
  revoked_at: time.nullable(),
  last_used_at: time.nullable().meta({ description: 'Known to the minute.' }),
};
const keySchema = z.strictObject(keyFields).meta({ id: 'Key' });
const createdKeySchema = z
  .strictObject({ ...keyFields, secret: z.string().meta({ description: 'Shown only in this answer.' }) })
  .meta({ id: 'CreatedKey' });

const expiresAt = withForm(
  optionalText('Expires at', (text) => {
    const isFuture =
      z.iso.datetime({ offset: true }).safeParse(text).success && Date.parse(text) > Date.now();
    return isFuture
      ? { ok: true, value: new Date(text).toISOString() }
      : { ok: false, problem: 'must be a time in the future in ISO 8601, for example 2027-01-31T00:00:00Z' };
  }),
  { anyOf: [{ type: 'string', format: 'date-time' }, { const: '' }, { type: 'null' }] },
);

const keyBody = z.strictObject({
  label: optionalText('Label', textOf({ max: 255 })),
  scopes: z
    .array(
      z.enum(givenScopes, `Scopes must be out of: ${givenScopes.join(', ')}.`),
      'Scopes must be an array of strings.',
    )
    .min(1, 'Scopes must not be empty.')
    .optional(),
  allowed_addresses: allowedAddresses,
  expires_at: expiresAt,
});

const rotationBody = z.strictObject({
  overlap_hours: z
    .number()
    .min(0)
    .max(longestOverlapMs / anHourMs)
    .default(0),
  expires_at: expiresAt,
});

/** A made key, for examples. */
const madeExample = {
  id: 'sk_5wJ8f2VbQ0c7mKpXy3RtZn1d',
  label: 'dashboard',
  scopes: ['read'],
  allowed_addresses: ['203.0.113.0/24'],
  created_at: '2026-03-31T10:00:00.000Z',
  expires_at: null,
  revoked_at: null,
  last_used_at: null,
  secret: 's3cr3t_…',
} as const;

/** Lists the keys of an organisation. */
export const listKeys = forOrganization(
  {
    ...keys,
    method: 'get',
    path: '/v1/keys',
    id: 'listKeys',
    summary: 'List the API keys',
    answers: {
      200: {
        description: 'All keys, the oldest first.',
        schema: z.strictObject({ data: z.array(keySchema) }),
      },
    },
  },
  async ({ caller, api }) => ({
    status: 200,
    body: { data: (await api.keys(caller).listKeys(caller.id)).map(keyObject) },
  }),
);

/** Makes a key for the organisation. */
export const createKey = forOrganization(
  {
    ...keys,
    method: 'post',
    path: '/v1/keys',
    id: 'createKey',
    summary: 'Make an API key',
    description: `Without \`scopes\` the key has ${usualScopes.join(' and ')}. The secret is shown only once.`,
    body: {
      schema: keyBody,
      required: false,
      examples: {
        reader: {
          summary: 'A key of a dashboard',
          value: { label: 'dashboard', scopes: ['read'], allowed_addresses: ['203.0.113.0/24'] },
        },
      },
    },
    answers: {
      201: {
        description: 'The key with its secret.',
        schema: createdKeySchema,
        examples: { reader: madeExample },
      },
    },
    errors: ['validation_failed', 'quota_exceeded', 'capacity_unavailable'],
  },
  async ({ input, caller, api, request: { headers } }) => {
    const body = validated(readBody(keyBody, await input.json()));
    const spec = {
      organizationId: caller.id,
      label: body.label ?? '',
      allowedAddresses: body.allowed_addresses,
      expiresAt: body.expires_at,
      ...(body.scopes === undefined ? {} : { scopes: body.scopes }),
    };
    const made = await api.keys(caller).createKey(spec).catch(refused(headers));
    return { status: 201, body: createdKeyObject(made) };
  },
);

/** Replaces a key by a new one. */
export const rotateKey = forOrganization(
  {
    ...keys,
    pathParameters: { id },
    method: 'post',
    path: '/v1/keys/{id}/rotate',
    id: 'rotateKey',
    summary: 'Rotate an API key',
    description:
      'Makes a key with the same label, scopes and addresses. The old key is accepted for `overlap_hours` more. Without ' +
      '`expires_at` the new key lives as long as the old one was meant to. A key with the scope `call` is rotated with a key that ' +
      'has this scope too, and the new key does not outlive the old one: only the operator of the service prolongs it.',
    body: {
      schema: rotationBody,
      required: false,
      examples: { day: { summary: 'A day to change over', value: { overlap_hours: 24 } } },
    },
    answers: {
      201: {
        description: 'The new key with its secret.',
        schema: createdKeySchema,
        examples: { day: madeExample },
      },
    },
    errors: ['validation_failed', 'key_not_found', 'quota_exceeded', 'capacity_unavailable'],
  },
  async ({ input, caller, path, api, request: { headers } }) => {
    const body = validated(readBody(rotationBody, await input.json()));
    const rotation = {
      overlapMs: body.overlap_hours * anHourMs,
      ...(body.expires_at === null ? {} : { expiresAt: body.expires_at }),
    };
    const made = await api
      .keys(caller)
      .rotateKey(path.id, rotation, caller.id)
      .catch(notFound)
      .catch(refused(headers));
    return { status: 201, body: createdKeyObject(made) };
  },
);

/** Revokes a key. */
export const revokeKey = forOrganization(
  {
    ...keys,
    pathParameters: { id },
    method: 'delete',
    path: '/v1/keys/{id}',
    id: 'revokeKey',
    summary: 'Revoke an API key',
    description: 'It is not accepted from now on, and its event streams end within a second.',
    answers: { 200: { description: 'The revoked key.', schema: keySchema } },
    errors: ['key_not_found', 'capacity_unavailable'],
  },
  async ({ caller, path, api }) => ({
    status: 200,
    body: keyObject(await api.keys(caller).revokeKey(path.id, caller.id).catch(notFound)),
  }),
);

function refused(headers: IncomingHttpHeaders): (error: unknown) => never {
  return (error) => {
    if (error instanceof QuotaError) {
      throw new RequestProblem('quota_exceeded', quotaDetails(error.exceeded));
    }
    if (!(error instanceof ActorError)) throw error;
    throw error.reason === 'scope_missing' ? new RequestProblem('scope_missing') : unauthenticated(headers);
  };
}

function notFound(error: unknown): never {
  throw error instanceof AdministrationError ? new RequestProblem('key_not_found') : error;
}

function keyObject(key: ApiKeySummary) {
  return {
    id: key.publicId,
    label: key.label,
    scopes: key.scopes,
    allowed_addresses: key.allowedAddresses.map(plainAddress),
    created_at: key.createdAt,
    expires_at: key.expiresAt,
    revoked_at: key.revokedAt,
    last_used_at: key.lastUsedAt,
  };
}

function createdKeyObject(key: CreatedApiKey) {
  return { ...keyObject(key), secret: key.secret };
}
