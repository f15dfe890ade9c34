import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultSinks, type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { heartbeats } from '../../activities/attempt.js';
import type { Activities } from '../../activities/index.js';
import { importLinesQueue } from '../../workflows/names.js';
import type { Config } from '../config/config.js';
import { encryptedData } from './payload-encryption.js';
import { workflowLogger } from './temporal.js';

/** The running worker of a deployment, and beside it the worker for the lines of imports. */
export interface RunningWorker {
  /** Accepts no new work, lets running work finish, and resolves then. */
  stop(): Promise<void>;
  /** Rejects when a worker fails permanently. */
  readonly failed: Promise<never>;
}

/** The bundle of the workflow code that the build puts beside the compiled sources. */
const builtBundle = fileURLToPath(new URL('../../workflow-bundle.js', import.meta.url));

/**
 * Starts the worker of this deployment.
 * @param workflowBundle the path of the workflow bundle
 * @throws {Error} if the bundle is missing, or if a worker cannot start
 */
export async function startWorker(
  connection: NativeConnection,
  config: Config,
  activities: Activities,
  logger: Logger,
  workflowBundle: string = builtBundle,
): Promise<RunningWorker> {
  if (!existsSync(workflowBundle)) {
    throw new Error('The workflow bundle is missing; `npm run build` makes it.');
  }
  const { namespace, taskQueue } = config.temporal;
  const common = {
    connection,
    namespace,
    dataConverter: encryptedData(config.encryptionKeys, namespace),
    interceptors: { activity: [heartbeats] },
    sinks: defaultSinks(workflowLogger(logger)),
    // Heartbeats are sent every second, not at four fifths of the heartbeat time-out.
    maxHeartbeatThrottleInterval: '1 second',
    shutdownGraceTime: '15 seconds',
    shutdownForceTime: '20 seconds',
  } satisfies Partial<WorkerOptions>;
  const worker = await Worker.create({
    ...common,
    taskQueue,
    activities,
    workflowBundle: { codePath: workflowBundle },
    // A burst of requests must find free slots. Without one, eager start is refused and a task waits for a poll.
    maxConcurrentWorkflowTaskExecutions: 200,
    // The SDK derives it from the limit of the heap: ten with 200 MB. Then running set-ups evict one another, and wait for seconds.
    maxCachedWorkflows: 400,
    maxConcurrentLocalActivityExecutions: 400,
    maxConcurrentActivityTaskExecutions: 200,
    // After a crash the next task waits this long for the lost worker, instead of ten seconds.
    stickyQueueScheduleToStartTimeout: '2 seconds',
  });
  // A line holds its slot for up to a minute, and there are thousands of lines. With slots of their own they block nothing else.
  const lineWorker = await Worker.create({
    ...common,
    taskQueue: importLinesQueue(taskQueue),
    activities: { setUpLine: activities.setUpLine },
    maxConcurrentActivityTaskExecutions: config.importLinesInAll,
  }).catch(async (cause: unknown) => {
    // A worker that never ran would prevent the connection from closing.
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
  // The caller may await the failure later; until then it must not count as unhandled.
  failed.catch(() => undefined);
  return {
    failed,
    stop: async () => {
      for (const each of workers) if (each.getState() === 'RUNNING') each.shutdown();
      // If one has failed, the other must still finish.
      await Promise.allSettled(runs);
      await Promise.all(runs);
    },
  };
}
