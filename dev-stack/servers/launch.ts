import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Progress } from '../bootstrap/progress.js';
import { listeningPorts } from '../processes/listening.js';
import { choosePorts, type PortRequest, type Ports, systemPorts } from '../processes/ports.js';
import type { SupervisedProcess } from '../processes/supervised-process.js';
import type { Supervisor } from '../processes/supervisor.js';
import type { Home } from '../state/home.js';
import { readJsonFile, writePrivateFile } from '../state/private-file.js';
import { StackError } from '../state/stack-error.js';
import { type Launchable, portRequestsOf, type ServerContext } from './server.js';

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

/** A server that works, and what it was started with. */
export interface Launched {
  readonly server: Launchable;
  readonly context: ServerContext;
  readonly process: SupervisedProcess;
}

const portsShape = z.record(z.string(), z.number().int().min(1).max(65_535));
const attempts = 3;
const readyTimeoutMs = 60_000;
const defaultStopTimeoutMs = 10_000;
const pollMs = 100;

/** The pause before a server that has died is started again. It doubles unless the server has worked for a while. */
const pauses = { shortestMs: 1_000, longestMs: 30_000, forgottenAfterMs: 60_000 };

/** Chooses the ports of servers. One line on screen tells which ports are in use and what takes their place. */
export async function choosePortsFor(servers: readonly Launchable[], pad: LaunchPad): Promise<Ports> {
  // The ports of the last run, so that links stay the same.
  const kept = portsShape.safeParse(readJsonFile(pad.home.portsFile)).data ?? {};
  const remembered = pad.ports === 'stable' ? kept : null;
  const requests = servers.flatMap(portRequestsOf);
  const { ports, replacements } = await choosePorts(requests, remembered, pad.claimedPorts, systemPorts);
  const titleOf = (request: PortRequest) =>
    servers.find((server) => portRequestsOf(server).includes(request))?.title;
  const changes = replacements.map(
    ({ request, taken, chosen }) => `${titleOf(request)} ${taken} → ${chosen}`,
  );
  if (changes.length > 0) {
    pad.progress.line(`  Other programs use some ports, so these change: ${changes.join(', ')}.`);
  }
  if (remembered !== null) {
    writePrivateFile(pad.home.portsFile, `${JSON.stringify({ ...remembered, ...ports }, null, 2)}\n`);
  }
  return ports;
}

/**
 * Starts a server and waits until it really works. Should somebody take one of its ports in the meantime, it
 * is tried again on others, and so is one that may have lost a port of its own choice.
 * @throws {StackError} with the end of its log when it does not get well.
 */
export async function launch(server: Launchable, context: ServerContext, pad: LaunchPad): Promise<Launched> {
  const task = pad.progress.task(server.title);
  try {
    for (let current = context, attempt = 1; ; attempt += 1) {
      const process = await startProcess(server, current, pad);
      try {
        await waitUntilWell(server, current, process, pad.signal);
        task.succeed(`${current.program.version} is ready on ${server.whereabouts(current)}`);
        return { server, context: current, process };
      } catch (error) {
        const mayHaveLostItsOwn = server.choosesFurtherPorts === true && process.exited !== null;
        if (pad.signal.aborted) throw error;
        await pad.supervisor.drop(process);
        const lost = await lostAPort(server, current);
        if (attempt === attempts || (!lost && !mayHaveLostItsOwn)) throw error;
        if (lost)
          current = { ...current, ports: { ...current.ports, ...(await choosePortsFor([server], pad)) } };
      }
    }
  } catch (error) {
    task.fail(pad.signal.aborted ? 'stopped' : 'did not start');
    throw error;
  }
}

/**
 * Starts a server again, on the same ports, whenever it ends by itself, each time after a longer pause. The screen says
 * so. Rejects when the signal of the launch pad aborts.
 */
export async function keepRunning({ server, context, process }: Launched, pad: LaunchPad): Promise<never> {
  let current = process;
  let pauseMs = pauses.shortestMs;
  for (;;) {
    const since = Date.now();
    const { reason } = await current.ended;
    pad.signal.throwIfAborted();
    if (Date.now() - since > pauses.forgottenAfterMs) pauseMs = pauses.shortestMs;
    pad.progress.line(
      `  ${server.title} ended unexpectedly (${reason}). It starts again in ${pauseMs / 1000} s; its log: ${current.spec.logFile}`,
    );
    await sleep(pauseMs, undefined, { signal: pad.signal });
    pauseMs = Math.min(2 * pauseMs, pauses.longestMs);
    const task = pad.progress.task(server.title);
    await pad.supervisor.drop(current);
    current = await startProcess(server, context, pad);
    try {
      await waitUntilWell(server, context, current, pad.signal);
      task.succeed(`runs again on ${server.whereabouts(context)}`);
    } catch (error) {
      task.fail(pad.signal.aborted ? 'stopped' : 'did not start again');
      pad.signal.throwIfAborted();
      if (!(error instanceof StackError)) throw error;
      await pad.supervisor.drop(current);
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
  const over = new AbortController();
  const aborted = once(signal, 'abort', { signal: over.signal }).then(() => signal.throwIfAborted());
  aborted.catch(() => {});
  const since = Date.now();
  let last = 'it did not answer';
  try {
    while (Date.now() - since < readyTimeoutMs) {
      if (process.exited !== null) {
        const { reason, lastLines } = process.exited;
        const what = `${server.title} ended during its start (${reason}). The end of its log, ${process.spec.logFile}:`;
        throw new StackError([what, ...lastLines].join('\n  '));
      }
      try {
        requireOwnPorts(server, context, process);
        await Promise.race([server.check(context), aborted]);
        return;
      } catch (error) {
        last = error instanceof Error ? error.message : String(error);
      }
      await sleep(pollMs, undefined, { signal });
    }
  } finally {
    over.abort();
  }
  throw new StackError(
    `${server.title} was not ready within ${readyTimeoutMs / 1000} s: ${last}\nIts log: ${process.spec.logFile}`,
  );
}

/** A stranger's server may answer on the same port; only what our own process listens on counts. */
function requireOwnPorts(server: Launchable, { ports }: ServerContext, { pid }: SupervisedProcess): void {
  const listening = pid === null ? null : listeningPorts(pid);
  const missing = server.ports.find(
    ({ name, protocol }) => protocol !== 'udp' && listening !== null && !listening.includes(ports[name] ?? 0),
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
