import type { Endpoint } from '../../http/endpoint.js';
import { nativeStyle } from '../answer-schemas.js';
import { partParameters } from '../paging.js';
import { calledNumberParameter, diallingSchema } from './dialling.js';
import { revisionCursor, revisionParameter, trunkCursor, trunkIdParameter } from './path-numbers.js';
import { partOf, revisionSchema, wholeTrunkSchema } from './trunk.js';

const common = { tag: 'Trunks', style: nativeStyle, access: 'organization' } as const;
const byId = { pathParameters: { id: trunkIdParameter } } as const;
const byRevision = { pathParameters: { id: trunkIdParameter, revision: revisionParameter } } as const;

/** What the routes of trunks beyond the contracts take and answer. */
export const trunkEndpoints: readonly Endpoint[] = [
  {
    ...common,
    method: 'get',
    path: '/v1/trunks',
    query: partParameters(trunkCursor),
    id: 'listTrunks',
    summary: 'List the trunks',
    answers: { 200: { description: 'The oldest first.', schema: partOf(wholeTrunkSchema) } },
    errors: ['validation_failed'],
  },
  {
    ...common,
    ...byId,
    method: 'get',
    path: '/v1/trunks/{id}',
    id: 'readTrunk',
    summary: 'Read a trunk',
    answers: { 200: { description: 'The trunk.', schema: wholeTrunkSchema } },
    errors: ['trunk_not_found'],
  },
  {
    ...common,
    pathParameters: { id: trunkIdParameter, number: calledNumberParameter },
    method: 'get',
    path: '/v1/trunks/{id}/dialling/{number}',
    id: 'readDialling',
    summary: 'Read how to call a number over a trunk',
    description:
      'What LiveKit’s CreateSIPParticipant must be given, with the number as `sip_calling_format` has it, and which agent is to be ' +
      'dispatched into the room of the call: the `outbound_agent_id` of the trunk. It calls nobody.',
    answers: {
      200: { description: 'Fields of CreateSIPParticipant, and the agent.', schema: diallingSchema },
    },
    errors: ['validation_failed', 'trunk_not_found'],
  },
  {
    ...common,
    ...byId,
    method: 'get',
    path: '/v1/trunks/{id}/revisions',
    query: partParameters(revisionCursor),
    id: 'listRevisions',
    summary: 'List the revisions of a trunk',
    description: 'Also of one that is deleted.',
    answers: { 200: { description: 'The newest first.', schema: partOf(revisionSchema) } },
    errors: ['validation_failed', 'trunk_not_found'],
  },
  {
    ...common,
    ...byRevision,
    method: 'get',
    path: '/v1/trunks/{id}/revisions/{revision}',
    id: 'readRevision',
    summary: 'Read a revision of a trunk',
    answers: { 200: { description: 'The revision.', schema: revisionSchema } },
    errors: ['trunk_not_found', 'revision_not_found'],
  },
  {
    ...common,
    ...byRevision,
    method: 'post',
    path: '/v1/trunks/{id}/revert/{revision}',
    id: 'revertTrunk',
    summary: 'Take a trunk back to a revision',
    description: 'A change like any other: whole, in place, or not at all. It makes a revision of its own.',
    changes: true,
    answers: {
      200: { description: 'The trunk as it is now.', schema: wholeTrunkSchema, headers: ['X-Operation-Id'] },
    },
    errors: ['trunk_not_found', 'revision_not_found', 'number_in_use', 'trunk_busy', 'failed'],
  },
];
