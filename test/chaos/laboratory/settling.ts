import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { DatabaseOracle } from './database-rows.js';
import type { WorkflowOracle } from './workflow-list.js';

const pollEveryMs = 100;
/** How many polls in a row must find no work. Temporal's list is eventually consistent, so one poll proves nothing. */
const quietPolls = 2;

/** Who knows whether any work is left. */
export interface Activity {
  readonly database: DatabaseOracle;
  readonly workflows: WorkflowOracle;
  readonly temporal: Client;
  /** How many requests are on their way to LiveKit. */
  underWay(): number;
}

/**
 * Waits until no work is left: no open workflow of the deployment, no unfinished operation, no request on its way.
 * @returns how long that took, in milliseconds. @throws when it takes longer than `withinMs`, with the work that is left.
 */
export async function settled(activity: Activity, withinMs: number): Promise<number> {
  const since = performance.now();
  let quiet = 0;
  for (;;) {
    const left = await workLeft(activity);
    quiet = left === null ? quiet + 1 : 0;
    const tookMs = Math.round(performance.now() - since);
    if (quiet === quietPolls) return tookMs;
    if (tookMs > withinMs)
      throw new Error(`Work is left after ${withinMs} ms: ${left ?? 'it ended just now'}`);
    await sleep(pollEveryMs);
  }
}

async function workLeft({ database, workflows, temporal, underWay }: Activity): Promise<string | null> {
  try {
    const [unfinished, running] = await Promise.all([
      database.unfinishedOperations(),
      temporal.workflow.count(workflows.running),
    ]);
    if (unfinished + running.count + underWay() > 0) {
      return `${unfinished} operations, ${running.count} workflows, ${underWay()} requests`;
    }
    // The oracle runs a program, which is slow. It only has to confirm that no workflow is open.
    const open = await workflows.open();
    if (open.length === 0) return null;
    return `the workflows ${open.map(({ workflowId }) => workflowId).join(', ')}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
