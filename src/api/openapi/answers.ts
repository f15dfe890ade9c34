import { type FailureCode, failures } from '../../domain/failures.js';
import type { Contract } from '../../domain/operation/operation.js';
import { isOfCarrier, statusOfFailure } from '../errors/failed-operations.js';
import {
  type ErrorEntry,
  refusals,
  unavailableParts,
  unavailableStatus,
  wordsOf,
} from '../errors/refusals.js';
import { type RequestProblemCode, requestProblems } from '../errors/request-problem.js';
import type { DescribedAnswer, DescribedHeader, Endpoint } from '../http/endpoint.js';

const bodyErrors = [
  'malformed_request',
  'invalid_json',
  'invalid_utf8',
  'body_too_large',
  'unsupported_charset',
  'unsupported_content_encoding',
  'validation_failed',
] as const satisfies readonly ErrorName[];

const changeErrors = [
  'validation_failed',
  'idempotency_key_reused',
  'temporal_unavailable',
  'database_unavailable',
  'capacity_unavailable',
] as const satisfies readonly ErrorName[];

const accessErrors = {
  everybody: [],
  organization: ['unauthenticated', 'no_organization', 'keys_unavailable'],
  operator: ['unauthenticated', 'operators_only', 'keys_unavailable'],
} as const satisfies Record<Endpoint['access'], readonly ErrorName[]>;

/** The headers of errors that have one of these statuses. */
const errorHeaders: Readonly<Record<number, readonly DescribedHeader[]>> = {
  401: ['WWW-Authenticate'],
  409: ['Retry-After?', 'Location?', 'X-Operation-Id?'],
  500: ['X-Operation-Id?'],
  503: ['Retry-After'],
};

/** Every answer that an endpoint can give, by status: its own, that it goes on, and all errors. */
export function answersOf(endpoint: Endpoint): ReadonlyMap<number, DescribedAnswer> {
  return new Map([
    ...(endpoint.changes === true ? [[202, goesOn(endpoint)] as const] : []),
    ...Object.entries(endpoint.answers).map(([status, answer]) => [Number(status), answer] as const),
    ...errorAnswers(endpoint),
  ]);
}

/** The names of all errors that an endpoint can answer. */
export function errorNamesOf({
  access,
  method,
  pathParameters,
  body,
  changes,
  errors,
}: Endpoint): readonly ErrorName[] {
  const names: ErrorName[] = [
    ...accessErrors[access],
    ...(pathParameters === undefined ? [] : (['malformed_request'] as const)),
    ...(body === undefined ? [] : (body.errors ?? bodyErrors)),
    ...(changes === true ? changeErrors : []),
    ...(method === 'get' && access !== 'everybody' ? (['data_unavailable'] as const) : []),
    ...(errors ?? []),
    'internal',
  ];
  return [...new Set(names)];
}

function goesOn({ style }: Endpoint): DescribedAnswer {
  return {
    description: 'The operation goes on; Location tells where its course can be read.',
    schema: style.unfinished,
    headers: ['X-Operation-Id', 'Location', 'Preference-Applied?'],
  };
}

function errorAnswers(endpoint: Endpoint): (readonly [number, DescribedAnswer])[] {
  const { style } = endpoint;
  const errors = errorNamesOf(endpoint).flatMap((name) => errorsNamed(name, style.contract));
  const statuses = [...new Set(errors.map(({ status }) => status))].sort((left, right) => left - right);
  return statuses.map((status) => {
    const ofStatus = errors.filter((error) => error.status === status);
    const byCode = new Map(ofStatus.map((error) => [error.code, error]));
    return [
      status,
      {
        description: [...byCode.values()].map(line).join('\n'),
        schema: style.errorBody([...byCode.keys()]),
        contentType: style.errorType,
        headers: errorHeaders[status] ?? [],
      },
    ] as const;
  });
}

function line({ code, message }: NamedError): string {
  return `- \`${code}\`: ${message}`;
}

/**
 * What an endpoint can name as its errors; `failed` is every failure of an operation that was taken back, `carrier_failed` every
 * one that only a carrier can cause.
 */
export type ErrorName =
  | RequestProblemCode
  | keyof typeof refusals
  | keyof typeof unavailableParts
  | 'failed'
  | 'carrier_failed';

/** An error as an endpoint's description lists it. */
export interface NamedError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** The errors behind a name, with the status and the words of a contract; null is `/v1`. */
export function errorsNamed(name: ErrorName, contract: Contract | null): readonly NamedError[] {
  if (name === 'failed') return failureCodes.filter((code) => !isOfCarrier(code)).map(failed);
  if (name === 'carrier_failed') return failureCodes.filter(isOfCarrier).map(failed);
  const entry = entries[name];
  const { status, message } = contract === null ? entry : wordsOf(entry, contract);
  return [{ status, code: name, message }];
}

/** What is said of a part that cannot be reached depends on what was asked for, so its remedy stands here. */
const entries: Readonly<Record<Exclude<ErrorName, 'failed' | 'carrier_failed'>, ErrorEntry>> = {
  ...requestProblems,
  ...refusals,
  temporal_unavailable: unavailable('temporal_unavailable'),
  database_unavailable: unavailable('database_unavailable'),
  capacity_unavailable: unavailable('capacity_unavailable'),
};

function unavailable(part: keyof typeof unavailableParts): ErrorEntry {
  const { remedy } = unavailableParts[part];
  return { status: unavailableStatus, message: remedy, remedy };
}

/** A number that LiveKit knows already is answered as `number_in_use`. */
const failureCodes = (Object.keys(failures) as FailureCode[]).filter((code) => code !== 'number_taken');

function failed(code: FailureCode): NamedError {
  return { status: statusOfFailure(code), code, message: failures[code].meaning };
}
