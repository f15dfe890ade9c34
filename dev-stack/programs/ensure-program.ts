import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { waitForLock } from '../../src/database/process-lock.js';
import type { Progress } from '../bootstrap/progress.js';
import { MissingProgramError, StackError } from '../state/stack-error.js';
import type { Machine } from './machine.js';
import { cachedFile, type FoundProgram, findProgram, type Program, type Way } from './program.js';

/** The machine, the screen and the folder for logs that are needed to get programs. */
export interface Obtaining {
  readonly machine: Machine;
  readonly progress: Progress;
  readonly logs: string;
  readonly signal: AbortSignal;
}

/**
 * Finds a program, or gets it into the user's cache. Of several starts at once one does the work and the others wait.
 * @throws {MissingProgramError} when no way works, with what was tried.
 * @throws {StackError} when the variable for the program names something that cannot be run.
 */
export async function ensureProgram(program: Program, obtaining: Obtaining): Promise<FoundProgram> {
  const found = await findProgram(program, obtaining.machine);
  if (found !== null) {
    return found;
  }
  const { machine, signal } = obtaining;
  const ways = program.ways.filter((way) => way.isPossible(machine));
  if (!machine.mayInstall || ways.length === 0) {
    throw new MissingProgramError(
      machine.mayInstall
        ? `${program.title} was not found, and there is no way to get it on this system.`
        : `${program.title} was not found, and TRUNKLINE_NO_INSTALL forbids to get it.`,
    );
  }
  await mkdir(machine.cache, { recursive: true });
  const task = obtaining.progress.task(program.title);
  try {
    const lock = await waitForLock(path.join(machine.cache, `${program.cacheFolder}.lock`), {
      signal,
      onWait: (pid) => task.phase(`waiting for process ${pid}, which is getting it`),
    });
    try {
      const made = (await findProgram(program, machine)) ?? (await tryWays(program, ways, obtaining, task));
      task.succeed(`${made.version} obtained`);
      return made;
    } finally {
      lock.release();
    }
  } catch (error) {
    task.fail(signal.aborted ? 'stopped' : 'could not be obtained');
    throw error;
  }
}

async function tryWays(
  program: Program,
  ways: readonly Way[],
  obtaining: Obtaining,
  task: ReturnType<Progress['task']>,
): Promise<FoundProgram> {
  const failures: string[] = [];
  for (const way of ways) {
    obtaining.signal.throwIfAborted();
    obtaining.progress.line(`  ${program.title} is not here yet: ${way.announcement}.`);
    try {
      return await tryWay(program, way, obtaining, task);
    } catch (error) {
      obtaining.signal.throwIfAborted();
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new MissingProgramError(`${program.title} could not be obtained.\n${failures.join('\n')}`);
}

async function tryWay(
  program: Program,
  way: Way,
  { machine, logs, signal }: Obtaining,
  task: ReturnType<Progress['task']>,
): Promise<FoundProgram> {
  const prefix = `${program.cacheFolder}.draft-`;
  await removeDrafts(machine.cache, prefix);
  const draft = await mkdtemp(path.join(machine.cache, prefix));
  try {
    const file = await way.obtain({
      machine,
      draft,
      logFile: path.join(logs, `obtain-${program.command}.log`),
      task,
      signal,
    });
    if (path.dirname(file) === draft) {
      const home = path.dirname(cachedFile(program, machine));
      await keepOnly(draft, path.basename(file), program.command);
      await rm(home, { recursive: true, force: true });
      await rename(draft, home);
    }
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  const found = await findProgram(program, machine);
  if (found === null) {
    throw new StackError(`What was obtained for ${program.title} does not run on this system.`);
  }
  return found;
}

/** Drafts of starts that were killed; the caller holds the lock, so none of them is in use. */
async function removeDrafts(cache: string, prefix: string): Promise<void> {
  const names = await readdir(cache);
  await Promise.all(
    names
      .filter((name) => name.startsWith(prefix))
      .map((name) => rm(path.join(cache, name), { recursive: true, force: true })),
  );
}

async function keepOnly(folder: string, name: string, newName: string): Promise<void> {
  for (const other of await readdir(folder)) {
    if (other !== name) {
      await rm(path.join(folder, other), { recursive: true, force: true });
    }
  }
  await rename(path.join(folder, name), path.join(folder, newName));
}
