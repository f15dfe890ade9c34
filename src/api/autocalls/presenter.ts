import type { SetUpAnswer } from '../../trunks/set-up.js';
import type { Cidr, Trunk } from '../../trunks/trunk.js';
import { type ApiAnswer, operationHeader, operationLocation, trunkLocation } from '../answer.js';
import type { ApiSettings } from '../dependencies.js';
import type { FieldProblems } from '../fields.js';
import { type RequestProblem, requestProblems } from '../request-problem.js';
import {
  alreadyExistsMessage,
  inUseMessage,
  unavailableMessage,
  unfinishedMessage,
} from '../set-up-messages.js';

/** Words the outcome of a set-up as this contract documents it. */
export function presentSetUp(
  answer: SetUpAnswer,
  settings: ApiSettings,
  warnings: readonly string[],
): ApiAnswer {
  switch (answer.kind) {
    case 'created':
      return {
        status: 201,
        headers: { ...operationHeader(answer.operationId), ...trunkLocation(answer.trunk.id) },
        body: {
          message: 'SIP trunk created successfully.',
          data: trunkObject(answer.trunk, settings),
          ...(warnings.length === 0 ? {} : { warnings }),
        },
      };
    case 'already_exists':
      return {
        status: 409,
        headers: answer.trunk === null ? {} : trunkLocation(answer.trunk.id),
        body: {
          error: alreadyExistsMessage,
          code: 'already_exists',
        },
      };
    case 'number_in_use':
      return { status: 409, body: { error: inUseMessage, code: 'number_in_use' } };
    case 'idempotency_key_reused':
      return presentFieldProblems({
        'Idempotency-Key': ['Idempotency-Key was already used with another request.'],
      });
    case 'unfinished':
      return {
        status: 202,
        headers: { ...operationHeader(answer.operationId), ...operationLocation(answer.operationId) },
        body: {
          message: unfinishedMessage(answer.state),
          data: { operation_id: answer.operationId, state: answer.state },
        },
      };
    case 'failed':
      return presentFailure(answer);
    case 'unavailable':
      return {
        status: 503,
        headers: { 'Retry-After': String(answer.retryAfterSeconds) },
        body: {
          error: unavailableMessage,
          code: `${answer.component}_unavailable`,
        },
      };
  }
}

function presentFailure({ operationId, failure }: Extract<SetUpAnswer, { kind: 'failed' }>): ApiAnswer {
  const taken = failure.code === 'number_taken';
  return {
    status: taken ? 409 : 500,
    headers: operationHeader(operationId),
    body: {
      error: taken ? inUseMessage : 'Failed to create SIP trunk. Please try again or contact support.',
      code: taken ? 'number_in_use' : failure.code,
      operation_id: operationId,
    },
  };
}

/** Words a trunk that was asked for. */
export function presentTrunk(trunk: Trunk, settings: ApiSettings): ApiAnswer {
  return { status: 200, body: { data: trunkObject(trunk, settings) } };
}

/** Words every field that cannot be used. */
export function presentFieldProblems(errors: FieldProblems): ApiAnswer {
  return { status: 422, body: { message: 'The given data was invalid.', errors } };
}

/** Words a problem that is not one of fields: `message` where the framework behind the contract speaks, else `error`. */
export function presentProblem(problem: RequestProblem): ApiAnswer {
  const { status, headers, code } = problem;
  const { message } = requestProblems[code];
  switch (code) {
    case 'unauthenticated':
      return { status, headers, body: { message: 'Unauthenticated.' } };
    case 'no_organization':
      return { status, headers, body: { message } };
    default:
      return { status, headers, body: { error: message, code } };
  }
}

/** The documented object first and in its documented order, then what Trunkline adds. */
function trunkObject(trunk: Trunk, settings: ApiSettings): object {
  const { digest, allowed } = trunk.inboundAuthorization;
  return {
    id: trunk.id,
    phone_number: trunk.number.value,
    nickname: trunk.nickname,
    sip_username: trunk.username,
    sip_address: trunk.outboundAddress,
    sip_calling_format: trunk.callingFormat,
    inbound_authorization_type: digest ? 'auth' : 'ip',
    allowed_inbound_ips: allowed.length === 0 ? null : allowed.map(plainAddress),
    outbound_proxy: trunk.outboundProxy,
    country_code: trunk.countryCode,
    inbound_trunk_id: trunk.inboundTrunkId,
    outbound_trunk_id: trunk.outboundTrunkId,
    created_at: timestamp(trunk.createdAt),
    updated_at: timestamp(trunk.updatedAt),
    dispatch_rule_id: trunk.dispatchRuleId,
    sip_trunk_type: trunk.number.kind,
    sip_inbound_host: settings.sipInboundHost,
    status: 'active',
    ...(settings.outboundEgressIp === null ? {} : { outbound_egress_ip: settings.outboundEgressIp }),
  };
}

/** The contract speaks of IP addresses, so a network of one address is written as that address. */
function plainAddress(network: Cidr): string {
  return network.replace(network.includes(':') ? /\/128$/ : /\/32$/, '');
}

/** The contract's form has six decimals. */
function timestamp(date: Date): string {
  return date.toISOString().replace(/Z$/, '000Z');
}
