import { z } from 'zod';
import { formOf, type JsonSchema } from '../http/fields.js';

/** Makes JSON Schemas out of zod's. A schema with an id stands once among the components, and the others refer to it. */
export class JsonSchemas {
  readonly #components = new Map<string, JsonSchema>();

  /** The schemas with an id so far, by id. */
  get components(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries(
      [...this.#components].sort(([left], [right]) => left.localeCompare(right, 'en')),
    );
  }

  /** Makes the schema of a request. */
  ofRequest(schema: z.ZodType): JsonSchema {
    return this.#made(schema, 'input');
  }

  /** Makes the schema of an answer. */
  ofAnswer(schema: z.ZodType): JsonSchema {
    return this.#made(schema, 'output');
  }

  #made(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const { $schema, $defs, ...made } = z.toJSONSchema(schema, {
      io,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => describeFields(zodSchema, jsonSchema),
    });
    for (const [id, definition] of Object.entries($defs ?? {})) this.#components.set(id, pointed(definition));
    return pointed(made);
  }
}

/** Replaces the schema of fields with a registered form, of which zod knows nothing. */
function describeFields(schema: z.core.$ZodType, made: z.core.JSONSchema.BaseSchema): void {
  const form = formOf(schema);
  if (form !== null) {
    for (const key of Object.keys(made)) delete made[key];
    Object.assign(made, form.schema);
  }
  if (schema instanceof z.ZodObject) {
    const required = Object.entries(schema.shape).flatMap(([name, field]) => {
      const ofField = formOf(field);
      const must = ofField === null ? made.required?.includes(name) === true : ofField.required;
      return must ? [name] : [];
    });
    if (required.length > 0) made.required = required;
    else delete made.required;
  }
}

/** Makes the references of a schema point to the components of the document. */
function pointed(schema: object): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
