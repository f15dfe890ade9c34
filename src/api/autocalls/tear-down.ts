import { operationHeader, warnings } from '../http/endpoint.js';
import { presentUnsuccessful, tearDownWarnings } from '../http/outcomes.js';
import { ifUnusedParameter, readIfUnused } from '../http/query.js';
import { command, type Route } from '../http/route.js';
import { autocalls, autocallsStyle, sentence } from './style.js';
import type { Addressing } from './trunk-fields.js';

/** Makes a route that deletes a trunk. */
export function deleteTrunkRoute(
  { notFound, errors, ...address }: Addressing,
  names: Pick<Route, 'id' | 'summary'>,
): Route {
  const message = 'Phone number deleted successfully.';
  return command(
    {
      ...autocalls,
      ...address,
      ...names,
      method: 'delete',
      query: { if_unused: ifUnusedParameter },
      changes: true,
      answers: {
        200: {
          description: 'A list has shown that nothing of the trunk is left in LiveKit.',
          schema: sentence.extend({ warnings }),
          headers: ['X-Operation-Id'],
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
      present: (answer) =>
        answer.kind === 'torn_down'
          ? {
              status: 200,
              headers: operationHeader(answer.operationId),
              body: { message, ...tearDownWarnings(answer) },
            }
          : presentUnsuccessful(autocallsStyle, answer, { undertaking: 'tear_down', notFound }),
    },
  );
}
