import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { createProgress } from '../../../dev-stack/bootstrap/progress.js';
import type { ServerName } from '../../../dev-stack/servers/server.js';
import { startServers } from '../../../dev-stack/servers/start-servers.js';
import { connectDatabase } from '../../../src/database/connect.js';

/** Where a project's servers are, and what its tests need beside them. */
export interface TestStack {
  readonly database: 'embedded' | 'postgres';
  readonly temporalAddress: string;
  readonly livekitUrl: string;
  readonly livekitApiKey: string;
  readonly livekitApiSecret: string;
  readonly redisUrl: string;
  /** Empty in the project that tests the embedded database. */
  readonly databaseUrl: string;
  /** A folder with an empty embedded database: a copy opens ten times faster than a new one is made. */
  readonly databaseTemplate: string;
  readonly workflowBundle: string;
  /** Held by the process that uses these servers. */
  readonly lockFile: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** One for each file that may run at a time. */
    stacks: readonly TestStack[];
  }
}

const workflows = fileURLToPath(new URL('../../../src/workflows/index.ts', import.meta.url));

/**
 * Starts real servers once for a project, on free ports and in a folder of their own, and stops them after it. Files
 * that run beside one another share Temporal and PostgreSQL, where each has a deployment and a database of its own; a
 * LiveKit each, because tests count all of its objects.
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
      // Only what finds programs is taken over: a server named in the environment belongs to somebody else.
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
    // One after the other: two that look for free ports at the same time may find the same ones.
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
