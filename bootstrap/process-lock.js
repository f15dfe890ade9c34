import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify } from './process-identity.js';

const abandonedGuardMs = 5_000;
const lookAgainMs = 250;

/**
 * Takes a lock that belongs to this process, or tells who holds it. A lock whose holder no longer runs is
 * taken over, so a killed process never blocks the next one.
 * @param {string} file
 * @returns {{ release(): void } | { heldBy: number }}
 */
export function tryLock(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, identity: identify(process.pid), token: randomUUID() });
  for (;;) {
    if (createWhole(file, mine)) {
      return { release: () => releaseIfMine(file, mine) };
    }
    const held = read(file);
    if (held !== null && isAlive(held)) {
      return { heldBy: held.pid };
    }
    removeAbandoned(file);
  }
}

/**
 * Takes a lock as soon as its holder gives it back.
 * @param {string} file
 * @param {{ signal?: AbortSignal, onWait?: (pid: number) => void }} [options] `onWait` is called once, when another process holds the lock
 * @returns {Promise<{ release(): void }>}
 */
export async function waitForLock(file, { signal, onWait } = {}) {
  let told = false;
  for (;;) {
    const attempt = tryLock(file);
    if ('release' in attempt) {
      return attempt;
    }
    if (!told) {
      told = true;
      onWait?.(attempt.heldBy);
    }
    await sleep(lookAgainMs, undefined, { signal });
  }
}

/** The content appears together with the name, so nobody reads half a lock. */
function createWhole(file, content) {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function isAlive({ pid, identity }) {
  return Number.isInteger(pid) && identity !== null && identify(pid) === identity;
}

/** Only one process at a time may judge and remove a lock, else the second would remove the first one's new lock. */
function removeAbandoned(file) {
  const guard = `${file}.guard`;
  try {
    mkdirSync(guard);
  } catch {
    forgetAbandonedGuard(guard);
    return;
  }
  try {
    const held = read(file);
    if (held === null || !isAlive(held)) {
      unlinkIfThere(file);
    }
  } finally {
    rmdirSync(guard);
  }
}

function forgetAbandonedGuard(guard) {
  try {
    if (Date.now() - statSync(guard).mtimeMs > abandonedGuardMs) {
      rmdirSync(guard);
    }
  } catch {
    // Another process was quicker; that is all that is wanted here.
  }
}

function releaseIfMine(file, mine) {
  try {
    if (readFileSync(file, 'utf8') === mine) {
      unlinkSync(file);
    }
  } catch {
    // Gone already, for example with the whole folder.
  }
}

function unlinkIfThere(file) {
  try {
    unlinkSync(file);
  } catch (error) {
    if (error.code !== 'ENOENT') {
      throw error;
    }
  }
}
