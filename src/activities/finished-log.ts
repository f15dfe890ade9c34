import { endingWith, type StepLog, type StepPlace } from '../domain/operation/step-log.js';
import type { ActivityDependencies } from './dependencies.js';

/** What is written with an operation's end: its steps until then, and the one that ends it, which succeeds now. */
export function finishedLog(
  { attempt }: Pick<ActivityDependencies, 'attempt'>,
  steps: StepLog,
  place: StepPlace,
  now: Date,
): StepLog {
  // A run from before there were logs has none to end.
  return steps.length === 0 ? steps : endingWith(steps, place, attempt(), now);
}
