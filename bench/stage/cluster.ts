import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { runCommand } from '../../dev-stack/bootstrap/run-command.js';
import type { Program } from '../../dev-stack/programs/program.js';
import { goInstallWay } from '../../dev-stack/programs/ways.js';
import type { Launchable } from '../../dev-stack/servers/server.js';
import type { Engine } from './engines.js';
import type { Stage } from './stage.js';

const version = '1.32.1';
const plugin = 'postgres12_pgx';
const services = ['frontend', 'history', 'matching', 'worker'] as const;
const daySeconds = 86_400;

/** Temporal's server, and its tool that makes the tables, compiled once into the cache. */
const programs = {
  server: compiled('temporal-server', 'TEMPORAL_SERVER_BIN', 'cmd/server', 'server', 'about 5 minutes'),
  tool: compiled('temporal-sql-tool', 'TEMPORAL_SQL_TOOL_BIN', 'cmd/tools/sql', 'sql', 'about a minute'),
} as const;

/** Starts Temporal as operators run it: its server, which keeps histories and visibility in PostgreSQL. */
export async function temporalOnPostgres(stage: Stage): Promise<Engine> {
  const [histories, visibility] = [await stage.createDatabase(), await stage.createDatabase()];
  const { file: tool } = await stage.programOf(programs.tool);
  await createTables(tool, histories, 'temporal');
  await createTables(tool, visibility, 'visibility');
  const ports = await freePorts(services.length * 2);
  const address = `127.0.0.1:${ports[0]}`;
  const server: Launchable = {
    name: 'temporal-postgres',
    title: 'Temporal on PostgreSQL',
    ports: [],
    prepare: async (context) => {
      const file = path.join(context.folder, 'config', 'bench.yaml');
      await mkdir(path.dirname(file), { recursive: true });
      // JSON is YAML.
      await writeFile(file, JSON.stringify(configuration(ports, { histories, visibility })));
      const folders = ['--root', context.folder, '--config', 'config', '--env', 'bench'];
      return { command: [context.program.file, ...folders, 'start'] };
    },
    check: async () => {
      const { Connection } = await import('@temporalio/client');
      const connection = await Connection.connect({ address });
      try {
        const { workflowService } = connection;
        const namespace = 'default';
        await workflowService.describeNamespace({ namespace }).catch(async () => {
          await workflowService.registerNamespace({
            namespace,
            workflowExecutionRetentionPeriod: { seconds: daySeconds } as never,
          });
          throw new Error('its namespace is not known everywhere yet');
        });
      } finally {
        await connection.close();
      }
    },
    whereabouts: () => address,
    settings: () => ({}),
  };
  const { pid } = await stage.launch(server, await stage.programOf(programs.server));
  return { pid, env: { TEMPORAL_ADDRESS: address } };
}

function compiled(command: string, variable: string, source: string, binary: string, about: string): Program {
  return {
    title: command,
    ...{ command, variable, minimum: version, below: '1.33', cacheFolder: `${command}-${version}` },
    ways: [
      goInstallWay(
        `go.temporal.io/server/${source}@v${version}`,
        binary,
        `once, ${about} on two cores`,
        1_500,
      ),
    ],
    advice: {
      debian: 'install Go 1.26 or newer (https://go.dev/dl)',
      macos: 'brew install go',
    },
  };
}

/** Makes the tables of one of Temporal's two stores with its own tool. @throws {Error} with the tool's last words */
async function createTables(
  tool: string,
  databaseUrl: string,
  schema: 'temporal' | 'visibility',
): Promise<void> {
  const { user, password, host, port, database } = partsOf(databaseUrl);
  const where = [
    '--plugin',
    plugin,
    '--endpoint',
    host,
    '--port',
    port,
    '--user',
    user,
    '--database',
    database,
  ];
  for (const words of [
    ['setup-schema', '-v', '0.0'],
    ['update-schema', '--schema-name', `postgresql/v12/${schema}`],
  ]) {
    const env = { PATH: process.env.PATH, SQL_PASSWORD: password };
    const { code, lastLines } = await runCommand([tool, ...where, ...words], { env });
    if (code !== 0) throw new Error(`temporal-sql-tool ${words.join(' ')} failed:\n${lastLines.join('\n')}`);
  }
}

/** Finds free ports. Temporal stores them in 16 bits with a sign, so those that the system gives away are too high. */
async function freePorts(count: number): Promise<readonly number[]> {
  const [lowest, highest] = [20_000, 32_767];
  const found = new Set<number>();
  while (found.size < count) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (isFree) found.add(port);
    server.close();
  }
  return [...found];
}

/** @param ports two for each service, of which those of the frontend come first */
function configuration(
  ports: readonly number[],
  { histories, visibility }: Readonly<Record<'histories' | 'visibility', string>>,
): object {
  const address = `127.0.0.1:${ports[0]}`;
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      ...{ defaultStore: 'histories', visibilityStore: 'visibility', numHistoryShards: 4 },
      datastores: { histories: storeIn(histories), visibility: storeIn(visibility) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: Object.fromEntries(
      services.map((service, index) => {
        const [grpcPort, membershipPort] = ports.slice(index * 2);
        return [service, { rpc: { grpcPort, membershipPort, bindOnIP: '127.0.0.1' } }];
      }),
    ),
    clusterMetadata: {
      ...{ enableGlobalNamespace: false, failoverVersionIncrement: 10 },
      ...{ masterClusterName: 'active', currentClusterName: 'active' },
      clusterInformation: {
        active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: address },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    publicClient: { hostPort: address },
  };
}

function storeIn(databaseUrl: string): object {
  const { user, password, host, port, database } = partsOf(databaseUrl);
  return {
    sql: {
      ...{
        pluginName: plugin,
        databaseName: database,
        connectAddr: `${host}:${port}`,
        connectProtocol: 'tcp',
      },
      ...{ user, password, maxConns: 20, maxIdleConns: 20 },
    },
  };
}

function partsOf(databaseUrl: string) {
  const { username, password, hostname, port, pathname } = new URL(databaseUrl);
  return { user: username, password, host: hostname, port, database: pathname.slice(1) };
}
