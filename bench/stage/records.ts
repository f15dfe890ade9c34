import {
  RoomAgentDispatch,
  RoomConfiguration,
  SIPDispatchRule,
  SIPDispatchRuleIndividual,
  SIPDispatchRuleInfo,
  SIPInboundTrunkInfo,
  SIPOutboundTrunkInfo,
} from '@livekit/protocol';
import type { Redis } from 'ioredis';
import { type KeyRing, newOperationId } from '../../src/crypto/secrets.js';
import type { Database } from '../../src/database/database.js';
import { numberReservations, operations, organizations, trunks } from '../../src/database/schema.js';
import { passwordContext } from '../../src/domain/trunk/spec.js';
import {
  type CollisionKey,
  collisionKeyOf,
  type E164,
  type SipAddress,
  type TrunkSettings,
} from '../../src/domain/trunk/trunk.js';
import { type OperationId, type OrganizationId, Secret } from '../../src/domain/values.js';
import { trunkSettings } from '../arms/steps.js';
import { livekitHashes } from './stage.js';

/** The query for the records of Trunkline. */
export const trunklineRecordsQuery = `select phone_number as number, inbound_trunk_id as inbound,
  outbound_trunk_id as outbound, dispatch_rule_id as rule from trunks`;

const organizationId = 'org_bench' as OrganizationId;
const batch = 500;

/** Writes an accepted set-up, as the gateway does before it starts a workflow. @returns its operation. */
export async function acceptedSetUp(database: Database, keyRing: KeyRing, number: string) {
  await ensureOrganization(database);
  const operation = operationOf(keyRing, organizationId, number as E164, new Date());
  const [row] = await database.insert(operations).values(operation).returning();
  await database.insert(numberReservations).values(reservationOf(operation));
  if (row === undefined) throw new Error('The operation was not written.');
  return row;
}

async function ensureOrganization(database: Database): Promise<void> {
  await database
    .insert(organizations)
    .values({ id: organizationId, name: 'Bench', agentName: trunkSettings.agentName })
    .onConflictDoNothing();
}

/** Where trunks are written to, as set-ups leave them. */
export interface Filled {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly redis: Redis;
  readonly deploymentId: string;
  readonly organizationId: string;
}

/** Writes trunks straight into the database and into LiveKit's Redis. @param numbers the number of each trunk. */
export async function writeTrunks(to: Filled, numbers: readonly string[]): Promise<void> {
  for (let start = 0; start < numbers.length; start += batch) {
    const made = numbers.slice(start, start + batch).map((number) => trunkOf(to, number as E164));
    await to.database.insert(operations).values(made.map(({ operation }) => operation));
    await to.database
      .insert(numberReservations)
      .values(made.map(({ operation }) => reservationOf(operation)));
    await to.database.insert(trunks).values(made.map(({ trunk }) => trunk));
    for (const kind of ['inbound', 'outbound', 'rule'] as const) {
      const entries = made.map(({ objects }) => [objects[kind].id, objects[kind].bytes] as const);
      await to.redis.hset(livekitHashes[kind], new Map(entries));
    }
  }
}

const sip = {
  username: trunkSettings.authUsername,
  outboundAddress: trunkSettings.address as SipAddress,
  callingFormat: '+e164' as const,
};

function operationOf(keyRing: KeyRing, owner: OrganizationId, number: E164, acceptedAt: Date) {
  const id = newOperationId();
  const settings: TrunkSettings = {
    number: { kind: 'number', value: number },
    nickname: null,
    ...sip,
    inboundAuthorization: { digest: true, allowed: [] },
    outboundProxy: false,
    countryCode: null,
    agentName: trunkSettings.agentName,
  };
  const context = passwordContext({ organizationId: owner, operationId: id });
  const sealedPassword = keyRing.seal(new Secret(trunkSettings.authPassword), context);
  return {
    id,
    organizationId: owner,
    kind: 'set_up_trunk' as const,
    contract: 'zudu' as const,
    collisionKey: collisionKeyOf(number),
    state: 'running' as const,
    request: { settings, sealedPassword },
    requestHash: `bench ${id}`,
    acceptedAt,
    // The benchmark starts the workflow itself; a dispatcher would take it for a lost one.
    dispatchAfter: new Date(acceptedAt.getTime() + 3_600_000),
  };
}

function reservationOf({
  id,
  collisionKey,
}: {
  readonly id: OperationId;
  readonly collisionKey: CollisionKey;
}) {
  return { collisionKey, operationId: id };
}

function trunkOf({ keyRing, deploymentId, ...to }: Filled, number: E164) {
  const owner = to.organizationId as OrganizationId;
  const acceptedAt = new Date(Date.now() - 3_600_000);
  const operation = operationOf(keyRing, owner, number, acceptedAt);
  const name = (kind: string) => ['tl1', deploymentId, operation.id, kind, acceptedAt.getTime()].join(':');
  const digits = number.slice(1);
  const ids = { inbound: `ST_in${digits}`, outbound: `ST_out${digits}`, rule: `SDR_${digits}` };
  const common = {
    metadata: JSON.stringify({ organization: owner }),
    numbers: [number],
    authUsername: trunkSettings.authUsername,
    authPassword: trunkSettings.authPassword,
  };
  const value = new SIPDispatchRuleIndividual({ roomPrefix: trunkSettings.roomPrefix });
  const agents = [new RoomAgentDispatch({ agentName: trunkSettings.agentName })];
  const objects = {
    inbound: new SIPInboundTrunkInfo({ ...common, sipTrunkId: ids.inbound, name: name('inbound') }),
    outbound: new SIPOutboundTrunkInfo({
      ...common,
      sipTrunkId: ids.outbound,
      name: name('outbound'),
      address: trunkSettings.address,
    }),
    rule: new SIPDispatchRuleInfo({
      sipDispatchRuleId: ids.rule,
      name: name('rule'),
      trunkIds: [ids.inbound],
      rule: new SIPDispatchRule({ rule: { case: 'dispatchRuleIndividual', value } }),
      roomConfig: new RoomConfiguration({ agents }),
    }),
  };
  const stored = (kind: keyof typeof objects) => ({
    id: ids[kind],
    bytes: Buffer.from(objects[kind].toBinary()),
  });
  return {
    operation: { ...operation, state: 'succeeded' as const, finishedAt: acceptedAt },
    trunk: {
      // Ids of trunks have 31 bits.
      id: Number(digits.slice(-9)),
      organizationId: owner,
      operationId: operation.id,
      collisionKey: operation.collisionKey,
      numberKind: 'number' as const,
      phoneNumber: number,
      nickname: null,
      ...sip,
      sealedPassword: operation.request.sealedPassword,
      inboundDigest: true,
      allowedAddresses: [],
      outboundProxy: false,
      countryCode: null,
      agentName: trunkSettings.agentName,
      inboundTrunkId: ids.inbound,
      outboundTrunkId: ids.outbound,
      dispatchRuleId: ids.rule,
      createdAt: acceptedAt,
      updatedAt: acceptedAt,
    },
    objects: { inbound: stored('inbound'), outbound: stored('outbound'), rule: stored('rule') },
  };
}
