import { z } from 'zod';
import type { TrunkHealth } from '../../../domain/health/health.js';
import { healthReasonNames, healthReasons } from '../../../domain/health/state.js';
import { healthStates } from '../../../domain/trunk/trunk.js';
import { objectOf, time } from '../endpoint.js';

/** The health of a trunk in answers. */
const health = objectOf<TrunkHealth>()({
  state: [
    z.enum(healthStates).meta({ description: 'Without data it is `unknown`, never `healthy`.' }),
    ({ reason }) => healthReasons[reason].state,
  ],
  reason: [z.enum(healthReasonNames), ({ reason }) => reason],
  message: [z.string(), ({ reason }) => healthReasons[reason].meaning],
  remedy: [z.string().nullable(), ({ reason }) => healthReasons[reason].remedy],
  since: [
    time.nullable().meta({ description: 'Null if nothing was ever known about the trunk.' }),
    ({ since }) => since?.toISOString() ?? null,
  ],
});

/** The health of a trunk. */
export const healthSchema = z.strictObject(health.shape).meta({ id: 'TrunkHealth' });

/** Shows the health of a trunk. */
export const healthObject = health.of;

/** The health of a trunk while LiveKit sends no webhooks, for examples. */
export const healthExample = {
  state: 'unknown',
  reason: 'no_webhook',
  message: healthReasons.no_webhook.meaning,
  remedy: healthReasons.no_webhook.remedy,
  since: null,
} as const satisfies z.output<typeof healthSchema>;
