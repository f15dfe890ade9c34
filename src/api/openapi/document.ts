import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { operationIdForm } from '../../domain/values.js';
import {
  type AnswerHeader,
  type DescribedAnswer,
  type DescribedBody,
  type DescribedParameter,
  type Endpoint,
  tags,
} from '../http/endpoint.js';
import { componentName, formOf, type JsonSchema } from '../http/fields.js';
import { entityTagForm } from '../http/precondition.js';
import { idempotencyHeader, idempotencyKeyParameter } from '../http/request.js';
import { answersOf } from './answers.js';
import { codeSamplesOf } from './samples.js';

const json = 'application/json';

const headers: Readonly<Record<AnswerHeader | 'X-Request-Id', { description: string; schema: JsonSchema }>> =
  {
    'X-Request-Id': {
      description:
        "The caller's own X-Request-Id when it is well-formed, else a new one. Quote it in reports.",
      schema: { type: 'string', pattern: '^[A-Za-z0-9._-]{1,128}$' },
    },
    'X-Operation-Id': {
      description: 'The operation that the request began or joined.',
      schema: { type: 'string', pattern: operationIdForm.pattern },
    },
    Location: {
      description: 'The address of the trunk, of the operation or of the import.',
      schema: { type: 'string', format: 'uri-reference' },
    },
    ETag: {
      description:
        'The version of the trunk. Send it as If-Match, so that a request never overwrites a newer version.',
      schema: { type: 'string', pattern: entityTagForm.pattern },
    },
    'Retry-After': {
      description: 'The seconds to wait before the next attempt.',
      schema: { type: 'integer', minimum: 1 },
    },
    'Preference-Applied': {
      description: 'The preferences that were followed: `respond-async`, `handling=strict`.',
      schema: { type: 'string' },
    },
    'X-Warnings': {
      description: 'Warnings for which the body has no room: a list of strings (RFC 8941).',
      schema: { type: 'string' },
    },
    'Idempotency-Replayed': {
      description: 'The answer is that of an earlier request with the same Idempotency-Key.',
      schema: { type: 'string', const: 'true' },
    },
    RateLimit: {
      description:
        'What is left of the limit that concerns the request, and the seconds until it is whole again, as in ' +
        'draft-ietf-httpapi-ratelimit-headers-10.',
      schema: { type: 'string', pattern: '^"\\w+";r=\\d+;t=\\d+$' },
    },
    'RateLimit-Policy': {
      description: 'The limit that concerns the request, and its window in seconds.',
      schema: { type: 'string', pattern: '^"\\w+";q=\\d+;w=\\d+$' },
    },
    'WWW-Authenticate': { description: 'How to send a key.', schema: { type: 'string' } },
  };

/** The headers of every request that begins an operation. */
const changeHeaders = {
  [idempotencyHeader]: idempotencyKeyParameter,
  Prefer: {
    description:
      '`respond-async`: an answer as soon as the request is saved (RFC 7240). `wait=5`: an answer after 5 seconds at the latest.',
    schema: { type: 'string' },
  },
} as const satisfies Record<string, DescribedParameter>;

/** Describes endpoints. @param version the version of Trunkline. */
export function createDocument(endpoints: readonly Endpoint[], version: string) {
  const schemas = new JsonSchemas();
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operation(endpoint, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Trunkline',
      version,
      summary: 'Sets up complete SIP trunks on LiveKit, or nothing at all.',
      description:
        'Two published contracts share one model: a trunk that was made through one is visible through the other. Bodies are ' +
        'JSON of at most 64 KiB, whatever their Content-Type says. The exception is `POST /v1/imports`: its body is a file of at most ' +
        '16 MiB in the format of its Content-Type. The contracts accept unknown fields and parameters and name them in `warnings`, or ' +
        'in `X-Warnings` where the body has no room; `/v1` refuses them, and so does `Prefer: handling=strict` everywhere. ' +
        'Null and the empty text count as missing. The page [/docs/errors](/docs/errors) explains every error.\n\n' +
        'The samples need no package. They read the address of this service from the environment variable `TRUNKLINE`, the ' +
        'secret of a key from `KEY`, its public id from `KEY_ID`, and the secret of an operator from `OPERATOR_KEY`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'The secret of a key.' },
        keyId: { type: 'apiKey', in: 'header', name: 'X-API-KEY', description: 'The public id of a key.' },
        keySecret: {
          type: 'apiKey',
          in: 'header',
          name: 'X-API-SECRET',
          description: 'The secret of the key.',
        },
      },
      headers,
      schemas: schemas.components,
    },
  };
}

/** The link from an answer to its operation. */
const operationLink = {
  operationId: 'readOperation',
  parameters: { id: '$response.header.X-Operation-Id' },
};

function operation(endpoint: Endpoint, schemas: JsonSchemas): object {
  const { id, tag, summary, description, access, pathParameters, query, headers, body, changes } = endpoint;
  const parameters = [
    ...parametersIn('path', pathParameters),
    ...parametersIn('query', query),
    ...parametersIn('header', headers),
    ...(changes === true ? parametersIn('header', changeHeaders) : []),
  ];
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(access === 'everybody' || access === 'any_key' ? {} : { 'x-required-scope': access }),
    security: access === 'everybody' ? [] : [{ bearer: [] }, { keyId: [], keySecret: [] }],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: requestBody(endpoint.style.contract === null, body, schemas) }),
    responses: Object.fromEntries(
      [...answersOf(endpoint)].map(([status, answer]) => [status, response(answer, schemas)]),
    ),
    'x-codeSamples': codeSamplesOf(endpoint),
  };
}

function parametersIn(
  place: 'path' | 'query' | 'header',
  described: Readonly<Record<string, DescribedParameter>> = {},
) {
  return Object.entries(described).map(([name, { description, schema, allowEmptyValue, example }]) => ({
    name,
    in: place,
    required: place === 'path',
    description,
    schema,
    ...(allowEmptyValue === undefined ? {} : { allowEmptyValue }),
    ...(example === undefined ? {} : { example }),
  }));
}

/** @param isStrict whether unknown fields are refused. */
function requestBody(
  isStrict: boolean,
  { schema, required, examples, contentTypes = [json], lines }: DescribedBody,
  schemas: JsonSchemas,
): object {
  const contents = contentTypes.map((type) => {
    const ofType = Object.entries(examples).filter(([, { contentType = json }]) => contentType === type);
    const shown = ofType.map(([name, { summary, value }]) => [name, { summary, value }]);
    const described = contentOf(type, { schema, lines }, (each) => schemas.ofRequest(each, isStrict));
    return [type, { schema: described, examples: Object.fromEntries(shown) }];
  });
  return { required, content: Object.fromEntries(contents) };
}

function response(
  { description, schema, name, contentType = json, lines, headers: named = [], examples }: DescribedAnswer,
  schemas: JsonSchemas,
): object {
  const always = { $ref: '#/components/headers/X-Request-Id' };
  const others = named.map((name) => {
    const plain = name.replace(/\?$/, '');
    const shared = { $ref: `#/components/headers/${plain}` };
    return [plain, shared];
  });
  return {
    description,
    headers: { 'X-Request-Id': always, ...Object.fromEntries(others) },
    ...(named.includes('X-Operation-Id') ? { links: { operation: operationLink } } : {}),
    ...(schema === null
      ? {}
      : {
          content: Object.fromEntries(
            [contentType].flat().map((type) => [
              type,
              {
                schema: contentOf(type, { schema, lines }, (each) =>
                  name === undefined ? schemas.ofAnswer(each) : schemas.named(name, each),
                ),
                ...shown(examples),
              },
            ]),
          ),
        }),
  };
}

/** Describes a body. To OpenAPI a file is a text; the schema of its lines stands beside that. */
function contentOf(
  type: string,
  { schema, lines }: { readonly schema: z.ZodType; readonly lines: z.ZodType | undefined },
  described: (schema: z.ZodType) => JsonSchema,
): object {
  if (lines === undefined) return described(schema);
  return {
    ...described(schema),
    contentMediaType: type,
    contentSchema: { type: 'array', items: described(lines) },
  };
}

function shown(examples: DescribedAnswer['examples']): object {
  if (examples === undefined) return {};
  return {
    examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
  };
}

/** Makes JSON Schemas out of zod's. A schema with an id stands once among the components, and the others refer to it. */
class JsonSchemas {
  readonly #components = new Map<string, JsonSchema>();
  readonly #named = new Map<string, JsonSchema>();

  /** The schemas so far, by id. Some generators of clients need a schema before those that refer to it. */
  get components(): Readonly<Record<string, JsonSchema>> {
    const byId = [this.#components, this.#named].flatMap((schemas) =>
      [...schemas].sort(([left], [right]) => left.localeCompare(right, 'en')),
    );
    return Object.fromEntries(byId);
  }

  /** Makes the schema of a request. @param isStrict whether unknown fields are refused. */
  ofRequest(schema: z.ZodType, isStrict: boolean): JsonSchema {
    return this.#made(schema, 'input', isStrict);
  }

  /** Makes the schema of an answer. */
  ofAnswer(schema: z.ZodType): JsonSchema {
    return this.#made(schema, 'output');
  }

  /**
   * Makes the schema of an answer a component of its own. Equal schemas are one component. Different ones with the same name
   * are numbered.
   */
  named(name: string, schema: z.ZodType): JsonSchema {
    const made = this.ofAnswer(schema);
    const { anyOf: alternatives = [made] } = made;
    // A schema that only refers to another one needs no name.
    if (Array.isArray(alternatives) && alternatives.length === 1 && '$ref' in alternatives[0]) return made;
    for (let number = 1; ; number += 1) {
      const id = number === 1 ? name : `${name}Variant${number}`;
      const known = this.#named.get(id) ?? made;
      if (!isDeepStrictEqual(known, made)) continue;
      this.#named.set(id, known);
      return { $ref: `#/components/schemas/${id}` };
    }
  }

  #made(schema: z.ZodType, io: 'input' | 'output', isStrict = false): JsonSchema {
    const { $schema, $defs, ...made } = z.toJSONSchema(schema, {
      io,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        describeFields(zodSchema, jsonSchema);
        if (isStrict && zodSchema instanceof z.ZodObject) jsonSchema.additionalProperties = false;
      },
    });
    for (const [id, definition] of Object.entries($defs ?? {}))
      this.#components.set(id, this.#pointed(definition));
    return this.#pointed(made);
  }

  /** Makes the references of a schema point to the components of the document, and moves parts with a name there. */
  #pointed(schema: object): JsonSchema {
    const text = JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/');
    return JSON.parse(text, (_, value: unknown) => {
      if (typeof value !== 'object' || value === null || !(componentName in value)) return value;
      const { [componentName]: name, ...component } = value;
      this.#components.set(String(name), component);
      return { $ref: `#/components/schemas/${name}` };
    });
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
