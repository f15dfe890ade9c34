import { z } from 'zod';

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
