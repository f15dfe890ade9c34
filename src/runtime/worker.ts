import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type NativeConnection, Worker } from '@temporalio/worker';
import { countedAttempts } from '../activities/counted-attempts.js';
import type { Activities } from '../activities/index.js';
import { signOfLife } from '../activities/sign-of-life.js';
import type { Config } from './config.js';

/** A worker that runs until it is stopped. */
export interface RunningWorker {
  /** Takes no new work, lets what runs finish, and resolves then. */
  stop(): Promise<void>;
  /** Rejects when the worker fails for good. */
  readonly failed: Promise<never>;
}

/** The workflow code as the build has bundled it, beside the compiled sources. */
const builtBundle = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));

/** Starts the worker of this deployment. */
export async function startWorker(
  connection: NativeConnection,
  config: Config,
  activities: Activities,
  workflowBundle: string = builtBundle,
): Promise<RunningWorker> {
  if (!existsSync(workflowBundle)) {
    throw new Error('The workflow bundle is missing; `npm run build` makes it.');
  }
  const worker = await Worker.create({
    connection,
    namespace: config.temporal.namespace,
    taskQueue: config.temporal.taskQueue,
    activities,
    workflowBundle: { codePath: workflowBundle },
    // A burst of callers must find slots: without one, eager start is refused and a task waits for a poll.
    maxConcurrentWorkflowTaskExecutions: 200,
    maxConcurrentLocalActivityExecutions: 400,
    maxConcurrentActivityTaskExecutions: 200,
    interceptors: { activity: [signOfLife, countedAttempts] },
    // Signs of life go out every second, not at four fifths of the time-out that they hold off.
    maxHeartbeatThrottleInterval: '1 second',
    // After a crash the next task waits this long for the worker that is gone, instead of ten seconds.
    stickyQueueScheduleToStartTimeout: '2 seconds',
    shutdownGraceTime: '15 seconds',
    shutdownForceTime: '20 seconds',
  });
  const running = worker.run();
  const failed = new Promise<never>((_, reject) => {
    running.catch(reject);
  });
  // Somebody may look at the failure later; until then it is not an unhandled one.
  failed.catch(() => undefined);
  return {
    failed,
    stop: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
    },
  };
}
