import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { createProgress } from '../../dev-stack/bootstrap/progress.js';
import { ensurePrograms } from '../../dev-stack/programs/ensure-programs.js';
import { thisMachine } from '../../dev-stack/programs/machine.js';
import type { FoundProgram, Program } from '../../dev-stack/programs/program.js';
import { choosePortsFor, launch } from '../../dev-stack/servers/launch.js';
import { postgres } from '../../dev-stack/servers/postgres.js';
import type { Launchable, ServerContext } from '../../dev-stack/servers/server.js';
import { type RunningServers, startServers } from '../../dev-stack/servers/start-servers.js';
import { DelayProxy } from './delay-proxy.js';

/** The hashes in Redis in which LiveKit keeps its SIP objects. */
export const livekitHashes = {
  inbound: 'sip_inbound_trunk',
  outbound: 'sip_outbound_trunk',
  rule: 'sip_dispatch_rule',
} as const;

/** The real servers of one run, the same for all arms, in a folder of their own. */
export class Stage {
  readonly folder: string;
  readonly #servers: RunningServers;
  readonly proxy: DelayProxy;
  readonly redis: Redis;
  /** The process ids of the servers. */
  readonly pids: { readonly livekit: number; readonly temporal: number; readonly postgres: number };
  readonly #databaseUrl: string;
  readonly #admin: pg.Pool;
  #databases = 0;
  /** The versions of the servers, by title. */
  readonly versions: Readonly<Record<string, string>>;

  private constructor(
    base: Pick<Stage, 'folder' | 'proxy' | 'pids' | 'versions'>,
    servers: RunningServers,
    databaseUrl: string,
  ) {
    this.folder = base.folder;
    this.proxy = base.proxy;
    this.pids = base.pids;
    this.versions = base.versions;
    this.#servers = servers;
    this.#databaseUrl = databaseUrl;
    this.redis = new Redis(servers.settings.REDIS_URL);
    this.#admin = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  }

  /** Starts the servers through the launcher, on free ports, and the proxy. */
  static async start(): Promise<Stage> {
    const folder = await mkdtemp(path.join(tmpdir(), 'trunkline-bench-'));
    const servers = await startServers({
      home: path.join(folder, 'servers'),
      servers: ['redis', 'temporal', 'livekit'],
      ports: 'free',
      // A server that the environment names belongs to somebody else.
      env: ownEnv(),
      progress,
    });
    const program = await programOf(postgres.program, servers);
    const context = await launchBeside(servers, withStatementCounter, program);
    const pids = await pidsOf(servers);
    return new Stage(
      {
        folder,
        proxy: await DelayProxy.start(servers.settings.LIVEKIT_URL),
        pids: { livekit: pids('LiveKit'), temporal: pids('Temporal'), postgres: pids('PostgreSQL') },
        versions: { PostgreSQL: program.version },
      },
      servers,
      postgres.settings(context).DATABASE_URL ?? '',
    );
  }

  /** The variables of LiveKit and Temporal, with LiveKit behind the proxy. */
  get env(): Readonly<Record<string, string>> {
    const { TEMPORAL_ADDRESS, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = this.#servers.settings;
    return { TEMPORAL_ADDRESS, LIVEKIT_URL: this.proxy.url, LIVEKIT_API_KEY, LIVEKIT_API_SECRET };
  }

  /** Creates an empty database. @param statement runs in it. @returns its URL. */
  async createDatabase(statement?: string): Promise<string> {
    this.#databases += 1;
    const name = `bench_${this.#databases}`;
    await this.#admin.query(`create database ${name}`);
    const url = new URL(this.#databaseUrl);
    url.pathname = `/${name}`;
    if (statement !== undefined) await queryRows(url.href, statement);
    return url.href;
  }

  /** Counts the statements that a database has executed so far, transaction control included. */
  async statementsIn(databaseUrl: string): Promise<number> {
    const { rows } = await this.#admin.query(
      `select coalesce(sum(calls), 0)::int as calls from pg_stat_statements
       join pg_database on oid = dbid where datname = $1 and toplevel`,
      [new URL(databaseUrl).pathname.slice(1)],
    );
    return Number(rows[0]?.calls);
  }

  /** Starts a further server, which is stopped before the others. @returns its context and its process id. */
  async launch(
    server: Launchable,
    program: FoundProgram | Program,
  ): Promise<{ readonly context: ServerContext; readonly pid: number }> {
    const found = 'file' in program ? program : await programOf(program, this.#servers);
    const context = await launchBeside(this.#servers, server, found);
    return { context, pid: (await pidsOf(this.#servers))(server.title) };
  }

  /** Finds a program, or obtains it the way the launcher does. */
  programOf(program: Program): Promise<FoundProgram> {
    return programOf(program, this.#servers);
  }

  /** Counts the SIP objects of all kinds. */
  async livekitObjects(): Promise<number> {
    const counts = await Promise.all(Object.values(livekitHashes).map((hash) => this.redis.hlen(hash)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Removes all SIP objects, so that what follows meets an empty LiveKit. */
  async clearLivekit(): Promise<void> {
    await this.redis.del(...Object.values(livekitHashes));
  }

  /** Stops everything and removes the folder. */
  async stop(): Promise<void> {
    this.proxy.stop();
    await Promise.all([this.redis.quit(), this.#admin.end()]);
    await this.#servers.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

const progress = createProgress({ live: false });

/** PostgreSQL as the launcher starts it, and with the extension that counts statements. */
const withStatementCounter: Launchable = {
  ...postgres,
  prepare: async (context) => {
    const usual = await postgres.prepare(context);
    const preload = ['-c', 'shared_preload_libraries=pg_stat_statements', '-c', 'max_connections=300'];
    return { ...usual, command: [...usual.command, ...preload] };
  },
  check: async (context) => {
    await postgres.check(context);
    await queryRows(
      postgres.settings(context).DATABASE_URL ?? '',
      'create extension if not exists pg_stat_statements',
    );
  },
};

/** Runs one statement on a connection of its own. @returns its rows. */
export async function queryRows(
  databaseUrl: string,
  statement: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

function ownEnv(): NodeJS.ProcessEnv {
  const { TEMPORAL_ADDRESS, LIVEKIT_URL, REDIS_URL, DATABASE_URL, ...env } = process.env;
  return env;
}

async function programOf(program: Program, { home, pad: { signal } }: RunningServers): Promise<FoundProgram> {
  const name = program.title;
  const machine = thisMachine(ownEnv());
  const found = await ensurePrograms([{ name, program }], { machine, progress, logs: home.logs, signal });
  const each = found.get(name);
  if (each === undefined) throw new Error(`There is no program for ${name}.`);
  return each;
}

async function launchBeside(
  { home, settings, secrets, pad }: RunningServers,
  server: Launchable,
  program: FoundProgram,
): Promise<ServerContext> {
  const ports = await choosePortsFor([server], pad);
  const folder = path.join(home.servers, server.name);
  const { context } = await launch(server, { folder, env: ownEnv(), settings, secrets, program, ports }, pad);
  return context;
}

/** Reads the process ids from the file in which the launcher keeps them. */
async function pidsOf({ home }: RunningServers): Promise<(title: string) => number> {
  const kept: { title: string; pid: number }[] = JSON.parse(await readFile(home.processesFile, 'utf8'));
  return (title) => {
    const found = kept.find((each) => each.title === title);
    if (found === undefined) throw new Error(`The launcher runs no ${title}.`);
    return found.pid;
  };
}
