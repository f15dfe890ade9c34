import { InvalidArgumentError } from 'commander';
import { isStartedByNpm, whenOrphaned } from './parent-watch.js';

/** The program's exit codes: 2 for a wrong call or configuration, 3 when a reconciliation leaves findings. */
export const exitCodes = { done: 0, failed: 1, usage: 2, found: 3 } as const;

/** Names of errors whose message is enough for a person. Any other error is shown with its call stack. */
const explainedErrors = new Set([
  'AdministrationError',
  'ConfigurationError',
  'WrongInstallationError',
  'DatabaseInUseError',
  'UnreachableError',
  'PortInUseError',
  'TrunklineError',
]);

/**
 * Chooses the text and the exit code for an error that ended a command.
 * @param further names of error classes that need no call stack either
 */
export function explain(error: unknown, further: readonly string[]): { message: string; exitCode: number } {
  if (!(error instanceof Error)) {
    return { message: String(error), exitCode: exitCodes.failed };
  }
  return {
    message:
      explainedErrors.has(error.name) || further.includes(error.name)
        ? [error.message, ...remedyIn(error)].join('\n→ ')
        : (error.stack ?? error.message),
    exitCode: error.name === 'ConfigurationError' ? exitCodes.usage : exitCodes.failed,
  };
}

/** The remedy that a failure of a remote Trunkline names. */
function remedyIn(error: Error): string[] {
  return 'remedy' in error && typeof error.remedy === 'string' ? [error.remedy] : [];
}

/** Environment variables as a process gets them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a command writes, and the environment that it runs in. */
export interface Terminal {
  readonly env: Environment;
  /** Writes one line (or several) to the standard output. */
  say(text?: string): void;
  /** Writes to the standard error. */
  complain(text: string): void;
  /** Emphasised text; the text itself where there are no colours. */
  bold(text: string): string;
  /** Text in the background; the text itself where there are no colours. */
  dim(text: string): string;
  /** Sets the exit code with which the program ends when nothing is left to do. */
  endWith(exitCode: number): void;
}

/** Whether the standard output is a terminal that a person reads. False in CI, so that no live display is drawn there. */
function isInteractive(env: Environment): boolean {
  return process.stdout.isTTY === true && !env.CI;
}

/** The terminal of this process. It uses colours only if it is interactive and NO_COLOR is not set. */
export function processTerminal(env: Environment): Terminal {
  const colours = isInteractive(env) && !env.NO_COLOR;
  const paint = (on: number, off: number) => (text: string) =>
    colours ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return {
    env,
    say: (text = '') => {
      process.stdout.write(`${text}\n`);
    },
    complain: (text) => {
      process.stderr.write(`${text}\n`);
    },
    bold: paint(1, 22),
    dim: paint(2, 22),
    endWith: (exitCode) => {
      process.exitCode = exitCode;
    },
  };
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const anHourMs = 3_600_000;

/** A request to stop: Ctrl-C, `kill`, a closed terminal, or the end of the npm that started this process. */
export interface Interruption {
  /** Aborts at the first request. */
  readonly signal: AbortSignal;
  /** Resolves at the first request. */
  readonly asked: Promise<void>;
  /** Ends the listening: signals end this process again, and it no longer waits for them. */
  dispose(): void;
}

/**
 * From now on signals no longer end this process by themselves, and it stays until {@link Interruption.dispose}.
 * @param env its variables say whether npm has started this process
 */
export function untilStopped(env: Environment): Interruption {
  const controller = new AbortController();
  const asked = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const stop = () => controller.abort();
  // Node does not count waiting for a signal as something to stay for.
  const staying = setInterval(() => {}, anHourMs);
  const endWatch = isStartedByNpm(env) ? whenOrphaned(stop) : () => {};
  for (const name of stopSignals) {
    process.on(name, stop);
  }
  return {
    signal: controller.signal,
    asked,
    dispose: () => {
      clearInterval(staying);
      endWatch();
      for (const name of stopSignals) {
        process.off(name, stop);
      }
    },
  };
}

/** Formats rows under headings, in columns as wide as their longest entry. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [headings, ...rows]
    .map((row) =>
      row
        .map((entry, column) => entry.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Formats the members of an object, one a line. */
export function details(shown: object): string {
  const members = Object.entries(shown);
  const width = Math.max(...members.map(([name]) => name.length));
  const text = (value: unknown) =>
    typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '-');
  return members.map(([name, value]) => `${name.padEnd(width)}  ${text(value)}`).join('\n');
}

/** Reads an argument that must be a whole number from 1. @throws {InvalidArgumentError} */
export function wholeNumberIn(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}

/** Reads the first entries of a list. */
export async function limitedTo<Entry>(limit: number, list: AsyncIterable<Entry>): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of list) {
    entries.push(entry);
    if (entries.length === limit) break;
  }
  return entries;
}
