import { z } from 'zod';
import { isOperationId } from '../../trunks/ids.js';
import { operationKinds } from '../../trunks/operation.js';
import type { OperationFilter, OperationPart, OperationPlace } from '../../trunks/operation-list.js';
import { accepted, refused } from '../../trunks/parsed.js';
import { operationStates } from '../../trunks/set-up.js';
import { optionalText, type Reading, type Rule, readBody } from '../fields.js';
import type { DescribedParameter } from '../openapi/endpoint.js';
import { wholeNumber } from '../query.js';
import { largestTrunkId } from './path-numbers.js';

/** A wish for a page of operations. */
export interface OperationsQuery {
  readonly filter: OperationFilter;
  readonly part: OperationPart;
}

const mostPerPage = 100;
const usuallyPerPage = 20;

/** Reads which operations are wanted. */
export function readOperationsQuery(query: URLSearchParams): Reading<OperationsQuery> {
  const reading = readBody(schema, Object.fromEntries([...query].reverse()));
  if (!reading.ok) return reading;
  const { state, kind, trunk_id: trunkId, limit, cursor } = reading.value;
  return {
    ok: true,
    value: { filter: { state, kind, trunkId }, part: { after: cursor, limit: limit ?? usuallyPerPage } },
  };
}

/** Where the page behind this one can be read, with the same filters. */
export function nextOperations({ filter, part }: OperationsQuery, next: OperationPlace): string {
  const query = new URLSearchParams();
  if (filter.state !== null) query.set('state', filter.state);
  if (filter.kind !== null) query.set('kind', filter.kind);
  if (filter.trunkId !== null) query.set('trunk_id', String(filter.trunkId));
  query.set('limit', String(part.limit));
  query.set('cursor', cursorOf(next));
  return `/v1/operations?${query}`;
}

/** A place as an opaque text, so that nobody builds on what is in it. */
function cursorOf({ acceptedAt, id }: OperationPlace): string {
  return Buffer.from(`${acceptedAt.getTime()}.${id}`).toString('base64url');
}

const placeBehind: Rule<OperationPlace> = (text) => {
  const [time = '', id = ''] = Buffer.from(text, 'base64url').toString('latin1').split('.');
  return /^\d{1,13}$/.test(time) && isOperationId(id)
    ? accepted({ acceptedAt: new Date(Number(time)), id })
    : refused('must be taken from the "next" of another page');
};

/** What the list may be asked for with. */
export const operationParameters = {
  state: {
    description: 'Only those in this state.',
    schema: { type: 'string', enum: [...operationStates, ''] },
  },
  kind: {
    description: 'Only those of this kind.',
    schema: { type: 'string', enum: [...operationKinds, ''] },
  },
  trunk_id: {
    description: 'Only those that work on this trunk.',
    schema: { type: 'integer', minimum: 1, maximum: largestTrunkId },
  },
  limit: {
    description: 'Operations on a page.',
    schema: { type: 'integer', minimum: 1, maximum: mostPerPage, default: usuallyPerPage },
  },
  cursor: {
    description: 'Where the page begins; `next` of the page before has it.',
    schema: { type: 'string', format: 'cursor' },
  },
} as const satisfies Record<string, DescribedParameter>;

const schema = z.object({
  state: optionalText('State', oneOutOf(operationStates)),
  kind: optionalText('Kind', oneOutOf(operationKinds)),
  trunk_id: optionalText('Trunk id', wholeNumber(largestTrunkId)),
  limit: optionalText('Limit', wholeNumber(mostPerPage)),
  cursor: optionalText('Cursor', placeBehind),
});

function oneOutOf<const Choice extends string>(choices: readonly Choice[]): Rule<Choice> {
  return (text) => {
    const choice = choices.find((candidate) => candidate === text);
    return choice === undefined ? refused(`must be one of: ${choices.join(', ')}`) : accepted(choice);
  };
}
