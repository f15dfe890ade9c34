import { z } from 'zod';
import {
  type TrunkFilter,
  type TrunkPosition,
  type TrunkSort,
  trunkSortFields,
} from '../../../domain/trunk/search.js';
import { collisionKeyOf, healthStates, trunkStatuses } from '../../../domain/trunk/trunk.js';
import { accepted, isOperationId, largestTrunkId, operationIdForm, refused } from '../../../domain/values.js';
import type { DescribedParameter } from '../../http/endpoint.js';
import { oneWordOf, optionalText, validated } from '../../http/fields.js';
import { readQuery, wholeNumber } from '../../http/query.js';
import { forOrganizationOrOperator } from '../../http/route.js';
import { healthObject } from '../../http/trunk/health.js';
import {
  largestLimit,
  nextPart,
  organizationAsked,
  organizationRule,
  partOf,
  partParameters,
  searchedNumber,
  searchedText,
  searchedTime,
  searchFields,
  searchParameters,
  timeParameter,
} from '../paging.js';
import { readTrunkSchema, trunkObject, trunks } from './trunk.js';

const sortings = trunkSortFields.flatMap((field) => [field, `-${field}`] as const);
type Order = (typeof sortings)[number];

/** A position with the order to which it belongs. */
interface Cursor extends TrunkPosition {
  readonly order: Order;
}

/** Its texts are opaque, so that no client depends on their content. */
const cursor = {
  schema: { type: 'string', format: 'trunk-cursor' },
  rule: (text: string) => {
    const decoded = Buffer.from(text, 'base64url').toString('latin1');
    const [, order, value = '', id = ''] = /^(-?[a-z_]+):(.*)\.(\d{1,10})$/.exec(decoded) ?? [];
    const known = sortings.find((each) => each === order);
    const isTime = known?.endsWith('_at') === true;
    if (known === undefined || Number(id) > largestTrunkId || (isTime && !/^\d{1,13}$/.test(value))) {
      return refused('must be taken from the "next" of another page');
    }
    try {
      return accepted({ order: known, value: decodeURIComponent(value), id: Number(id) });
    } catch {
      return refused('must be taken from the "next" of another page');
    }
  },
  text: ({ order, value, id }: Cursor) =>
    Buffer.from(`${order}:${encodeURIComponent(value)}.${id}`).toString('base64url'),
};

const parameters = {
  ...searchParameters,
  nickname: {
    description: 'Only trunks with exactly this nickname.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  status: {
    description: 'Only trunks with this status.',
    schema: { type: 'string', enum: trunkStatuses },
  },
  health: {
    description: 'Only trunks with this state of their health.',
    schema: { type: 'string', enum: healthStates },
  },
  q: {
    description: 'Only trunks with this text in number, nickname, user name, address or agent.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  created_from: {
    description: 'Only trunks that were made then or later. A date means its beginning in UTC.',
    schema: timeParameter,
  },
  created_before: { description: 'Only trunks that were made before then.', schema: timeParameter },
  updated_from: { description: 'Only trunks that were last changed then or later.', schema: timeParameter },
  updated_before: { description: 'Only trunks that were last changed before then.', schema: timeParameter },
  operation_id: {
    description: 'Only the trunk that this set-up has made.',
    schema: { type: 'string', pattern: operationIdForm.pattern },
  },
  organization_id: organizationRule.parameter,
  sort: {
    description: 'The order; a minus reverses it.',
    schema: { type: 'string', enum: sortings, default: 'created_at' },
  },
  ...partParameters(cursor),
} as const satisfies Record<string, DescribedParameter>;

const listSchema = z.object({
  ...searchFields,
  nickname: optionalText('Nickname', searchedText),
  status: optionalText('Status', oneWordOf(trunkStatuses)),
  health: optionalText('Health', oneWordOf(healthStates)),
  q: optionalText('Q', searchedNumber),
  created_from: optionalText('Created from', searchedTime),
  created_before: optionalText('Created before', searchedTime),
  updated_from: optionalText('Updated from', searchedTime),
  updated_before: optionalText('Updated before', searchedTime),
  operation_id: optionalText('Operation id', (text) =>
    isOperationId(text) ? accepted(text) : refused('must be the id of an operation, op_…'),
  ),
  organization_id: organizationRule.field,
  sort: optionalText('Sort', oneWordOf(sortings)),
  limit: optionalText('Limit', wholeNumber(largestLimit)),
  cursor: optionalText('Cursor', cursor.rule),
});

/** Lists the trunks of an organisation, or of all organisations for an operator. */
export const listTrunks = forOrganizationOrOperator(
  {
    ...trunks,
    method: 'get',
    path: '/v1/trunks',
    query: parameters,
    id: 'listTrunks',
    summary: 'List the trunks',
    description: 'Without `sort` the oldest comes first. An operator lists the trunks of all organizations.',
    answers: { 200: { description: 'The trunks that the filters select.', schema: partOf(readTrunkSchema) } },
    errors: ['validation_failed'],
  },
  async ({ request, api }, asker) => {
    const query = validated(readQuery(request, listSchema));
    const sort = query.sort ?? 'created_at';
    const after = query.cursor;
    if (after !== null && after.order !== sort) {
      validated({ ok: false, problems: { cursor: [`Cursor belongs to a list with sort=${after.order}.`] } });
    }
    const order = orderOf(sort);
    const limit = query.limit ?? partParameters(cursor).limit.schema.default;
    const organizationId = organizationAsked(query.organization_id, asker);
    const found = await api.searchTrunks({ filter: filterOf(query, organizationId), order, after, limit });
    const given = Object.keys(listSchema.shape).filter((name) => name !== 'cursor' && name !== 'limit');
    const asked = new URL(request.url, 'http://localhost').searchParams;
    const repeated = Object.fromEntries(given.map((name) => [name, asked.get(name) || null]));
    const next = found.next === null ? null : { ...found.next, order: sort };
    const healthOf = await api.trunkHealths.of(found.trunks.map(({ id }) => id));
    const data = found.trunks.map((trunk) => ({
      ...trunkObject(trunk, api.settings),
      health: healthObject(healthOf(trunk.id)),
    }));
    return {
      status: 200,
      body: { data, next: nextPart('/v1/trunks', { ...repeated, limit }, cursor, next) },
    };
  },
);

function orderOf(sort: Order): TrunkSort {
  const [field] = trunkSortFields.filter((each) => sort.endsWith(each));
  return { field: field ?? 'created_at', descending: sort.startsWith('-') };
}

function filterOf(
  query: z.output<typeof listSchema>,
  organizationId: TrunkFilter['organizationId'],
): TrunkFilter {
  return {
    organizationId,
    number: query.phone_number === null ? null : collisionKeyOf(query.phone_number),
    nickname: query.nickname,
    status: query.status,
    health: query.health,
    created: { from: query.created_from, before: query.created_before },
    updated: { from: query.updated_from, before: query.updated_before },
    text: query.q,
    operationId: query.operation_id,
    liveKitId: query.livekit_id,
  };
}
