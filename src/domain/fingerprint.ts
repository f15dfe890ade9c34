import type { Branded } from './values.js';

/**
 * Identifies the content of a request: two requests are the same exactly when their fingerprints are equal. It is a keyed hash
 * for a request with content, and plain words for a request that only names an operation or an import.
 */
export type Fingerprint = Branded<string, 'Fingerprint'>;

/** Returns the fingerprint of a request without a body. @param id the id of the operation or import, with its prefix */
export function plainFingerprint(act: 'cancel' | 'retry', id: string): Fingerprint {
  return `${act} ${id}` as Fingerprint;
}
