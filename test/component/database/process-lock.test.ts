import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { identify } from '../../../src/database/process-identity.js';
import { tryLock, waitForLock } from '../../../src/database/process-lock.js';
import { temporaryFolder } from '../dev-stack/temporary-folder.js';

const lockModule = pathToFileURL(path.resolve('src/database/process-lock.js')).href;

/** Another process that takes the lock and holds it until it is killed. */
async function holder(file: string) {
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `const { tryLock } = await import(${JSON.stringify(lockModule)});
       tryLock(${JSON.stringify(file)});
       process.stdout.write('held');
       setInterval(() => {}, 1000);`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  return {
    pid: child.pid,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

it('when nobody holds the lock, it is taken, and given back as if it had never been', () => {
  const file = path.join(temporaryFolder(), 'lock');
  const lock = tryLock(file);
  expect(lock).toHaveProperty('release');
  expect(tryLock(file)).toEqual({ heldBy: process.pid });
  if ('release' in lock) {
    lock.release();
  }
  expect(existsSync(file)).toBe(false);
  expect(tryLock(file)).toHaveProperty('release');
});

it('when another process holds the lock, that process is named', async () => {
  const file = path.join(temporaryFolder(), 'lock');
  const other = await holder(file);
  expect(tryLock(file)).toEqual({ heldBy: other.pid });
});

it('when the holder was killed, the lock is taken over', async () => {
  const file = path.join(temporaryFolder(), 'lock');
  const other = await holder(file);
  await other.kill();
  expect(tryLock(file)).toHaveProperty('release');
});

it('when a later process got the number of the killed holder, the lock is taken over all the same', () => {
  const file = path.join(temporaryFolder(), 'lock');
  writeFileSync(file, JSON.stringify({ pid: process.pid, identity: 'started at another time', token: 'x' }));
  expect(tryLock(file)).toHaveProperty('release');
});

it('when the holder of a lock dies, the process that waits gets the lock, and its callback was called once with the id of the holder', async () => {
  const file = path.join(temporaryFolder(), 'lock');
  const other = await holder(file);
  const holders: number[] = [];
  const waiting = waitForLock(file, { onWait: (pid) => holders.push(pid) });
  await other.kill();
  (await waiting).release();
  expect(holders).toEqual([other.pid]);
});

it('when a process has ended, it has no identity', async () => {
  const other = await holder(path.join(temporaryFolder(), 'lock'));
  expect(identify(other.pid ?? 0)).not.toBeNull();
  await other.kill();
  expect(identify(other.pid ?? 0)).toBeNull();
});
