import { type Environment, isInteractive, processTerminal, type Terminal } from '../../src/cli/terminal.js';
import { createProgress, type Progress } from '../bootstrap/progress.js';

/** A terminal that also shows what is under way while the stack starts and stops. */
export interface StackTerminal extends Terminal {
  readonly progress: Progress;
}

/** The terminal of this process, with a live display if it is interactive and with plain lines otherwise. */
export function stackTerminal(env: Environment): StackTerminal {
  const live = isInteractive(env);
  return {
    ...processTerminal(env),
    progress: createProgress({ stream: process.stdout, live, colours: live && !env.NO_COLOR }),
  };
}
