import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { runCommand } from '../../../dev-stack/bootstrap/run-command.js';
import { identify } from '../../../src/database/process-identity.js';
import { temporaryFolder } from './temporary-folder.js';

const patience = 20_000;

/** A shell that ignores SIGTERM, as does the program that it starts. It writes the numbers of both. */
const stubborn = 'trap "" TERM; sleep 60 & echo "$$ $!" > pids; wait';

it('an abort ends a program and everything it has started, even if they ignore it, within two seconds', async () => {
  const cwd = temporaryFolder();
  const abort = new AbortController();
  const run = runCommand(['sh', '-c', stubborn], { cwd, signal: abort.signal });
  run.catch(() => {});
  const file = path.join(cwd, 'pids');
  await vi.waitUntil(() => existsSync(file) && readFileSync(file, 'utf8') !== '', patience);
  const since = performance.now();
  abort.abort();
  await expect(run).rejects.toThrow('abort');
  expect(performance.now() - since).toBeLessThan(2_000);
  const pids = readFileSync(file, 'utf8').split(' ').map(Number);
  expect(pids.map((pid) => identify(pid))).toEqual([null, null]);
});

it('an abort leaves a program that must not be broken off to itself, and does not wait for it', async () => {
  const cwd = temporaryFolder();
  const abort = new AbortController();
  const script = 'touch began; until test -e go; do sleep 0.05; done; touch done';
  const run = runCommand(['sh', '-c', script], { cwd, signal: abort.signal, leaveRunning: true });
  run.catch(() => {});
  await vi.waitUntil(() => existsSync(path.join(cwd, 'began')), patience);
  abort.abort();
  await expect(run).rejects.toThrow('abort');
  await runCommand(['touch', 'go'], { cwd });
  await vi.waitUntil(() => existsSync(path.join(cwd, 'done')), patience);
});

it('a program that does not exist ends with 127 and the reason', async () => {
  const { code, lastLines } = await runCommand(['/no/such/program']);
  expect(code).toBe(127);
  expect(lastLines.join('\n')).toContain('/no/such/program');
});
