import path from 'node:path';
import { exitCodes, type Terminal, untilStopped } from '../../src/cli/terminal/terminal.js';
import { unknownVariables } from '../../src/runtime/config/config.js';
import type { Progress } from '../bootstrap/progress.js';
import { keepRunning } from '../servers/launch.js';
import {
  quickStopMs,
  type RunningServers,
  type StackRequest,
  startServers,
} from '../servers/start-servers.js';
import { writePrivateFile } from '../state/private-file.js';
import { given } from '../state/settings.js';
import { trunklineEnvironment } from './service.js';

/** A terminal that also shows what is under way while the stack starts and stops. */
export interface StackTerminal extends Terminal {
  readonly progress: Progress;
}

/**
 * Runs the servers, and what belongs to the command, until a person stops it. Whatever dies is started again. In the
 * end everything is stopped in order, within two seconds.
 * @param whenServersRun does what the command adds, once all is ready
 */
export async function runStack(
  terminal: StackTerminal,
  options: Pick<StackRequest, 'fresh' | 'service'>,
  whenServersRun: (running: RunningServers, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { env, progress } = terminal;
  const { signal, asked, dispose } = untilStopped(env);
  const home = path.resolve(given(env, 'TRUNKLINE_HOME') ?? '.trunkline');
  terminal.say(terminal.bold('Trunkline'));
  terminal.say(terminal.dim(`  State and logs are kept in ${shortPath(home)}.`));
  for (const warning of unknownVariables(env)) {
    terminal.say(`  ${warning}.`);
  }
  let running: RunningServers | undefined;
  let exitCode: number = exitCodes.failed;
  try {
    running = await startServers({
      ...{ home, env, progress, signal, ...options },
      servers: ['redis', 'temporal', 'livekit', 'sip'],
      ports: 'stable',
    });
    const { launched, pad } = running;
    const deaths = launched.map((each) => keepRunning(each, pad));
    await Promise.race([...deaths, asked, whenServersRun(running, signal)]);
    signal.throwIfAborted();
    exitCode = exitCodes.done;
    await Promise.race([...deaths, asked]);
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  } finally {
    if (running !== undefined) {
      const stopped: string[] = [];
      const task = progress.task('Stopping');
      await running.stop((title) => task.detail(`${stopped.push(title)}. ${title}`), quickStopMs);
      task.succeed(stopped.length === 0 ? 'nothing ran any more' : `${stopped.join(', ')} stopped`);
    }
    dispose();
  }
  terminal.endWith(exitCode);
}

/** Writes `stack.env`: how programs reach what runs. The stack removes it when it stops. */
export function publish(running: RunningServers, further: Readonly<Record<string, string>>): void {
  const variables = { ...trunklineEnvironment(running), ...further };
  writePrivateFile(running.home.stackEnvFile, formatStackEnv(variables));
}

/**
 * `KEY=VALUE` lines that a shell can source and simple parsers can read. Values with characters that mean
 * something to a shell stand in single quotes.
 */
export function formatStackEnv(variables: Readonly<Record<string, string>>): string {
  const quote = (value: string) =>
    /^[A-Za-z0-9_./:@%+,=-]*$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${quote(value)}\n`)
    .join('');
}

/** A path as a person would write it here: relative if it lies below the current folder. */
export function shortPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative || '.';
}
