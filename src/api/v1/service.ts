import { z } from 'zod';
import { liveKitStatuses, liveKitStatusTexts, sipStatuses } from '../../domain/livekit/readiness.js';
import { readinessComponents } from '../http/dependencies.js';
import { retryAfter } from '../http/endpoint.js';
import { forEverybody } from '../http/route.js';
import { v1Style } from './paging.js';

/** The members that all routes of the service have. */
export const service = { tag: 'Service', style: v1Style, method: 'get' } as const;

const details = {
  livekit: z.enum(liveKitStatuses).meta({ description: 'What a signed request to LiveKit has shown.' }),
  sip: z.enum(sipStatuses).meta({
    description:
      'Whether a livekit-sip node answers a SIP OPTIONS at the host where carriers send calls; `unknown` when that host is not ' +
      'configured. Set-ups do not need it, calls do.',
  }),
};

const reached = z.strictObject({ temporal: z.boolean(), database: z.boolean(), livekit: z.boolean() });

/** Tells that the process answers. */
export const readHealth = forEverybody(
  {
    ...service,
    path: '/healthz',
    id: 'readHealth',
    summary: 'Check that the service answers',
    answers: {
      200: {
        description: 'The service answers.',
        schema: z.strictObject({ status: z.literal('ok') }),
        examples: { answers: { status: 'ok' } },
      },
    },
  },
  async () => ({ status: 200, body: { status: 'ok' } }),
);

/** Tells whether set-ups can be carried out, and if not, which parts are missing. */
export const readReadiness = forEverybody(
  {
    ...service,
    path: '/readyz',
    id: 'readReadiness',
    summary: 'Check that set-ups are possible',
    answers: {
      200: {
        description: 'Set-ups are possible.',
        schema: z.strictObject({ status: z.literal('ready'), components: reached, ...details }),
        examples: {
          ready: {
            status: 'ready',
            components: { temporal: true, database: true, livekit: true },
            livekit: 'ready',
            sip: 'responds',
          },
        },
      },
      503: {
        description: 'A part that set-ups need cannot be used.',
        schema: z.strictObject({
          status: z.literal('not_ready'),
          message: z.string(),
          unreachable: z.array(z.enum(readinessComponents)).min(1),
          components: reached,
          ...details,
        }),
        headers: ['Retry-After'],
      },
    },
  },
  async ({ api }) => {
    const { temporal, database, livekit, sip } = await api.checkReadiness();
    const components = { temporal, database, livekit: livekit === 'ready' };
    const unreachable = readinessComponents.filter((component) => !components[component]);
    if (unreachable.length === 0) return { status: 200, body: { status: 'ready', components, livekit, sip } };
    const reason = components.livekit ? '' : ` ${liveKitStatusTexts[livekit]}`;
    const message = `Not usable: ${unreachable.join(', ')}.${reason}`;
    return {
      status: 503,
      headers: retryAfter(5),
      body: { status: 'not_ready', message, unreachable, components, livekit, sip },
    };
  },
);

/** Gives the metrics for Prometheus. */
export const readMetrics = forEverybody(
  {
    ...service,
    path: '/metrics',
    id: 'readMetrics',
    summary: 'Read the metrics',
    answers: {
      200: { description: 'The text format of Prometheus.', schema: z.string(), contentType: 'text/plain' },
    },
  },
  async ({ api }) => ({ status: 200, ...(await api.readMetrics()) }),
);
