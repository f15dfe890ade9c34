import {
  activityName,
  type StepActivities,
  type StepInputs,
  type StepResult,
  type StepVerb,
} from '../domain/operation/operation.js';
import type { PartName } from '../domain/parts/graph.js';
import { carrierOrphanActivities } from './carrier/connection.js';
import { changeFollowUpActivities } from './change/steps.js';
import type { ActivityDependencies } from './dependencies.js';
import { importActivities } from './import/lines.js';
import type { PartVerbs } from './objects/part.js';
import { partsWith } from './parts/index.js';
import { passActivities } from './reconcile/passes.js';
import { reconciliationRepairActivities, removalActivities } from './reconcile/repairs.js';
import { repairActivities } from './repair/steps.js';
import { operationStateActivities, orphanActivities } from './set-up/steps.js';
import { withAttempt } from './step-failure.js';
import { testCallActivities } from './test-call/steps.js';

/**
 * Creates all activities of the worker: one for each verb of each part, and the others.
 * @param parts the verbs of the parts; a test may pass its own.
 */
export function createActivities(
  dependencies: ActivityDependencies,
  parts: Readonly<Record<string, PartVerbs>> = partsWith(dependencies),
) {
  return {
    ...stepActivities(parts, dependencies.attempt),
    ...operationStateActivities(dependencies),
    ...orphanActivities(dependencies),
    ...carrierOrphanActivities(dependencies),
    ...changeFollowUpActivities(dependencies),
    ...repairActivities(dependencies),
    ...passActivities(dependencies),
    ...removalActivities(dependencies),
    ...reconciliationRepairActivities(dependencies),
    ...importActivities(dependencies),
    ...testCallActivities(dependencies),
  };
}

export type Activities = ReturnType<typeof createActivities>;

/** Creates one activity for each verb of each part. It adds the number of the attempt, which Temporal does not report to a workflow. */
function stepActivities(parts: Readonly<Record<string, PartVerbs>>, attempt: () => number): StepActivities {
  const activities: Record<string, (input: never) => Promise<StepResult>> = {};
  for (const [part, verbs] of Object.entries(parts) as [PartName, PartVerbs][]) {
    for (const verb of Object.keys(verbs) as StepVerb[]) {
      activities[activityName(verb, part)] = counted(verbs, verb, attempt);
    }
  }
  return activities as StepActivities;
}

function counted<Verb extends StepVerb>(verbs: PartVerbs, verb: Verb, attempt: () => number) {
  const step = verbs[verb];
  return async (input: StepInputs[Verb]): Promise<StepResult> => {
    try {
      const outcome = await step?.(input);
      return { ...outcome, attempt: attempt() };
    } catch (error) {
      throw withAttempt(error, attempt());
    }
  };
}
