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
