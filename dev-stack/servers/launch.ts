import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Progress } from '../bootstrap/progress.js';
import { listenersOf } from '../processes/listening.js';
import { choosePorts, type Ports, systemPorts } from '../processes/ports.js';
import type { ProcessExit, SupervisedProcess } from '../processes/supervised-process.js';
import type { Supervisor } from '../processes/supervisor.js';
import type { Home } from '../state/home.js';
import { readJsonFile, writePrivateFile } from '../state/private-file.js';
import { StackError } from '../state/stack-error.js';
import type { Launchable, ServerContext } from './server.js';

/** Where servers are launched, the same for all of one stack. */
export interface LaunchPad {
  readonly home: Home;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly supervisor: Supervisor;
  readonly claimedPorts: Set<number>;
  /** `stable`: the usual ports, or the ones of the last run; `free`: any. */
  readonly ports: 'stable' | 'free';
}

const portsShape = z.record(z.string(), z.number().int().min(1).max(65_535));
const attempts = 3;
const readyTimeoutMs = 60_000;
const defaultStopTimeoutMs = 10_000;
const pollMs = 100;

/** Chooses a server's ports, and says so on screen when they are not the usual ones. */
export async function choosePortsFor(server: Launchable, pad: LaunchPad): Promise<Ports> {
  const remembered = pad.ports === 'stable' ? rememberedPorts(pad.home.portsFile) : null;
  const { ports, replacements } = await choosePorts(server.ports, remembered, pad.claimedPorts, systemPorts);
  for (const { taken, chosen } of replacements) {
    pad.progress.line(`  Port ${taken} is taken by another program, so ${server.title} uses ${chosen}.`);
  }
  if (pad.ports === 'stable') {
    rememberPorts(pad.home.portsFile, ports);
  }
  return ports;
}

/**
 * Starts a server and waits until it really works. Should somebody take one of its ports in the meantime, it
 * is tried again on others, and so is one that may have lost a port of its own choice.
 * @returns the context with the ports it got
 * @throws {StackError} with the end of its log when it does not get well.
 */
export async function launch(
  server: Launchable,
  context: ServerContext,
  pad: LaunchPad,
): Promise<ServerContext> {
  const task = pad.progress.task(server.title);
  try {
    const settled = await launchOnFreePorts(server, context, pad);
    task.succeed(`${settled.program.version} is ready on ${server.whereabouts(settled)}`);
    return settled;
  } catch (error) {
    task.fail(pad.signal.aborted ? 'stopped' : 'did not start');
    throw error;
  }
}

async function launchOnFreePorts(
  server: Launchable,
  context: ServerContext,
  pad: LaunchPad,
): Promise<ServerContext> {
  let current = context;
  for (let attempt = 1; ; attempt += 1) {
    const process = await startProcess(server, current, pad);
    try {
      await waitUntilWell(server, current, process, pad.signal);
      pad.supervisor.watch(process);
      return current;
    } catch (error) {
      const mayHaveLostItsOwn = server.choosesFurtherPorts === true && process.exited !== null;
      await pad.supervisor.drop(process);
      if (pad.signal.aborted || attempt === attempts) throw error;
      const lost = await lostAPort(server, current);
      if (!lost && !mayHaveLostItsOwn) throw error;
      if (lost) current = { ...current, ports: await choosePortsFor(server, pad) };
    }
  }
}

async function startProcess(
  server: Launchable,
  context: ServerContext,
  { home, signal, supervisor }: LaunchPad,
): Promise<SupervisedProcess> {
  signal.throwIfAborted();
  mkdirSync(context.folder, { recursive: true, mode: 0o700 });
  const { command, env, user, stopTimeoutMs = defaultStopTimeoutMs, cleanUp } = await server.prepare(context);
  signal.throwIfAborted();
  return supervisor.start(
    {
      name: server.name,
      title: server.title,
      command,
      cwd: user === undefined ? context.folder : '/',
      env: { ...context.env, ...env },
      logFile: path.join(home.logs, `${server.name}.log`),
      stopTimeoutMs,
      ...(user === undefined ? {} : { user }),
    },
    cleanUp,
  );
}

async function waitUntilWell(
  server: Launchable,
  context: ServerContext,
  process: SupervisedProcess,
  signal: AbortSignal,
): Promise<void> {
  const since = Date.now();
  let last = 'it did not answer';
  while (Date.now() - since < readyTimeoutMs) {
    signal.throwIfAborted();
    if (process.exited !== null) {
      throw new StackError(describeExit(process.exited, 'ended during its start'));
    }
    try {
      requireOwnPorts(server, context, process);
      await server.check(context);
      return;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(pollMs, undefined, { signal });
  }
  throw new StackError(
    `${server.title} was not ready within ${readyTimeoutMs / 1000} s: ${last}\nIts log: ${process.spec.logFile}`,
  );
}

/** A stranger's server may answer on the same port; only what our own process listens on counts. */
function requireOwnPorts(server: Launchable, { ports }: ServerContext, { pid }: SupervisedProcess): void {
  const listeners = pid === null ? null : listenersOf(pid);
  const missing = server.ports.find(
    ({ name, protocol }) =>
      protocol === 'tcp' && listeners !== null && !listeners.some(({ port }) => port === ports[name]),
  );
  if (missing !== undefined) {
    throw new Error(`it does not listen on port ${ports[missing.name]} yet`);
  }
}

async function lostAPort(server: Launchable, { ports }: ServerContext): Promise<boolean> {
  for (const { name, protocol } of server.ports) {
    const port = ports[name];
    if (port !== undefined && !(await systemPorts.isFree(port, protocol))) {
      return true;
    }
  }
  return false;
}

/** Describes for a person how a process ended by itself, with the last lines of its log. @param what completes the first sentence. */
export function describeExit({ title, reason, lastLines, logFile }: ProcessExit, what: string): string {
  return [
    `${title} ${what} (${reason}). The end of its log, ${logFile}:`,
    ...lastLines.map((line) => `  ${line}`),
  ].join('\n');
}

/** Reads the ports of the last run, so that links stay the same. */
function rememberedPorts(file: string): Ports {
  return portsShape.safeParse(readJsonFile(file)).data ?? {};
}

function rememberPorts(file: string, ports: Ports): void {
  writePrivateFile(file, `${JSON.stringify({ ...rememberedPorts(file), ...ports }, null, 2)}\n`);
}
