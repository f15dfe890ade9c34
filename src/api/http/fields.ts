import { z } from 'zod';
import { accepted, type Parsed, refused, type TextForm } from '../../domain/values.js';

/** Every message about every field that cannot be used, by the field's path (`allowed_inbound_ips.0`). */
export type FieldProblems = Readonly<Record<string, readonly string[]>>;

/** What a contract's schema makes of a body. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: FieldProblems };

/** What the text of a field must be; see {@link Parsed} for the wording. */
export interface Rule<T> {
  (text: string): Parsed<T>;
  /** What such a text looks like, for the description of the interface. */
  readonly form?: TextForm;
}

/** The same rule, with what its texts look like. */
export function formed<T>(rule: (text: string) => Parsed<T>, form: TextForm): Rule<T> {
  return Object.assign((text: string) => rule(text), { form });
}

/** The body as a whole, for problems that belong to no field. */
export const notAnObject = 'The request body must be a JSON object.';

/** Null where a field is missing: zod does not hand missing fields to a transformation otherwise. */
const anything = z.unknown().prefault(null);

/** A text that must be there. Null and the empty text count as missing. @param missing what is said of these. */
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

/** A text that may be left out; null and the empty text mean the same. */
export function optionalText<T>(label: string, rule: Rule<T>): z.ZodType<T | null> {
  return withForm(
    anything.transform((value, context): T | null =>
      isMissing(value) ? null : readText(label, rule, value, context),
    ),
    orNothing(textSchema(label, rule.form)),
  );
}

/** A list of texts; null and a missing list read as an empty one. Each bad item has its own path. */
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

/** The rule of a text that is one out of a few words. */
export function oneWordOf<const Choice extends string>(choices: readonly Choice[]): Rule<Choice> {
  return (text) => {
    const choice = choices.find((candidate) => candidate === text);
    return choice === undefined ? refused(`must be one of: ${choices.join(', ')}`) : accepted(choice);
  };
}

/** One out of a few words. */
export function oneOf<const Choice extends string>(
  label: string,
  choices: readonly Choice[],
): z.ZodType<Choice> {
  return requiredText(label, formed<Choice>(oneWordOf(choices), { enum: choices }));
}

/** True or false; left out or null means false. */
export function optionalFlag(label: string): z.ZodType<boolean> {
  return withForm(
    z.preprocess((value) => value ?? false, z.boolean(`${label} must be true or false.`)),
    { type: ['boolean', 'null'], title: label, default: false },
  );
}

/** A text of so many characters, none of which is a control character or half of a character. */
export function textOf({ min = 1, max }: { readonly min?: number; readonly max?: number }): Rule<string> {
  const rule = (text: string) => {
    const length = [...text].length;
    if (length < min || (max !== undefined && length > max)) return refused(boundsProblem(min, max));
    if (/[\p{Cc}\p{Cs}]/u.test(text)) return refused('must not contain control characters');
    return accepted(text);
  };
  return formed(rule, {
    // The half characters of the rule cannot be sent in UTF-8.
    pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]*$',
    minLength: min,
    ...(max === undefined ? {} : { maxLength: max }),
  });
}

/** A whole number that is not negative; null and the empty text mean none. */
export function optionalCount(label: string): z.ZodType<number | null> {
  return withForm(
    anything.transform((value, context): number | null => {
      if (isMissing(value)) return null;
      if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
      context.addIssue(`${label} must be a whole number that is not negative.`);
      return z.NEVER;
    }),
    orNothing({ type: 'integer', title: label, minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  );
}

/** Tells which fields a body has: a field that is null is there. */
export function fieldsIn(body: unknown): (name: string) => boolean {
  return (name) => typeof body === 'object' && body !== null && Object.hasOwn(body, name);
}

/** What a body has in a field; undefined where it has none. */
export function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}

/** Reads a body with a schema and collects what is wrong with every field at once. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): Reading<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems: Record<string, string[]> = {};
  for (const issue of parsed.error.issues) {
    const field = issue.path.length === 0 ? 'body' : issue.path.join('.');
    problems[field] = [...(problems[field] ?? []), issue.message];
  }
  return { ok: false, problems };
}

/** What is wrong with a reading; nothing when it can be used. */
export function problemsOf(reading: Reading<unknown>): FieldProblems {
  return reading.ok ? {} : reading.problems;
}

/** Whatever else is said of a text says as well that it is not empty. */
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
  const parsed = rule(value);
  if (parsed.ok) return parsed.value;
  context.addIssue(`${label} ${parsed.problem}.`);
  return z.NEVER;
}

/** A JSON Schema (2020-12), as OpenAPI 3.1 uses it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a field looks like to whoever sends it. */
export interface FieldForm {
  readonly schema: JsonSchema;
  /** Whether it must be there. */
  readonly required: boolean;
}

/**
 * The forms of the fields that are read by rules of our own. Zod knows of such a field only that anything may come in, so
 * each maker of fields says here what it takes.
 */
const forms = z.registry<FieldForm>();

/** Notes what a field looks like. The field is a schema of its own, so that no other is described with it. */
export function withForm<S extends z.ZodType>(field: S, schema: JsonSchema, presence?: 'required'): S {
  forms.add(field, { schema, required: presence === 'required' });
  return field;
}

/** What a field looks like; null when nobody has said it. */
export function formOf(field: z.core.$ZodType): FieldForm | null {
  return forms.get(field) ?? null;
}

/** The form of a field that may be left empty: null and the empty text mean that. */
export function orNothing({ title, description, ...schema }: JsonSchema): JsonSchema {
  return {
    title,
    ...(description === undefined ? {} : { description }),
    anyOf: [schema, { const: '' }, { type: 'null' }],
  };
}

/** Notes that a list, described already, must be there and must not be empty. */
export function atLeastOneItem<S extends z.ZodType>(described: z.ZodType, list: S): S {
  return withForm(list, { ...formOf(described)?.schema, type: 'array', minItems: 1 }, 'required');
}
