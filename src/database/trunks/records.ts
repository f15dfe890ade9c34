import { isDeepStrictEqual } from 'node:util';
import { and, desc, eq, type SQL } from 'drizzle-orm';
import { carrierSettingsIn } from '../../domain/trunk/carrier/carrier-settings.js';
import type { CarrierLink } from '../../domain/trunk/spec.js';
import {
  type Cidr,
  collisionKeyOf,
  type E164,
  type Extension,
  type InboundAuthorization,
  noNotes,
  type Trunk,
  type TrunkNumber,
  type TrunkObjects,
  type TrunkSettings,
} from '../../domain/trunk/trunk.js';
import type { OperationId, OrganizationId, SealedSecret } from '../../domain/values.js';
import type { Database } from '../database.js';
import { type StoredRequest, type StoredTrunk, trunkRevisions, trunks } from '../schema.js';

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
    ...(row.additionalNumbers === null ? {} : { additionalNumbers: row.additionalNumbers }),
    ...(row.otherForms === null ? {} : { otherForms: row.otherForms }),
    ...row.carrierSettings,
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
function columnsOf(settings: TrunkSettings, sealedPassword: SealedSecret) {
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
    additionalNumbers: settings.additionalNumbers ?? null,
    otherForms: settings.otherForms ?? null,
    carrierSettings: carrierSettingsIn(settings),
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

/**
 * Locks a trunk's row until the transaction ends. Every transaction that locks a trunk and an operation locks the trunk
 * first, so that no two of them can wait for each other.
 * @param organizationId the organisation that must own the trunk; null accepts every owner.
 * @returns null when there is no such trunk.
 */
export async function lockTrunk(
  transaction: Database,
  trunkId: number,
  organizationId: OrganizationId | null,
): Promise<TrunkRow | null> {
  const [row] = await transaction
    .select()
    .from(trunks)
    .where(
      organizationId === null
        ? eq(trunks.id, trunkId)
        : and(eq(trunks.id, trunkId), eq(trunks.organizationId, organizationId)),
    )
    .for('update');
  return row ?? null;
}

/** Returns the row of a new trunk. @param objects the ids of its objects in LiveKit. */
export function newTrunkRow(
  { trunkId, organizationId, operationId, request, at }: NewRevision,
  objects: TrunkObjects,
  carrier: CarrierLink | null,
): TrunkRow {
  const { settings, sealedPassword, notes = noNotes } = request;
  return {
    id: trunkId,
    organizationId,
    operationId,
    ...columnsOf(settings, sealedPassword),
    ...objects,
    notes,
    carrier,
    deletingSince: null,
    createdAt: at,
    updatedAt: at,
  };
}

/**
 * Updates a trunk's record to what a change requested, and writes the next revision. A change that changes nothing
 * writes no revision and leaves the moment of the last update.
 * @returns null when there is no such trunk; the caller must roll its transaction back.
 */
export async function updateTrunk(transaction: Database, made: NewRevision): Promise<Trunk | null> {
  const { settings, sealedPassword, notes } = made.request;
  await lockTrunk(transaction, made.trunkId, null);
  const isChanged = await writeNextRevision(transaction, made);
  const [row] = await transaction
    .update(trunks)
    .set({
      ...columnsOf(settings, sealedPassword),
      ...(notes === undefined ? {} : { notes }),
      ...(isChanged ? { updatedAt: made.at } : {}),
    })
    .where(eq(trunks.id, made.trunkId))
    .returning();
  return row === undefined ? null : trunkOf(row);
}

/** Stores the ids of a trunk's objects, unless they are known already. The caller has locked the row. */
export async function updateObjects(
  transaction: Database,
  locked: TrunkRow,
  objects: Partial<TrunkObjects>,
  now: Date,
): Promise<void> {
  if (isDeepStrictEqual({ ...locked, ...objects }, locked)) return;
  await transaction
    .update(trunks)
    .set({ ...objects, updatedAt: now })
    .where(eq(trunks.id, locked.id));
}

/** Stores since when a trunk is being torn down. Every answer about the trunk contains it. */
export async function markAsDeleting(transaction: Database, trunkId: number, since: Date): Promise<void> {
  await transaction.update(trunks).set({ deletingSince: since }).where(eq(trunks.id, trunkId));
}

/** Deletes a trunk's record. @returns the trunk as it was; null when there was none. */
export async function deleteTrunk(transaction: Database, trunkId: number): Promise<Trunk | null> {
  const [row] = await transaction.delete(trunks).where(eq(trunks.id, trunkId)).returning();
  return row === undefined ? null : trunkOf(row);
}

type RevisionRow = typeof trunkRevisions.$inferSelect;

/** The trunk that an operation has led to, as a revision stores it. */
export interface NewRevision {
  readonly trunkId: number;
  readonly organizationId: OrganizationId;
  readonly operationId: OperationId;
  readonly request: StoredRequest;
  readonly at: Date;
}

/**
 * Inserts the next revision of a trunk, unless it equals the last one. The caller has locked the trunk's row, so that
 * revisions have no gaps.
 * @returns whether a revision was inserted.
 */
async function writeNextRevision(database: Database, made: NewRevision): Promise<boolean> {
  const [last] = await database
    .select()
    .from(trunkRevisions)
    .where(isOfOwnTrunk(made.organizationId, made.trunkId))
    .orderBy(desc(trunkRevisions.revision))
    .limit(1);
  const next = revisionRow(made, (last?.revision ?? 0) + 1);
  if (last !== undefined && isDeepStrictEqual(contentOf(last), contentOf(next))) return false;
  await database.insert(trunkRevisions).values(next);
  return true;
}

/** Returns the row of a revision. */
export function revisionRow({ request, at, ...names }: NewRevision, revision: number): RevisionRow {
  const { settings, sealedPassword, notes = noNotes } = request;
  return { ...names, revision, settings, sealedPassword, notes, madeAt: at };
}

function contentOf({ settings, notes, sealedPassword }: RevisionRow) {
  return { settings, notes, sealedPassword };
}

export function isOfOwnTrunk(organizationId: OrganizationId, trunkId: number): SQL | undefined {
  return and(eq(trunkRevisions.trunkId, trunkId), eq(trunkRevisions.organizationId, organizationId));
}
