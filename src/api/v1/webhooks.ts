import { z } from 'zod';
import { RequestProblem } from '../errors/request-problem.js';
import { limitAddress } from '../http/rate-limits.js';
import { createTextReader } from '../http/request.js';
import { forEverybody } from '../http/route.js';
import { service } from './service.js';

/**
 * Reads the body as it is, because LiveKit signs its bytes. The largest event has the metadata and the attributes of a participant and
 * the metadata of a room; LiveKit allows 64 KB for each of them.
 */
const readText = createTextReader({ bytes: 256 * 1024, problem: 'webhook_too_large', withinMs: 10_000 });

/**
 * Takes the webhooks of LiveKit. The signature stands in for a key. LiveKit repeats a webhook that is answered with 5xx.
 * A webhook with the right signature does not count for the limit of its address: LiveKit sends all of them from one.
 */
export const receiveWebhook = forEverybody(
  {
    ...service,
    method: 'post',
    path: '/webhooks/livekit',
    id: 'receiveLiveKitWebhook',
    summary: 'Take a webhook of LiveKit',
    description:
      'For livekit-server, which signs each webhook with the key that LIVEKIT_API_KEY names. The signature is in the header ' +
      'Authorization. Nobody else can use this endpoint.',
    body: {
      schema: z.unknown().meta({ description: 'An event of LiveKit, exactly as it was signed.' }),
      required: true,
      examples: {
        began: {
          summary: 'A call began',
          value: {
            event: 'participant_joined',
            id: 'EV_eugWmGhovZmm',
            createdAt: '1774951200',
            room: { sid: 'RM_6p8DdCcfxBxk' },
            participant: {
              sid: 'PA_PLq7BNLHjxgT',
              kind: 'SIP',
              attributes: { 'sip.trunkID': 'ST_sFAXh5zmGwU2' },
            },
          },
        },
      },
      contentTypes: ['application/webhook+json'],
      errors: [
        ...(['webhook_too_large', 'request_timeout', 'malformed_request'] as const),
        ...(['unsupported_charset', 'unsupported_content_encoding', 'invalid_utf8'] as const),
      ],
    },
    answers: {
      200: {
        description: '`ignored` means that the event is not about a call of a trunk.',
        schema: z.strictObject({ status: z.enum(['recorded', 'ignored']) }),
        examples: { began: { status: 'recorded' } },
      },
    },
    errors: ['webhook_not_signed', 'data_unavailable'],
    limitsItself: true,
  },
  async ({ request, response, api }) => {
    const { authorization } = request.headers;
    const status =
      authorization === undefined
        ? 'refused'
        : await api.receiveWebhook(await readText(request, response), authorization);
    if (status !== 'refused') return { status: 200, body: { status } };
    limitAddress(api.rateLimits, request);
    throw new RequestProblem('webhook_not_signed', {
      headers: { 'WWW-Authenticate': 'Bearer realm="livekit"' },
    });
  },
);
