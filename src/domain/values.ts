declare const brand: unique symbol;

/** A value of type `T` that a parser has checked. Only that parser may give it the name `Name`. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/**
 * The result of a parser. `problem` completes a sentence whose subject is the value, without a full stop
 * (`must not contain a port`), so that every contract can name the value in its own words.
 */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

/** Returns the result for a usable value. */
export function accepted<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

/** Returns the result for an unusable value. @param problem see {@link Parsed} */
export function refused(problem: string): Parsed<never> {
  return { ok: false, problem };
}

/**
 * Characters that nobody sees and that make a text another one: formats, controls, spaces that are not the space, and letters
 * that are drawn as nothing.
 */
const invisible =
  /[\p{Cf}\p{Cc}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5|(?! )\p{Zs}/u;

/** The invisible characters of the first plane, for patterns. Lone surrogates cannot be sent in UTF-8, so they are left out. */
export const invisibleRanges =
  '\\u0000-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u115f\\u1160\\u1680' +
  '\\u17b4\\u17b5\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2064\\u2066-\\u206f\\u2800\\u3000\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb';

/** Finds an invisible character in a text. @returns its code point (`U+200B`); null if there is none. */
export function invisibleIn(text: string): string | null {
  const code = invisible.exec(text)?.[0].codePointAt(0);
  return code === undefined ? null : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * Describes a text for the OpenAPI document. It is declared beside the parser and built from the same parts. The parser decides,
 * and may refuse more, for example a number that does not exist in its country.
 */
export interface TextForm {
  /** A sentence for people who write a request. */
  readonly description?: string;
  /** A regular expression that both ECMAScript and Python understand. */
  readonly pattern?: string;
  /** The kind of text, where a pattern cannot describe it well enough. */
  readonly format?:
    | 'e164'
    | 'sip-address'
    | 'sip-address-with-port'
    | 'sip-party'
    | 'ip-address'
    | 'ip-network'
    | 'country-code'
    | 'uri';
  /** In Unicode characters, not in UTF-16 units. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** All allowed texts. */
  readonly enum?: readonly string[];
  readonly examples?: readonly string[];
}

/** The permanent id of an operation: `op_` and 128 random bits. It holds nothing personal, so Temporal ids may contain it. */
export type OperationId = Branded<string, 'OperationId'>;

/** The id of a tenant: `org_` and 96 random bits. */
export type OrganizationId = Branded<string, 'OrganizationId'>;

/** The id of one installation of Trunkline. With it, two installations can share a LiveKit project or a Temporal namespace. */
export type DeploymentId = Branded<string, 'DeploymentId'>;

const operationIdShape = /^op_[0-9a-f]{32}$/;
/** Describes the id of an operation. */
export const operationIdForm = {
  pattern: operationIdShape.source,
  examples: ['op_0123456789abcdef0123456789abcdef'],
} as const satisfies TextForm;

const deploymentIdShape = /^[a-z0-9]{4,24}$/;

/** Tells whether a text from outside has the form of an operation's id. The operation need not exist. */
export function isOperationId(text: string): text is OperationId {
  return operationIdShape.test(text);
}

/** Tells whether a text may name a deployment. Colons are excluded, because they separate the parts of a tag. */
export function isDeploymentId(text: string): text is DeploymentId {
  return deploymentIdShape.test(text);
}

/** The largest id of a trunk. The Autocalls contract uses numbers as ids, and this one fits into 32 bits in every client. */
export const largestTrunkId = 2_147_483_647;

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
