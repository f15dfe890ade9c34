import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { OperationId, OrganizationId } from '../../domain/ids.js';
import type {
  ImportId,
  ImportState,
  LineCounts,
  LineRefusal,
  LineState,
} from '../../domain/import/import.js';
import type { CollisionKey } from '../../domain/trunk/number.js';
import { moment, type StoredRequest } from './columns.js';
import { apiKeys, organizations } from './keys.js';
import { operations } from './operations.js';

/** Requests for many trunks at once. */
export const imports = pgTable(
  'imports',
  {
    id: text('id').$type<ImportId>().primaryKey(),
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    state: text('state').$type<ImportState>().notNull(),
    requestedBy: text('requested_by').references(() => apiKeys.publicId),
    total: integer('total').notNull(),
    createdAt: moment('created_at').notNull(),
    cancelledAt: moment('cancelled_at'),
    finishedAt: moment('finished_at'),
    /** Lines by outcome, stored when the import has finished. Counting thousands of lines takes long. */
    counts: jsonb('counts').$type<LineCounts>(),
    /** When a dispatcher may start its workflow. */
    dispatchAfter: moment('dispatch_after').notNull(),
  },
  (table) => [
    index('imports_of_organization').on(table.organizationId, table.createdAt),
    index('imports_unfinished').on(table.dispatchAfter).where(sql`${table.finishedAt} is null`),
    check(
      'imports_finished_when_final',
      sql`(${table.finishedAt} is not null) = (${table.state} = 'finished')`,
    ),
  ],
);

/**
 * One trunk of an import. The id of its set-up is chosen beforehand, so that beginning the line twice begins one set-up.
 * The state of that operation is the state of the line; until it exists, the state in this row counts.
 */
export const importLines = pgTable(
  'import_lines',
  {
    importId: text('import_id')
      .$type<ImportId>()
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    line: integer('line').notNull(),
    number: text('number').notNull(),
    collisionKey: text('collision_key').$type<CollisionKey>().notNull(),
    operationId: text('operation_id').$type<OperationId>().notNull().unique(),
    request: jsonb('request').$type<StoredRequest>().notNull(),
    requestHash: text('request_hash').notNull(),
    state: text('state').$type<LineState>().notNull(),
    code: text('code').$type<LineRefusal>(),
    /** The previous operation of the line, if one was begun. */
    retryOf: text('retry_of')
      .$type<OperationId>()
      .references(() => operations.id),
    /** The organisation's own operation that had already set up this trunk when the line was begun. */
    holderId: text('holder_id')
      .$type<OperationId>()
      .references(() => operations.id),
    attempt: integer('attempt').notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.line] }),
    check(
      'import_lines_refused_with_reason',
      sql`(${table.code} is not null) = (${table.state} = 'refused')`,
    ),
  ],
);
