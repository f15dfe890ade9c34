import type { Branded } from './values.js';

/** A secret as ciphertext with the id of its key. It may be stored in the database and in a workflow's history. */
export type SealedSecret = Branded<string, 'SealedSecret'>;

const redacted = '[secret]';

/** A secret in clear. Only {@link Secret.reveal} returns it; logs, JSON and templates show `[secret]`. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** Returns the secret in clear. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return redacted;
  }
}
