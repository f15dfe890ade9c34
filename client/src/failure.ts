import { remedies } from './generated/facts.js';

/** Remedies for what only a client can notice. */
const ownRemedies = {
  unreachable: 'Check the address of Trunkline and the network between. The same call may be made again.',
  unexpected_answer: 'Check that the address is that of Trunkline, and what a proxy before it answers.',
} as const;

/** Every code of a failure: those of docs/reference/errors.md, and two that only a client can notice. */
export type FailureCode = keyof typeof remedies | keyof typeof ownRemedies;

/** Every way in which a call fails, except that its caller aborts it. `code` tells the kinds of failures apart. */
export class TrunklineError extends Error {
  override readonly name = 'TrunklineError';
  declare readonly code: FailureCode;
  /** The HTTP status; null when there was no answer, or when an operation failed after it. */
  declare readonly status: number | null;
  declare readonly meaning: string;
  /** The action by which the caller can solve it. */
  declare readonly remedy: string;
  /** The same call can succeed later although nobody changes anything. */
  declare readonly retryable: boolean;
  /** The address of its documentation. */
  declare readonly docs: string;
  /** The id of the operation that failed or that is in the way; null without one. */
  declare readonly operation: string | null;
  /** The messages about each field that cannot be used. */
  declare readonly fields: Readonly<Record<string, readonly string[]>>;
  /** The seconds that Trunkline asks to wait before the next attempt; null when it names none. */
  declare readonly retryAfterSeconds: number | null;
  /** The id to quote in a report; null when there was no answer. */
  declare readonly requestId: string | null;

  constructor(facts: FailureFacts, options: ErrorOptions = {}) {
    super(`${facts.meaning} (${facts.code})`, options);
    Object.assign(this, facts);
  }
}

/** What is known about a failure. */
export type FailureFacts = Omit<TrunklineError, keyof Error>;

const nothingKnown = { status: null, operation: null, fields: {}, retryAfterSeconds: null, requestId: null };

/** Makes the failure of a call that got no answer. */
export function unreachable(url: string, cause: unknown): TrunklineError {
  return new TrunklineError(
    {
      ...nothingKnown,
      code: 'unreachable',
      meaning: `Trunkline at ${url} did not answer: ${reasonOf(cause)}.`,
      remedy: ownRemedies.unreachable,
      retryable: true,
      docs: `${url}/docs/errors`,
    },
    { cause },
  );
}

/** Makes the failure of a finished operation. @param failure as the operation shows it. */
export function operationFailed(
  url: string,
  operation: string,
  failure: Pick<FailureFacts, 'code' | 'meaning' | 'remedy' | 'retryable' | 'docs'>,
): TrunklineError {
  return new TrunklineError({ ...nothingKnown, ...failure, operation, docs: `${url}${failure.docs}` });
}

/** Makes the failure of an answer, whichever contract words it. @param body its JSON, or its text. */
export function failureOf(url: string, { status, headers }: Response, body: unknown): TrunklineError {
  const members: Readonly<Record<string, unknown>> =
    typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : {};
  const text = (...names: readonly string[]) =>
    names.map((name) => members[name]).find((value): value is string => typeof value === 'string');
  const code = codeOf(text('code'), status);
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN);
  return new TrunklineError({
    code,
    status,
    meaning: text('meaning', 'detail', 'error', 'message') ?? `The answer has status ${status}.`,
    remedy: text('remedy') ?? remedyOf(code),
    retryable: typeof members.retryable === 'boolean' ? members.retryable : headers.has('retry-after'),
    docs: `${url}${text('docs', 'type') ?? `/docs/errors#${code}`}`,
    operation: text('operation_id') ?? headers.get('x-operation-id'),
    fields: fieldsIn(members.errors ?? members.error),
    retryAfterSeconds: Number.isNaN(retryAfter) ? null : retryAfter,
    requestId: headers.get('x-request-id'),
  });
}

/** The published contracts name no code in two of their answers. */
const codesWithoutName: Readonly<Record<number, FailureCode>> = {
  401: 'unauthenticated',
  422: 'validation_failed',
};

function codeOf(named: string | undefined, status: number): FailureCode {
  if (named !== undefined && isKnown(named)) return named;
  return (named === undefined ? codesWithoutName[status] : undefined) ?? 'unexpected_answer';
}

function isKnown(code: string): code is keyof typeof remedies {
  return Object.hasOwn(remedies, code);
}

function remedyOf(code: FailureCode): string {
  return isKnown(code) ? remedies[code] : ownRemedies[code];
}

/** Reads messages by field: lists of them in `/v1` and Autocalls, single ones in Zudu. */
function fieldsIn(errors: unknown): FailureFacts['fields'] {
  if (typeof errors !== 'object' || errors === null) return {};
  return Object.fromEntries(
    Object.entries(errors).map(([field, messages]) => [field, [messages].flat().map(String)]),
  );
}

/** Finds the first reason: Node's `fetch` says no more than that it failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  const { code } = error as NodeJS.ErrnoException;
  return error.message || String(code ?? error.name);
}
