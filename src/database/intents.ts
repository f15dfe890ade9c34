import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { OperationId, OrganizationId } from '../trunks/ids.js';
import type { CollisionKey } from '../trunks/number.js';
import type { OperationOrigin } from '../trunks/operation.js';
import type { Trunk } from '../trunks/trunk.js';
import type { Database } from './database.js';
import { firstDispatch, hasKey, NumberHeld, reserveNumber } from './new-operations.js';
import { predecessorsOf } from './predecessors.js';
import { numberReservations, operations, type StoredRequest, trunks } from './schema.js';
import { trunkOf } from './trunk-rows.js';

/** A set-up that somebody wants: what is written before anything is begun. */
export interface Intent {
  readonly operationId: OperationId;
  readonly organizationId: OrganizationId;
  readonly contract: OperationOrigin;
  /** The public id of the API key by which it is asked for. */
  readonly requestedBy: string | null;
  readonly collisionKey: CollisionKey;
  readonly request: StoredRequest;
  readonly requestHash: string;
  readonly idempotencyKey: string | null;
  readonly acceptedAt: Date;
}

/** An operation as far as a later call for the same number or key must know it. */
export type Holder = Pick<
  typeof operations.$inferSelect,
  'id' | 'kind' | 'organizationId' | 'requestHash' | 'state' | 'request' | 'finishedAt'
> & { readonly trunk: Trunk | null };

/** What became of an intent. */
export type Acceptance =
  /** It is written and the number reserved; see {@link predecessorsOf}. */
  | { readonly kind: 'accepted'; readonly predecessors: readonly OperationId[] }
  /** The organisation has used this idempotency key before. */
  | { readonly kind: 'key_known'; readonly holder: Holder }
  /** The number is reserved or in use. */
  | { readonly kind: 'number_held'; readonly holder: Holder }
  /** The trunk that has the number is being taken down. */
  | { readonly kind: 'number_leaving' };

/** Writes an intent and reserves its number in one transaction, or says who was first. */
export async function acceptIntent(database: Database, intent: Intent): Promise<Acceptance> {
  for (;;) {
    try {
      return await database.transaction((transaction) => writeIntent(transaction, intent));
    } catch (cause) {
      if (!(cause instanceof NumberHeld)) throw cause;
    }
    const holder = await findHolder(
      database,
      eq(
        operations.id,
        sql`(select ${numberReservations.operationId} from ${numberReservations} where ${numberReservations.collisionKey} = ${intent.collisionKey})`,
      ),
    );
    if (holder !== null) {
      const leaving = await isBeingTornDown(database, intent.collisionKey);
      return leaving ? { kind: 'number_leaving' } : { kind: 'number_held', holder };
    }
    // The holder let the number go between the two looks: try again.
  }
}

async function writeIntent(database: Database, intent: Intent): Promise<Acceptance> {
  const written = await database
    .insert(operations)
    .values({
      id: intent.operationId,
      kind: 'set_up_trunk',
      organizationId: intent.organizationId,
      contract: intent.contract,
      requestedBy: intent.requestedBy,
      collisionKey: intent.collisionKey,
      state: 'running',
      request: intent.request,
      requestHash: intent.requestHash,
      idempotencyKey: intent.idempotencyKey,
      acceptedAt: intent.acceptedAt,
      dispatchAfter: firstDispatch(intent.acceptedAt),
    })
    .onConflictDoNothing()
    .returning({ id: operations.id });
  if (written.length === 0) {
    const holder =
      intent.idempotencyKey === null
        ? null
        : await findHolder(database, hasKey(intent.organizationId, intent.idempotencyKey));
    // Without one, an unfinished operation works on the number.
    if (holder === null) throw new NumberHeld();
    return { kind: 'key_known', holder };
  }
  await reserveNumber(database, intent.collisionKey, intent.operationId);
  return {
    kind: 'accepted',
    predecessors: await predecessorsOf(database, intent.collisionKey, intent.acceptedAt),
  };
}

async function isBeingTornDown(database: Database, number: CollisionKey): Promise<boolean> {
  const [row] = await database
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.collisionKey, number),
        eq(operations.kind, 'tear_down_trunk'),
        isNull(operations.finishedAt),
      ),
    );
  return row !== undefined;
}

async function findHolder(database: Database, condition: SQL | undefined): Promise<Holder | null> {
  const [row] = await database
    .select({
      id: operations.id,
      kind: operations.kind,
      organizationId: operations.organizationId,
      requestHash: operations.requestHash,
      state: operations.state,
      request: operations.request,
      finishedAt: operations.finishedAt,
      trunk: trunks,
    })
    .from(operations)
    .leftJoin(trunks, eq(trunks.operationId, operations.id))
    .where(condition);
  return row === undefined ? null : { ...row, trunk: row.trunk === null ? null : trunkOf(row.trunk) };
}
