import { type ErrorEntry, refusals } from './refusals.js';

const idsOfOthers =
  'An id that begins with TK belongs to Twilio and one that begins with ST_ to LiveKit; ' +
  'this address takes the number that the create call returned as data.id.';
const useOwnId = 'Use the number that the create call returned as data.id.';

/** The errors of requests that cannot be read, are not allowed or ask for something that does not exist. */
export const requestProblems = {
  unauthenticated: {
    status: 401,
    message: 'The API key is missing or not valid.',
    remedy:
      'Send Authorization: Bearer <secret>, or X-API-KEY with X-API-SECRET, of a key that is not revoked.',
    contracts: { autocalls: { message: 'Unauthenticated.' } },
  },
  rate_limited: {
    status: 429,
    message: 'Too many requests. Please try again after the seconds in Retry-After.',
    remedy:
      'Wait for the seconds in Retry-After. RateLimit and RateLimit-Policy say what is limited: the requests of the key or of ' +
      'the address, its attempts with keys that are not valid, or test calls. Operators set RATE_PER_KEY, RATE_PER_ADDRESS, ' +
      'RATE_OF_FAILURES, TEST_CALLS_PER_KEY and TEST_CALLS_PER_ORGANIZATION.',
    solver: 'either',
  },
  webhook_not_signed: {
    status: 401,
    message: 'LiveKit has not signed this webhook with the key of this service.',
    remedy:
      'Only livekit-server sends requests to this address. Set webhook.api_key in its configuration to LIVEKIT_API_KEY.',
    solver: 'operator',
  },
  no_organization: {
    status: 403,
    message: 'This API key does not belong to an organization.',
    remedy: 'Use a key of an organization: trunkline key create --org <id>.',
    contracts: { zudu: { status: 400, message: 'No Org ID found' } },
  },
  organization_suspended: {
    status: 403,
    message: 'This organization is suspended.',
    remedy: 'Ask the operator of the service.',
    solver: 'operator',
  },
  address_not_allowed: {
    status: 403,
    message: 'This API key may not be used from this address.',
    remedy: 'Send the request from an address that the key allows, or make another key.',
  },
  scope_missing: {
    status: 403,
    message: 'This API key does not have the scope that this request needs.',
    remedy: 'The description of the endpoint names the scope. Use a key that has it.',
  },
  key_not_found: {
    status: 404,
    message: 'There is no such API key.',
    remedy: 'List your keys: GET /v1/keys. A key that is revoked or has expired cannot be rotated.',
  },
  organization_not_found: {
    status: 404,
    message: 'There is no such organization.',
    remedy: 'List the organizations: trunkline org list.',
  },
  range_not_found: {
    status: 404,
    message: 'There is no such range of numbers.',
    remedy: 'List the ranges that are assigned: GET /v1/number-ranges.',
  },
  operators_only: {
    status: 403,
    message:
      "Only an operator's key may read this: it concerns all organizations. Make one: trunkline key create --operator",
    remedy: "Use an operator's key.",
  },
  destination_not_allowed: {
    status: 403,
    message: 'This number may not be called over this trunk.',
    remedy:
      'Calls go to the countries of the numbers of the trunk. Ask the operator to allow other countries, premium-rate numbers or satellite networks with DESTINATIONS.',
    solver: 'either',
  },
  malformed_request: {
    status: 400,
    message: 'The request could not be read.',
    remedy: 'Check the percent-encoding of the path and the compression of the body.',
  },
  invalid_json: {
    status: 400,
    message: 'The request body is not valid JSON.',
    remedy: 'Send one JSON object; its Content-Type does not matter.',
  },
  duplicate_member: {
    status: 400,
    message: 'The request body names a member twice.',
    remedy: 'Send each member of a JSON object once.',
  },
  request_timeout: {
    status: 408,
    message: 'The request body took too long to arrive.',
    remedy:
      'Send the whole body within 30 seconds, and a file with many trunks within two minutes, at least 64 KiB in each five seconds.',
  },
  invalid_utf8: {
    status: 400,
    message: 'The request body is not valid UTF-8.',
    remedy: 'Send the body in UTF-8.',
  },
  body_too_large: {
    status: 413,
    message: 'The request body is larger than 64 KiB.',
    remedy: 'Send a smaller body; no field needs so much.',
  },
  webhook_too_large: {
    status: 413,
    message: 'The webhook is larger than 256 KiB.',
    remedy: 'No event of LiveKit needs so much. Check who sends it.',
    solver: 'operator',
  },
  unsupported_charset: {
    status: 415,
    message: 'The request body must be in UTF-8.',
    remedy: 'Send the body in UTF-8 and name no other charset in Content-Type.',
  },
  unsupported_content_encoding: {
    status: 415,
    message: 'The request body must be sent plain or with Content-Encoding gzip, deflate or br.',
    remedy: 'Leave Content-Encoding out, or use one of these.',
  },
  not_found: {
    status: 404,
    message: 'There is nothing at this address.',
    remedy: 'Check the address in /docs. Upper and lower case matter.',
  },
  trunk_not_found: {
    status: 404,
    message: 'SIP trunk not found.',
    remedy: 'List your trunks. The trunk of another organization is answered like one that does not exist.',
  },
  phone_number_not_found: {
    status: 404,
    message: 'Phone number not found.',
    remedy: 'List your numbers. The number of another organization is answered like one that does not exist.',
  },
  revision_not_found: {
    status: 404,
    message: 'The SIP trunk has no such revision.',
    remedy: 'List the revisions of the trunk: GET /v1/trunks/{id}/revisions.',
  },
  not_a_trunk_number: {
    status: 404,
    message: `SIP trunk not found. ${idsOfOthers}`,
    remedy: useOwnId,
  },
  not_a_phone_number_id: {
    status: 404,
    message: `Phone number not found. ${idsOfOthers}`,
    remedy: useOwnId,
  },
  reconciliation_not_found: {
    status: 404,
    message: 'There is no such reconciliation, or none any more.',
    remedy: 'List the reconciliations that are kept: GET /v1/reconciliations.',
  },
  operation_not_found: {
    status: 404,
    message: 'There is no such operation.',
    remedy:
      'Use the id from Location or X-Operation-Id. The operation of another organization is answered like one that does not exist.',
  },
  method_not_allowed: {
    status: 405,
    message: 'This address does not support the method of the request.',
    remedy: 'Use one of the methods in Allow.',
  },
  outbound_disabled: {
    status: 409,
    message: 'Calls from this trunk are off, so LiveKit would refuse to place one.',
    remedy: 'Change outbound_enabled of the trunk to true.',
  },
  operation_finished: {
    status: 409,
    message: 'The operation has ended already.',
    remedy: 'Read the operation: it shows how it ended.',
  },
  part_not_resolvable: {
    status: 409,
    message: 'This part cannot be retried or skipped now.',
    remedy:
      'Read the operation: only parts that are being compensated now, or removed at a carrier, can be resolved.',
  },
  operation_not_cancellable: {
    status: 409,
    message:
      'Only a set-up and a change can be cancelled. A tear-down and a repair go on until they are done.',
    remedy: 'Wait until the operation has ended.',
  },
  operation_unfinished: {
    status: 409,
    message: 'The operation has not ended yet.',
    remedy: 'Wait until it has ended. Only a failed operation can be tried again.',
  },
  operation_succeeded: {
    status: 409,
    message: 'The operation has succeeded, so there is nothing to try again.',
    remedy: 'Nothing needs to be done.',
  },
  operation_superseded: {
    status: 409,
    message: 'A newer operation has worked on this phone number since, or holds it now.',
    remedy: 'Check the operations of the phone number, and send a new request if it is still needed.',
  },
  operation_not_retryable: {
    status: 409,
    message: 'This operation cannot be tried again. Please send the request anew.',
    remedy: 'Send the request again, as a new one.',
  },
  too_many_streams: {
    status: 503,
    message:
      'Too many event streams are open. Please try again in a few seconds, or read the operation instead.',
    remedy: 'Close streams that are not needed, or poll the operation.',
  },
  test_call_not_found: {
    status: 404,
    message: 'There is no such test call.',
    remedy: 'List your test calls: GET /v1/test-calls.',
  },
  too_many_test_calls: {
    status: 409,
    message: 'As many test calls go on as may. Please try again after the seconds in Retry-After.',
    remedy: 'Wait until another test call is over.',
    operatorRemedy: 'Raise TEST_CALLS_AT_ONCE or TEST_CALLS_AT_ONCE_PER_ORGANIZATION.',
    solver: 'either',
  },
  import_not_found: {
    status: 404,
    message: 'There is no such import.',
    remedy: 'List your imports: GET /v1/imports.',
  },
  import_running: {
    status: 409,
    message: 'The import is still running. Wait for its end, or cancel it, before trying failed lines again.',
    remedy: 'Read the import until it has ended, or cancel it.',
  },
  import_finished: {
    status: 409,
    message: 'The import has ended already.',
    remedy: 'Read the import: it shows how its lines ended.',
  },
  nothing_to_retry: {
    status: 409,
    message: 'No line of the import has failed, was refused or cancelled.',
    remedy: 'Nothing needs to be done.',
  },
  import_too_large: {
    status: 413,
    message: 'The file is larger than 16 MiB.',
    remedy: 'Split the file.',
  },
  unsupported_import_format: {
    status: 415,
    message: 'Send the file with Content-Type text/csv or application/x-ndjson.',
    remedy: 'Send the file itself as the body, not a form, and name its format in Content-Type.',
  },
  keys_unavailable: {
    status: 503,
    message: 'API keys cannot be checked right now. Please try again in a few seconds.',
    remedy: 'The database cannot be reached. Wait for the seconds in Retry-After, then try again.',
    solver: 'operator',
  },
  data_unavailable: {
    status: 503,
    message: 'The data cannot be read right now. Please try again in a few seconds.',
    remedy: 'The database cannot be reached. Wait for the seconds in Retry-After, then try again.',
    solver: 'operator',
  },
  livekit_unavailable: {
    status: 503,
    message: 'LiveKit cannot be read right now. Please try again in a few seconds.',
    remedy: 'Wait for the seconds in Retry-After, then try again.',
    operatorRemedy: 'LiveKit cannot be reached, or it refuses the key of this service: see /readyz.',
  },
  internal: {
    status: 500,
    message: 'The request failed inside Trunkline. Please quote its X-Request-Id when you report it.',
    remedy: 'Report it to the operator of this service, with its X-Request-Id.',
    operatorRemedy: 'Search the log of Trunkline for the X-Request-Id, and report the defect.',
  },
} as const satisfies Record<string, ErrorEntry>;

/** Every code of an error that is no failure of an operation. */
export type ErrorCode = RequestProblemCode | keyof typeof refusals;
export type RequestProblemCode = keyof typeof requestProblems;

/** The status, the words and the remedy of every error. */
export const errorEntries: Readonly<Record<ErrorCode, ErrorEntry>> = { ...requestProblems, ...refusals };

/** The parts of a problem besides its code. */
export interface ProblemDetails {
  readonly headers?: Readonly<Record<string, string>>;
  /** Every message about every field that cannot be used, by the field's path. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  /** The members of the body that follow the message. */
  readonly members?: object;
  /** The error behind it, for the log. */
  readonly cause?: unknown;
}

/** Ends the handling of a request; the error handler answers it in the style of the contract. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';

  constructor(
    readonly code: ErrorCode,
    readonly details: ProblemDetails = {},
  ) {
    super(errorEntries[code].message, details.cause === undefined ? {} : { cause: details.cause });
  }
}
