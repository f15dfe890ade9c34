import { sql } from 'drizzle-orm';
import { check, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Fingerprint } from '../../domain/fingerprint.js';
import type { OperationId, OrganizationId } from '../../domain/ids.js';
import type { ImportId } from '../../domain/import/import.js';
import { moment } from './columns.js';
import { imports } from './imports.js';
import { organizations } from './keys.js';
import { operations } from './operations.js';

/**
 * The idempotency keys of all accepted requests of any kind. The primary key lets an organisation use one key for one
 * request. A row is written in the transaction that accepts the request, and is kept as long as its operation or import.
 */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    key: text('key').notNull(),
    /** Two requests are the same if and only if their fingerprints are equal. */
    fingerprint: text('fingerprint').$type<Fingerprint>().notNull(),
    /** The operation that the request has begun, joined or cancelled. */
    operationId: text('operation_id')
      .$type<OperationId>()
      .references(() => operations.id, { onDelete: 'cascade' }),
    /** The import that the request has begun, reopened or cancelled. */
    importId: text('import_id')
      .$type<ImportId>()
      .references(() => imports.id, { onDelete: 'cascade' }),
    usedAt: moment('used_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.key] }),
    check('idempotency_keys_one_subject', sql`num_nonnulls(${table.operationId}, ${table.importId}) = 1`),
  ],
);
