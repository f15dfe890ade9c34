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
  /** Gets the program and returns its path. Files for the cache are made in `draft`, whose `file` is then moved there. */
  obtain(context: ObtainContext): Promise<string>;
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
  /** The variable that names the program (or its folder) explicitly. */
  readonly variable: string;
  readonly variableNames: 'file' | 'folder';
  /** Folders beside PATH in which systems keep it. */
  readonly furtherFolders: (machine: Machine) => Promise<readonly string[]>;
  readonly versionArgs: readonly string[];
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
  return (
    (await findNamed(program, machine)) ??
    (await findSuitable(program, machine)) ??
    (await runnable(program, cachedFile(program, machine)))
  );
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

async function findNamed(program: Program, machine: Machine): Promise<FoundProgram | null> {
  const named = given(machine.env, program.variable);
  if (named === null) {
    return null;
  }
  const file = path.resolve(program.variableNames === 'folder' ? path.join(named, program.command) : named);
  const found = await runnable(program, file);
  if (found === null) {
    throw new StackError(
      `${program.variable} names ${named}, but ${file} cannot be run. Correct the variable or unset it.`,
    );
  }
  return found;
}

async function findSuitable(program: Program, machine: Machine): Promise<FoundProgram | null> {
  const file = await findOnPath(program.command, machine.env, await program.furtherFolders(machine));
  const found = file === null ? null : await runnable(program, file);
  const compare = (version: string, other: string) =>
    version.localeCompare(other, undefined, { numeric: true });
  return found !== null &&
    compare(found.version, program.minimum) >= 0 &&
    compare(found.version, program.below) < 0
    ? found
    : null;
}

async function runnable(program: Program, file: string): Promise<FoundProgram | null> {
  if (!(await isRunnable(file))) {
    return null;
  }
  const { code, lastLines } = await runCommand([file, ...program.versionArgs]);
  // For example `1.13.5` in "livekit-server version 1.13.5".
  const version = lastLines.join('\n').match(/\d+\.\d+(?:\.\d+)*/)?.[0];
  return code === 0 && version !== undefined ? { file, version } : null;
}
