import { pino } from 'pino';
import type { ActivityDependencies } from '../../../src/activities/dependencies.js';
import { type Activities, createActivities } from '../../../src/activities/index.js';
import type { PartVerbs } from '../../../src/activities/objects/part.js';
import { uncheckedTargets } from '../../../src/activities/objects/target-check.js';
import { carriersAt } from '../../../src/carriers/carriers.js';

/** The dependencies that a test passes to the activities: three are required, the others are optional. */
type Given = Pick<ActivityDependencies, 'database' | 'openLiveKit' | 'keyRing'> &
  Partial<ActivityDependencies>;

/**
 * Makes the activities as a worker has them in a first attempt, with no carrier and without a time limit of Temporal.
 * @param parts the verbs of the parts, instead of those of a worker.
 */
export function activitiesOn(given: Given, parts?: Readonly<Record<string, PartVerbs>>): Activities {
  const dependencies: ActivityDependencies = {
    openCarrier: carriersAt({ twilio: null, plivo: null }),
    checkTarget: uncheckedTargets,
    calls: {
      place: async () => ({ kind: 'no_report', timedOut: false }),
      hangUp: async () => undefined,
    },
    surveyLiveKit: async () => ({ inbound: [], outbound: [], rules: [] }),
    logger: pino({ level: 'silent' }),
    timeLeftMs: () => Number.POSITIVE_INFINITY,
    attempt: () => 1,
    setUpLine: async () => undefined,
    notifyCompletion: () => undefined,
    checkForDoubles: () => undefined,
    headStart: { take: () => null },
    askForWaiting: async () => null,
    ...given,
  };
  return createActivities(dependencies, parts);
}
