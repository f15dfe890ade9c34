declare const brand: unique symbol;

/** A value of type `T` that only the function which checked it may call a `Name`. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/**
 * What a parser of the domain answers. `problem` completes a sentence whose subject is the value, without a full
 * stop (`must not contain a port`), so that every contract can name the value in its own words.
 */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

/** The value can be used. */
export function accepted<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

/** The value cannot be used, for this reason. */
export function refused(problem: string): Parsed<never> {
  return { ok: false, problem };
}

/**
 * What a text looks like, as far as a description of the interface can say it. It stands beside the parser that
 * decides and is made of the same parts; the parser may refuse more (a number that its country does not have).
 */
export interface TextForm {
  /** In a sentence, for people who write a request. */
  readonly description?: string;
  /** A regular expression that both ECMAScript and Python understand. */
  readonly pattern?: string;
  /** The kind of text, where a pattern says too little of it. */
  readonly format?: 'e164' | 'sip-address' | 'sip-address-with-port' | 'ip-network' | 'country-code' | 'uri';
  /** In characters, not in UTF-16 units. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** All texts that there are. */
  readonly enum?: readonly string[];
  readonly examples?: readonly string[];
}
