import { type SQL, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { OperationId, OrganizationId } from '../../domain/ids.js';
import type {
  OperationFailure,
  OperationKind,
  OperationOrigin,
  OperationState,
} from '../../domain/operation/operation.js';
import type { StepLog } from '../../domain/operation/step-log.js';
import type { CarrierLink } from '../../domain/trunk/carrier-connection.js';
import type { CollisionKey } from '../../domain/trunk/number.js';
import { moment, type StoredRequest, type StoredTrunk } from './columns.js';
import { apiKeys, organizations } from './keys.js';

/**
 * The trunk that an operation works on, as an SQL expression. A set-up has no `trunk_id`; its trunk is known when it
 * has succeeded. The index `operations_of_trunk` is built on this expression, so queries must use the same one.
 */
export function trunkOfOperation(row: {
  readonly trunkId: AnyPgColumn;
  readonly trunk: AnyPgColumn;
}): SQL<number> {
  return sql<number>`coalesce(${row.trunkId}, (${row.trunk} ->> 'id')::bigint)`;
}

/**
 * One row per accepted request, kept for ever: who requested what, how it went and why. The unique index
 * `operations_one_per_number` is the lock that an operation holds on a number until it has completed.
 */
export const operations = pgTable(
  'operations',
  {
    id: text('id').$type<OperationId>().primaryKey(),
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    kind: text('kind').$type<OperationKind>().notNull().default('set_up_trunk'),
    contract: text('contract').$type<OperationOrigin>().notNull(),
    /** The API key of the request. Null for a request of Trunkline itself, or when no key was recorded. */
    requestedBy: text('requested_by').references(() => apiKeys.publicId),
    collisionKey: text('collision_key').$type<CollisionKey>().notNull(),
    /** The trunk that the operation works on. Null for a set-up: its trunk names the operation instead. */
    trunkId: bigint('trunk_id', { mode: 'number' }),
    state: text('state').$type<OperationState>().notNull(),
    /** The trunk that a set-up or a change is to lead to. Null for every other kind. */
    request: jsonb('request').$type<StoredRequest>(),
    /**
     * Keyed hash of a set-up's canonical request, including its password. It recognises a repeated request that has no
     * idempotency key. Null for every other kind.
     */
    requestHash: text('request_hash'),
    /**
     * The connection that the operation has made at a carrier, or has to remove there. Null when no carrier is involved. A
     * set-up stores it before it routes the number, because afterwards nothing shows the previous route.
     */
    carrier: jsonb('carrier').$type<CarrierLink>(),
    /** The failed operation that this one retries. */
    retryOf: text('retry_of')
      .$type<OperationId>()
      .references((): AnyPgColumn => operations.id),
    /** When its owner first requested a cancellation. The dispatcher sends it to the workflow until completion. */
    cancelRequestedAt: moment('cancel_requested_at'),
    failure: jsonb('failure').$type<OperationFailure>(),
    /** The log of its steps, as far as a run has stored it. Null when no run has stored a log. */
    steps: jsonb('steps').$type<StepLog>(),
    /** The trunk at completion. The answer can be replayed from it after the trunk has changed or gone. */
    trunk: jsonb('trunk').$type<StoredTrunk>(),
    acceptedAt: moment('accepted_at').notNull(),
    finishedAt: moment('finished_at'),
    /** When a dispatcher may start its workflow, unless somebody else has done so before. */
    dispatchAfter: moment('dispatch_after').notNull(),
    dispatches: integer('dispatches').notNull().default(0),
  },
  (table) => [
    uniqueIndex('operations_one_per_number').on(table.collisionKey).where(sql`${table.finishedAt} is null`),
    index('operations_of_number').on(table.collisionKey, table.acceptedAt),
    index('operations_of_organization').on(table.organizationId, table.acceptedAt, table.id),
    index('operations_failed')
      .on(table.organizationId, table.acceptedAt, table.id)
      .where(sql`${table.state} = 'failed'`),
    index('operations_of_trunk').on(
      table.organizationId,
      trunkOfOperation(table),
      table.acceptedAt,
      table.id,
    ),
    index('operations_unfinished').on(table.dispatchAfter).where(sql`${table.finishedAt} is null`),
    check(
      'operations_finished_when_final',
      sql`(${table.finishedAt} is not null) = (${table.state} in ('succeeded', 'failed'))`,
    ),
    check(
      'operations_request_and_trunk_by_kind',
      sql`(${table.kind} in ('set_up_trunk', 'change_trunk')) = (${table.request} is not null)
        and (${table.kind} = 'set_up_trunk') = (${table.trunkId} is null)`,
    ),
  ],
);

/**
 * Which operation holds a number. LiveKit has no such lock: the primary key allows one holder per number, over all
 * organisations and both contracts. A row lives from the acceptance of a set-up until its compensation is complete or
 * its trunk is deleted.
 */
export const numberReservations = pgTable('number_reservations', {
  collisionKey: text('collision_key').$type<CollisionKey>().primaryKey(),
  operationId: text('operation_id')
    .$type<OperationId>()
    .notNull()
    .unique()
    .references(() => operations.id),
  reservedAt: moment('reserved_at').notNull().defaultNow(),
});
