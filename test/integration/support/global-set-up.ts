import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { createProgress } from '../../../dev-stack/bootstrap/progress.js';
import { choosePorts, systemPorts } from '../../../dev-stack/processes/ports.js';
import { portOf, type ServerName } from '../../../dev-stack/servers/server.js';
import { type RunningServers, startServers } from '../../../dev-stack/servers/start-servers.js';
import { connectDatabase } from '../../../src/database/connect.js';
import { failureConverterPath } from '../../../src/runtime/temporal/payload-encryption.js';

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
  /** The port to which its LiveKit sends webhooks, for the gateway of a test that wants them. */
  readonly gatewayPort: number;
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

/** All starts of servers so far, and the folder for their data. */
interface Starts {
  readonly folder: string;
  readonly starts: Promise<RunningServers>[];
}

/** The servers that all projects of a run share. The first project that needs PostgreSQL starts it. */
interface SharedServers extends Starts {
  readonly temporal: Promise<RunningServers>;
  /** A LiveKit with its Redis for each file that may run at the same time. */
  readonly workers: Promise<readonly (RunningServers & Pick<TestStack, 'gatewayPort'>)[]>;
  readonly workflowBundle: Promise<string>;
  postgres?: Promise<RunningServers>;
  /** How many projects use the servers. The last one stops them. */
  projects: number;
}

/** Vitest loads this module once for each project, so the servers cannot be kept in a variable of the module. */
const shared = globalThis as { trunklineTestServers?: Promise<SharedServers> };

/**
 * Starts real servers once for a run, on free ports and in a folder of their own, and stops them after the last project. Test
 * files that run at the same time share Temporal and PostgreSQL, with a deployment and a database each. Every file has its own
 * LiveKit, because tests count all objects in it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.trunklineTestServers ??= startShared(project.config.maxWorkers);
  const servers = await shared.trunklineTestServers;
  servers.projects += 1;
  const database = ['postgres', 'chaos', 'nightly'].includes(project.name) ? 'postgres' : 'embedded';
  const databaseTemplate = path.join(servers.folder, 'database-template');
  if (database === 'postgres') servers.postgres ??= start(servers, 'postgres', ['postgres']);
  const [temporal, workers, workflowBundle, postgres] = await Promise.all([
    servers.temporal,
    servers.workers,
    servers.workflowBundle,
    servers.postgres,
    database === 'embedded' ? makeEmptyDatabase(databaseTemplate) : undefined,
  ]);
  project.provide(
    'stacks',
    workers.map(({ gatewayPort, settings, home }) => ({
      database,
      temporalAddress: temporal.settings.TEMPORAL_ADDRESS,
      livekitUrl: settings.LIVEKIT_URL,
      livekitApiKey: settings.LIVEKIT_API_KEY,
      livekitApiSecret: settings.LIVEKIT_API_SECRET,
      redisUrl: settings.REDIS_URL,
      databaseUrl: postgres?.settings.DATABASE_URL ?? '',
      databaseTemplate,
      workflowBundle,
      gatewayPort,
      lockFile: path.join(home.folder, 'in-use.lock'),
    })),
  );
  return async () => {
    servers.projects -= 1;
    if (servers.projects > 0) return;
    delete shared.trunklineTestServers;
    await Promise.all(servers.starts.map(async (each) => (await each).stop()));
    await rm(servers.folder, { recursive: true, force: true });
  };
}

async function startShared(files: number): Promise<SharedServers> {
  const folder = await mkdtemp(path.join(tmpdir(), 'trunkline-test-'));
  const parts: Starts = { folder, starts: [] };
  const workerNames = Array.from({ length: files }, (_, index) => `worker-${index + 1}`);
  return {
    ...parts,
    temporal: start(parts, 'temporal', ['temporal']),
    workers: Promise.all(
      workerNames.map(async (name) => {
        const gatewayPort = await portForGateway();
        const running = await start(parts, name, ['redis', 'livekit'], { PORT: String(gatewayPort) });
        return { ...running, gatewayPort };
      }),
    ),
    workflowBundle: bundleWorkflows(folder),
    projects: 0,
  };
}

/** Starts servers after all earlier starts, because two starts at the same time may choose the same free ports. */
function start(
  { folder, starts }: Starts,
  name: string,
  servers: readonly ServerName[],
  variables: Readonly<Record<string, string>> = {},
): Promise<RunningServers> {
  const started = Promise.allSettled(starts).then(() =>
    startServers({
      home: path.join(folder, name),
      servers,
      ports: 'free',
      // A server that the environment names belongs to somebody else. The other variables are kept to find programs.
      env: { ...withoutServers(process.env), ...variables },
      progress: createProgress({ live: false }),
    }),
  );
  starts.push(started);
  return started;
}

/** Chooses a free port that the system gives to no connection by itself, because nobody listens on it until a test begins. */
async function portForGateway(): Promise<number> {
  const preferred = 21_000 + Math.floor(Math.random() * 10_000);
  const request = { name: 'gateway', preferred, protocol: 'tcp' } as const;
  const { ports } = await choosePorts([request], {}, new Set(), systemPorts);
  return portOf({ ports }, request.name);
}

async function bundleWorkflows(folder: string): Promise<string> {
  const workflowBundle = path.join(folder, 'workflow-bundle.js');
  const { code } = await bundleWorkflowCode({
    ...{ workflowsPath: workflows, failureConverterPath },
    logger: new DefaultLogger('ERROR'),
  });
  await writeFile(workflowBundle, code);
  return workflowBundle;
}

async function makeEmptyDatabase(directory: string): Promise<void> {
  const connection = await connectDatabase({ kind: 'embedded', directory }, pino({ level: 'silent' }));
  await connection.close();
}

function withoutServers(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { TEMPORAL_ADDRESS, LIVEKIT_URL, REDIS_URL, DATABASE_URL, ...rest } = env;
  return rest;
}
