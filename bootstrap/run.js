import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const neededNode = [20, 19];
const exitCodeOf = { SIGINT: 130, SIGTERM: 143 };

/** Runs on a clone that has nothing but Node: makes everything ready, then hands over to the real program. */
async function main([command = 'up', ...args]) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < neededNode[0] || (major === neededNode[0] && minor < neededNode[1])) {
    process.stderr.write(
      `Trunkline needs Node ${neededNode.join('.')} or newer; this is ${process.versions.node}. ` +
        'Install a newer one (https://nodejs.org) and try again.\n',
    );
    process.exitCode = 1;
    return;
  }
  if (!(await prepare())) {
    return;
  }
  const program = command === 'test' ? 'node_modules/vitest/vitest.mjs' : 'bin/trunkline.js';
  const words = command === 'test' ? ['run', ...args] : [command, ...args];
  process.argv = [process.execPath, path.join(root, program), ...words];
  await import(pathToFileURL(path.join(root, program)).href);
}

/** Packages and build, by one process at a time. Returns whether all is ready; if not, the reason was told. */
async function prepare() {
  const [{ createProgress }, { ensurePackages }, { ensureBuild, waitToPrepare }, parent] = await Promise.all([
    import('./progress.js'),
    import('./packages.js'),
    import('./build.js'),
    import('./parent-watch.js'),
  ]);
  const terminal = Boolean(process.stdout.isTTY) && !process.env.CI;
  const progress = createProgress({
    stream: process.stdout,
    live: terminal,
    colours: terminal && !process.env.NO_COLOR,
  });
  const stopped = new AbortController();
  const stopBy = (name) => stopped.abort(name);
  process.on('SIGINT', stopBy).on('SIGTERM', stopBy);
  const endWatch = parent.isStartedByNpm(process.env)
    ? parent.whenOrphaned(() => stopBy('SIGTERM'))
    : () => {};
  let lock;
  try {
    lock = await waitToPrepare(root, {
      signal: stopped.signal,
      onWait: (pid) => progress.line(`Waiting for process ${pid}, which is preparing this folder.`),
    });
    const work = { root, progress, signal: stopped.signal };
    await ensurePackages(work);
    await ensureBuild(work);
    return true;
  } catch (error) {
    if (stopped.signal.aborted) {
      process.exitCode = exitCodeOf[stopped.signal.reason];
    } else {
      process.stderr.write(`${error.message}\n`);
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
