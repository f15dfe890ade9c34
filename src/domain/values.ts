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
 * Describes a text for the OpenAPI document. It is declared beside the parser and built from the same parts. The parser decides,
 * and may refuse more, for example a number that does not exist in its country.
 */
export interface TextForm {
  /** A sentence for people who write a request. */
  readonly description?: string;
  /** A regular expression that both ECMAScript and Python understand. */
  readonly pattern?: string;
  /** The kind of text, where a pattern cannot describe it well enough. */
  readonly format?: 'e164' | 'sip-address' | 'sip-address-with-port' | 'ip-network' | 'country-code' | 'uri';
  /** In Unicode characters, not in UTF-16 units. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** All allowed texts. */
  readonly enum?: readonly string[];
  readonly examples?: readonly string[];
}
