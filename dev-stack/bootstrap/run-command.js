import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

const keptLines = 20;

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {{ readonly uid: number, readonly gid: number }} [user] runs as this user instead of the current one
 * @property {AbortSignal} [signal]
 * @property {string} [logFile] receives every line of the program
 * @property {(line: string) => void} [onLine]
 */

/**
 * How a program ended: its exit code (127: it could not be started) and the last lines that it wrote.
 * @typedef {{ readonly code: number, readonly lastLines: readonly string[] }} CommandResult
 */

/**
 * Whether `setpriv` works, by the PATH on which it was looked for.
 * @type {Map<string | undefined, boolean>}
 */
const setprivWorks = new Map();

/**
 * Returns the words to put before a command so that the child ends when its parent is killed: `setpriv` on Linux,
 * nothing where the system has no such command.
 * @param {NodeJS.ProcessEnv} [env] the environment in which the child will run
 * @returns {string[]}
 */
export function orphanGuard(env) {
  if (process.platform !== 'linux') {
    return [];
  }
  const words = ['--pdeathsig', 'TERM', '--'];
  const works =
    setprivWorks.get(env?.PATH) ??
    spawnSync('setpriv', [...words, 'true'], { env, stdio: 'ignore' }).status === 0;
  setprivWorks.set(env?.PATH, works);
  return works ? ['setpriv', ...words] : [];
}

/**
 * Runs a program to its end, in a process group of its own. An abort ends the whole group and rejects with the
 * signal's reason.
 * @param {readonly string[]} command
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>}
 */
export async function runCommand(command, { cwd, env, user, signal, logFile, onLine } = {}) {
  signal?.throwIfAborted();
  const [program = '', ...args] = [...orphanGuard(env), ...command];
  const child = spawn(program, args, {
    cwd,
    env,
    ...user,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = logFile === undefined ? null : createWriteStream(logFile, { flags: 'a' });
  /** @type {string[]} */
  const lastLines = [];
  /** @param {string} line */
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
    /** @type {number} */
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

/** @param {number | undefined} pid */
function endGroup(pid) {
  if (pid === undefined) {
    return;
  }
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}
