import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { OperationId, OrganizationId } from '../../domain/ids.js';
import type { SealedSecret } from '../../domain/secret.js';
import type { CarrierLink } from '../../domain/trunk/carrier-connection.js';
import { noNotes, type TrunkNotes } from '../../domain/trunk/notes.js';
import type { CollisionKey } from '../../domain/trunk/number.js';
import type {
  CallingFormat,
  Cidr,
  CountryCode,
  SipAddress,
  TrunkSettings,
} from '../../domain/trunk/trunk.js';
import { moment } from './columns.js';
import { organizations } from './keys.js';
import { operations } from './operations.js';

/** The records of the trunks that are set up. A row appears only when everything in LiveKit is in place. */
export const trunks = pgTable(
  'trunks',
  {
    /** Drawn at random. A counter would tell every tenant how many trunks the others create. */
    id: bigint('id', { mode: 'number' }).primaryKey(),
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    operationId: text('operation_id')
      .$type<OperationId>()
      .notNull()
      .unique()
      .references(() => operations.id),
    collisionKey: text('collision_key').$type<CollisionKey>().notNull().unique(),
    numberKind: text('number_kind').$type<'number' | 'extension'>().notNull(),
    phoneNumber: text('phone_number').notNull(),
    nickname: text('nickname'),
    username: text('username').notNull(),
    sealedPassword: text('sealed_password').$type<SealedSecret>().notNull(),
    outboundAddress: text('outbound_address').$type<SipAddress>().notNull(),
    callingFormat: text('calling_format').$type<CallingFormat>().notNull(),
    inboundDigest: boolean('inbound_digest').notNull(),
    allowedAddresses: jsonb('allowed_addresses').$type<readonly Cidr[]>().notNull(),
    outboundProxy: boolean('outbound_proxy').notNull(),
    countryCode: text('country_code').$type<CountryCode>(),
    agentName: text('agent_name'),
    inboundTrunkId: text('inbound_trunk_id').notNull(),
    outboundTrunkId: text('outbound_trunk_id').notNull(),
    dispatchRuleId: text('dispatch_rule_id').notNull(),
    notes: jsonb('notes').$type<TrunkNotes>().notNull().default(noNotes),
    /** The connection that Trunkline has made at the carrier. Null when the trunk's owner has connected the number. */
    carrier: jsonb('carrier').$type<CarrierLink>(),
    /** When its tear-down began; a tear-down is never cancelled. Null for every other trunk. */
    deletingSince: moment('deleting_since'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    index('trunks_of_organization').on(table.organizationId, table.createdAt, table.id),
    check(
      'trunks_authorize_inbound',
      sql`${table.inboundDigest} or jsonb_array_length(${table.allowedAddresses}) > 0`,
    ),
  ],
);

/**
 * The settings of a trunk after its set-up and after every change, numbered from 1 without gaps. The trunk is not a
 * foreign key: the history outlives its trunk, and no trunk id is used twice.
 */
export const trunkRevisions = pgTable(
  'trunk_revisions',
  {
    trunkId: bigint('trunk_id', { mode: 'number' }).notNull(),
    revision: integer('revision').notNull(),
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    /** The operation that led to the revision. It knows who requested it, and through which contract. */
    operationId: text('operation_id')
      .$type<OperationId>()
      .notNull()
      .unique()
      .references(() => operations.id),
    settings: jsonb('settings').$type<TrunkSettings>().notNull(),
    notes: jsonb('notes').$type<TrunkNotes>().notNull(),
    /** Sealed for the trunk's set-up, like the password of the trunk, so that a revert can copy it. */
    sealedPassword: text('sealed_password').$type<SealedSecret>().notNull(),
    madeAt: moment('made_at').notNull(),
  },
  (table) => [
    // The organisation comes first: the length of another tenant's history must not show in the time of a query.
    primaryKey({ columns: [table.organizationId, table.trunkId, table.revision] }),
    uniqueIndex('trunk_revisions_first_once').on(table.trunkId).where(sql`${table.revision} = 1`),
  ],
);
