import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { type ReplayWorkerOptions, Worker } from '@temporalio/worker';
import { testData } from '../support/payloads.js';

/** The courses whose histories are recorded. Where a name contains no kind, it is a set-up. */
export const courses = [
  'success',
  'repeated-steps',
  'compensation',
  'cancelled',
  'change',
  'change-with-repeated-steps',
  'change-restored',
  'change-with-skipped-part',
  'tear-down',
  'tear-down-with-repeated-steps',
  'repair',
  'repair-with-repeated-steps',
  'import',
  'import-compensation',
  'import-tear-down',
  'import-of-many',
  'import-of-many-goes-on',
] as const;
export type Course = (typeof courses)[number];

/** Returns where the history of a course is stored. */
export function historyFile(course: Course): URL {
  return new URL(`./histories/${course}.json`, import.meta.url);
}

/**
 * Replays a history, given as JSON, with the current workflow code.
 * @throws {DeterminismViolationError} when the code would have issued other commands.
 */
export function replay(workflowBundle: ReplayWorkerOptions['workflowBundle'], json: string): Promise<void> {
  const history = historyFromJSON(JSON.parse(json));
  // Payloads are bound to their workflow.
  const workflowId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowId ?? undefined;
  return Worker.runReplayHistory(
    { ...(workflowBundle === undefined ? {} : { workflowBundle }), dataConverter: testData },
    history,
    workflowId,
  );
}
