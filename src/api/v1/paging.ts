import { STATUS_CODES } from 'node:http';
import type { Request } from 'express';
import { z } from 'zod';
import type { Asker } from '../../domain/explain/explain.js';
import { failures } from '../../domain/failures.js';
import { quotaNames } from '../../domain/quotas.js';
import { accepted, type OrganizationId, refused } from '../../domain/values.js';
import { errorsPath } from '../errors/catalogue.js';
import { RequestProblem } from '../errors/request-problem.js';
import {
  type AnswerStyle,
  type DescribedParameter,
  help,
  helpForOperators,
  helpOn,
  operationId,
  unfinishedOperation,
} from '../http/endpoint.js';
import { optionalText, type Rule, requiredText, textOf, validated } from '../http/fields.js';
import { readQuery, wholeNumber } from '../http/query.js';

/** How the places of a list are written into addresses. */
export interface Cursor<Place> {
  readonly schema: DescribedParameter['schema'];
  readonly rule: Rule<Place>;
  text(place: Place): string;
}

/** Makes the cursor of places that are numbers. */
export function numberCursor(largest: number): Cursor<number> {
  return {
    schema: { type: 'integer', minimum: 1, maximum: largest },
    rule: wholeNumber(largest),
    text: String,
  };
}

/**
 * Makes the cursor of places in the order of time. Its texts are opaque, so that no client depends on their content.
 * @param shape `parts` splits a place into its moment and its name among those of that moment; `placeOf` joins them and
 * returns null for a name that cannot exist.
 */
export function placeCursor<Place>(shape: {
  /** The name of the format in the description of the interface. */
  readonly format: string;
  readonly parts: (place: Place) => readonly [Date, string];
  readonly placeOf: (moment: Date, name: string) => Place | null;
}): Cursor<Place> {
  return {
    schema: { type: 'string', format: shape.format },
    rule: (text) => {
      const [time = '', name = ''] = Buffer.from(text, 'base64url').toString('latin1').split('.');
      const place = /^\d{1,13}$/.test(time) ? shape.placeOf(new Date(Number(time)), name) : null;
      return place === null ? refused('must be taken from the "next" of another page') : accepted(place);
    },
    text: (place) => {
      const [moment, name] = shape.parts(place);
      return Buffer.from(`${moment.getTime()}.${name}`).toString('base64url');
    },
  };
}

/** The requested part of a list. */
export interface PartRequest<Place> {
  readonly limit: number;
  /** The last entry of the part before; null begins the list. */
  readonly cursor: Place | null;
}

const defaultLimit = '20';
/** The largest number of entries in a part of a list. */
export const largestLimit = 100;

/** Makes the parameters of a list. */
export function partParameters({ schema }: Cursor<unknown>) {
  return {
    limit: {
      description: 'The largest number of entries in the answer.',
      schema: { type: 'integer', minimum: 1, maximum: largestLimit, default: Number(defaultLimit) },
    },
    cursor: {
      description: 'The place after which the part begins, from `next` of the part before.',
      schema,
    },
  } as const satisfies Record<string, DescribedParameter>;
}

/** Reads the requested part of a list. @throws {RequestProblem} for parameters that cannot be used. */
export function readPart<Place>(request: Request, cursor: Cursor<Place>): PartRequest<Place> {
  const schema = z.object({
    limit: requiredText('Limit', wholeNumber(largestLimit)),
    cursor: optionalText('Cursor', cursor.rule),
  });
  return validated(readQuery(request, schema, { limit: defaultLimit }));
}

/**
 * Gives the address of the next part of a list; null when this is the last.
 * @param parameters those of this part; null for one that was left out.
 * @param last the place of the last entry of this part, when there are more.
 */
export function nextPart<Place>(
  path: string,
  parameters: Readonly<Record<string, string | number | null>>,
  cursor: Cursor<Place>,
  last: Place | null,
): string | null {
  if (last === null) return null;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...parameters, cursor: cursor.text(last) })) {
    if (value !== null) query.set(name, String(value));
  }
  return `${path}?${query}`;
}

const text = textOf({ max: 255 });

/** Reads a text to search for. Bytes that are no UTF-8 arrive as replacement characters. */
export const searchedText: Rule<string> = (given) =>
  given.includes('\uFFFD') ? refused('must be valid UTF-8') : text(given);

/** Reads a number to search for. A plus that nobody has escaped arrives as a space. */
export const searchedNumber: Rule<string> = (given) => searchedText(given.replace(/^ (?=\d)/, '+'));

/** Reads a date or a time to search for. A plus that nobody has escaped arrives as a space. */
export const searchedTime: Rule<Date> = (text) => {
  const isTime = z.iso
    .datetime({ offset: true })
    .or(z.iso.date())
    .safeParse(text.replace(/ (?=\d\d:\d\d$)/, '+'));
  return isTime.success
    ? accepted(new Date(isTime.data))
    : refused('must be a date or a time in ISO 8601, for example 2026-03-31 or 2026-03-31T10:00:00Z');
};

/** The schema of a time to search for. */
export const timeParameter = { type: 'string', format: 'date-time' } as const;

const liveKitIdPattern = '^(ST|SDR)_[A-Za-z0-9]{1,64}$';

/** The parameters by which trunks and their operations are found. */
export const searchParameters = {
  phone_number: {
    description: 'Only this number or extension, in any form that LiveKit takes for the same.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  livekit_id: {
    description: 'Only the trunk with this inbound trunk, outbound trunk or dispatch rule in LiveKit.',
    schema: { type: 'string', pattern: liveKitIdPattern },
  },
} as const satisfies Record<string, DescribedParameter>;

/** Read {@link searchParameters}. */
export const searchFields = {
  phone_number: optionalText('Phone number', searchedNumber),
  livekit_id: optionalText('LiveKit id', (text) =>
    new RegExp(liveKitIdPattern).test(text) ? accepted(text) : refused('must begin with ST_ or SDR_'),
  ),
};

/** Reads the id of an organisation, which need not exist. */
const organizationIdRule: Rule<OrganizationId> = (text) =>
  /^org_[0-9a-f]{24}$/.test(text)
    ? accepted(text as OrganizationId)
    : refused('must be the id of an organization, org_…');

/** The parameter by which an operator chooses an organisation. */
export const organizationRule = {
  parameter: {
    description:
      'Only what belongs to this organization. For operators; a key of an organization may name its own.',
    schema: { type: 'string', pattern: '^org_[0-9a-f]{24}$' },
  },
  rule: organizationIdRule,
  field: optionalText('Organization id', organizationIdRule),
} as const;

/**
 * Gives the organisation that a request is about; null for all of them.
 * @param named the one that the request names, if any.
 * @throws {RequestProblem} `validation_failed` when a tenant names another organisation than its own.
 */
export function organizationAsked(named: OrganizationId | null, asker: Asker): OrganizationId | null {
  if (asker === 'operator') return named;
  if (named === null || named === asker.organizationId) return asker.organizationId;
  const problem = "Organization id must be your own; only an operator's key reads other organizations.";
  throw new RequestProblem('validation_failed', { fields: { organization_id: [problem] } });
}

/** Makes the schema of a part of a list with the address of the next one. */
export function partOf<T extends z.ZodType>(entry: T) {
  return z.strictObject({
    data: z.array(entry),
    next: z.string().nullable().meta({ description: 'The address of the next part; null on the last one.' }),
  });
}

const count = z.int().min(0);

/** One problem of a line of a file. */
const lineProblem = z.strictObject({ line: z.int().min(1), field: z.string(), message: z.string() });

const problemsByField = z.record(z.string(), z.array(z.string()).min(1)).optional();

/** The members that an error has besides those of RFC 9457, by its code. */
const membersOf: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  unauthenticated: { remedy: z.string().optional() },
  validation_failed: { errors: problemsByField },
  destination_not_allowed: { errors: problemsByField },
  trunk_busy: { operation_id: operationId.optional() },
  quota_exceeded: { quota: z.enum(quotaNames).optional() },
  import_invalid: { problems_total: count.optional(), problems: z.array(lineProblem).optional() },
  ...Object.fromEntries(
    Object.keys(failures).map((code) => [code, { operation_id: operationId.optional() }]),
  ),
};

/** The words of `/v1`: errors are problem details (RFC 9457). */
export const v1Style: AnswerStyle = {
  contract: null,
  prefixes: [],
  errorType: 'application/problem+json',
  errorSchema: (codes) =>
    z.strictObject({
      type: z.string().regex(/^\/docs\/errors#/),
      title: z.string(),
      status: z.int().min(400).max(599),
      detail: z.string(),
      code: z.enum(codes),
      ...Object.assign({}, ...codes.map((code) => membersOf[code])),
      ...helpOn(codes),
      operator_remedy: helpForOperators.operator_remedy,
    }),
  unfinishedSchema: unfinishedOperation.extend({ message: z.string(), ...help }),
  problem: ({ status, headers = {}, code, message, fields, members, anchor = code }) => ({
    status,
    headers,
    contentType: 'application/problem+json',
    body: {
      type: `${errorsPath}#${anchor}`,
      title: STATUS_CODES[status],
      status,
      detail: message,
      code,
      ...(fields === undefined ? {} : { errors: fields }),
      ...members,
    },
  }),
  unfinishedBody: (message, operation) => ({ message, ...operation }),
};
