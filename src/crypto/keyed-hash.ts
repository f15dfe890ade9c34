import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Fingerprint } from '../domain/fingerprint.js';

/**
 * HMAC-SHA-256 with a secret that is not in the database. A fast hash is right for API keys: nobody can guess 256 random bits, and a
 * slow hash would delay every request. For fingerprints of requests, the secret prevents a reader of the database from guessing
 * weak SIP passwords.
 */
export class KeyedHash {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** Returns the hash of a text in hexadecimal. @param purpose separates hashes of different things */
  of(purpose: string, text: string): string {
    return createHmac('sha256', this.#key).update(`${purpose}\n${text}`).digest('hex');
  }

  /** Returns the fingerprint of a request. @param text the canonical text of the request */
  fingerprintOf(purpose: string, text: string): Fingerprint {
    return this.of(purpose, text) as Fingerprint;
  }

  /** Tells whether a text has this hash. The time does not depend on where the hashes differ. */
  matches(purpose: string, text: string, expected: string): boolean {
    const actual = Buffer.from(this.of(purpose, text), 'hex');
    const given = Buffer.from(expected, 'hex');
    return actual.length === given.length && timingSafeEqual(actual, given);
  }
}
