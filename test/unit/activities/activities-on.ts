import { pino } from 'pino';
import type { ActivityDependencies } from '../../../src/activities/dependencies.js';
import { type Activities, createActivities } from '../../../src/activities/index.js';
import { carriersAt } from '../../../src/carriers/carriers.js';

/** What a test of activities must say that they work on; the rest it may. */
type Given = Pick<ActivityDependencies, 'database' | 'openLiveKit' | 'keyRing'> &
  Partial<ActivityDependencies>;

/** The activities as a worker has them in a first attempt, with no carrier and all the time that they want. */
export function activitiesOn(given: Given): Activities {
  return createActivities({
    openCarrier: carriersAt({ twilio: null, plivo: null }),
    surveyLiveKit: async () => ({ inbound: [], outbound: [], rules: [] }),
    logger: pino({ level: 'silent' }),
    timeLeftMs: () => Number.POSITIVE_INFINITY,
    attempt: () => 1,
    setUpLine: async () => undefined,
    notifyCompletion: () => undefined,
    ...given,
  });
}
