import { z } from 'zod';
import { organizationId } from '../http/endpoint.js';
import { tearDownWarnings } from '../http/outcomes.js';
import { ifUnusedParameter, readIfUnused } from '../http/query.js';
import { operation } from '../http/route.js';
import { byNumber } from './phone-number.js';
import { done, success, zudu } from './style.js';

const message = 'Phone number deleted successfully';

const removed = { dispatch_rule: true, inbound_trunk: true, outbound_trunk: true } as const;

/** Deletes a phone number with its trunk. */
export const deleteNumberRoute = operation(
  {
    ...zudu,
    ...byNumber,
    method: 'delete',
    id: 'deleteNumber',
    summary: 'Delete a phone number with its trunk',
    query: { if_unused: ifUnusedParameter },
    answers: {
      200: {
        description: 'A list has shown that nothing of the trunk is left in LiveKit.',
        schema: success(
          z.strictObject({
            phone_number: z.string(),
            organization_id: organizationId,
            cleanup_results: z.strictObject({
              dispatch_rule: z.literal(true),
              inbound_trunk: z.literal(true),
              outbound_trunk: z.literal(true),
            }),
          }),
        ),
        examples: {
          deleted: {
            message,
            ...done,
            data: {
              phone_number: '+15551234567',
              organization_id: 'org_0123456789abcdef01234567',
              cleanup_results: removed,
            },
          },
        },
      },
    },
    errors: ['phone_number_not_found', 'trunk_busy', 'trunk_assigned'],
  },
  {
    read: ({ request }) => readIfUnused(request),
    run: (head, onlyIfUnassigned, { api, path }) =>
      api.tearDownTrunk({
        ...head,
        contract: 'zudu',
        target: { by: 'number', number: path.number },
        onlyIfUnassigned,
      }),
    present: (answer) => ({
      status: 200,
      body: {
        message,
        ...done,
        data: {
          phone_number: answer.trunk.number.value,
          organization_id: answer.trunk.organizationId,
          // A tear-down succeeds only after a list has shown that each of them is gone.
          cleanup_results: removed,
        },
        ...tearDownWarnings(answer),
      },
    }),
    words: { undertaking: 'tear_down', notFound: 'phone_number_not_found' },
  },
);
