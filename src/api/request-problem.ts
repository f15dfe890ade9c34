import { busyMessage } from './trunk-operation-messages.js';

const unreachable = 'Operations cannot be begun right now. Please send the same request again later.';

/** Everything that can be wrong with a request apart from its fields, declared once; the presenters word it. */
export const requestProblems = {
  unauthenticated: { status: 401, message: 'The API key is missing or not valid.' },
  no_organization: { status: 403, message: 'This API key does not belong to an organization.' },
  operators_only: {
    status: 403,
    message:
      "Only an operator's key may read this: it concerns all organizations. Make one: trunkline key create --operator",
  },
  malformed_request: { status: 400, message: 'The request could not be read.' },
  invalid_json: { status: 400, message: 'The request body is not valid JSON.' },
  invalid_utf8: { status: 400, message: 'The request body is not valid UTF-8.' },
  body_too_large: { status: 413, message: 'The request body is larger than 64 KiB.' },
  unsupported_charset: { status: 415, message: 'The request body must be JSON in UTF-8.' },
  unsupported_content_encoding: {
    status: 415,
    message: 'The request body must be sent plain or with Content-Encoding gzip, deflate or br.',
  },
  not_found: { status: 404, message: 'There is nothing at this address.' },
  trunk_not_found: { status: 404, message: 'SIP trunk not found.' },
  revision_not_found: { status: 404, message: 'The SIP trunk has no such revision.' },
  phone_number_not_found: { status: 404, message: 'Phone number not found.' },
  not_a_trunk_number: {
    status: 404,
    message:
      'SIP trunk not found. An id that begins with TK belongs to Twilio and one that begins with ST_ to LiveKit; ' +
      'this address takes the number that the create call returned as data.id.',
  },
  reconciliation_not_found: { status: 404, message: 'There is no such reconciliation, or none any more.' },
  operation_not_found: { status: 404, message: 'There is no such operation.' },
  import_not_found: { status: 404, message: 'There is no such import.' },
  import_running: {
    status: 409,
    message: 'The import is still running. Wait for its end, or cancel it, before trying failed lines again.',
  },
  nothing_to_retry: { status: 409, message: 'No line of the import has failed, was refused or cancelled.' },
  import_too_large: { status: 413, message: 'The file is larger than 16 MiB.' },
  unsupported_import_format: {
    status: 415,
    message: 'Send the file with Content-Type text/csv or application/x-ndjson.',
  },
  operation_finished: { status: 409, message: 'The operation has ended already.' },
  operation_not_cancellable: {
    status: 409,
    message:
      'Only a set-up and a change can be cancelled. A tear-down and a repair go on until they are done.',
  },
  operation_unfinished: { status: 409, message: 'The operation has not ended yet.' },
  operation_succeeded: {
    status: 409,
    message: 'The operation has succeeded, so there is nothing to try again.',
  },
  operation_superseded: {
    status: 409,
    message: 'A newer operation has worked on this phone number since, or holds it now.',
  },
  operation_not_retryable: {
    status: 409,
    message: 'This operation cannot be tried again. Please send the request anew.',
  },
  idempotency_key_reused: {
    status: 422,
    message: 'Idempotency-Key was already used with another request.',
  },
  invalid_idempotency_key: {
    status: 422,
    message: 'Idempotency-Key must have between 1 and 255 printable ASCII characters.',
  },
  trunk_busy: { status: 409, message: busyMessage },
  temporal_unavailable: { status: 503, message: unreachable },
  database_unavailable: { status: 503, message: unreachable },
  capacity_unavailable: { status: 503, message: unreachable },
  too_many_streams: {
    status: 503,
    message:
      'Too many event streams are open. Please try again in a few seconds, or read the operation instead.',
  },
  method_not_allowed: { status: 405, message: 'This address does not support the method of the request.' },
  keys_unavailable: {
    status: 503,
    message: 'API keys cannot be checked right now. Please try again in a few seconds.',
  },
  internal: {
    status: 500,
    message: 'The request failed inside Trunkline. Please quote its X-Request-Id when you report it.',
  },
} as const satisfies Record<string, { readonly status: number; readonly message: string }>;

export type RequestProblemCode = keyof typeof requestProblems;

/** Ends the handling of a request; the error handler answers it in the style of the path's contract. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';

  constructor(
    readonly code: RequestProblemCode,
    readonly headers: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(requestProblems[code].message, options);
  }

  /** The HTTP status outside a contract that documents another one. */
  get status(): number {
    return requestProblems[this.code].status;
  }
}
