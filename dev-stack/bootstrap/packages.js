import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fingerprint } from './fingerprint.js';
import { runCommand } from './run-command.js';

/**
 * One entry of a lock file of npm.
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, os?: string[], cpu?: string[] }} LockedPackage
 */

/**
 * Installs the npm packages of the lock file unless exactly these are there.
 * @param {{ root: string, progress: import('./progress.js').Progress, signal: AbortSignal }} options
 * @throws {Error} when npm fails, with the last lines it wrote
 */
export async function ensurePackages({ root, progress, signal }) {
  const stamp = path.join(root, 'node_modules', '.trunkline-packages');
  const current = fingerprint(root, ['package-lock.json']);
  if (readText(stamp) === current) {
    return;
  }
  if (!areInstalled(root)) {
    await install({ root, progress, signal });
  }
  writeFileSync(stamp, current);
}

/**
 * Another `npm ci` may have done the work already: npm records what it installed beside the packages.
 * @param {string} root
 */
function areInstalled(root) {
  const locked = readPackages(path.join(root, 'package-lock.json'));
  const present = readPackages(path.join(root, 'node_modules', '.package-lock.json'));
  return (
    present !== null &&
    Object.entries(locked ?? {}).every(
      ([folder, { version, optional, devOptional, peer }]) =>
        folder === '' ||
        present[folder]?.version === version ||
        (present[folder] === undefined && Boolean(optional || devOptional || peer)),
    )
  );
}

/** @param {{ root: string, progress: import('./progress.js').Progress, signal: AbortSignal }} options */
async function install({ root, progress, signal }) {
  const total = Object.entries(readPackages(path.join(root, 'package-lock.json')) ?? {}).filter(
    ([folder, { os = [process.platform], cpu = [process.arch] }]) =>
      folder !== '' && os.includes(process.platform) && cpu.includes(process.arch),
  ).length;
  const task = progress.task('npm packages');
  task.phase(`installing ${total} packages (npm ci)`);
  const fetched = new Set();
  const { code, lastLines } = await runCommand(
    ['npm', 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=http'],
    {
      cwd: root,
      signal,
      onLine: (line) => {
        const archive = line.match(/http (?:fetch GET 200|cache) (\S+\.tgz)/)?.[1];
        if (archive !== undefined) {
          fetched.add(archive);
          task.detail(`${fetched.size} fetched`);
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
 * @param {string} file
 * @returns {Record<string, LockedPackage> | null}
 */
function readPackages(file) {
  const text = readText(file);
  return text === null ? null : (JSON.parse(text).packages ?? null);
}

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
