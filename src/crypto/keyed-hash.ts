import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Fingerprint } from '../domain/fingerprint.js';

/**
 * HMAC-SHA-256 under a secret that is not in the database. For API keys a fast hash is right: they are 256
 * random bits, so there is nothing to guess and a slow hash would only slow down every request. For request
 * fingerprints the key keeps a reader of the database from trying out weak SIP passwords.
 */
export class KeyedHash {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** The hash in hexadecimal. `purpose` keeps hashes of different things apart. */
  of(purpose: string, text: string): string {
    return createHmac('sha256', this.#key).update(`${purpose}\n${text}`).digest('hex');
  }

  /** The hash of a request's canonical text, as its fingerprint. */
  fingerprintOf(purpose: string, text: string): Fingerprint {
    return this.of(purpose, text) as Fingerprint;
  }

  /** Compares in a time that does not depend on where the hashes differ. */
  matches(purpose: string, text: string, expected: string): boolean {
    const actual = Buffer.from(this.of(purpose, text), 'hex');
    const requested = Buffer.from(expected, 'hex');
    return actual.length === requested.length && timingSafeEqual(actual, requested);
  }
}
