import { sql } from 'drizzle-orm';
import { boolean, check, pgTable, text } from 'drizzle-orm/pg-core';
import type { OrganizationId } from '../../domain/ids.js';
import { moment } from './columns.js';

/** Facts about the installation: its deployment id, and a canary for each of its keys. */
export const installation = pgTable('installation', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
});

/** The tenants. */
export const organizations = pgTable('organizations', {
  id: text('id').$type<OrganizationId>().primaryKey(),
  name: text('name').notNull(),
  agentName: text('agent_name'),
  createdAt: moment('created_at').notNull().defaultNow(),
});

/** The keys with which requests authenticate. A revoked key keeps its row, because operations name it. */
export const apiKeys = pgTable(
  'api_keys',
  {
    publicId: text('public_id').primaryKey(),
    /** Keyed hash of the secret. A bearer token is looked up by this hash. */
    secretHash: text('secret_hash').notNull().unique(),
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .references(() => organizations.id),
    label: text('label').notNull(),
    /** An operator key belongs to no organisation. It reads what concerns all of them. */
    operator: boolean('operator').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
    revokedAt: moment('revoked_at'),
  },
  (table) => [
    check(
      'api_keys_operator_has_no_organization',
      sql`not ${table.operator} or ${table.organizationId} is null`,
    ),
  ],
);
