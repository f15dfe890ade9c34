import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Computes one SHA-256 over the names and contents of files and folders. A folder counts with everything in it, a
 * missing entry as empty.
 * @param {string} root
 * @param {readonly string[]} entries relative to the root
 */
export function fingerprint(root, entries) {
  const hash = createHash('sha256');
  for (const entry of entries) {
    for (const file of filesUnder(root, entry)) {
      hash
        .update(`${file}\0`)
        .update(readFileSync(path.join(root, file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} entry
 * @returns {string[]}
 */
function filesUnder(root, entry) {
  const whole = path.join(root, entry);
  if (!existsSync(whole)) {
    return [];
  }
  if (!statSync(whole).isDirectory()) {
    return [entry];
  }
  return readdirSync(whole)
    .sort()
    .flatMap((name) => filesUnder(root, path.join(entry, name)));
}
