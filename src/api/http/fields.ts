import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import {
  accepted,
  invisibleIn,
  invisibleRanges,
  type Parsed,
  refused,
  type TextForm,
} from '../../domain/values.js';
import { RequestProblem } from '../errors/request-problem.js';

/** Every message about every field that cannot be used, by the field's path (`allowed_inbound_ips.0`). */
export type FieldProblems = Readonly<Record<string, readonly string[]>>;

/** The result of reading a body or a query: a value, or all problems of its fields. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: FieldProblems };

/** Checks and converts the text of a field; see {@link Parsed} for the wording of problems. */
export interface Rule<T> {
  (text: string): Parsed<T>;
  /** The form of such a text, for the description of the interface. */
  readonly form?: TextForm;
  /** Whether the text may have invisible characters. */
  readonly keepsInvisible?: true;
}

/** Adds the form of its texts to a rule. */
export function formed<T>(rule: (text: string) => Parsed<T>, form: TextForm): Rule<T> {
  return Object.assign((text: string) => rule(text), { form });
}

/** The message for a body that is no object. */
export const notAnObject = 'The request body must be a JSON object.';

/** Any value, and null for a missing field: zod passes missing fields to a transformation only in this way. */
const anything = z.unknown().prefault(null);

/** Makes the field of a text that must be there; null and the empty text count as missing. @param missing the message for these. */
export function requiredText<T>(label: string, rule: Rule<T>, missing = 'is required'): z.ZodType<T> {
  return withForm(
    anything.transform((value, context): T => {
      if (!isMissing(value)) return readText(label, rule, value, context);
      context.addIssue(`${label} ${missing}.`);
      return z.NEVER;
    }),
    textSchema(label, rule.form),
    'required',
  );
}

/** Makes the field of a text that may be left out; null and the empty text mean the same. */
export function optionalText<T>(label: string, rule: Rule<T>): z.ZodType<T | null> {
  return withForm(
    anything.transform((value, context): T | null =>
      isMissing(value) ? null : readText(label, rule, value, context),
    ),
    orNothing(textSchema(label, rule.form)),
  );
}

/** Makes the field of a list of texts; null and a missing list read as an empty one. Each invalid item has its own path. */
export function listOfTexts<T>(
  labels: { readonly list: string; readonly item: string },
  rule: Rule<T>,
  maximum: number,
): z.ZodType<T[]> {
  // The count is checked before the items, so that a long list is one problem and not thousands.
  return withForm(
    z
      .preprocess((value) => value ?? [], z.array(z.unknown(), `${labels.list} must be an array of strings.`))
      .refine((list) => list.length <= maximum, `${labels.list} must not exceed ${maximum} entries.`)
      .pipe(z.array(requiredText(labels.item, rule))),
    {
      type: ['array', 'null'],
      title: labels.list,
      maxItems: maximum,
      items: textSchema(labels.item, rule.form),
    },
  );
}

/** Makes the rule of a text that must be one of a few words. */
export function oneWordOf<const Choice extends string>(choices: readonly Choice[]): Rule<Choice> {
  return (text) => {
    const choice = choices.find((candidate) => candidate === text);
    return choice === undefined ? refused(`must be one of: ${choices.join(', ')}`) : accepted(choice);
  };
}

/** Makes the field of a text that must be one of a few words. */
export function oneOf<const Choice extends string>(
  label: string,
  choices: readonly Choice[],
): z.ZodType<Choice> {
  return requiredText(label, formed<Choice>(oneWordOf(choices), { enum: choices }));
}

/** Makes the field of a flag. @param otherwise the value if the field is left out or null */
export function optionalFlag(label: string, otherwise = false): z.ZodType<boolean> {
  return withForm(
    z.preprocess((value) => value ?? otherwise, z.boolean(`${label} must be true or false.`)),
    { type: ['boolean', 'null'], title: label, default: otherwise },
  );
}

/** The schema of a flag that cannot be true here. An enumeration of false and null has no type, so generators of clients skip it. */
export const neverTrue = { type: ['boolean', 'null'], not: { const: true }, default: false } as const;

/** Makes the rule of a text with a number of characters, without invisible characters and lone surrogates. */
export function textOf({ min = 1, max }: { readonly min?: number; readonly max?: number }): Rule<string> {
  const rule = (text: string) => {
    const length = [...text].length;
    if (length < min || (max !== undefined && length > max)) return refused(boundsProblem(min, max));
    if (/[\p{Cc}\p{Cs}]/u.test(text)) return refused('must not contain control characters');
    return accepted(text);
  };
  return formed(rule, {
    pattern: `^[^${invisibleRanges}]*$`,
    minLength: min,
    ...(max === undefined ? {} : { maxLength: max }),
  });
}

/** The longest password, in characters. Neither contract states a limit; 128 characters are also the longest user name. */
const longestPassword = 128;

/** Makes the rule of a password. It is used as it is, also with invisible characters, except controls. */
export function passwordOf(bounds: { readonly min?: number }): Rule<string> {
  const text = textOf(bounds);
  const rule = (password: string) =>
    [...password].length > longestPassword
      ? refused(`must not exceed ${longestPassword} characters`)
      : text(password);
  const form = { ...text.form, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]*$', maxLength: longestPassword };
  return Object.assign(formed(rule, form), { keepsInvisible: true as const });
}

/** Makes the field of a whole number; null and the empty text mean none. */
export function optionalNumber(
  label: string,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
  problem = `must be a whole number from ${minimum} to ${maximum}`,
): z.ZodType<number | null> {
  return withForm(
    anything.transform((value, context): number | null => {
      if (isMissing(value)) return null;
      if (typeof value === 'number' && Number.isSafeInteger(value) && value >= minimum && value <= maximum) {
        return value;
      }
      context.addIssue(`${label} ${problem}.`);
      return z.NEVER;
    }),
    orNothing({ type: 'integer', title: label, minimum, maximum }),
  );
}

/** Makes the field of a whole number from 0; null and the empty text mean none. */
export function optionalCount(label: string): z.ZodType<number | null> {
  const bounds = { minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
  return optionalNumber(label, bounds, 'must be a whole number that is not negative');
}

/** Tells which fields a body has; a field with null counts. */
export function fieldsIn(body: unknown): (name: string) => boolean {
  return (name) => typeof body === 'object' && body !== null && Object.hasOwn(body, name);
}

/** Gets a field of a body; undefined when there is none. */
export function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}

/** Reads a body with a schema and collects the problems of all fields. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): Reading<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems: Record<string, string[]> = {};
  for (const issue of parsed.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const name of issue.keys) problems[name] = [unknownName('field', name, namesIn(schema))];
      continue;
    }
    const field = issue.path.length === 0 ? 'body' : issue.path.join('.');
    problems[field] = [...(problems[field] ?? []), issue.message];
  }
  return { ok: false, problems };
}

/** Unknown names are listed up to this number. */
const mostListed = 12;

/** Words that a request has a name which its endpoint does not know, with the known names that are the closest. */
export function unknownName(kind: 'field' | 'parameter', name: string, known: readonly string[]): string {
  if (known.length === 0) return `${shown(name)} is not a ${kind}; this request takes none.`;
  const near = closeName(name, known);
  if (near !== null) return `${shown(name)} is not a ${kind}; did you mean ${near}?`;
  const nearest = byDistance(name, known);
  const others = nearest.length > mostListed ? ' …' : '';
  return `${shown(name)} is not a ${kind}; known are: ${nearest.slice(0, mostListed).join(', ')}${others}.`;
}

/** Finds the known name that somebody has probably meant; null if none is close. */
export function closeName(name: string, known: readonly string[]): string | null {
  const [first = ''] = byDistance(name, known);
  const { length } = plain(first);
  const most = length < 4 ? 1 : Math.max(2, length / 3);
  return distanceOf(plain(name), plain(first)) <= most ? first : null;
}

function byDistance(name: string, known: readonly string[]): readonly string[] {
  const far = (candidate: string) => distanceOf(plain(name), plain(candidate));
  return known.toSorted((one, other) => far(one) - far(other));
}

/** Ways of writing a name in which clients differ do not count: `sipUsername` is `sip_username`. */
function plain(name: string): string {
  return name
    .slice(0, 64)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}

/** A name within the other one is close to it: `password` is a part of `sip_password`. */
function distanceOf(name: string, known: string): number {
  const [short = '', long = ''] = [name, known].toSorted((one, other) => one.length - other.length);
  return short.length >= 4 && long.includes(short) ? 1 : distance(name, known);
}

/** Writes a name of a request so that it can be shown: short, and with the code points of what cannot be seen. */
export function shown(name: string): string {
  return name
    .slice(0, 64)
    .replaceAll(
      /[^\x21-\x7e]/gu,
      (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
    );
}

function namesIn(schema: z.ZodType): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** Gives the value of a reading. @throws {RequestProblem} `validation_failed` with the problems of its fields. */
export function validated<T>(reading: Reading<T>): T {
  if (!reading.ok) throw new RequestProblem('validation_failed', { fields: reading.problems });
  return reading.value;
}

/** Every form excludes the empty text; without a form, the minimum length does. */
function textSchema(title: string, form: TextForm = { minLength: 1 }): JsonSchema {
  return { type: 'string', title, ...form };
}

function isMissing(value: unknown): value is null | '' {
  return value === null || value === '';
}

function boundsProblem(min: number, max: number | undefined): string {
  if (max === undefined) return `must be at least ${min} characters`;
  return min > 1 ? `must be between ${min} and ${max} characters` : `must not exceed ${max} characters`;
}

function readText<T>(
  label: string,
  rule: Rule<T>,
  value: unknown,
  context: { addIssue(message: string): void },
): T {
  if (typeof value !== 'string') {
    context.addIssue(`${label} must be a string.`);
    return z.NEVER;
  }
  const hidden = rule.keepsInvisible === true ? null : invisibleIn(value);
  const parsed =
    hidden === null ? rule(value) : refused(`must not contain the invisible character ${hidden}`);
  if (parsed.ok) return parsed.value;
  context.addIssue(`${label} ${parsed.problem}.`);
  return z.NEVER;
}

/** A JSON Schema (2020-12), as OpenAPI 3.1 uses it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The form of a field, for the description of the interface. */
export interface FieldForm {
  readonly schema: JsonSchema;
  /** Whether the field must be there. */
  readonly required: boolean;
}

/**
 * The forms of the fields with rules of our own. To zod such a field accepts anything, so the functions that make
 * fields add the form here.
 */
const forms = z.registry<FieldForm>();

/** Registers the form of a field. Every field must be a schema of its own, because the schema is the key. */
export function withForm<S extends z.ZodType>(field: S, schema: JsonSchema, presence?: 'required'): S {
  forms.add(field, { schema, required: presence === 'required' });
  return field;
}

/** Gets the form of a field; null when none is registered. */
export function formOf(field: z.core.$ZodType): FieldForm | null {
  return forms.get(field) ?? null;
}

/** The member by which a schema asks to stand among the components of the document, under this name. */
export const componentName = '$component';

/** Makes the form of a field that null and the empty text leave empty. */
export function orNothing({ title, description, ...schema }: JsonSchema): JsonSchema {
  return {
    title,
    ...(description === undefined ? {} : { description }),
    anyOf: [schema, { const: '' }, { type: 'null' }],
  };
}

/** Registers the form of a list that must have at least one item. @param described the list without that rule. */
export function atLeastOneItem<S extends z.ZodType>(described: z.ZodType, list: S): S {
  return withForm(list, { ...formOf(described)?.schema, type: 'array', minItems: 1 }, 'required');
}
