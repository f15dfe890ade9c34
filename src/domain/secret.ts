import type { Branded } from './values.js';

/** A SIP password as ciphertext with its key's id; safe in the database and in a workflow's history. */
export type SealedSecret = Branded<string, 'SealedSecret'>;

const redacted = '[secret]';

/** A secret in clear that shows itself only to code that asks for it by name: logs, JSON and templates see `[secret]`. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The secret in clear. */
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
