import type { SetUpAnswer, SetUpStep } from '../../trunks/set-up.js';
import type { Trunk } from '../../trunks/trunk.js';
import { type ApiAnswer, operationHeader, trunkLocation } from '../answer.js';
import type { ApiSettings } from '../dependencies.js';
import type { FieldProblems } from '../fields.js';
import { type RequestProblem, requestProblems } from '../request-problem.js';
import { alreadyExistsMessage, unavailableMessage, unfinishedMessage } from '../set-up-messages.js';
import { phoneNumberObject } from './phone-number-object.js';
import {
  errorEnvelope,
  presentFailure,
  presentKeyReused,
  presentNumberInUse,
  presentUnavailable,
  presentUnfinished,
} from './shared-answers.js';

/** The first is the contract's own; it documents no words for the other steps. */
const failedStep = {
  inbound: 'Error occurred while creating inboundtrunk',
  outbound: 'Error occurred while creating outboundtrunk',
  rule: 'Error occurred while creating dispatchrule',
  record: 'Error occurred while creating phonenumber',
} as const satisfies Record<SetUpStep, string>;

/** Words the outcome of a set-up in this contract's envelope; `data` is the inbound trunk's id alone. */
export function presentSetUp(
  answer: SetUpAnswer,
  settings: ApiSettings,
  warnings: readonly string[],
): ApiAnswer {
  switch (answer.kind) {
    case 'created':
      return {
        status: settings.zuduSuccessStatus,
        headers: operationHeader(answer.operationId),
        body: {
          message: 'Phone number created successfully',
          status: 'success',
          error: null,
          data: answer.trunk.inboundTrunkId,
          ...(warnings.length === 0 ? {} : { warnings }),
        },
      };
    case 'already_exists':
      return {
        status: 409,
        headers: answer.trunk === null ? {} : trunkLocation(answer.trunk.id),
        body: errorEnvelope(alreadyExistsMessage, 'already_exists'),
      };
    case 'number_in_use':
      return presentNumberInUse();
    case 'idempotency_key_reused':
      return presentKeyReused();
    case 'unfinished':
      return presentUnfinished(answer, unfinishedMessage(answer.state));
    case 'failed':
      return presentFailure(answer.operationId, answer.failure, failedStep[answer.failure.step]);
    case 'unavailable':
      return presentUnavailable(answer, unavailableMessage);
  }
}

/** Words a number that was asked for. */
export function presentPhoneNumber(trunk: Trunk): ApiAnswer {
  return {
    status: 200,
    body: {
      message: 'Phone number retrieved successfully',
      status: 'success',
      error: null,
      data: phoneNumberObject(trunk),
    },
  };
}

/** Words every field that cannot be used; `error` is the map of fields, each with its first problem. */
export function presentFieldProblems(problems: FieldProblems): ApiAnswer {
  const error = Object.fromEntries(Object.entries(problems).map(([field, [first]]) => [field, first]));
  return {
    status: 400,
    body: { message: 'Validation failed', status: 'error', error, data: null, code: 'validation_failed' },
  };
}

/** Words a problem that is not one of fields. */
export function presentProblem(problem: RequestProblem): ApiAnswer {
  const { status, headers, code } = problem;
  if (code === 'no_organization') {
    // Documented with "success" in an error; only this body repeats that.
    return {
      status: 400,
      headers,
      body: { message: 'No Org ID found', status: 'success', error: null, data: null },
    };
  }
  return { status, headers, body: errorEnvelope(requestProblems[code].message, code) };
}
