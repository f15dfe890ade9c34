import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { type ProcessLock, tryLock } from '../../src/database/process-lock.js';
import { StackError } from './stack-error.js';

const keptStarts = 10;

/** Names the parts of the folder that holds a stack's whole state; touches nothing. */
export function homeAt(folder: string) {
  const within = (name: string) => path.resolve(folder, name);
  return {
    folder: path.resolve(folder),
    /** The logs of the latest start. */
    logs: within('logs/latest'),
    /** The data of the servers, one folder each. */
    servers: within('servers'),
    database: within('database'),
    secretsFile: within('secrets.json'),
    portsFile: within('ports.json'),
    processesFile: within('processes.json'),
    demoFile: within('demo.json'),
    auditHeadFile: within('audit-head.json'),
    stackEnvFile: within('stack.env'),
    lockFile: within('stack.lock'),
  } as const;
}

/** The folder of a stack, and the names in it. */
export type Home = Readonly<ReturnType<typeof homeAt>>;

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
