import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { ProcessSpec } from '../../../dev-stack/processes/supervised-process.js';
import { Supervisor, stopOrphans } from '../../../dev-stack/processes/supervisor.js';
import { identify } from '../../../src/database/process-identity.js';
import { temporaryFolder } from './temporary-folder.js';

function shell(folder: string, title: string, script: string, stopTimeoutMs = 5_000): ProcessSpec {
  return {
    name: title,
    title,
    command: ['sh', '-c', script],
    cwd: folder,
    env: process.env,
    logFile: path.join(folder, `${title}.log`),
    stopTimeoutMs,
  };
}

const forever = 'echo up; while :; do sleep 0.05; done';

async function untilItWrites(file: string): Promise<void> {
  while (!readFileSync(file, 'utf8').includes('up')) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

it('when all is stopped, the last one started is stopped first, and none is left', async () => {
  const folder = temporaryFolder();
  const supervisor = new Supervisor(path.join(folder, 'processes.json'));
  const started = ['first', 'second', 'third'].map((title) =>
    supervisor.start(shell(folder, title, forever)),
  );
  const order: string[] = [];
  await supervisor.stop((title) => order.push(title));
  expect(order).toEqual(['third', 'second', 'first']);
  expect(started.map(({ pid }) => identify(pid ?? 0))).toEqual([null, null, null]);
});

it('when one was started anew, it keeps its place in the order', async () => {
  const folder = temporaryFolder();
  const supervisor = new Supervisor(path.join(folder, 'processes.json'));
  const first = supervisor.start(shell(folder, 'first', forever));
  supervisor.start(shell(folder, 'second', forever));
  await supervisor.drop(first);
  supervisor.start(shell(folder, 'first', forever));
  const order: string[] = [];
  await supervisor.stop((title) => order.push(title));
  expect(order).toEqual(['second', 'first']);
});

it('when a process does not want to end, it is made to after its patience', async () => {
  const folder = temporaryFolder();
  const supervisor = new Supervisor(path.join(folder, 'processes.json'));
  const stubborn = supervisor.start(shell(folder, 'stubborn', `trap "" TERM; ${forever}`, 200));
  await untilItWrites(stubborn.spec.logFile);
  await supervisor.stop();
  expect(stubborn.exited?.reason).toBe('ended by SIGKILL');
});

it('when a process dies, its reason and its last words are known', async () => {
  const folder = temporaryFolder();
  const supervisor = new Supervisor(path.join(folder, 'processes.json'));
  const unlucky = supervisor.start(shell(folder, 'unlucky', 'echo out of luck; exit 3'));
  expect(await unlucky.ended).toMatchObject({
    reason: 'exit code 3',
    lastLines: ['out of luck'],
  });
});

it('when a stop has a limit, processes that do not want to end are killed before it', async () => {
  const folder = temporaryFolder();
  const supervisor = new Supervisor(path.join(folder, 'processes.json'));
  const stubborn = ['one', 'two', 'three'].map((title) =>
    supervisor.start(shell(folder, title, `trap "" TERM; ${forever}`, 60_000)),
  );
  await Promise.all(stubborn.map(({ spec }) => untilItWrites(spec.logFile)));
  const since = performance.now();
  await supervisor.stop(undefined, 400);
  expect(stubborn.map(({ exited }) => exited?.reason)).toEqual(Array(3).fill('ended by SIGKILL'));
  expect(performance.now() - since).toBeLessThan(2_000);
});

it('when a program does not exist, the process has ended with a reason', async () => {
  const folder = temporaryFolder();
  const supervisor = new Supervisor(path.join(folder, 'processes.json'));
  const none = supervisor.start({ ...shell(folder, 'none', ''), command: [path.join(folder, 'none')] });
  expect((await none.ended).reason).toMatch(/exit code 127|ENOENT/);
  await supervisor.stop();
});

it('when the supervisor was killed, the next one stops what it left, and only that', async () => {
  const folder = temporaryFolder();
  const record = path.join(folder, 'processes.json');
  const killed = new Supervisor(record);
  const left = killed.start(shell(folder, 'left', forever));
  expect(await stopOrphans(record)).toEqual([`left (process ${left.pid})`]);
  await left.ended;
  expect(await stopOrphans(record)).toEqual([]);
});
