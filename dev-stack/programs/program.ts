import path from 'node:path';
import type { ProgressTask } from '../bootstrap/progress.js';
import { runCommand } from '../bootstrap/run-command.js';
import { given } from '../state/settings.js';
import { StackError } from '../state/stack-error.js';
import { findOnPath, isRunnable, type Machine } from './machine.js';

/** A way to get a program that is not there yet. */
export interface Way {
  /** Whether this computer allows it. */
  isPossible(machine: Machine): boolean;
  /** Describes the way. It is shown on screen before anything is downloaded or installed. */
  readonly announcement: string;
  /** Makes the program's file in `draft`, and returns its path; null if it has installed the program into the system. */
  obtain(context: ObtainContext): Promise<string | null>;
}

/** The machine, the folder and the screen that a {@link Way} uses. */
export interface ObtainContext {
  readonly machine: Machine;
  /** An empty folder on the same disk as the cache; removed afterwards. */
  readonly draft: string;
  readonly logFile: string;
  readonly task: ProgressTask;
  readonly signal: AbortSignal;
}

/** A server's program and where it may come from. */
export interface Program {
  readonly title: string;
  readonly command: string;
  /** The variable that names the program explicitly, or its folder. */
  readonly variable: string;
  readonly variableNamesFolder?: true;
  /** Folders beside PATH in which systems keep it. */
  readonly furtherFolders?: (machine: Machine) => Promise<readonly string[]>;
  /** Versions that will do: from `minimum` up to, but not including, `below`. */
  readonly minimum: string;
  readonly below: string;
  /** Its folder in the cache, which names the version. */
  readonly cacheFolder: string;
  /** In order of preference. */
  readonly ways: readonly Way[];
  /** How a person gets it by hand: one line for Debian, one for macOS. */
  readonly advice: { readonly debian: string; readonly macos: string };
}

/** A program that can be run. */
export interface FoundProgram {
  readonly file: string;
  readonly version: string;
}

/**
 * Searches for a program that is already there: the explicit variable, then PATH (if the version will do), then the cache.
 * @throws {StackError} when the variable names something that cannot be run.
 */
export async function findProgram(program: Program, machine: Machine): Promise<FoundProgram | null> {
  const { command, variable, variableNamesFolder, furtherFolders, minimum, below } = program;
  const named = given(machine.env, variable);
  if (named !== null) {
    const file = path.resolve(variableNamesFolder === true ? path.join(named, command) : named);
    const found = await runnable(file);
    if (found === null) {
      throw new StackError(
        `${variable} names ${named}, but ${file} cannot be run. Correct the variable or unset it.`,
      );
    }
    return found;
  }
  const file = await findOnPath(command, machine.env, await furtherFolders?.(machine));
  const found = file === null ? null : await runnable(file);
  const isBefore = (one: string, other: string) => one.localeCompare(other, undefined, { numeric: true }) < 0;
  return found !== null && !isBefore(found.version, minimum) && isBefore(found.version, below)
    ? found
    : runnable(cachedFile(program, machine));
}

/** Tells whether a program is there already or can be obtained on this computer. Nothing is obtained. */
export async function isWithinReach(program: Program, machine: Machine): Promise<boolean> {
  return (
    (await findProgram(program, machine)) !== null ||
    (machine.mayInstall && program.ways.some((way) => way.isPossible(machine)))
  );
}

/** Where the cache keeps the program, there or not. */
export function cachedFile(program: Program, machine: Machine): string {
  return path.join(machine.cache, program.cacheFolder, program.command);
}

/** Asks a program for its version; in "livekit-server version 1.13.5" that is 1.13.5. Null if it cannot be run. */
async function runnable(file: string): Promise<FoundProgram | null> {
  if (!(await isRunnable(file))) {
    return null;
  }
  const { code, lastLines } = await runCommand([file, '--version']);
  const version = lastLines.join('\n').match(/\d+(\.\d+)+/)?.[0];
  return code === 0 && version !== undefined ? { file, version } : null;
}
