import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify } from './process-identity.js';

const abandonedGuardMs = 5_000;
const pollMs = 250;

/**
 * A lock between processes, held until it is released or its process ends.
 * @typedef {{ release(): void }} ProcessLock
 */

/** @typedef {{ pid: number, identity: string | null, token: string }} Holder */

/**
 * Takes a lock that belongs to this process, or names the process that holds it. A lock whose holder no longer runs is
 * taken over, so a killed process never blocks the next one.
 * @param {string} file
 * @returns {ProcessLock | { heldBy: number }}
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
 * @returns {Promise<ProcessLock>}
 */
export async function waitForLock(file, { signal, onWait } = {}) {
  let reported = false;
  for (;;) {
    const attempt = tryLock(file);
    if ('release' in attempt) {
      return attempt;
    }
    if (!reported) {
      reported = true;
      onWait?.(attempt.heldBy);
    }
    await sleep(pollMs, undefined, { signal });
  }
}

/**
 * The content appears together with the name, so nobody reads half a lock.
 * @param {string} file
 * @param {string} content
 * @returns {boolean} false when the file is there already
 */
function createWhole(file, content) {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) {
      return false;
    }
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

/**
 * @param {string} file
 * @returns {Holder | null}
 */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** @param {Holder} holder */
function isAlive({ pid, identity }) {
  return Number.isInteger(pid) && identity !== null && identify(pid) === identity;
}

/**
 * Only one process at a time may judge and remove a lock, else the second would remove the first one's new lock.
 * @param {string} file
 */
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

/** @param {string} guard */
function forgetAbandonedGuard(guard) {
  try {
    if (Date.now() - statSync(guard).mtimeMs > abandonedGuardMs) {
      rmdirSync(guard);
    }
  } catch {
    // Another process has removed the guard first, which has the same result.
  }
}

/**
 * @param {string} file
 * @param {string} mine
 */
function releaseIfMine(file, mine) {
  try {
    if (readFileSync(file, 'utf8') === mine) {
      unlinkSync(file);
    }
  } catch {
    // Gone already, for example with the whole folder.
  }
}

/** @param {string} file */
function unlinkIfThere(file) {
  try {
    unlinkSync(file);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) {
      throw error;
    }
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}
