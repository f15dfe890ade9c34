import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

const keptLines = 20;

/** How long an aborted program may take to end by itself. `npm ci` would remove for half a minute what it has installed. */
const endsByItselfMs = 500;

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {{ readonly uid: number, readonly gid: number }} [user] runs as this user instead of the current one
 * @property {AbortSignal} [signal]
 * @property {boolean} [leaveRunning] an abort leaves the program alone, and so does the end of this process
 * @property {string} [logFile] receives every line of the program
 * @property {(line: string) => void} [onLine]
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
 * Runs a program to its end, in a process group of its own. An abort ends the whole group, by force after half a second,
 * and rejects with the signal's reason.
 * @param {readonly string[]} command
 * @param {CommandOptions} [options]
 * @returns {Promise<{ readonly code: number, readonly lastLines: readonly string[] }>} the exit code (127: it could not
 *   be started) and the last lines that it wrote
 */
export async function runCommand(command, options = {}) {
  const { cwd, env, user, signal, leaveRunning = false, logFile, onLine } = options;
  signal?.throwIfAborted();
  const [program = '', ...args] = [...(leaveRunning ? [] : orphanGuard(env)), ...command];
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
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', take);
  }
  /** @type {NodeJS.Timeout | undefined} */
  let force;
  /** @type {() => void} */
  let stop = () => {};
  try {
    /** @type {number} */
    const code = await new Promise((resolve) => {
      stop = () => {
        if (leaveRunning) {
          child.unref();
          child.stdout.destroy();
          child.stderr.destroy();
          resolve(1);
          return;
        }
        signalGroup(child.pid, 'SIGTERM');
        force = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), endsByItselfMs);
      };
      signal?.addEventListener('abort', stop, { once: true });
      child.once('error', (error) => {
        take(error.message);
        resolve(127);
      });
      child.once('close', (exitCode) => resolve(exitCode ?? 1));
    });
    signal?.throwIfAborted();
    return { code, lastLines };
  } finally {
    clearTimeout(force);
    signal?.removeEventListener('abort', stop);
    // Whoever reads the log or removes its folder afterwards finds everything written.
    if (log !== null && !log.closed) await once(log.end(), 'close');
  }
}

/**
 * Sends a signal to a process and everything it has started. One that has ended is no error.
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(pid, signal) {
  try {
    if (pid !== undefined) {
      process.kill(-pid, signal);
    }
  } catch {
    // It has ended by itself.
  }
}
