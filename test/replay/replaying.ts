import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { type ReplayWorkerOptions, Worker } from '@temporalio/worker';

/** The courses of operations and of imports whose histories are kept; where no kind is named, it is a set-up. */
export const courses = [
  'success',
  'repeated-steps',
  'rollback',
  'cancelled',
  'change',
  'change-with-repeated-steps',
  'change-put-back',
  'change-given-up',
  'tear-down',
  'tear-down-with-repeated-steps',
  'repair',
  'repair-with-repeated-steps',
  'import',
  'import-put-back',
  'import-tear-down',
  'import-of-many',
  'import-of-many-goes-on',
] as const;
export type Course = (typeof courses)[number];

/** Courses as they went in versions whose operations may still run; `in-turn`: nothing went beside the route of a number. */
export const formerCourses = ['import-put-back-in-turn', 'import-tear-down-in-turn'] as const;
export type FormerCourse = (typeof formerCourses)[number];

/** Where the history of a course is kept. */
export function historyFile(course: Course | FormerCourse): URL {
  return new URL(`./histories/${course}.json`, import.meta.url);
}

/**
 * Runs today's workflow code over a history, given as JSON.
 * @throws {DeterminismViolationError} when the code would have issued other commands.
 */
export function replay(workflowBundle: ReplayWorkerOptions['workflowBundle'], json: string): Promise<void> {
  const history = historyFromJSON(JSON.parse(json));
  return Worker.runReplayHistory({ ...(workflowBundle === undefined ? {} : { workflowBundle }) }, history);
}
