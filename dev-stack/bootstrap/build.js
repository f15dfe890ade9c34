import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.js';

const sourceFolders = ['src', 'dev-stack', 'client/src'];
const sourceFiles = [
  ...['tsconfig.json', 'tsconfig.build.json', 'package.json', 'package-lock.json'],
  ...['client/tsconfig.json', 'client/package.json'],
];
const thisFile = fileURLToPath(import.meta.url);

/**
 * Compiles the client into `client/dist`, `src` into `dist/src` and the launcher into `dist/dev-stack`, unless `dist` was made from exactly these
 * sources. The new folder replaces the old one only when it is complete. The caller lets no other
 * process build in the meantime.
 * @param {{ root: string, progress: import('./progress.js').Progress, signal: AbortSignal }} options
 *   `root`: the project's folder
 * @throws {Error} when something does not compile, with the compiler's lines
 */
export async function ensureBuild({ root, progress, signal }) {
  const within = (/** @type {string} */ name) => path.join(root, name);
  const current = fingerprint(root);
  const stamp = within('dist/.sources');
  if (existsSync(stamp) && existsSync(within('client/dist')) && readFileSync(stamp, 'utf8') === current) {
    return;
  }
  const task = progress.task('Build');
  const draft = within('dist.next');
  rmSync(draft, { recursive: true, force: true });
  try {
    task.phase('compiling TypeScript');
    const compiler = within('node_modules/typescript/bin/tsc');
    // The other sources import it as the package that it is.
    await runNode([compiler, '-p', 'client'], { root, signal }, 'TypeScript found mistakes');
    await runNode(
      [
        ...[compiler, '-p', 'tsconfig.build.json', '--outDir', draft],
        ...['--incremental', 'false', '--tsBuildInfoFile', 'null'],
      ],
      { root, signal },
      'TypeScript found mistakes',
    );
    // Once here rather than at every start of the worker, which saves a second each time. In a process of its own, so
    // that an abort does not have to wait for it.
    task.phase('bundling the workflows');
    await runNode([thisFile, draft], { root, signal }, 'The workflows could not be bundled');
    const migrations = 'src/database/migrations';
    cpSync(within(migrations), path.join(draft, migrations), { recursive: true });
    // The service reads its version two folders above its own.
    copyFileSync(within('package.json'), path.join(draft, 'package.json'));
    writeFileSync(path.join(draft, '.sources'), current);
    rmSync(within('dist'), { recursive: true, force: true });
    renameSync(draft, within('dist'));
    task.succeed('compiled');
  } catch (error) {
    task.fail(signal.aborted ? 'stopped' : 'failed');
    throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * @param {readonly string[]} words
 * @param {{ root: string, signal: AbortSignal }} options
 * @param {string} failure begins the error's message
 */
async function runNode(words, { root, signal }, failure) {
  const { code, lastLines } = await runCommand([process.execPath, ...words], { cwd: root, signal });
  if (code !== 0) {
    throw new Error(`${failure}:\n${lastLines.join('\n')}`);
  }
}

/**
 * One SHA-256 over the names and contents of all sources.
 * @param {string} root
 */
function fingerprint(root) {
  const hash = createHash('sha256');
  const files = sourceFolders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
      .sort(),
  );
  for (const file of [...files, ...sourceFiles]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} draft the folder that the build makes */
async function bundleWorkflows(draft) {
  const { bundleWorkflowCode } = await import('@temporalio/worker');
  const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} };
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(draft, 'src/workflows/index.js'),
    failureConverterPath: path.join(draft, 'src/runtime/temporal/failure-converter.js'),
    logger: silent,
  });
  writeFileSync(path.join(draft, 'src/workflow-bundle.js'), code);
}

if (process.argv[1] === thisFile) {
  await bundleWorkflows(process.argv[2] ?? '');
}
