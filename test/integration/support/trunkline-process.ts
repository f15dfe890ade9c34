import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { orphanGuard } from '../../../dev-stack/bootstrap/run-command.js';

/** The longest life of a process, in milliseconds, so that none outlives an aborted test for long. A test may ask for more. */
const usualLifeMs = 60_000;

const keptLines = 40;

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Compiles the sources unless that is done: a separate process runs the same build as a user's. */
export async function ensureBuilt(): Promise<void> {
  await promisify(execFile)(process.execPath, [path.join(root, 'dev-stack/bootstrap/run.js'), 'build']);
}

/** `trunkline serve` in a separate process, which a test may kill. */
export class TrunklineProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  /** The last lines of its output. */
  readonly said: readonly string[];

  private constructor(child: ChildProcess, url: string, said: readonly string[]) {
    this.#child = child;
    this.url = url;
    this.said = said;
  }

  /** The signal or exit code with which it ended, e.g. `SIGKILL` or `exit code 1`; null while it runs. */
  get exitReason(): string | null {
    const { exitCode, signalCode } = this.#child;
    return signalCode ?? (exitCode === null ? null : `exit code ${exitCode}`);
  }

  /** Whether the process still runs. */
  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Resolves when the process logs that it is ready. @throws with its output when it ends before that. */
  static async start(
    env: Readonly<Record<string, string>>,
    longestLifeMs = usualLifeMs,
  ): Promise<TrunklineProcess> {
    const command = [
      ...orphanGuard(process.env),
      process.execPath,
      path.join(root, 'bin/trunkline.js'),
      'serve',
    ];
    const [program = '', ...args] = command;
    const child = spawn(program, args, {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: longestLifeMs,
      killSignal: 'SIGKILL',
    });
    const said: string[] = [];
    const url = await new Promise<string | null>((resolve) => {
      for (const input of [child.stdout, child.stderr]) {
        createInterface({ input }).on('line', (line) => {
          said.push(line);
          if (said.length > keptLines) said.shift();
          const ready = readyAt(line);
          if (ready !== null) resolve(ready);
        });
      }
      child.once('close', () => resolve(null));
    });
    if (url !== null) return new TrunklineProcess(child, url, said);
    throw new Error(`Trunkline ended before it was ready:\n${said.join('\n')}`);
  }

  /** The most memory that the process has had since its start, in megabytes. Only Linux says it; elsewhere it is 0. */
  async peakMegabytes(): Promise<number> {
    const status = await readFile(`/proc/${this.#child.pid}/status`, 'utf8').catch(() => '');
    return Math.round(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1_024);
  }

  /** Reads its output no more, so that its writes fail. */
  stopReading(): void {
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  /** Ends the process as a power cut would. */
  async kill(): Promise<void> {
    if (!this.isAlive) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }

  /** Asks the process to end, as an operator would. @returns its exit code. */
  async stop(): Promise<number | null> {
    if (!this.isAlive) return this.#child.exitCode;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const [code] = await gone;
    return code;
  }
}

function readyAt(line: string): string | null {
  try {
    const said: unknown = JSON.parse(line);
    const isReady =
      typeof said === 'object' && said !== null && Reflect.get(said, 'msg') === 'Trunkline is ready';
    return isReady ? String(Reflect.get(said, 'gatewayUrl')) : null;
  } catch {
    return null;
  }
}
