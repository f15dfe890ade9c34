import path from 'node:path';
import type { Environment } from '../../src/cli/terminal.js';
import type { ProcessLock } from '../../src/database/process-lock.js';
import type { Progress } from '../bootstrap/progress.js';
import type { Ports } from '../processes/ports.js';
import { Supervisor, stopOrphans } from '../processes/supervisor.js';
import { ensurePrograms } from '../programs/ensure-programs.js';
import { thisMachine } from '../programs/machine.js';
import type { FoundProgram } from '../programs/program.js';
import { type Home, homeAt, occupy, wipe } from '../state/home.js';
import { loadSecrets, type Secrets } from '../state/secrets.js';
import { given, noSettings, type Settings } from '../state/settings.js';
import { isAbort } from '../state/stack-error.js';
import { choosePortsFor, type LaunchPad, launch } from './launch.js';
import type { Server, ServerName } from './server.js';
import { servers as allServers } from './servers.js';

/** The servers to start, and how to start them. */
export interface StackRequest {
  /** The folder for everything the stack keeps. */
  readonly home: string;
  readonly servers: readonly ServerName[];
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
  /** The ports in use, which nothing else may be given. */
  readonly claimedPorts: Set<number>;
  /** Runs further processes, which are then stopped before the servers. */
  readonly supervisor: Supervisor;
  /** Stops everything in order and gives the home free. */
  stop(onStop?: (title: string) => void): Promise<void>;
}

/**
 * Finds or obtains the servers' programs, starts them in order and waits until each really works.
 * @throws {StackError} when something cannot be done; nothing runs any more then.
 */
export async function startServers(request: StackRequest): Promise<RunningServers> {
  const home = homeAt(request.home);
  const chosen = allServers.filter(({ name }) => request.servers.includes(name));
  const named = chosen.map((server) => ({ server, settings: server.named(request.env) }));
  const known: Settings = Object.assign({ ...noSettings }, ...named.map(({ settings }) => settings));
  const local = named.filter(({ settings }) => settings === null).map(({ server }) => server);
  const lock = occupy(home);
  const supervisor = new Supervisor(home.processesFile);
  try {
    await clear(home, local, request);
    const secrets = loadSecrets(home.secretsFile, request.env);
    const claimedPorts = new Set<number>();
    const settings = await startAll(local, { known, secrets, home, supervisor, claimedPorts, request });
    return { home, settings, secrets, claimedPorts, supervisor, stop: stopper(home, supervisor, lock) };
  } catch (error) {
    await stopper(home, supervisor, lock)();
    throw error;
  }
}

function stopper(home: Home, supervisor: Supervisor, lock: ProcessLock): RunningServers['stop'] {
  return async (onStop) => {
    wipe([home.stackEnvFile]);
    await supervisor.stop(onStop);
    lock.release();
  };
}

/** Ends what a killed run left behind and, if requested, forgets what it kept. */
async function clear(home: Home, local: readonly Server[], request: StackRequest): Promise<void> {
  wipe([home.stackEnvFile]);
  for (const orphan of await stopOrphans(home.processesFile)) {
    request.progress.line(`  Stopped ${orphan}, which a killed run had left running.`);
  }
  if (request.fresh === true) {
    const everythingIsLocal =
      local.length === request.servers.length && given(request.env, 'DATABASE_URL') === null;
    wipe([
      ...local.map(({ name }) => path.join(home.servers, name)),
      ...(given(request.env, 'DATABASE_URL') === null ? [home.database, home.demoFile] : []),
      // Servers that stay keep data which only the old secrets fit.
      ...(everythingIsLocal ? [home.secretsFile] : []),
    ]);
  }
}

interface Start {
  readonly known: Settings;
  readonly secrets: Secrets;
  readonly home: Home;
  readonly supervisor: Supervisor;
  readonly claimedPorts: Set<number>;
  readonly request: StackRequest;
}

async function startAll(local: readonly Server[], start: Start): Promise<Settings> {
  const { home, supervisor, claimedPorts, request } = start;
  const { env, progress, ports } = request;
  const failed = new AbortController();
  const asked = request.signal ?? new AbortController().signal;
  const programs = await ensurePrograms(local, {
    machine: thisMachine(env),
    progress,
    logs: home.logs,
    signal: asked,
  });
  const signal = AbortSignal.any([asked, failed.signal]);
  const pad: LaunchPad = { home, progress, signal, supervisor, claimedPorts, ports };
  const prepared: { server: Server; program: FoundProgram; ports: Ports }[] = [];
  for (const server of local) {
    const program = programs.get(server.name);
    if (program !== undefined) {
      prepared.push({ server, program, ports: await choosePortsFor(server, pad) });
    }
  }
  let settings = start.known;
  const launches = new Map<ServerName, Promise<void>>();
  for (const { server, ...own } of prepared) {
    const before = server.after.map((name) => launches.get(name));
    const launching = Promise.all(before).then(async () => {
      const folder = path.join(home.servers, server.name);
      const context = await launch(server, { folder, env, settings, secrets: start.secrets, ...own }, pad);
      settings = { ...settings, ...server.settings(context) };
    });
    launching.catch(() => failed.abort());
    launches.set(server.name, launching);
  }
  const outcomes = await Promise.allSettled(launches.values());
  asked.throwIfAborted();
  const failure = outcomes.find((outcome) => outcome.status === 'rejected' && !isAbort(outcome.reason));
  if (failure?.status === 'rejected') {
    throw failure.reason;
  }
  return settings;
}
