import { copyFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { waitForLock } from '../../src/database/process-lock.js';
import { fingerprint } from './fingerprint.js';
import { createProgress } from './progress.js';
import { runCommand } from './run-command.js';

const sources = [
  ...['src', 'dev-stack', 'tsconfig.json', 'tsconfig.build.json'],
  ...['package.json', 'package-lock.json'],
];

/**
 * @typedef {object} BuildOptions
 * @property {string} root the project's folder
 * @property {import('./progress.js').Progress} progress
 * @property {AbortSignal} signal
 */

/**
 * Waits until no other process prepares the folder, because two builds would write into the same draft.
 * @param {string} root the project's folder
 * @param {{ signal?: AbortSignal, onWait?: (pid: number) => void }} [options]
 */
export function waitToPrepare(root, options) {
  return waitForLock(path.join(root, '.trunkline', 'preparing.lock'), options);
}

/**
 * Compiles `src` into `dist/src` and the launcher into `dist/dev-stack`, unless `dist` was made from exactly these
 * sources. The new folder replaces the old one only when it is complete. The caller holds the lock of
 * {@link waitToPrepare}.
 * @param {BuildOptions} options
 * @throws {Error} when something does not compile, with the compiler's lines
 */
export async function ensureBuild({ root, progress, signal }) {
  const current = fingerprint(root, sources);
  if (readStamp(path.join(root, 'dist')) === current) {
    return;
  }
  const task = progress.task('Build');
  try {
    await build({ root, current, task, signal });
    task.succeed('compiled');
  } catch (error) {
    task.fail('failed');
    throw error;
  }
}

/**
 * @param {{ root: string, current: string, task: import('./progress.js').ProgressTask, signal: AbortSignal }} options
 *   `current`: the fingerprint of the sources
 */
async function build({ root, current, task, signal }) {
  const draft = path.join(root, 'dist.next');
  const replaced = path.join(root, 'dist.old');
  rmSync(draft, { recursive: true, force: true });
  rmSync(replaced, { recursive: true, force: true });
  try {
    task.phase('compiling TypeScript');
    await compile(root, draft, signal);
    task.phase('bundling the workflows');
    await bundleWorkflows(path.join(draft, 'src'));
    cpSync(path.join(root, 'src/database/migrations'), path.join(draft, 'src/database/migrations'), {
      recursive: true,
    });
    // The service reads its version two folders above its own.
    copyFileSync(path.join(root, 'package.json'), path.join(draft, 'package.json'));
    writeFileSync(path.join(draft, '.sources'), current);
    swap(path.join(root, 'dist'), draft, replaced);
  } finally {
    rmSync(draft, { recursive: true, force: true });
    rmSync(replaced, { recursive: true, force: true });
  }
}

/**
 * @param {string} root
 * @param {string} outDir
 * @param {AbortSignal} signal
 */
async function compile(root, outDir, signal) {
  const { code, lastLines } = await runCommand(
    [
      process.execPath,
      path.join(root, 'node_modules/typescript/bin/tsc'),
      ...['-p', 'tsconfig.build.json', '--outDir', outDir],
      ...['--incremental', 'false', '--tsBuildInfoFile', 'null'],
    ],
    { cwd: root, signal },
  );
  if (code !== 0) {
    throw new Error(`TypeScript found mistakes:\n${lastLines.join('\n')}`);
  }
}

/**
 * Bundles the workflows once here rather than at every start of the worker, which saves a second a start.
 * @param {string} folder the compiled `src`
 */
async function bundleWorkflows(folder) {
  const { bundleWorkflowCode } = await import('@temporalio/worker');
  const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} };
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(folder, 'workflows/index.js'),
    logger: silent,
  });
  writeFileSync(path.join(folder, 'workflow-bundle.js'), code);
}

/**
 * @param {string} current
 * @param {string} next
 * @param {string} replaced
 */
function swap(current, next, replaced) {
  try {
    renameSync(current, replaced);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      throw error;
    }
  }
  renameSync(next, current);
}

/** @param {string} folder */
function readStamp(folder) {
  try {
    return readFileSync(path.join(folder, '.sources'), 'utf8');
  } catch {
    return null;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const progress = createProgress({ stream: process.stdout, live: false, colours: false });
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const lock = await waitToPrepare(root);
  try {
    await ensureBuild({ root, progress, signal: new AbortController().signal });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  } finally {
    lock.release();
  }
}
