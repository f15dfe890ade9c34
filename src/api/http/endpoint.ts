import type { Response } from 'express';
import { z } from 'zod';
import type { Scope } from '../../domain/administration.js';
import { isFailureCode } from '../../domain/failures.js';
import { type Contract, operationStates } from '../../domain/operation/operation.js';
import { trunkStatuses } from '../../domain/trunk/trunk.js';
import { largestTrunkId, type OperationId, operationIdForm } from '../../domain/values.js';
import { operatorRemedyAt } from '../errors/catalogue.js';
import { type ErrorCode, errorEntries } from '../errors/request-problem.js';
import type { FieldProblems, JsonSchema } from './fields.js';

/** An answer in the words of a contract, before it is sent. */
export interface ApiAnswer {
  readonly status: number;
  /** An object is sent as JSON, a text and bytes as they are. */
  readonly body: object | string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** `application/json` unless given. */
  readonly contentType?: string;
}

/** Gives the header that names the operation of a request. */
export function operationHeader(operationId: OperationId): Record<string, string> {
  return { 'X-Operation-Id': operationId };
}

/** Gives the address of a trunk, in `/v1` or in the contract that has addresses of trunks. */
export function trunkLocation(
  trunkId: number,
  { contract }: Pick<AnswerStyle, 'contract'>,
): Record<string, string> {
  const path = contract === null ? '/v1/trunks' : '/api/user/phone-numbers/sip-trunks';
  return { Location: `${path}/${trunkId}` };
}

/** Gives the address of an operation. */
export function operationLocation(operationId: OperationId): Record<string, string> {
  return { Location: `/v1/operations/${operationId}` };
}

/** Gives the header with the time after which to try again. */
export function retryAfter(seconds: number): Record<string, string> {
  return { 'Retry-After': String(seconds) };
}

/**
 * Writes an answer as JSON. For the key of an operator, every explanation in it also says what the operator can do. Tenants never read
 * that, because it names settings of the service.
 */
export function jsonFor({ locals }: Pick<Response, 'locals'>, body: object): string {
  if (locals.isOperator !== true) return JSON.stringify(body);
  return JSON.stringify(body, (_name, value: unknown) => {
    const remedy = operatorRemedyAt(Object(value).docs);
    return remedy === undefined ? value : { ...Object(value), operator_remedy: remedy };
  });
}

/** Sends an answer. It is no error when the caller has hung up. */
export function send(response: Response, { status, headers = {}, contentType, body }: ApiAnswer): void {
  response
    .status(status)
    .set(headers)
    .type(contentType ?? 'application/json');
  response.send(typeof body === 'string' || Buffer.isBuffer(body) ? body : jsonFor(response, body));
}

/** Makes the part of a body that holds warnings; it is empty when there are none. */
export function warningsMember(warnings: readonly string[]): { readonly warnings?: readonly string[] } {
  return warnings.length === 0 ? {} : { warnings };
}

/** The groups of endpoints on the page that shows the description. */
export const tags = {
  Autocalls: 'The contract of Autocalls.',
  Zudu: 'The contract of Zudu.',
  Operations: 'Follow, cancel and retry operations of both contracts.',
  Trunks: 'Trunks with all their fields and their history.',
  Explanations: 'What LiveKit does with a call, and why.',
  Checks: 'What keeps a trunk from working, before and after its set-up.',
  'Test calls': 'Real calls that show whether a trunk can call out.',
  Imports: 'Set up many trunks from a file, and export them.',
  Keys: 'The API keys of the organization.',
  Audit: 'Who has done what, from where and with which result.',
  Organizations: 'What organizations may have, for operators.',
  Numbers: 'Who may take which number, for operators.',
  Reconciliations: 'Comparisons of LiveKit with the database, for operators.',
  Service: 'The state of the service, and this description.',
} as const;
export type Tag = keyof typeof tags;

/** An error that an endpoint lists. `failed` and `carrier_failed` each stand for a group of operation failures. */
export type ErrorName = ErrorCode | 'failed' | 'carrier_failed';

/** A header of an answer; with `?` it is not always there. */
export type AnswerHeader =
  | 'X-Operation-Id'
  | 'Location'
  | 'ETag'
  | 'Retry-After'
  | 'Preference-Applied'
  | 'Idempotency-Replayed'
  | 'RateLimit'
  | 'RateLimit-Policy'
  | 'WWW-Authenticate'
  | 'X-Warnings';
export type DescribedHeader = AnswerHeader | `${AnswerHeader}?`;

/** An answer to a request that was carried out. */
export interface DescribedAnswer {
  readonly description: string;
  /** The exact schema of the body; null when there is no body. */
  readonly schema: z.ZodType | null;
  /** Names the schema in the description of the interface, which then has it only once. */
  readonly name?: string;
  /** `application/json` unless given; several when the caller chooses. */
  readonly contentType?: string | readonly string[];
  /** The schema of each line, when the body is a file. */
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

/** A parameter of a path or of a query, or a header. */
export interface DescribedParameter {
  readonly description: string;
  readonly schema: JsonSchema;
  /** Whether an empty text counts as left out. */
  readonly allowEmptyValue?: true;
  /** Whether the name alone, without a value, means `true`. */
  readonly aloneMeansTrue?: true;
  readonly example?: string | number;
}

/** A parameter of a path, with the function that reads it. */
export interface PathParameter<Value> extends DescribedParameter {
  /** @throws {RequestProblem} for a text that can name nothing. */
  readonly read: (text: string) => Value;
}

/** The body of a request. */
export interface DescribedBody {
  readonly schema: z.ZodType;
  /** Whether a request without a body is refused. */
  readonly required: boolean;
  readonly examples: Readonly<Record<string, RequestExample>>;
  /** `application/json` unless given. */
  readonly contentTypes?: readonly string[];
  /** Fields of answers that a request may repeat, because clients send back what they have read. */
  readonly repeatable?: readonly string[];
  /** The schema of each line, when the body is a file. */
  readonly lines?: z.ZodType;
  /** The errors of this body, where they differ from those of a JSON body. */
  readonly errors?: readonly ErrorName[];
}

/**
 * One endpoint as the description of the interface shows it. Do not list what follows from `style`, `access`, `body`
 * and `changes`: their keys, headers and errors are added, and the header with the operation.
 */
export interface Endpoint {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** In the notation of OpenAPI: `/v1/operations/{id}`. */
  readonly path: string;
  /** The name of the endpoint in generated clients. */
  readonly id: string;
  readonly tag: Tag;
  readonly style: AnswerStyle;
  readonly summary: string;
  readonly description?: string;
  /** The scope that the key must have; `any_key` needs none, and everybody needs no key. */
  readonly access: Scope | `${Exclude<Scope, 'operator'>}_or_operator` | 'any_key' | 'everybody';
  readonly pathParameters?: Readonly<Record<string, DescribedParameter>>;
  readonly query?: Readonly<Record<string, DescribedParameter>>;
  readonly headers?: Readonly<Record<string, DescribedParameter>>;
  readonly body?: DescribedBody;
  /** Whether it begins an operation: then it takes an idempotency key, and the operation may outlast the answer. */
  readonly changes?: boolean;
  /** The answers that are no errors, by status. */
  /** Whether its handler counts requests for the limit of the address; otherwise all of them count. */
  readonly limitsItself?: true;
  readonly answers: Readonly<Record<number, DescribedAnswer>>;
  /** The errors that not every such endpoint has. */
  readonly errors?: readonly ErrorName[];
}

/** An error, before a contract words it. */
export interface Problem {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The fields that cannot be used, for `validation_failed`. */
  readonly fields?: FieldProblems;
  /** The members of the body that follow the message. */
  readonly members?: object;
  /** The anchor on the page of errors; it is the code unless given. */
  readonly anchor?: string;
}

/** How a contract words errors and unfinished operations: the schemas for the description, and the functions. */
export interface AnswerStyle {
  /** The contract; null for `/v1`. */
  readonly contract: Contract | null;
  /** The paths that answer in this style, also where no endpoint is. */
  readonly prefixes: readonly string[];
  /** The media type of errors. */
  readonly errorType: string;
  /** Gives the exact schema of an error with one of these codes. */
  errorSchema(codes: readonly string[]): z.ZodType;
  /** The schema of the answer while an operation goes on. */
  readonly unfinishedSchema: z.ZodType;
  /** Words an error. Status and message are those of the contract already. */
  problem(problem: Problem): ApiAnswer;
  /** Words that an operation goes on. */
  unfinishedBody(message: string, operation: { operation_id: string; state: string }): object;
}

/** The id of a trunk. */
export const trunkId = z.int().min(1).max(largestTrunkId);

/** The id of an operation. */
export const operationId = z.string().regex(new RegExp(operationIdForm.pattern));

/** The id of an organisation. */
export const organizationId = z.string().regex(/^org_[0-9a-f]{24}$/);

/** Ids of objects in LiveKit. */
export const liveKitTrunkId = z.string().regex(/^ST_[A-Za-z0-9]+$/);
export const liveKitRuleId = z.string().regex(/^SDR_[A-Za-z0-9]+$/);

/** The further numbers of a trunk. */
export const additionalNumbers = z.array(z.string()).meta({
  description: 'Further numbers to which the trunk answers. Nobody else can have one of them.',
});

/** Whether a trunk answers to other forms of its number. */
export const acceptNational = z.boolean().meta({
  description: 'The trunk also answers to the national form of its number and to the form with 00.',
});

/** The status of a trunk. */
export const trunkStatus = z
  .enum(trunkStatuses)
  .meta({ description: '`deleting` from the beginning of a delete until the trunk is gone.' });

/** A point in time with milliseconds, in UTC. */
export const time = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .meta({ format: 'date-time' });

/** The explanation that an answer about trouble has beside its message. */
export const help = {
  meaning: z.string(),
  remedy: z.string().meta({ description: 'What the caller can do.' }),
  retryable: z
    .boolean()
    .meta({ description: 'The same request can succeed later although nobody changes anything.' }),
  docs: z.string().regex(/^\/docs\/errors#/),
};

/** The same in `/v1`, where operators ask as well. */
export const helpForOperators = {
  ...help,
  operator_remedy: z
    .string()
    .optional()
    .meta({ description: 'What the operator of the service can do. Only for the key of an operator.' }),
};

/** Makes the members that explain errors with these codes; they are optional unless every error has them. */
export function helpOn(codes: readonly string[]) {
  const explained = codes.every(
    (code) => code !== 'number_in_use' && (isFailureCode(code) || statusOf(code) >= 500),
  );
  return explained ? help : z.object(help).partial().shape;
}

function statusOf(code: string): number {
  return Object.hasOwn(errorEntries, code) ? errorEntries[code as ErrorCode].status : 0;
}

/** The errors of a number that the organization may not take. */
export const ownershipErrors = [
  'number_not_assigned',
  'number_not_verified',
  'too_many_conflicts',
] as const satisfies ErrorName[];

/** The part of an answer about an operation that goes on. */
export const unfinishedOperation = z.strictObject({
  operation_id: operationId,
  state: z.enum(operationStates),
});

/** Warnings about a request that was carried out. */
export const warnings = z.array(z.string()).min(1).optional();

type Shape = Readonly<Record<string, z.ZodType>>;

/** The members of an object: each with its schema, and its value for what the object shows. */
export type Members<Source, S extends Shape> = {
  readonly [Name in keyof S]: readonly [S[Name], (source: Source) => z.output<S[Name]>];
};

/** An object in answers. */
export interface AnswerObject<Source, S extends Shape> {
  readonly shape: S;
  /** Shows something as this object. */
  readonly of: (source: Source) => { [Name in keyof S]: z.output<S[Name]> };
}

/** Makes an object that shows a `Source`. Each member is declared once, with its schema and its value. */
export function objectOf<Source>() {
  return <S extends Shape>(members: Members<Source, S>): AnswerObject<Source, S> => {
    const entries = Object.entries(members);
    return {
      shape: Object.fromEntries(entries.map(([name, [schema]]) => [name, schema])) as S,
      of: (source) =>
        Object.fromEntries(entries.map(([name, [, value]]) => [name, value(source)])) as {
          [Name in keyof S]: z.output<S[Name]>;
        },
    };
  };
}
