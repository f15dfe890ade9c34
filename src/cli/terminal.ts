import { createProgress, type Progress } from '../../bootstrap/progress.js';
import type { Environment } from '../stack/settings.js';

/** Where a command writes, and what it knows of its surroundings. */
export interface Terminal {
  readonly env: Environment;
  readonly progress: Progress;
  /** Writes one line (or several) to the standard output. */
  say(text?: string): void;
  /** Writes to the standard error. */
  complain(text: string): void;
  /** Emphasis and its opposite; the text itself where there are no colours. */
  bold(text: string): string;
  dim(text: string): string;
  /** Sets the exit code with which the program ends when nothing is left to do. */
  endWith(exitCode: number): void;
}

/** The terminal of this process. Colours only on a real one and not with NO_COLOR; no live display in CI. */
export function processTerminal(env: Environment): Terminal {
  const isTerminal = process.stdout.isTTY === true && !env.CI;
  const colours = isTerminal && !env.NO_COLOR;
  const paint = (on: number, off: number) => (text: string) =>
    colours ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return {
    env,
    progress: createProgress({ stream: process.stdout, live: isTerminal, colours }),
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
