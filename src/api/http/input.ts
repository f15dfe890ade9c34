import { isDeepStrictEqual } from 'node:util';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { RequestProblem } from '../errors/request-problem.js';
import type { ApiAnswer, Endpoint } from './endpoint.js';
import { type FieldProblems, fieldOf, type Reading, readBody, shown, unknownName } from './fields.js';
import { queryTextOf } from './query.js';
import { type Preference, readJsonBody, readPreference } from './request.js';

/** The parts of an endpoint that say what a request may contain. */
type Expected = Pick<Endpoint, 'style' | 'access' | 'query' | 'body'>;

/** An answer names at most so many unknown fields, because a body has room for thousands. */
const mostNamed = 20;

/**
 * All that a request contains, so that nothing of it is ignored silently. `/v1` refuses what it cannot use. The contracts accept
 * it, as their vendors do, and report it in warnings; `Prefer: handling=strict` (RFC 7240) makes them refuse it as well.
 */
export class RequestInput {
  readonly preference: Preference;
  readonly #expected: Expected;
  readonly #request: Request;
  readonly #response: Response;
  readonly #checkKey: () => Promise<void>;
  /** The body as JSON, read once. */
  #body: Promise<unknown> | undefined;
  readonly #unused = new Map<string, string>();
  readonly #warnings = new Set<string>();
  #collects = false;

  /** @param checkKey checks the key of the request again, when the body has arrived. */
  constructor(expected: Expected, request: Request, response: Response, checkKey: () => Promise<void>) {
    this.#expected = expected;
    this.#request = request;
    this.#response = response;
    this.#checkKey = checkKey;
    this.preference = readPreference(request.headers);
  }

  /** Leaves it to {@link checked} to refuse the request, together with the problems of its other fields. */
  collect(): void {
    this.#collects = true;
  }

  /** Reports a value that is not used. @param field its path. @param message a sentence that names it. */
  ignore(field: string, message: string): void {
    this.#unused.set(field, message);
  }

  /** Reports the repeated fields of a change that differ from what they repeat. @param present what the caller can have read. */
  ignoreDifferent(body: unknown, present: object): void {
    const known = this.#expected.body?.schema;
    if (known === undefined) return;
    for (const { path } of unknownFields([known], body)) {
      if (!Object.hasOwn(present, path)) continue;
      if (
        isDeepStrictEqual(fieldOf(body, path), JSON.parse(JSON.stringify(Reflect.get(present, path) ?? null)))
      )
        continue;
      this.ignore(path, `${path} cannot be changed.`);
    }
  }

  /** Adds warnings to the answer. The same warning is added once. */
  warn(...messages: readonly string[]): void {
    for (const message of messages) this.#warnings.add(message);
  }

  /** Adds the values that are not used to the problems of a reading, if they are refused. */
  checked<T>(reading: Reading<T>): Reading<T> {
    if (!this.#isRefused()) return reading;
    return { ok: false, problems: { ...(reading.ok ? {} : reading.problems), ...this.#problems() } };
  }

  /** Checks the query, and the body of a request that takes none. @throws {RequestProblem} `validation_failed` */
  async check(): Promise<void> {
    this.#checkQuery();
    if (this.#expected.body === undefined) await this.#checkNoBody();
    if (this.#isRefused() && !this.#collects) this.#refuse({});
  }

  /**
   * Reads the body as JSON, and finds the fields that the schema of the endpoint does not have.
   * @throws {RequestProblem} for a body that cannot be read or a key that is not accepted any more, and `validation_failed`
   */
  async json(): Promise<unknown> {
    this.#body ??= readJsonBody(this.#request, this.#response);
    const body = await this.#body;
    await this.#checkKey();
    if (this.#expected.body === undefined) return body;
    const { schema, repeatable = [] } = this.#expected.body;
    const unknown = unknownFields([schema], body).filter(({ path }) => !repeatable.includes(path));
    for (const { path, name, known } of unknown.slice(0, mostNamed)) {
      this.ignore(path, unknownName('field', name, known));
    }
    if (this.#isRefused() && !this.#collects) this.#refuse(fewestProblems(schema, body));
    return body;
  }

  /** Adds to an answer what was not used, all warnings and the preferences that were followed. */
  complete(answer: ApiAnswer, isRefusal = false): ApiAnswer {
    const { body } = answer;
    const warnings = this.#warningsOf(isRefusal);
    const holds = typeof body === 'object' && !Array.isArray(body) && (answer.status < 400 || isRefusal);
    const before: unknown = holds ? Reflect.get(body, 'warnings') : [];
    return {
      ...answer,
      headers: { ...answer.headers, ...this.headers(answer.status, holds ? [] : warnings) },
      ...(holds && warnings.length > 0
        ? { body: { ...body, warnings: [...(Array.isArray(before) ? before : []), ...warnings] } }
        : {}),
    };
  }

  /** Gives the headers with warnings and with the preferences that were followed. */
  headers(status: number, warnings: readonly string[] = this.#warningsOf(true)): Record<string, string> {
    const applied = [
      ...(this.preference.respondAsync && status === 202 ? ['respond-async'] : []),
      ...(this.preference.strict && this.#expected.access !== 'everybody' ? ['handling=strict'] : []),
    ];
    return {
      ...(applied.length === 0 ? {} : { 'Preference-Applied': applied.join(', ') }),
      // A list of strings by RFC 8941, which are ASCII.
      ...(warnings.length === 0 ? {} : { 'X-Warnings': warnings.map((text) => quoted(text)).join(', ') }),
    };
  }

  /** A refusal names the values that are not used among its problems, and has no use for advice about the others. */
  #warningsOf(isRefusal: boolean): readonly string[] {
    const unused = this.#isStrict() ? [] : this.#unused.values();
    return [...unused, ...(isRefusal ? [] : this.#warnings)];
  }

  #isStrict(): boolean {
    return this.preference.strict || this.#expected.style.contract === null;
  }

  #isRefused(): boolean {
    return this.#isStrict() && this.#unused.size > 0;
  }

  #problems(): FieldProblems {
    return Object.fromEntries([...this.#unused].map(([field, message]) => [field, [message]]));
  }

  #refuse(others: FieldProblems): never {
    throw new RequestProblem('validation_failed', { fields: { ...others, ...this.#problems() } });
  }

  #checkQuery(): void {
    const { query = {} } = this.#expected;
    const names = Object.keys(query);
    const seen = new Set<string>();
    const text = queryTextOf(this.#request);
    for (const [name, value] of new URLSearchParams(text)) {
      if (this.#unused.size === mostNamed) return;
      const known = Object.hasOwn(query, name) ? query[name] : undefined;
      if (known === undefined) this.ignore(shown(name), unknownName('parameter', name, names));
      else if (seen.has(name)) {
        this.ignore(name, `${name} is given more than once; only one value can be used.`);
      } else if (value === '' && !(known.aloneMeansTrue === true && text.split('&').includes(name))) {
        this.ignore(name, `${name} has no value; leave it out if none is meant.`);
      }
      seen.add(name);
    }
  }

  async #checkNoBody(): Promise<void> {
    const { 'content-length': length = '0', 'transfer-encoding': encoding } = this.#request.headers;
    if (length === '0' && encoding === undefined) return;
    // Whatever cannot be read is not used either.
    const body = await readJsonBody(this.#request, this.#response).catch(() => '');
    await this.#checkKey();
    const isObject = typeof body === 'object' && !Array.isArray(body);
    if (!isObject) this.ignore('body', 'The body is not used: this request takes none.');
    for (const name of Object.keys(isObject ? Object(body) : {}).slice(0, mostNamed)) {
      this.ignore(shown(name), unknownName('field', name, []));
    }
  }
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&').replaceAll(/[^\x20-\x7e]/g, '?')}"`;
}

/** Gives the problems of the variant of a schema that a body comes closest to. */
function fewestProblems(schema: z.ZodType, body: unknown): FieldProblems {
  const variants = schema instanceof z.ZodUnion ? schema.options : [schema];
  const all = variants.map((variant) => {
    const reading = readBody(variant as z.ZodType, body);
    return reading.ok ? {} : reading.problems;
  });
  return all.toSorted((one, other) => Object.keys(one).length - Object.keys(other).length)[0] ?? {};
}

/** A field of a body that its schema does not have. */
interface UnknownField {
  readonly path: string;
  readonly name: string;
  /** The fields that the schema has there. */
  readonly known: readonly string[];
}

/**
 * Finds the fields of a body, also of objects and lists in it, that no variant of a schema has.
 */
export function unknownFields(
  schemas: readonly z.core.$ZodType[],
  body: unknown,
  path = '',
): readonly UnknownField[] {
  const variants = schemas.flatMap(variantsOf);
  if (Array.isArray(body)) {
    const elements = variants.flatMap((each) => (each instanceof z.ZodArray ? [each.element] : []));
    return body.flatMap((item, at) => unknownFields(elements, item, `${path}${at}.`));
  }
  const shapes = variants.flatMap((each) => (each instanceof z.ZodObject ? [each.shape] : []));
  if (shapes.length === 0 || typeof body !== 'object' || body === null) return [];
  const known = [...new Set(shapes.flatMap((shape) => Object.keys(shape)))];
  return Object.entries(body).flatMap(([name, value]) => {
    const fields = shapes.flatMap((shape) => (Object.hasOwn(shape, name) ? [shape[name]] : []));
    if (fields.length > 0) return unknownFields(fields, value, `${path}${name}.`);
    return [{ path: `${path}${shown(name)}`, name, known }];
  });
}

function variantsOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(variantsOf);
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return isWrapped ? variantsOf(schema.unwrap()) : [schema];
}
