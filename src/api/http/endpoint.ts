import type { z } from 'zod';
import type { Contract } from '../../domain/operation/operation.js';
import type { ErrorName } from '../openapi/answers.js';
import type { JsonSchema } from './fields.js';

/** What the endpoints are grouped by on the page that shows them. */
export const tags = {
  Autocalls: 'The contract of Autocalls, word for word.',
  Zudu: 'The contract of Zudu, word for word.',
  Operations: 'What becomes of an operation, whichever contract it came through.',
  Trunks: 'Trunks beyond the contracts: whole, with their history and the way back.',
  Imports: 'Many trunks at once.',
  Reconciliations: 'Whether LiveKit and the database agree; for operators.',
  Service: 'The state of the service, and this description.',
} as const;
export type Tag = keyof typeof tags;

/** A header of an answer; with `?` it is not always there. */
export type AnswerHeader =
  | 'X-Operation-Id'
  | 'Location'
  | 'Retry-After'
  | 'Preference-Applied'
  | 'WWW-Authenticate';
export type DescribedHeader = AnswerHeader | `${AnswerHeader}?`;

/** An answer to a request that was carried out. */
export interface DescribedAnswer {
  readonly description: string;
  /** What every such answer is, exactly; null where it has no body. */
  readonly schema: z.ZodType | null;
  /** `application/json` unless given; several where the caller chooses. */
  readonly contentType?: string | readonly string[];
  /** What each line of it is, where it is a file. */
  readonly lines?: z.ZodType;
  readonly headers?: readonly DescribedHeader[];
  /** Answers to the request's examples of the same names. */
  readonly examples?: Readonly<Record<string, unknown>>;
}

/** A request that can be carried out. */
export interface RequestExample {
  readonly summary: string;
  readonly value: object | string;
  /** `application/json` unless given. */
  readonly contentType?: string;
}

/** A part of a path or of a query, or a header. */
export interface DescribedParameter {
  readonly description: string;
  readonly schema: JsonSchema;
  /** Whether an empty text counts as left out. */
  readonly allowEmptyValue?: true;
  readonly example?: string | number;
}

/** The body of a request. */
export interface DescribedBody {
  readonly schema: z.ZodType;
  /** Whether a request without a body is refused. */
  readonly required: boolean;
  readonly examples: Readonly<Record<string, RequestExample>>;
  /** `application/json` unless given. */
  readonly contentTypes?: readonly string[];
  /** What each line of it is, where it is a file. */
  readonly lines?: z.ZodType;
  /** What can be wrong with it, where that is not what can be wrong with every body in JSON. */
  readonly errors?: readonly ErrorName[];
}

/**
 * One endpoint as the description of the interface shows it. What follows from `style`, `access`, `body` and `changes`
 * (keys, headers, and the errors that all such endpoints have) need not be said.
 */
export interface Endpoint {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As OpenAPI writes it: `/v1/operations/{id}`. */
  readonly path: string;
  /** Names the endpoint in generated clients. */
  readonly id: string;
  readonly tag: Tag;
  readonly style: AnswerStyle;
  readonly summary: string;
  readonly description?: string;
  /** Whose key is needed. */
  readonly access: 'organization' | 'operator' | 'everybody';
  readonly pathParameters?: Readonly<Record<string, DescribedParameter>>;
  readonly query?: Readonly<Record<string, DescribedParameter>>;
  readonly headers?: Readonly<Record<string, DescribedParameter>>;
  readonly body?: DescribedBody;
  /** Whether it changes something: then it takes an idempotency key, and may go on after its answer. */
  readonly changes?: boolean;
  /** By status; what is not an error. */
  readonly answers: Readonly<Record<number, DescribedAnswer>>;
  /** The errors that not every such endpoint has. */
  readonly errors?: readonly ErrorName[];
}

/** In whose words endpoints answer errors, and that an operation goes on. */
export interface AnswerStyle {
  /** The contract whose words these are; null for `/v1`. */
  readonly contract: Contract | null;
  /** The media type of errors. */
  readonly errorType: string;
  /** What an error with one of these codes is, exactly. */
  errorBody(codes: readonly string[]): z.ZodType;
  /** What is said while an operation goes on. */
  readonly unfinished: z.ZodType;
}
