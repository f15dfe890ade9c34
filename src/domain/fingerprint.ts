import type { Branded } from './values.js';

/**
 * Says what a request asks for: two requests are the same exactly when their fingerprints are. A keyed hash where the
 * request has content, and plain words where it only names something.
 */
export type Fingerprint = Branded<string, 'Fingerprint'>;

/** The fingerprint of a request that has no content beyond what is to be done with what. @param id with its prefix. */
export function plainFingerprint(act: 'cancel' | 'retry', id: string): Fingerprint {
  return `${act} ${id}` as Fingerprint;
}
