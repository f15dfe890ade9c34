import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseOracle } from './database-rows.js';
import type { WorkflowOracle } from './workflow-list.js';

const pollEveryMs = 100;
/** How many polls in a row must find no work. Temporal's list is eventually consistent, so one poll proves nothing. */
const quietPolls = 2;

/** The oracles that know whether any work is left. */
export interface Activity {
  readonly database: DatabaseOracle;
  readonly workflows: WorkflowOracle;
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

async function workLeft({ database, workflows, underWay }: Activity): Promise<string | null> {
  try {
    const [unfinished, open] = await Promise.all([database.unfinishedOperations(), workflows.open()]);
    if (unfinished + open.length + underWay() === 0) return null;
    const ids = open.map(({ workflowId }) => workflowId).slice(0, 5);
    return `${unfinished} operations, ${open.length} workflows (${ids.join(', ')}), ${underWay()} requests`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
