import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { createProgress } from '../../../bootstrap/progress.js';
import { connectDatabase } from '../../../src/database/connect.js';
import type { ServerName } from '../../../src/stack/server.js';
import { startServers } from '../../../src/stack/start-servers.js';

/** The addresses of a project's servers, and the files that its tests need. */
export interface TestStack {
  readonly database: 'embedded' | 'postgres';
  readonly temporalAddress: string;
  readonly livekitUrl: string;
  readonly livekitApiKey: string;
  readonly livekitApiSecret: string;
  readonly redisUrl: string;
  /** Empty in the project that uses the embedded database. */
  readonly databaseUrl: string;
  /** A folder with an empty embedded database. A copy of it opens ten times faster than a new database. */
  readonly databaseTemplate: string;
  readonly workflowBundle: string;
  /** Held by the process that uses these servers. */
  readonly lockFile: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** One for each test file that may run at the same time. */
    stacks: readonly TestStack[];
  }
}

const workflows = fileURLToPath(new URL('../../../src/workflows/index.ts', import.meta.url));

/**
 * Starts real servers once for a project, on free ports and in a folder of their own, and stops them afterwards. Test files
 * that run at the same time share Temporal and PostgreSQL, with a deployment and a database each. Every file has its own
 * LiveKit, because tests count all objects in it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const database = project.name === 'embedded' ? 'embedded' : 'postgres';
  const folder = await mkdtemp(path.join(tmpdir(), `trunkline-test-${project.name}-`));
  const workflowBundle = path.join(folder, 'workflow-bundle.js');
  const databaseTemplate = path.join(folder, 'database-template');
  const start = (name: string, servers: readonly ServerName[]) =>
    startServers({
      home: path.join(folder, name),
      servers,
      ports: 'free',
      // A server that the environment names belongs to somebody else. The other variables are kept to find programs.
      env: withoutServers(process.env),
      progress: createProgress({ stream: process.stdout, live: false, colours: false }),
    });
  const [{ code }, shared] = await Promise.all([
    bundleWorkflowCode({ workflowsPath: workflows, logger: new DefaultLogger('ERROR') }),
    start('shared', database === 'postgres' ? ['temporal', 'postgres'] : ['temporal']),
    database === 'embedded' ? makeEmptyDatabase(databaseTemplate) : undefined,
  ]);
  const running = [shared];
  for (let worker = 1; worker <= project.config.maxWorkers; worker += 1) {
    // One after the other, because two starts at the same time may choose the same free ports.
    running.push(await start(`worker-${worker}`, ['redis', 'livekit']));
  }
  await writeFile(workflowBundle, code);
  const [, ...own] = running;
  const { settings: common } = shared;
  project.provide(
    'stacks',
    own.map(({ settings, home }) => ({
      database,
      temporalAddress: common.TEMPORAL_ADDRESS,
      livekitUrl: settings.LIVEKIT_URL,
      livekitApiKey: settings.LIVEKIT_API_KEY,
      livekitApiSecret: settings.LIVEKIT_API_SECRET,
      redisUrl: settings.REDIS_URL,
      databaseUrl: common.DATABASE_URL,
      databaseTemplate,
      workflowBundle,
      lockFile: path.join(home.folder, 'in-use.lock'),
    })),
  );
  return async () => {
    await Promise.all(running.map((servers) => servers.stop()));
    await rm(folder, { recursive: true, force: true });
  };
}

async function makeEmptyDatabase(directory: string): Promise<void> {
  const connection = await connectDatabase({ kind: 'embedded', directory }, pino({ level: 'silent' }));
  await connection.close();
}

function withoutServers(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { TEMPORAL_ADDRESS, LIVEKIT_URL, REDIS_URL, DATABASE_URL, ...rest } = env;
  return rest;
}
