import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { identify } from '../../src/database/process-identity.js';
import { orphanGuard, signalGroup } from '../bootstrap/run-command.js';

/** The command of a process, its surroundings, and the file for its output. */
export interface ProcessSpec {
  readonly name: string;
  readonly title: string;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly user?: { readonly uid: number; readonly gid: number };
  /** How long it may take to end by itself after SIGTERM, in milliseconds. */
  readonly stopTimeoutMs: number;
}

/** How a process ended, and the last lines of its log. */
export interface ProcessExit {
  readonly reason: string;
  readonly lastLines: readonly string[];
}

const shownLines = 12;

/**
 * A child process with a log file, in a process group of its own, so that Ctrl-C reaches only the one who stops the
 * children in order. It ends when its parent is killed, where the system can do that.
 */
export class SupervisedProcess {
  readonly spec: ProcessSpec;
  /** Resolves when the process has ended, for whatever reason. Never rejects. */
  readonly ended: Promise<ProcessExit>;
  readonly identity: string | null;
  readonly #child: ChildProcess;
  #exit: ProcessExit | null = null;

  constructor(spec: ProcessSpec) {
    this.spec = spec;
    const { logFile, cwd, env, user } = spec;
    const log = openSync(logFile, 'a', 0o600);
    const [program = '', ...args] = [...orphanGuard(env), ...spec.command];
    this.#child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', log, log], ...user });
    closeSync(log);
    this.identity = this.pid === null ? null : identify(this.pid);
    this.ended = new Promise((resolve) => {
      const settle = (reason: string) => {
        this.#exit ??= { reason, lastLines: lastLinesOf(logFile) };
        resolve(this.#exit);
      };
      this.#child.once('error', (error) => settle(error.message));
      this.#child.once('exit', (code, signal) =>
        settle(signal === null ? `exit code ${code}` : `ended by ${signal}`),
      );
    });
  }

  /** Null when it could not even be started. */
  get pid(): number | null {
    return this.#child.pid ?? null;
  }

  /** How it ended; null while it runs. */
  get exited(): ProcessExit | null {
    return this.#exit;
  }

  /** Sends SIGTERM, and SIGKILL when it still runs after the given milliseconds. Resolves when the process is gone. */
  async stop(patienceMs = this.spec.stopTimeoutMs): Promise<void> {
    this.#signal('SIGTERM');
    const force = setTimeout(() => this.kill(), patienceMs);
    await this.ended;
    clearTimeout(force);
  }

  /** Ends it at once, with everything it started. */
  kill(): void {
    this.#signal('SIGKILL');
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#exit === null && this.pid !== null) {
      signalGroup(this.pid, signal);
    }
  }
}

function lastLinesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-shownLines);
  } catch {
    return [];
  }
}
