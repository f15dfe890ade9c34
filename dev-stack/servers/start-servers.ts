import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../src/cli/terminal/terminal.js';
import type { Progress } from '../bootstrap/progress.js';
import { Supervisor, stopOrphans } from '../processes/supervisor.js';
import { ensurePrograms } from '../programs/ensure-programs.js';
import { thisMachine } from '../programs/machine.js';
import { type FoundProgram, findProgram } from '../programs/program.js';
import { type Home, homeAt, occupy } from '../state/home.js';
import { loadSecrets, type Secrets } from '../state/secrets.js';
import { given, noSettings, type Settings } from '../state/settings.js';
import { choosePortsFor, type Launched, type LaunchPad, launch } from './launch.js';
import { livekit } from './livekit.js';
import { postgres } from './postgres.js';
import { redis } from './redis.js';
import type { Launchable, Server, ServerName } from './server.js';
import { sip } from './sip.js';
import { temporal } from './temporal.js';

/** Every server that the stack can run, in the order of starting; they are stopped in the opposite order. */
export const servers: readonly Server[] = [redis, temporal, postgres, livekit, sip];

/** The servers to start, and how to start them. */
export interface StackRequest {
  /** The folder for everything the stack keeps. */
  readonly home: string;
  readonly servers: readonly ServerName[];
  /** Runs on the servers, and is started when all of them work. */
  readonly service?: { readonly launchable: Launchable; readonly program: FoundProgram };
  /** `stable`: the usual ports, or the ones of the last run; `free`: any, for tests. */
  readonly ports: 'stable' | 'free';
  /** Names servers that are used as they are, programs, and the cache folder. */
  readonly env: Environment;
  readonly progress: Progress;
  /** Begins with empty servers and an empty embedded database. */
  readonly fresh?: boolean;
  /** Breaks the start off; what runs by then is stopped. */
  readonly signal?: AbortSignal;
}

/** Servers that are up and well. */
export interface RunningServers {
  readonly home: Home;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly launched: readonly Launched[];
  readonly pad: LaunchPad;
  /** Stops everything in order and gives the home free. The parameters are those of the {@link Supervisor}'s stop. */
  stop(...parameters: Parameters<Supervisor['stop']>): Promise<void>;
}

/** How long a stop may take when a person waits for it, in milliseconds for all servers together. */
export const quickStopMs = 800;

/**
 * Finds or obtains the servers' programs, starts them in order and waits until each really works.
 * @throws {StackError} when something cannot be done; nothing runs any more then.
 */
export async function startServers(request: StackRequest): Promise<RunningServers> {
  const home = homeAt(request.home);
  const chosen = servers.filter(({ name }) => request.servers.includes(name));
  // The environment may also name a server that this stack never starts: PostgreSQL.
  const named = new Map(servers.map((server) => [server, server.named(request.env)]));
  const known: Settings = Object.assign({ ...noSettings }, ...named.values());
  const local: Server[] = [];
  for (const server of chosen.filter((each) => named.get(each) === null)) {
    const isThere = async () => (await findProgram(server.program, thisMachine(request.env))) !== null;
    if (server.optional !== true || (await isThere())) local.push(server);
  }
  const lock = occupy(home);
  const supervisor = new Supervisor(home.processesFile);
  const stop: RunningServers['stop'] = async (...parameters) => {
    rmSync(home.stackEnvFile, { force: true });
    await supervisor.stop(...parameters);
    lock.release();
  };
  const { progress, ports, signal = new AbortController().signal } = request;
  try {
    rmSync(home.stackEnvFile, { force: true });
    for (const orphan of await stopOrphans(home.processesFile)) {
      progress.line(`  Stopped ${orphan}, which a killed run had left running.`);
    }
    if (request.fresh === true) {
      forget(home, chosen, local, request);
    }
    const secrets = loadSecrets(home.secretsFile, request.env);
    const pad: LaunchPad = { home, progress, signal, supervisor, claimedPorts: new Set(), ports };
    const started = await startAll(local, known, secrets, pad, request);
    return { home, secrets, pad, stop, ...started };
  } catch (error) {
    await stop(undefined, signal.aborted ? quickStopMs : undefined);
    throw error;
  }
}

/** Deletes what earlier runs have kept, and says what that is. Whatever the environment names stays untouched. */
function forget(
  home: Home,
  all: readonly Server[],
  local: readonly Server[],
  { env, progress }: StackRequest,
): void {
  const ownDatabase = given(env, 'DATABASE_URL') === null;
  const parts = [
    ...local.map(({ name, title }) => ({
      file: path.join(home.servers, name),
      what: `the data of ${title}`,
    })),
    ...(ownDatabase
      ? [
          { file: home.database, what: 'the database with its organizations, API keys and trunks' },
          { file: home.demoFile, what: 'the demo key' },
        ]
      : []),
    // Servers that stay keep data which only the old secrets fit.
    ...(ownDatabase && all.every((server) => server.optional === true || local.includes(server))
      ? [{ file: home.secretsFile, what: 'the secrets' }]
      : []),
  ].filter(({ file }) => existsSync(file));
  const list = new Intl.ListFormat('en').format(parts.map(({ what }) => what));
  progress.line(`  --fresh deletes ${list || 'nothing'} in ${home.folder}.`);
  for (const { file } of parts) {
    rmSync(file, { recursive: true, force: true });
  }
}

/** Starts each server as soon as those that it needs work, and the service last. The first failure breaks all off. */
async function startAll(
  local: readonly Server[],
  known: Settings,
  secrets: Secrets,
  pad: LaunchPad,
  { env, service }: StackRequest,
): Promise<Pick<RunningServers, 'settings' | 'launched'>> {
  const { home, progress, signal: asked } = pad;
  const machine = thisMachine(env);
  const programs = await ensurePrograms(local, { machine, progress, logs: home.logs, signal: asked });
  const launchables = [...local, ...(service === undefined ? [] : [service.launchable])];
  const ports = await choosePortsFor(launchables, pad);
  const failed = new AbortController();
  const ownPad = { ...pad, signal: AbortSignal.any([asked, failed.signal]) };
  let settings = known;
  const launched: Launched[] = [];
  const start = async (server: Launchable, program: FoundProgram, needed: readonly unknown[]) => {
    await Promise.all(needed);
    const folder = path.join(home.servers, server.name);
    const each = await launch(server, { folder, env, settings, secrets, program, ports }, ownPad);
    launched.push(each);
    settings = { ...settings, ...server.settings(each.context) };
  };
  const starts = new Map<ServerName, Promise<void>>();
  for (const server of local) {
    const program = programs.get(server.name);
    if (program !== undefined) {
      starts.set(
        server.name,
        start(
          server,
          program,
          server.after.map((name) => starts.get(name)),
        ),
      );
    }
  }
  const all = [...starts.values()];
  if (service !== undefined) {
    all.push(start(service.launchable, service.program, [...all]));
  }
  let failure: unknown;
  for (const each of all) {
    each.catch((error) => {
      failure ??= error;
      failed.abort();
    });
  }
  await Promise.allSettled(all);
  asked.throwIfAborted();
  if (failure !== undefined) {
    throw failure;
  }
  return { settings, launched };
}
