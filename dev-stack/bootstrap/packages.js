import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './run-command.js';

/**
 * One entry of a lock file of npm.
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, os?: string[], cpu?: string[] }} LockedPackage
 */

/**
 * Installs the npm packages of the lock file, without their install scripts, unless exactly these are there: npm records what it has installed.
 * @param {{ root: string, progress: import('./progress.js').Progress, signal: AbortSignal }} options
 * @throws {Error} when npm fails, with the last lines it wrote
 */
export async function ensurePackages({ root, progress, signal }) {
  const locked = readPackages(path.join(root, 'package-lock.json'));
  const present = new Map(readPackages(path.join(root, 'node_modules', '.package-lock.json')));
  /** @param {[string, LockedPackage]} entry */
  const isInstalled = ([folder, { version, optional, devOptional, peer }]) =>
    present.has(folder) ? present.get(folder)?.version === version : Boolean(optional || devOptional || peer);
  if (present.size > 0 && locked.every(isInstalled)) {
    return;
  }
  const total = locked.filter(
    ([, { os = [process.platform], cpu = [process.arch] }]) =>
      os.includes(process.platform) && cpu.includes(process.arch),
  ).length;
  const task = progress.task('npm packages');
  task.phase(`installing ${total} packages (npm ci)`);
  const fetched = new Set();
  const { code, lastLines } = await runCommand(
    ['npm', 'ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=http'],
    {
      cwd: root,
      signal,
      onLine: (line) => {
        const archive = line.match(/http (?:fetch GET 200|cache) (\S+\.tgz)/)?.[1];
        if (archive !== undefined) {
          task.detail(`${fetched.add(archive).size} fetched`);
        }
      },
    },
  ).catch((error) => {
    task.fail('stopped');
    throw error;
  });
  if (code !== 0) {
    task.fail('npm ci failed');
    throw new Error(`npm ci ended with exit code ${code}:\n${lastLines.join('\n')}`);
  }
  task.succeed('installed');
}

/**
 * The packages that a lock file lists, without the project itself; none when there is no such file.
 * @param {string} file
 * @returns {[string, LockedPackage][]}
 */
function readPackages(file) {
  try {
    const { packages } = JSON.parse(readFileSync(file, 'utf8'));
    return Object.entries(packages).filter(([folder]) => folder !== '');
  } catch {
    return [];
  }
}
