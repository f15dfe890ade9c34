import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { heartbeats } from '../../activities/heartbeats.js';
import type { Activities } from '../../activities/index.js';
import { importLinesQueue } from '../../workflows/names.js';
import type { Config } from '../config/config.js';

/** A deployment's worker, with what works on the lines of imports beside it, that runs until it is stopped. */
export interface RunningWorker {
  /** Takes no new work, lets what runs finish, and resolves then. */
  stop(): Promise<void>;
  /** Rejects when the worker fails for good. */
  readonly failed: Promise<never>;
}

/** The workflow code as the build has bundled it, beside the compiled sources. */
const builtBundle = fileURLToPath(new URL('../../workflow-bundle.js', import.meta.url));

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
  const { namespace, taskQueue } = config.temporal;
  const common = {
    connection,
    namespace,
    interceptors: { activity: [heartbeats] },
    // Signs of life go out every second, not at four fifths of the time-out that they hold off.
    maxHeartbeatThrottleInterval: '1 second',
    shutdownGraceTime: '15 seconds',
    shutdownForceTime: '20 seconds',
  } satisfies Partial<WorkerOptions>;
  const worker = await Worker.create({
    ...common,
    taskQueue,
    activities,
    workflowBundle: { codePath: workflowBundle },
    // A burst of callers must find slots: without one, eager start is refused and a task waits for a poll.
    maxConcurrentWorkflowTaskExecutions: 200,
    maxConcurrentLocalActivityExecutions: 400,
    maxConcurrentActivityTaskExecutions: 200,
    // After a crash the next task waits this long for the worker that is gone, instead of ten seconds.
    stickyQueueScheduleToStartTimeout: '2 seconds',
  });
  // A line holds its place for up to a minute, and there are thousands: with places of their own they keep nobody else out.
  const lineWorker = await Worker.create({
    ...common,
    taskQueue: importLinesQueue(taskQueue),
    activities: { setUpLine: activities.setUpLine },
    maxConcurrentActivityTaskExecutions: config.importLinesInAll,
  }).catch(async (cause: unknown) => {
    // One that never ran would keep the connection from being closed.
    const run = worker.run();
    worker.shutdown();
    await run;
    throw cause;
  });
  const workers = [worker, lineWorker];
  const runs = workers.map((each) => each.run());
  const failed = new Promise<never>((_, reject) => {
    for (const run of runs) run.catch(reject);
  });
  // Somebody may look at the failure later; until then it is not an unhandled one.
  failed.catch(() => undefined);
  return {
    failed,
    stop: async () => {
      for (const each of workers) if (each.getState() === 'RUNNING') each.shutdown();
      // Where one has failed, the other still has to come to its end.
      await Promise.allSettled(runs);
      await Promise.all(runs);
    },
  };
}
