import path from 'node:path';
import { exitCodes, untilStopped } from '../../src/cli/terminal.js';
import { describeExit } from '../servers/launch.js';
import type { ServerName } from '../servers/server.js';
import { type RunningServers, startServers } from '../servers/start-servers.js';
import { given } from '../state/settings.js';
import type { StackTerminal } from './stack-terminal.js';

const servers: readonly ServerName[] = ['redis', 'temporal', 'livekit'];

/** Starts what a command adds to the servers. It is called once they are ready, and resolves when the additions are ready. */
export type WhenServersRun = (running: RunningServers, signal: AbortSignal) => Promise<void>;

/**
 * Runs the servers, and what belongs to the command, until a person stops it or one of them dies. Everything is
 * stopped in order in any case.
 */
export async function runStack(
  terminal: StackTerminal,
  { fresh }: { fresh: boolean },
  whenServersRun: WhenServersRun,
): Promise<void> {
  let running: RunningServers | null = null;
  const interruption = untilStopped(terminal.env, () => running?.supervisor.killAll());
  const home = path.resolve(given(terminal.env, 'TRUNKLINE_HOME') ?? '.trunkline');
  terminal.say(terminal.bold('Trunkline'));
  terminal.say(terminal.dim(`  State and logs are kept in ${shortPath(home)}.`));
  try {
    running = await startServers({
      home,
      servers,
      ports: 'stable',
      env: terminal.env,
      progress: terminal.progress,
      fresh,
      signal: interruption.signal,
    });
    const death = running.supervisor.died;
    const ready = whenServersRun(running, interruption.signal);
    const outcome = await Promise.race([
      death,
      ready.then(() => Promise.race([death, interruption.asked.then(() => null)])),
    ]);
    if (outcome !== null) {
      terminal.complain(`\n${describeExit(outcome, 'ended unexpectedly')}`);
      terminal.endWith(exitCodes.failed);
    }
  } catch (error) {
    if (!interruption.signal.aborted) {
      throw error;
    }
    terminal.endWith(exitCodes.failed);
  } finally {
    await stop(terminal, running);
    interruption.dispose();
  }
}

async function stop(terminal: StackTerminal, running: RunningServers | null): Promise<void> {
  if (running === null) {
    return;
  }
  const stopped: string[] = [];
  const task = terminal.progress.task('Stopping');
  await running.stop((title) => {
    stopped.push(title);
    task.detail(title);
  });
  task.succeed(stopped.length === 0 ? 'nothing ran any more' : `${stopped.join(', ')} stopped`);
}

/** A path as a person would write it here: relative if it lies below the current folder. */
export function shortPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative || '.';
}
