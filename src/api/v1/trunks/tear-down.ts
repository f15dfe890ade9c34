import { z } from 'zod';
import { trunkId, warnings } from '../../http/endpoint.js';
import { tearDownWarnings } from '../../http/outcomes.js';
import { ifMatchParameter } from '../../http/precondition.js';
import { ifUnusedParameter, readIfUnused } from '../../http/query.js';
import { operation } from '../../http/route.js';
import { both, byTrunk, readExpected } from './trunk.js';

/** Deletes a trunk. */
export const deleteTrunk = operation(
  {
    ...byTrunk,
    method: 'delete',
    path: '/v1/trunks/{id}',
    id: 'deleteTrunk',
    summary: 'Delete a trunk',
    description: 'With `If-Match` nothing happens if somebody has changed the trunk meanwhile.',
    query: { if_unused: ifUnusedParameter },
    headers: ifMatchParameter,
    answers: {
      200: {
        description: 'A list has shown that nothing of the trunk is left in LiveKit.',
        schema: z
          .strictObject({ id: trunkId, phone_number: z.string(), deleted: z.literal(true), warnings })
          .meta({ id: 'DeletedTrunk' }),
        examples: { deleted: { id: 42, phone_number: '1000', deleted: true } },
      },
    },
    errors: ['trunk_not_found', 'precondition_failed', 'trunk_busy', 'trunk_assigned'],
  },
  {
    read: (call) => both(readExpected(call), readIfUnused(call.request)),
    run: (head, [isExpected, onlyIfUnassigned], { api, path }) =>
      api.tearDownTrunk({
        ...head,
        contract: 'native',
        target: { by: 'id', id: path.id },
        isExpected,
        onlyIfUnassigned,
      }),
    present: (done) => ({
      status: 200,
      body: {
        id: done.trunk.id,
        phone_number: done.trunk.number.value,
        deleted: true,
        ...tearDownWarnings(done),
      },
    }),
    words: { undertaking: 'tear_down' },
  },
);
