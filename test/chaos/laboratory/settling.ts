import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseOracle } from './database-rows.js';
import type { WorkflowOracle } from './workflow-list.js';

const pollEveryMs = 100;
/** Temporal's list is eventually consistent, so that one quiet look proves nothing. */
const quietPolls = 2;

/** Who can tell whether anything still goes on. */
export interface Activity {
  readonly database: DatabaseOracle;
  readonly workflows: WorkflowOracle;
  /** Requests that are on their way to LiveKit. */
  underWay(): number;
}

/**
 * Waits until nothing goes on any more: no workflow of the deployment is open, no operation unfinished, no request
 * on its way. @returns how long that took, in milliseconds. @throws when it takes longer than announced, with what is left.
 */
export async function settled(activity: Activity, withinMs: number): Promise<number> {
  const since = performance.now();
  let quiet = 0;
  for (;;) {
    const left = await whatGoesOn(activity);
    quiet = left === null ? quiet + 1 : 0;
    const tookMs = Math.round(performance.now() - since);
    if (quiet === quietPolls) return tookMs;
    if (tookMs > withinMs)
      throw new Error(`It has not settled within ${withinMs} ms: ${left ?? 'busy until now'}`);
    await sleep(pollEveryMs);
  }
}

async function whatGoesOn({ database, workflows, underWay }: Activity): Promise<string | null> {
  try {
    const [unfinished, open] = await Promise.all([database.unfinishedOperations(), workflows.open()]);
    if (unfinished + open.length + underWay() === 0) return null;
    const ids = open.map(({ workflowId }) => workflowId).slice(0, 5);
    return `${unfinished} operations, ${open.length} workflows (${ids.join(', ')}), ${underWay()} requests`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
