import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fingerprint } from './fingerprint.js';
import { waitForLock } from './process-lock.js';
import { createProgress } from './progress.js';
import { runCommand } from './run-command.js';

const sources = ['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json', 'bootstrap/build.js'];

/**
 * Lets one process at a time prepare the folder, for two would build into the same draft.
 * @param {string} root
 * @param {{ signal?: AbortSignal, onWait?: (pid: number) => void }} [options]
 */
export function waitToPrepare(root, options) {
  return waitForLock(path.join(root, '.trunkline', 'preparing.lock'), options);
}

/**
 * Compiles `src` into `dist` unless `dist` was made from exactly these sources. The new folder takes the old
 * one's place only when it is whole. Who calls this has waited for its turn to prepare the folder.
 * @param {{ root: string, progress: import('./progress.js').Progress, signal: AbortSignal }} options
 * @throws {Error} when something does not compile, with the compiler's lines
 */
export async function ensureBuild({ root, progress, signal }) {
  const wanted = fingerprint(root, sources);
  if (readStamp(path.join(root, 'dist')) === wanted) {
    return;
  }
  const task = progress.task('Build');
  try {
    await build({ root, wanted, task, signal });
    task.succeed('compiled');
  } catch (error) {
    task.fail('failed');
    throw error;
  }
}

async function build({ root, wanted, task, signal }) {
  const draft = path.join(root, 'dist.next');
  const replaced = path.join(root, 'dist.old');
  rmSync(draft, { recursive: true, force: true });
  rmSync(replaced, { recursive: true, force: true });
  try {
    task.phase('compiling TypeScript');
    await compile(root, draft, signal);
    task.phase('bundling the workflows');
    await bundleWorkflows(draft);
    cpSync(path.join(root, 'src/database/migrations'), path.join(draft, 'database/migrations'), {
      recursive: true,
    });
    writeFileSync(path.join(draft, '.sources'), wanted);
    swap(path.join(root, 'dist'), draft, replaced);
  } finally {
    rmSync(draft, { recursive: true, force: true });
    rmSync(replaced, { recursive: true, force: true });
  }
}

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

/** Bundled once here rather than at every start of the worker, which saves it a second. */
async function bundleWorkflows(folder) {
  const { bundleWorkflowCode } = await import('@temporalio/worker');
  const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} };
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(folder, 'workflows/index.js'),
    logger: silent,
  });
  writeFileSync(path.join(folder, 'workflow-bundle.js'), code);
}

function swap(current, next, replaced) {
  try {
    renameSync(current, replaced);
  } catch (error) {
    if (error.code !== 'ENOENT') {
      throw error;
    }
  }
  renameSync(next, current);
}

function readStamp(folder) {
  try {
    return readFileSync(path.join(folder, '.sources'), 'utf8');
  } catch {
    return null;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const progress = createProgress({ stream: process.stdout, live: false, colours: false });
  const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
  const lock = await waitToPrepare(root);
  try {
    await ensureBuild({ root, progress, signal: new AbortController().signal });
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } finally {
    lock.release();
  }
}
