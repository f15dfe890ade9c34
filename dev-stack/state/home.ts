import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { type ProcessLock, tryLock } from '../../src/database/process-lock.js';
import { StackError } from './stack-error.js';

const keptStarts = 10;

/** The folder that holds a stack's whole state, and the names in it. */
export interface Home {
  readonly folder: string;
  /** The logs of the latest start. */
  readonly logs: string;
  /** The data of the servers, one folder each. */
  readonly servers: string;
  readonly database: string;
  readonly secretsFile: string;
  readonly portsFile: string;
  readonly processesFile: string;
  readonly demoFile: string;
  readonly stackEnvFile: string;
  readonly lockFile: string;
}

/** Names the parts of a home; touches nothing. */
export function homeAt(folder: string): Home {
  const within = (name: string) => path.join(path.resolve(folder), name);
  return {
    folder: path.resolve(folder),
    logs: within('logs/latest'),
    servers: within('servers'),
    database: within('database'),
    secretsFile: within('secrets.json'),
    portsFile: within('ports.json'),
    processesFile: within('processes.json'),
    demoFile: within('demo.json'),
    stackEnvFile: within('stack.env'),
    lockFile: within('stack.lock'),
  };
}

/**
 * Makes the home this process's own until the lock is released, and begins the logs of this start.
 * @throws {StackError} when another stack runs in it.
 */
export function occupy(home: Home): ProcessLock {
  mkdirSync(home.servers, { recursive: true, mode: 0o700 });
  const attempt = tryLock(home.lockFile);
  if ('heldBy' in attempt) {
    throw new StackError(
      `A stack is running in ${home.folder} already (process ${attempt.heldBy}).\n` +
        'Stop that one first, or set TRUNKLINE_HOME to another folder to run a second stack beside it.',
    );
  }
  beginLogs(home.logs);
  return attempt;
}

/** Makes a folder for the logs of this start, lets `latest` lead to it, and keeps the last ten of such folders. */
export function beginLogs(latest: string, now = new Date()): void {
  const folder = path.dirname(latest);
  const name = now.toISOString().replaceAll(':', '-');
  mkdirSync(path.join(folder, name), { recursive: true });
  rmSync(latest, { recursive: true, force: true });
  symlinkSync(name, latest);
  const starts = readdirSync(folder).filter((entry) => /^\d{4}-\d\d-\d\dT/.test(entry));
  for (const old of starts.sort().slice(0, -keptStarts)) {
    rmSync(path.join(folder, old), { recursive: true, force: true });
  }
}
