import type { SealedSecret } from '../../domain/secret.js';
import { collisionKeyOf, type E164, type Extension, type TrunkNumber } from '../../domain/trunk/number.js';
import type { Cidr, InboundAuthorization, Trunk, TrunkSettings } from '../../domain/trunk/trunk.js';
import type { StoredTrunk, trunks } from '../schema.js';

/** A row of the table of trunks. */
export type TrunkRow = typeof trunks.$inferSelect;

/**
 * Converts a row into the domain's trunk.
 * @throws {Error} for a row that the table's checks should have refused.
 */
export function trunkOf(row: TrunkRow): Trunk {
  return {
    id: row.id,
    organizationId: row.organizationId,
    operationId: row.operationId,
    number: numberOf(row),
    nickname: row.nickname,
    username: row.username,
    outboundAddress: row.outboundAddress,
    callingFormat: row.callingFormat,
    inboundAuthorization: authorizationOf(row),
    outboundProxy: row.outboundProxy,
    countryCode: row.countryCode,
    agentName: row.agentName,
    inboundTrunkId: row.inboundTrunkId,
    outboundTrunkId: row.outboundTrunkId,
    dispatchRuleId: row.dispatchRuleId,
    notes: row.notes,
    ...(row.carrier === null
      ? {}
      : { carrier: { name: row.carrier.plan.name, capabilities: row.carrier.connection.capabilities } }),
    ...(row.deletingSince === null ? {} : { deletingSince: row.deletingSince }),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** Converts the settings of a trunk and its password into columns. */
export function columnsOf(settings: TrunkSettings, sealedPassword: SealedSecret) {
  return {
    collisionKey: collisionKeyOf(settings.number.value),
    numberKind: settings.number.kind,
    phoneNumber: settings.number.value,
    nickname: settings.nickname,
    username: settings.username,
    sealedPassword,
    outboundAddress: settings.outboundAddress,
    callingFormat: settings.callingFormat,
    inboundDigest: settings.inboundAuthorization.digest,
    allowedAddresses: settings.inboundAuthorization.allowed,
    outboundProxy: settings.outboundProxy,
    countryCode: settings.countryCode,
    agentName: settings.agentName,
  } satisfies Partial<typeof trunks.$inferInsert>;
}

/** Converts a trunk into the JSON that an operation stores at its completion. */
export function storedTrunk({ deletingSince: _, ...trunk }: Trunk): StoredTrunk {
  return { ...trunk, createdAt: trunk.createdAt.toISOString(), updatedAt: trunk.updatedAt.toISOString() };
}

/** Converts the JSON that an operation has stored into a trunk. */
export function trunkFrom(stored: StoredTrunk): Trunk {
  return { ...stored, createdAt: new Date(stored.createdAt), updatedAt: new Date(stored.updatedAt) };
}

function numberOf(row: TrunkRow): TrunkNumber {
  return row.numberKind === 'number'
    ? { kind: 'number', value: row.phoneNumber as E164 }
    : { kind: 'extension', value: row.phoneNumber as Extension };
}

function authorizationOf(row: TrunkRow): InboundAuthorization {
  if (row.inboundDigest) return { digest: true, allowed: row.allowedAddresses };
  const [first, ...others] = row.allowedAddresses;
  if (first === undefined) throw new Error(`Trunk ${row.id} has neither digest nor addresses.`);
  const allowed: readonly [Cidr, ...Cidr[]] = [first, ...others];
  return { digest: false, allowed };
}
