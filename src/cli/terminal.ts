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
export function isInteractive(env: Environment): boolean {
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
