import { randomBytes } from 'node:crypto';
import type {
  Survey,
  SurveyedInboundTrunk,
  SurveyedOutboundTrunk,
  SurveyedRule,
} from '../../../../src/domain/livekit/sip-objects.js';
import type { Circumstances, Records, TrunkRecord } from '../../../../src/domain/reconcile/both-sides.js';
import {
  collisionKeyOf,
  type E164,
  formatTag,
  type ObjectKind,
  parseTag,
} from '../../../../src/domain/trunk/trunk.js';
import type { OperationId } from '../../../../src/domain/values.js';
import { deploymentId, operationIdOf } from '../../plans.js';

export const noon = new Date('2026-11-22T12:00:00.000Z');
const anHour = 3_600_000;
export const longAgo = new Date(noon.getTime() - anHour);

export const circumstances: Circumstances = {
  deploymentId,
  readingBeganAt: noon,
  graceMs: 900_000,
  overdueAfterMs: 920_000,
};

/** The number of the trunk that the tests are about. */
export const number = '+15551234567';

/** A trunk's record; its three objects are `ST_in`, `ST_out` and `SDR_1`. */
export function record(changes: Partial<TrunkRecord> = {}): TrunkRecord {
  return {
    trunkId: 7,
    operationId: operationIdOf('a'),
    acceptedAt: longAgo,
    updatedAt: longAgo,
    collisionKey: collisionKeyOf(number),
    number: { kind: 'number', value: number as E164 },
    inboundTrunkId: 'ST_in',
    outboundTrunkId: 'ST_out',
    dispatchRuleId: 'SDR_1',
    ...changes,
  };
}

/** The database's side; nothing but what the test names. */
export function records(changes: Partial<Records> = {}): Records {
  return { trunks: [], unfinished: [], statuses: new Map(), ...changes };
}

/** A tag of this deployment, of a set-up that was accepted an hour ago. */
export function tagOf(
  kind: ObjectKind,
  operationId: OperationId = operationIdOf('a'),
  acceptedAt: Date = longAgo,
): string {
  return formatTag({ deploymentId, operationId, kind, acceptedAt: acceptedAt.getTime() });
}

/** The name that another deployment's object has. */
export function elsewhere(kind: ObjectKind): string {
  return tagOf(kind).replace(`:${deploymentId}:`, ':another1:');
}

const base = (kind: ObjectKind, name: string) => {
  const tag = parseTag(name);
  return {
    name,
    tag: tag?.kind === kind ? tag : null,
    differences: () => [],
    unmanaged: () => [],
  };
};

export function inbound(id: string, name: string, changes: Partial<SurveyedInboundTrunk> = {}) {
  const numbers = [collisionKeyOf(number)];
  return { ...base('inbound', name), id, numbers, wildcard: false, open: false, ...changes };
}

export function outbound(id: string, name: string, changes: Partial<SurveyedOutboundTrunk> = {}) {
  return { ...base('outbound', name), id, numbers: [collisionKeyOf(number)], ...changes };
}

export function rule(id: string, name: string, changes: Partial<SurveyedRule> = {}) {
  return { ...base('rule', name), id, trunkIds: ['ST_in'], wildcard: false, ...changes };
}

/** LiveKit's side; nothing but what the test names. */
export function survey(changes: Partial<Survey> = {}): Survey {
  return { inbound: [], outbound: [], rules: [], ...changes };
}

/** The three objects of the trunk, as they should be. */
export function wholeTrunk(): Survey {
  return {
    inbound: [inbound('ST_in', tagOf('inbound'))],
    outbound: [outbound('ST_out', tagOf('outbound'))],
    rules: [rule('SDR_1', tagOf('rule'))],
  };
}

/** A set-up that nobody knows. */
export function unknownOperation(): OperationId {
  return `op_${randomBytes(16).toString('hex')}` as OperationId;
}
