import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const neededNode = { major: 20, minor: 19 };

/**
 * Runs on a clone that has nothing but Node: installs and builds what is missing, then hands over to the real program.
 * @param {string[]} words the command and its arguments
 */
async function main([command = 'up', ...args]) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < neededNode.major || (major === neededNode.major && minor < neededNode.minor)) {
    process.stderr.write(
      `Trunkline needs Node ${neededNode.major}.${neededNode.minor} or newer; this is ${process.versions.node}. ` +
        'Install a newer one (https://nodejs.org) and try again.\n',
    );
    process.exitCode = 1;
    return;
  }
  if (!(await prepare()) || command === 'build') {
    return;
  }
  const program = command === 'test' ? 'node_modules/vitest/vitest.mjs' : 'bin/trunkline.js';
  const words = command === 'test' ? ['run', ...args] : [command, ...args];
  process.argv = [process.execPath, path.join(root, program), ...words];
  await import(pathToFileURL(path.join(root, program)).href);
}

/** Packages and build, by one process at a time. Returns whether all is ready; if not, it has written the reason. */
async function prepare() {
  const [{ createProgress }, { ensurePackages }, { ensureBuild }, { waitForLock }, parent] =
    await Promise.all([
      import('./progress.js'),
      import('./packages.js'),
      import('./build.js'),
      import('../../src/database/process-lock.js'),
      import('../../src/cli/terminal/parent-watch.js'),
    ]);
  const progress = createProgress();
  const stopped = new AbortController();
  /** @param {NodeJS.Signals} name */
  const stopBy = (name) => stopped.abort(name);
  process.on('SIGINT', stopBy).on('SIGTERM', stopBy);
  const endWatch = parent.isStartedByNpm(process.env)
    ? parent.whenOrphaned(() => stopBy('SIGTERM'))
    : () => {};
  /** @type {import('../../src/database/process-lock.js').ProcessLock | undefined} */
  let lock;
  try {
    lock = await waitForLock(path.join(root, '.trunkline', 'preparing.lock'), {
      signal: stopped.signal,
      onWait: (pid) => progress.line(`Waiting for process ${pid}, which is preparing this folder.`),
    });
    const work = { root, progress, signal: stopped.signal };
    await ensurePackages(work);
    await ensureBuild(work);
    stopped.signal.throwIfAborted();
    return true;
  } catch (error) {
    if (stopped.signal.aborted) {
      process.exitCode = stopped.signal.reason === 'SIGINT' ? 130 : 143;
    } else {
      process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
      process.exitCode = 1;
    }
    return false;
  } finally {
    lock?.release();
    endWatch();
    process.off('SIGINT', stopBy).off('SIGTERM', stopBy);
  }
}

await main(process.argv.slice(2));
