import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { waitForLock } from '../../src/database/process-lock.js';
import type { Progress, ProgressTask } from '../bootstrap/progress.js';
import { StackError } from '../state/stack-error.js';
import type { Machine } from './machine.js';
import { cachedFile, type FoundProgram, findProgram, type Program, type Way } from './program.js';

/** The machine, the screen and the folder for logs that are needed to get programs. */
export interface Obtaining {
  readonly machine: Machine;
  readonly progress: Progress;
  readonly logs: string;
  readonly signal: AbortSignal;
}

/** A program is nowhere to be found and could not be obtained either. */
class MissingProgramError extends Error {
  readonly program: Program;

  constructor(program: Program, message: string) {
    super(message);
    this.program = program;
  }
}

/**
 * Finds the programs of several servers, or gets them into the user's cache, side by side.
 * @throws {StackError} one message for all that could not be obtained, with the choices a person has
 */
export async function ensurePrograms<Name extends string>(
  servers: readonly { readonly name: Name; readonly program: Program }[],
  obtaining: Obtaining,
): Promise<ReadonlyMap<Name, FoundProgram>> {
  const outcomes = await Promise.allSettled(
    servers.map(async ({ name, program }) => [name, await ensureProgram(program, obtaining)] as const),
  );
  obtaining.signal.throwIfAborted();
  const missing: MissingProgramError[] = [];
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue;
    if (!(outcome.reason instanceof MissingProgramError)) throw outcome.reason;
    missing.push(outcome.reason);
  }
  if (missing.length > 0) {
    const advice = (system: 'debian' | 'macos') =>
      missing.map(({ program }) => `    ${program.title.padEnd(12)}${program.advice[system]}`);
    const lines = [
      ...missing.map(({ message }) => message),
      ...['', 'What you can do:', '  On Debian or Ubuntu', ...advice('debian')],
      ...['  On macOS', ...advice('macos')],
      `  Anywhere: name what you have by path (${missing.map(({ program }) => program.variable).join(', ')}),`,
      '  or use Docker for the whole stack: docker compose up',
    ];
    throw new StackError(lines.join('\n'));
  }
  return new Map(outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])));
}

/** Of several starts at once one gets the program and the others wait. */
async function ensureProgram(program: Program, obtaining: Obtaining): Promise<FoundProgram> {
  const { machine, signal } = obtaining;
  const found = await findProgram(program, machine);
  if (found !== null) {
    return found;
  }
  const ways = program.ways.filter((way) => way.isPossible(machine));
  if (!machine.mayInstall || ways.length === 0) {
    const why = machine.mayInstall
      ? 'there is no way to get it on this system'
      : 'TRUNKLINE_NO_INSTALL forbids to get it';
    throw new MissingProgramError(program, `${program.title} was not found, and ${why}.`);
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
  task: ProgressTask,
): Promise<FoundProgram> {
  const failures: string[] = [];
  for (const way of ways) {
    obtaining.progress.line(`  ${program.title} is not here yet: ${way.announcement}.`);
    try {
      return await tryWay(program, way, obtaining, task);
    } catch (error) {
      obtaining.signal.throwIfAborted();
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new MissingProgramError(program, `${program.title} could not be obtained.\n${failures.join('\n')}`);
}

async function tryWay(
  program: Program,
  way: Way,
  { machine, logs, signal }: Obtaining,
  task: ProgressTask,
): Promise<FoundProgram> {
  // The caller holds the lock, so that drafts of starts that were killed are not in use.
  const prefix = `${program.cacheFolder}.draft-`;
  for (const name of await readdir(machine.cache)) {
    if (name.startsWith(prefix)) await rm(path.join(machine.cache, name), { recursive: true, force: true });
  }
  const draft = await mkdtemp(path.join(machine.cache, prefix));
  try {
    const logFile = path.join(logs, `obtain-${program.command}.log`);
    const file = await way.obtain({ machine, draft, logFile, task, signal });
    if (file !== null) {
      const cached = cachedFile(program, machine);
      await rm(path.dirname(cached), { recursive: true, force: true });
      await mkdir(path.dirname(cached));
      await rename(file, cached);
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
