import { z } from 'zod';
import { scopes } from '../../domain/administration.js';
import { mostLines } from '../../domain/import/import.js';
import { maximumAllowedAddresses } from '../../domain/trunk/addresses.js';
import { RequestProblem } from '../errors/request-problem.js';
import { organizationId } from '../http/endpoint.js';
import { largestBody } from '../http/request.js';
import { forAnyKey } from '../http/route.js';
import { plainAddress } from '../http/trunk/trunk-fields.js';
import { largestFile } from './imports/begin.js';
import { keyFieldsWith } from './keys.js';
import { largestLimit, v1Style } from './paging.js';

const count = z.int().min(0);

/** Tells whose key a request shows, and what it may do. */
export const readMe = forAnyKey(
  {
    tag: 'Keys',
    style: v1Style,
    method: 'get',
    path: '/v1/me',
    id: 'readMe',
    summary: 'Read who you are',
    description:
      'The organization and the key of this request, what the key may do, and the limits of requests.',
    answers: {
      200: {
        description: 'The key of this request.',
        schema: z
          .strictObject({
            organization: z
              .strictObject({ id: organizationId, name: z.string(), agent_name: z.string().nullable() })
              .nullable()
              .meta({ description: 'Null for the key of an operator.' }),
            key: z.strictObject(keyFieldsWith(scopes)),
            limits: z
              .strictObject({
                body_bytes: count,
                import_bytes: count,
                import_lines: count,
                page_size: count,
                addresses_per_trunk: count,
                wait_seconds: z.number().min(0),
              })
              .meta({
                description:
                  '`wait_seconds`: the answer to a request comes after this time, also if its operation goes on.',
              }),
          })
          .meta({ id: 'Me' }),
      },
    },
  },
  async ({ api }, keyId) => {
    const found = await api.describeKey(keyId);
    if (found === null) throw new RequestProblem('unauthenticated');
    const { key, organization } = found;
    return {
      status: 200,
      body: {
        organization: organization && {
          id: organization.id,
          name: organization.name,
          agent_name: organization.agentName,
        },
        key: {
          id: key.publicId,
          label: key.label,
          scopes: key.scopes,
          allowed_addresses: key.allowedAddresses.map(plainAddress),
          created_at: key.createdAt,
          expires_at: key.expiresAt,
        },
        limits: {
          body_bytes: largestBody,
          import_bytes: largestFile,
          import_lines: mostLines,
          page_size: largestLimit,
          addresses_per_trunk: maximumAllowedAddresses,
          wait_seconds: api.settings.answerWaitMs / 1_000,
        },
      },
    };
  },
);
