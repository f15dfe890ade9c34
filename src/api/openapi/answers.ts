import { type FailureCode, failures } from '../../domain/failures.js';
import type { Contract } from '../../domain/operation/operation.js';
import { isOfCarrier, statusOfFailure, wordsOf } from '../errors/refusals.js';
import { errorEntries } from '../errors/request-problem.js';
import type { DescribedAnswer, DescribedHeader, Endpoint, ErrorName } from '../http/endpoint.js';

const bodyErrors = [
  'malformed_request',
  'invalid_json',
  'invalid_utf8',
  'body_too_large',
  'request_timeout',
  'duplicate_member',
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

const organizationErrors = [
  'unauthenticated',
  'address_not_allowed',
  'no_organization',
  'organization_suspended',
  'scope_missing',
  'rate_limited',
  'keys_unavailable',
] as const satisfies readonly ErrorName[];

const accessErrors = {
  everybody: ['rate_limited'],
  read: organizationErrors,
  provision: organizationErrors,
  call: organizationErrors,
  admin: organizationErrors,
  operator: ['unauthenticated', 'address_not_allowed', 'operators_only', 'rate_limited', 'keys_unavailable'],
  read_or_operator: organizationErrors,
  provision_or_operator: organizationErrors,
  call_or_operator: organizationErrors,
  any_key: [
    'rate_limited',
    'unauthenticated',
    'address_not_allowed',
    'organization_suspended',
    'keys_unavailable',
  ],
} as const satisfies Record<Endpoint['access'], readonly ErrorName[]>;

/** The headers of errors, by status. */
const errorHeaders: Readonly<Record<number, readonly DescribedHeader[]>> = {
  401: ['WWW-Authenticate'],
  409: ['Retry-After?', 'Location?', 'X-Operation-Id?', 'Idempotency-Replayed?'],
  422: ['X-Operation-Id?', 'Location?', 'Idempotency-Replayed?'],
  429: ['Retry-After', 'RateLimit', 'RateLimit-Policy'],
  500: ['X-Operation-Id?', 'Location?', 'Idempotency-Replayed?'],
  503: ['Retry-After'],
};

/** Gives every answer of an endpoint by status: its own, the one while an operation goes on, and all errors. */
export function answersOf(endpoint: Endpoint): ReadonlyMap<number, DescribedAnswer> {
  const answers: (readonly [number, DescribedAnswer])[] = [
    ...(endpoint.changes === true ? [[202, unfinishedAnswer(endpoint)] as const] : []),
    ...Object.entries(endpoint.answers).map(
      ([status, answer]) => [Number(status), ownAnswer(answer, endpoint)] as const,
    ),
    ...errorAnswers(endpoint),
  ];
  if (endpoint.access === 'everybody') return new Map(answers);
  const added: DescribedHeader[] = [
    'Preference-Applied?',
    ...(endpoint.style.contract === null ? [] : (['X-Warnings?'] as const)),
  ];
  return new Map(
    answers.map(([status, answer]) => [
      status,
      { ...answer, headers: [...new Set([...(answer.headers ?? []), ...added])] },
    ]),
  );
}

/** Gives the names of all errors of an endpoint. */
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
    ...(method === 'get' && access !== 'everybody'
      ? (['data_unavailable', 'capacity_unavailable'] as const)
      : []),
    ...(access === 'everybody' ? [] : (['validation_failed'] as const)),
    ...(errors ?? []),
    'internal',
  ];
  return [...new Set(names)];
}

/** Every answer of an operation names it. */
function ownAnswer(answer: DescribedAnswer, { changes }: Endpoint): DescribedAnswer {
  return changes === true
    ? { ...answer, headers: ['X-Operation-Id', 'Idempotency-Replayed?', ...(answer.headers ?? [])] }
    : answer;
}

function unfinishedAnswer({ style }: Endpoint): DescribedAnswer {
  return {
    description: 'The operation goes on. Location is its address.',
    schema: style.unfinishedSchema,
    headers: ['X-Operation-Id', 'Location', 'Idempotency-Replayed?'],
  };
}

const errorNames = { autocalls: 'AutocallsError', zudu: 'ZuduError', v1: 'V1Error' } as const;

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
        schema: style.errorSchema([...byCode.keys()]),
        name: `${errorNames[style.contract ?? 'v1']}${status}`,
        contentType: style.errorType,
        headers: errorHeaders[status] ?? [],
      },
    ] as const;
  });
}

function line({ code, message }: NamedError): string {
  return `- \`${code}\`: ${message}`;
}

/** An error as the description of an endpoint lists it. */
interface NamedError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Gives the errors of a name, with the status and the words of a contract; null is `/v1`. */
function errorsNamed(name: ErrorName, contract: Contract | null): readonly NamedError[] {
  if (name === 'failed') return failureCodes.filter((code) => !isOfCarrier(code)).map(failed);
  if (name === 'carrier_failed') return failureCodes.filter(isOfCarrier).map(failed);
  const entry = errorEntries[name];
  const { status, message } = wordsOf(entry, contract);
  // Where the message depends on the kind of request, the description shows the remedy.
  return [{ status, code: name, message: entry.messages === undefined ? message : entry.remedy }];
}

/** A number that LiveKit already knows is answered with `number_in_use`. */
const failureCodes = (Object.keys(failures) as FailureCode[]).filter((code) => code !== 'number_in_use');

function failed(code: FailureCode): NamedError {
  return { status: statusOfFailure(code), code, message: failures[code].meaning };
}
