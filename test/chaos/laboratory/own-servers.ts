import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createProgress } from '../../../dev-stack/bootstrap/progress.js';
import { choosePorts, systemPorts } from '../../../dev-stack/processes/ports.js';
import { SupervisedProcess } from '../../../dev-stack/processes/supervised-process.js';
import { ensurePrograms } from '../../../dev-stack/programs/ensure-programs.js';
import { thisMachine } from '../../../dev-stack/programs/machine.js';
import {
  type Launch,
  portRequestsOf,
  type Server,
  type ServerContext,
  type ServerName,
} from '../../../dev-stack/servers/server.js';
import { servers } from '../../../dev-stack/servers/start-servers.js';
import { type Home, homeAt } from '../../../dev-stack/state/home.js';
import { loadSecrets } from '../../../dev-stack/state/secrets.js';
import { noSettings, type Settings } from '../../../dev-stack/state/settings.js';

/** The servers that Trunkline needs. */
const kinds = servers.filter(({ optional }) => optional !== true);

const healthyWithinMs = 60_000;
const pollEveryMs = 100;

interface OwnServer {
  readonly kind: Server;
  readonly context: ServerContext;
  readonly launch: Launch;
  process: SupervisedProcess;
}

/** Real servers that a test may kill and restart one by one, on the same ports and with their stored data. */
export class OwnServers {
  readonly #folder: string;
  readonly #home: Home;
  readonly #servers = new Map<ServerName, OwnServer>();
  #settings: Settings = noSettings;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#home = homeAt(path.join(folder, 'home'));
  }

  /** Starts all servers. If one cannot be started, the others are stopped. */
  static async start(): Promise<OwnServers> {
    const servers = new OwnServers(await mkdtemp(path.join(tmpdir(), 'trunkline-chaos-')));
    try {
      await servers.#startAll();
      return servers;
    } catch (error) {
      await servers.end();
      throw error;
    }
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Kills a server as a power cut would. */
  async kill(name: ServerName): Promise<void> {
    const { process } = this.#get(name);
    process.kill();
    await process.ended;
  }

  /** Restarts a server that has ended, and waits until it is healthy. A server that runs is left alone. */
  async startAgain(name: ServerName): Promise<void> {
    const server = this.#get(name);
    if (server.process.exited === null) return;
    server.process = this.#spawn(server.kind, server.context, server.launch);
    await healthy(server);
  }

  /** Kills all servers, and removes their stored data. */
  async end(): Promise<void> {
    for (const { process, launch } of [...this.#servers.values()].reverse()) {
      process.kill();
      await process.ended;
      await launch.cleanUp?.();
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  #get(name: ServerName): OwnServer {
    const server = this.#servers.get(name);
    if (server === undefined) throw new Error(`There is no server "${name}".`);
    return server;
  }

  async #startAll(): Promise<void> {
    const { TEMPORAL_ADDRESS, LIVEKIT_URL, REDIS_URL, DATABASE_URL, ...env } = process.env;
    mkdirSync(this.#home.logs, { recursive: true });
    mkdirSync(this.#home.servers, { recursive: true });
    const programs = await ensurePrograms(kinds, {
      machine: thisMachine(env),
      progress: createProgress({ live: false }),
      logs: this.#home.logs,
      signal: new AbortController().signal,
    });
    const secrets = loadSecrets(this.#home.secretsFile, env);
    const claimed = new Set<number>();
    for (const kind of kinds) {
      const program = programs.get(kind.name);
      if (program === undefined) throw new Error(`There is no program for ${kind.title}.`);
      const { ports } = await choosePorts(portRequestsOf(kind), null, claimed, systemPorts);
      const folder = path.join(this.#home.servers, kind.name);
      mkdirSync(folder, { recursive: true });
      const context: ServerContext = { folder, program, ports, secrets, env, settings: this.#settings };
      const launch = await kind.prepare(context);
      const server = { kind, context, launch, process: this.#spawn(kind, context, launch) };
      this.#servers.set(kind.name, server);
      await healthy(server);
      this.#settings = { ...this.#settings, ...kind.settings(context) };
    }
  }

  #spawn({ name, title }: Server, { folder, env }: ServerContext, launch: Launch): SupervisedProcess {
    return new SupervisedProcess({
      name,
      title,
      command: launch.command,
      cwd: launch.user === undefined ? folder : '/',
      env: { ...env, ...launch.env },
      logFile: path.join(this.#home.logs, `${name}.log`),
      stopTimeoutMs: 0,
      ...(launch.user === undefined ? {} : { user: launch.user }),
    });
  }
}

async function healthy({ kind, context, process }: OwnServer): Promise<void> {
  const since = performance.now();
  for (;;) {
    if (process.exited !== null)
      throw new Error(`${kind.title} ended: ${process.exited.lastLines.join('\n')}`);
    try {
      return await kind.check(context);
    } catch (error) {
      if (performance.now() - since > healthyWithinMs) throw error;
    }
    await sleep(pollEveryMs);
  }
}
