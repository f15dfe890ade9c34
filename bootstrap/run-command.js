import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

const keptLines = 20;

/**
 * The command in front of which a child ends when its parent is killed: `setpriv` on Linux, nothing elsewhere.
 * @param {NodeJS.ProcessEnv} [env] the environment in which the child will run
 * @returns {string[]}
 */
export function orphanGuard(env) {
  if (process.platform !== 'linux') {
    return [];
  }
  const guard = ['setpriv', '--pdeathsig', 'TERM', '--'];
  return spawnSync(guard[0], [...guard.slice(1), 'true'], { env, stdio: 'ignore' }).status === 0 ? guard : [];
}

/**
 * Runs a program to its end, line by line. It gets a process group of its own, which an abort ends as a whole.
 * @param {readonly string[]} command
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, user?: { uid: number, gid: number }, signal?: AbortSignal, logFile?: string, onLine?: (line: string) => void }} [options]
 * @returns {Promise<{ code: number, lastLines: string[] }>} code 127 when the program cannot be started
 */
export async function runCommand(command, { cwd, env, user, signal, logFile, onLine } = {}) {
  signal?.throwIfAborted();
  const [program, ...args] = [...orphanGuard(env), ...command];
  const child = spawn(program, args, {
    cwd,
    env,
    ...user,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = logFile === undefined ? null : createWriteStream(logFile, { flags: 'a' });
  const lastLines = [];
  const take = (line) => {
    log?.write(`${line}\n`);
    lastLines.push(line);
    if (lastLines.length > keptLines) {
      lastLines.shift();
    }
    onLine?.(line);
  };
  const stop = () => endGroup(child.pid);
  signal?.addEventListener('abort', stop, { once: true });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', take);
  }
  try {
    const code = await new Promise((resolve) => {
      child.once('error', (error) => {
        take(error.message);
        resolve(127);
      });
      child.once('close', (exitCode) => resolve(exitCode ?? 1));
    });
    signal?.throwIfAborted();
    return { code, lastLines };
  } finally {
    signal?.removeEventListener('abort', stop);
    log?.end();
  }
}

function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}
