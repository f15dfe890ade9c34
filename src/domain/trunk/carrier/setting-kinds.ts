import { accepted, invisibleIn, type Parsed, refused, type TextForm } from '../../values.js';

/** A value as JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A JSON Schema (2020-12). */
type JsonSchema = Readonly<Record<string, unknown>>;

/** The kind of the values of a setting: how they are read, and how the interface and files show them. */
export interface ValueKind<Value> {
  /** The value of a trunk that does not have the setting. */
  readonly fallback: Value;
  /** Checks and converts a value that a request gives. Null, an empty text, list or object mean the fallback; they never get here. */
  readonly parse: (given: unknown) => Parsed<Value>;
  /** Describes a value that is not the fallback. */
  readonly schema: JsonSchema;
  /** Describes a value in an answer. */
  readonly answer: JsonSchema;
  readonly cell: CellKind;
}

/** How the cell of a CSV file holds a value: a list by its words, an object as JSON. */
export type CellKind = 'text' | 'count' | 'flag' | 'list' | 'object';

/** One of a few words. The first one is the fallback. */
export function choice<const Word extends string>(words: readonly [Word, ...Word[]]): ValueKind<Word> {
  return {
    fallback: words[0],
    parse: (given) => {
      const word = words.find((candidate) => candidate === given);
      return word === undefined ? refused(`must be one of: ${words.join(', ')}`) : accepted(word);
    },
    schema: { type: 'string', enum: words },
    answer: { type: 'string', enum: words },
    cell: 'text',
  };
}

/** A flag. */
export function flag(fallback: boolean): ValueKind<boolean> {
  return {
    fallback,
    parse: (given) => (typeof given === 'boolean' ? accepted(given) : refused('must be true or false')),
    schema: { type: 'boolean', default: fallback },
    answer: { type: 'boolean' },
    cell: 'flag',
  };
}

/** A text, or null. */
export function text(parse: (given: string) => Parsed<string>, form: TextForm): ValueKind<string | null> {
  const schema = { type: 'string', ...form };
  return {
    fallback: null,
    parse: (given) => (typeof given === 'string' ? visible(given, parse) : refused('must be a string')),
    schema,
    answer: { type: ['string', 'null'] },
    cell: 'text',
  };
}

/** A number of seconds, or null. */
export function seconds(minimum: number, maximum: number): ValueKind<number | null> {
  const isInRange = (given: unknown): given is number =>
    typeof given === 'number' && Number.isSafeInteger(given) && given >= minimum && given <= maximum;
  return {
    fallback: null,
    parse: (given) =>
      isInRange(given)
        ? accepted(given)
        : refused(`must be a whole number of seconds from ${minimum} to ${maximum}`),
    schema: { type: 'integer', minimum, maximum },
    answer: { type: ['integer', 'null'], minimum, maximum },
    cell: 'count',
  };
}

/** A list of some of a few words, in the order of preference. */
export function listOf<const Word extends string>(words: readonly Word[]): ValueKind<readonly Word[]> {
  const isWord = (item: unknown): item is Word => words.some((word) => word === item);
  const schema = { type: 'array', items: { type: 'string', enum: words }, uniqueItems: true };
  return {
    fallback: [],
    parse: (given) =>
      Array.isArray(given) && given.every(isWord) && new Set(given).size === given.length
        ? accepted(given)
        : refused(`must be a list of different words out of: ${words.join(', ')}`),
    schema,
    answer: schema,
    cell: 'list',
  };
}

/** A rule for the names or the values of a map. */
export interface TextRule {
  readonly parse: (given: string) => Parsed<string>;
  readonly form: TextForm;
}

/** The largest number of names in a map. */
const mostNames = 20;

/** A map from names to texts. @param folded whether names that differ in their case are the same. */
export function mapOf(
  name: TextRule,
  value: TextRule,
  { folded }: { readonly folded: boolean },
): ValueKind<Readonly<Record<string, string>>> {
  const schema = {
    type: 'object',
    maxProperties: mostNames,
    propertyNames: name.form,
    additionalProperties: { type: 'string', ...value.form },
  };
  return {
    fallback: {},
    parse: (given) => {
      if (typeof given !== 'object' || given === null || Array.isArray(given)) {
        return refused('must be an object of texts');
      }
      const entries = Object.entries(given);
      if (entries.length > mostNames) return refused(`must not have more than ${mostNames} names`);
      const plain = entries.map(([key]) => (folded ? key.toLowerCase() : key));
      if (new Set(plain).size < plain.length) return refused('must not have a name twice');
      const read: [string, string][] = [];
      for (const [key, content] of entries) {
        const named = visible(key, name.parse);
        if (!named.ok) return refused(`must have names that can be used: ${short(key)} ${named.problem}`);
        const parsed =
          typeof content === 'string' ? visible(content, value.parse) : refused('must be a string');
        if (!parsed.ok) return refused(`must have values that can be used: that of ${key} ${parsed.problem}`);
        read.push([named.value, parsed.value]);
      }
      // The order has no meaning, so equal maps are equal texts.
      return accepted(Object.fromEntries(read.toSorted(([left], [right]) => (left < right ? -1 : 1))));
    },
    schema,
    answer: schema,
    cell: 'object',
  };
}

function visible(given: string, parse: (given: string) => Parsed<string>): Parsed<string> {
  const hidden = invisibleIn(given);
  return hidden === null ? parse(given) : refused(`must not contain the invisible character ${hidden}`);
}

/** A name of a request so that a message may repeat it. */
function short(name: string): string {
  return name.replaceAll(/[^\x21-\x7e]/gu, '?').slice(0, 40);
}
