import { warnings } from '../http/endpoint.js';
import { tearDownWarnings } from '../http/outcomes.js';
import { ifUnusedParameter, readIfUnused } from '../http/query.js';
import { operation, type Route } from '../http/route.js';
import { autocalls, sentence } from './style.js';
import type { Addressing } from './trunk-fields.js';

/** Makes a route that deletes a trunk. */
export function deleteTrunkRoute(
  { notFound, errors, ...address }: Addressing,
  names: Pick<Route, 'id' | 'summary'>,
): Route {
  const message = 'Phone number deleted successfully.';
  return operation(
    {
      ...autocalls,
      ...address,
      ...names,
      method: 'delete',
      query: { if_unused: ifUnusedParameter },
      answers: {
        200: {
          description: 'A list has shown that nothing of the trunk is left in LiveKit.',
          schema: sentence.extend({ warnings }),
          examples: { deleted: { message } },
        },
      },
      errors: [...errors, 'trunk_busy', 'trunk_assigned'],
    },
    {
      read: ({ request }) => readIfUnused(request),
      run: (head, onlyIfUnassigned, { api, path }) =>
        api.tearDownTrunk({
          ...head,
          contract: 'autocalls',
          target: { by: 'id', id: path.id },
          onlyIfUnassigned,
        }),
      present: (done) => ({ status: 200, body: { message, ...tearDownWarnings(done) } }),
      words: { undertaking: 'tear_down', notFound },
    },
  );
}
