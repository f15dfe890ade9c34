import { inject } from 'vitest';
import { tryLock } from '../../../src/database/process-lock.js';
import type { TestStack } from './global-set-up.js';

const patienceMs = 30_000;
const checkAgainMs = 50;

let own: TestStack | undefined;

/**
 * The servers for the test files that run in this process. Another process runs other files at the same time, with another
 * LiveKit. The servers belong to this process until it ends. A lock decides that, because vitest may give two workers that
 * run at the same time the same number.
 */
export function theStack(): TestStack {
  own ??= claim(inject('stacks'));
  return own;
}

function claim(stacks: readonly TestStack[]): TestStack {
  const since = performance.now();
  while (performance.now() - since < patienceMs) {
    const free = stacks.find(({ lockFile }) => 'release' in tryLock(lockFile));
    if (free !== undefined) return free;
    // A process whose files are done takes a moment to end, and nothing announces it: the lock has to be polled.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, checkAgainMs);
  }
  throw new Error('Other processes use all servers.');
}
