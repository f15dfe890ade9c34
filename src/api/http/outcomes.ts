import type { NextFunction, Response } from 'express';
import type { ChangeAnswer, RevertAnswer } from '../../domain/change/change.js';
import { failures } from '../../domain/failures.js';
import type { OperationFailure, OperationState } from '../../domain/operation/operation.js';
import type { QuotaExceeded, QuotaName } from '../../domain/quotas.js';
import type { ImportNumberAnswer, SetUpAnswer } from '../../domain/set-up/set-up.js';
import type { TearDownAnswer } from '../../domain/tear-down/tear-down.js';
import type { BoundField } from '../../domain/trunk/spec.js';
import { helpOfError, helpOfFailure, helpOfState } from '../errors/catalogue.js';
import {
  failureAnchor,
  isOfCarrier,
  refusals,
  statusOfFailure,
  type Undertaking,
  wordsOf,
} from '../errors/refusals.js';
import { type ErrorCode, errorEntries, RequestProblem } from '../errors/request-problem.js';
import type { ApiDependencies } from './dependencies.js';
import {
  type AnswerStyle,
  type ApiAnswer,
  operationHeader,
  operationLocation,
  type Problem,
  retryAfter,
  send,
  trunkLocation,
  warningsMember,
} from './endpoint.js';
import type { FieldProblems } from './fields.js';

type Answer = SetUpAnswer | ImportNumberAnswer | ChangeAnswer | TearDownAnswer | RevertAnswer;

/** The success of an operation on a trunk. */
export type Success = Extract<Answer, { kind: 'created' | 'changed' | 'torn_down' }>;

/** Every answer of a use case that is no success. */
export type Unsuccessful = Exclude<Answer, Success>;

const successes: ReadonlySet<Answer['kind']> = new Set<Success['kind']>(['created', 'changed', 'torn_down']);

/** Tells whether an answer is no success. */
export function isUnsuccessful(answer: Answer): answer is Unsuccessful {
  return !successes.has(answer.kind);
}

/** The words in which endpoints differ. */
export interface OutcomeWords {
  readonly undertaking: Undertaking;
  /** The error for a trunk that does not exist; `trunk_not_found` unless given. */
  readonly notFound?: ErrorCode;
  /** The message for an operation that failed; it is the meaning of the failure unless given. */
  readonly failed?: (failure: OperationFailure) => string;
  readonly addressesMissing?: string;
}

/** Words an answer that is no success, in the style of a contract. */
export function presentUnsuccessful(
  style: AnswerStyle,
  answer: Unsuccessful,
  words: OutcomeWords,
): ApiAnswer {
  const problem = (code: ErrorCode, details?: Details) => presentProblem(style, code, details);
  const wrongFields = (fields: FieldProblems) => problem('validation_failed', { fields });
  switch (answer.kind) {
    case 'unfinished': {
      const { operationId, state } = answer;
      return {
        status: 202,
        headers: { ...operationHeader(operationId), ...operationLocation(operationId) },
        body: {
          ...style.unfinishedBody(unfinishedMessages[words.undertaking](state), {
            operation_id: operationId,
            state,
          }),
          ...helpOfState(state, null),
        },
      };
    }
    case 'failed':
      return presentFailure(style, answer, words.failed);
    case 'not_found':
      return problem(words.notFound ?? 'trunk_not_found');
    case 'invalid':
      return wrongFields(answer.problems);
    case 'addresses_missing':
      return wrongFields({ allowed_inbound_ips: [words.addressesMissing ?? addressesMissing] });
    case 'bound_to_carrier':
      return wrongFields(Object.fromEntries(answer.fields.map(boundProblem)));
    case 'already_exists':
      return problem('already_exists', {
        headers: answer.trunk === null ? {} : trunkLocation(answer.trunk.id, style),
      });
    case 'assigned':
      return problem('trunk_assigned');
    case 'changed_since':
      return problem('precondition_failed');
    case 'busy': {
      const { operationId, retryAfterSeconds } = answer;
      return problem('trunk_busy', {
        headers: {
          ...retryAfter(retryAfterSeconds),
          ...operationHeader(operationId),
          ...operationLocation(operationId),
        },
        members: { operation_id: operationId },
      });
    }
    case 'too_many_conflicts':
      return problem(answer.kind, { headers: retryAfter(answer.retryAfterSeconds) });
    case 'quota_exceeded':
      return presentQuotaExceeded(style, answer);
    case 'number_in_use':
    case 'number_not_assigned':
    case 'number_not_verified':
    case 'idempotency_key_reused':
    case 'carrier_not_enabled':
    case 'inbound_host_missing':
    case 'revision_not_found':
      return problem(answer.kind);
    case 'unavailable': {
      const code = `${answer.component}_unavailable` as const;
      const message = refusals[code].messages[words.undertaking];
      return problem(code, { message, headers: retryAfter(answer.retryAfterSeconds) });
    }
  }
}

type Details = Partial<Pick<Problem, 'message' | 'headers' | 'fields' | 'members'>>;

/** Words an error in the style of a contract. */
export function presentProblem(style: AnswerStyle, code: ErrorCode, details: Details = {}): ApiAnswer {
  const members = { ...details.members, ...helpOfError(code) };
  return style.problem({ code, ...wordsOf(errorEntries[code], style.contract), ...details, members });
}

/** The quotas that are full again at the next midnight in UTC. */
const dailyQuotas: ReadonlySet<QuotaName> = new Set(['new_numbers_per_day', 'imports_per_day']);

const quotaTitles: Readonly<Record<QuotaName, string>> = {
  trunks: 'trunks',
  new_numbers_per_day: 'new phone numbers a day',
  imports_per_day: 'imports a day',
  keys: 'API keys',
};

/** Words that a quota of the organization is used up. */
function presentQuotaExceeded(style: AnswerStyle, { quota, most }: QuotaExceeded): ApiAnswer {
  return presentProblem(style, 'quota_exceeded', quotaDetails({ quota, most }));
}

/** Gives what an answer about a quota says beside its code. */
export function quotaDetails({ quota, most }: Pick<QuotaExceeded, 'quota' | 'most'>) {
  const sinceMidnight = Date.now() % 86_400_000;
  const untilMidnight = Math.ceil((86_400_000 - sinceMidnight) / 1_000);
  return {
    message: `Your organization may have ${most} ${quotaTitles[quota]}, and has them.`,
    headers: dailyQuotas.has(quota) ? retryAfter(untilMidnight) : {},
    members: { quota },
  };
}

/**
 * Words an operation that failed and was compensated. A number that LiveKit already knows has the words of a number in use. A
 * failure at a carrier keeps its own words, because the caller can act on them.
 */
function presentFailure(
  style: AnswerStyle,
  { operationId, failure }: Extract<Unsuccessful, { kind: 'failed' }>,
  messageOf: OutcomeWords['failed'],
): ApiAnswer {
  const { code } = failure;
  const details = {
    headers: { ...operationHeader(operationId), ...operationLocation(operationId) },
    members: { operation_id: operationId, ...helpOfFailure(code) },
  };
  if (code === 'number_in_use') return presentProblem(style, 'number_in_use', details);
  const { meaning } = failures[code];
  return style.problem({
    code,
    status: statusOfFailure(code),
    message: messageOf === undefined || isOfCarrier(code) ? meaning : messageOf(failure),
    anchor: failureAnchor(code),
    ...details,
  });
}

/** Gives the warnings about a deleted trunk. */
export function tearDownWarnings({ leftAtCarrier }: Extract<TearDownAnswer, { kind: 'torn_down' }>) {
  return warningsMember(leftAtCarrier ? [leftAtCarrierWarning] : []);
}

const leftAtCarrierWarning =
  'The account with which the phone number was imported could not be used any more. What was set up there is still there: remove ' +
  'the trunk in the console of the carrier, and check where calls to the number go.';

/** The messages when the wait ends before the operation does, by what was requested. */
const unfinishedMessages: Readonly<Record<Undertaking, (state: OperationState) => string>> = {
  set_up: (state) =>
    state === 'compensating'
      ? 'The SIP trunk could not be created and is being removed again. See the address in Location.'
      : 'The SIP trunk is still being created. See the address in Location for its state.',
  change: (state) =>
    state === 'compensating'
      ? 'The phone number could not be updated and is being restored. See the address in Location.'
      : 'The phone number is still being updated. See the address in Location for its state.',
  tear_down: () => 'The phone number is still being deleted. See the address in Location for its state.',
  control: () => 'The operation goes on. See the address in Location for its state.',
};

const addressesMissing = 'At least one allowed IP address is required.';

/** The names of the fields that a number imported from its carrier cannot change, in the endpoints that change trunks. */
const boundFields: Readonly<Record<BoundField, readonly [field: string, label: string]>> = {
  number: ['phone_number', 'Phone number'],
  username: ['sip_username', 'SIP username'],
  password: ['sip_password', 'SIP password'],
  outboundAddress: ['sip_address', 'SIP server address'],
  inboundAuthorization: ['inbound_authorization_type', 'Inbound authorization'],
};

function boundProblem(field: BoundField): readonly [string, readonly string[]] {
  const [name, label] = boundFields[field];
  return [
    name,
    [`${label} cannot be changed: the phone number was imported, and its carrier goes by what it has now.`],
  ];
}

/** Answers what was thrown while a request was handled. `next` ends an answer that was already begun. */
export type AnswerError = (
  error: unknown,
  response: Response,
  style: AnswerStyle,
  next: NextFunction,
) => void;

/**
 * Makes the function that answers every error in the style of a contract. An unforeseen error is logged with the
 * id of the request, and the caller gets a 500 without details. A 503 without a cause is logged as a warning.
 */
export function createErrorAnswers({
  logger,
  isDatabaseAway,
}: Pick<ApiDependencies, 'logger' | 'isDatabaseAway'>): AnswerError {
  return (error, response, style, next) => {
    const problem = problemOf(error, isDatabaseAway);
    const { code, details, message } = problem;
    if (errorEntries[code].status >= 500) {
      const requestId = response.getHeader('X-Request-Id');
      if (details.cause === undefined) logger.warn({ requestId, code }, message);
      else logger.error({ requestId, error: describe(details.cause) }, message);
    }
    if (response.headersSent) {
      next(error);
      return;
    }
    send(response, presentProblem(style, code, details));
  };
}

function problemOf(error: unknown, isDatabaseAway: ApiDependencies['isDatabaseAway']): RequestProblem {
  if (error instanceof RequestProblem) return error;
  if (isDatabaseAway(error)) {
    return new RequestProblem('data_unavailable', { headers: retryAfter(5), cause: error });
  }
  // Express itself refuses paths that cannot be decoded.
  if (error instanceof URIError) return new RequestProblem('malformed_request', { cause: error });
  return new RequestProblem('internal', { cause: error });
}

/** Keeps only the first line of each message: database drivers append the values of a query to theirs. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  return {
    type: error.name,
    message: error.message.split('\n', 1)[0],
    frames: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)),
    ...(error.cause === undefined ? {} : { cause: describe(error.cause) }),
  };
}
