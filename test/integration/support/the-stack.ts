import { inject } from 'vitest';
import { tryLock } from '../../../src/database/process-lock.js';
import type { TestStack } from './global-set-up.js';

const patienceMs = 30_000;
const checkAgainMs = 50;

let own: TestStack | undefined;

/**
 * The servers for the file that runs here; another file may run beside it, on a LiveKit of its own. They are this
 * process's until it ends: the numbers that vitest gives its workers may be shared by two that run at the same time.
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
    // The process of a file that is over takes a moment to end.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, checkAgainMs);
  }
  throw new Error('All servers are in use by other files.');
}
