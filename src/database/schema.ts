import { type SQL, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Fingerprint } from '../domain/fingerprint.js';
import type { OperationId, OrganizationId } from '../domain/ids.js';
import type { ImportId, ImportState, LineCounts, LineRefusal, LineState } from '../domain/import/import.js';
import type {
  OperationFailure,
  OperationKind,
  OperationOrigin,
  OperationState,
} from '../domain/operation/operation.js';
import type { StepLog } from '../domain/operation/step-log.js';
import type { FindingAction, FindingCode, FindingOutcome, Severity } from '../domain/reconcile/finding.js';
import type {
  Compared,
  Counts,
  ReconciliationId,
  ReconciliationState,
  Trigger,
} from '../domain/reconcile/report.js';
import type { SealedSecret } from '../domain/secret.js';
import type { CarrierLink, CarrierPlan } from '../domain/trunk/carrier-connection.js';
import { noNotes, type TrunkNotes } from '../domain/trunk/notes.js';
import type { CollisionKey } from '../domain/trunk/number.js';
import type { ObjectKind } from '../domain/trunk/tag.js';
import type {
  CallingFormat,
  Cidr,
  CountryCode,
  SipAddress,
  Trunk,
  TrunkSettings,
} from '../domain/trunk/trunk.js';

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 6, mode: 'date' });

/** Facts about the installation itself: its deployment id and the canaries of its keys. */
export const installation = pgTable('installation', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
});

export const organizations = pgTable('organizations', {
  id: text('id').$type<OrganizationId>().primaryKey(),
  name: text('name').notNull(),
  agentName: text('agent_name'),
  createdAt: moment('created_at').notNull().defaultNow(),
});

export const apiKeys = pgTable(
  'api_keys',
  {
    publicId: text('public_id').primaryKey(),
    /** Keyed hash of the secret; a bearer token is looked up by it. */
    secretHash: text('secret_hash').notNull().unique(),
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .references(() => organizations.id),
    label: text('label').notNull(),
    /** Such a key belongs to no tenant, and reads what concerns all of them. */
    operator: boolean('operator').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
    revokedAt: moment('revoked_at'),
  },
  (table) => [check('api_keys_of_operators', sql`not ${table.operator} or ${table.organizationId} is null`)],
);

/** What a trunk is to be after an operation, as it is kept while the operation may still be started again. */
export interface StoredRequest {
  readonly settings: TrunkSettings;
  readonly sealedPassword: SealedSecret;
  /** Absent in a set-up that brings none. */
  readonly notes?: TrunkNotes;
  /**
   * The carrier at which a set-up connects the number first; its settings get their outbound address from there. Absent in
   * every other request.
   */
  readonly carrier?: CarrierPlan;
}

/** A trunk as an operation left it, or as a tear-down found it; moments as ISO 8601. */
export type StoredTrunk = Omit<Trunk, 'createdAt' | 'updatedAt' | 'deletingSince'> & {
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** The trunk that an operation works on, also for a set-up, whose trunk was not there before; what an index is made of. */
export function trunkOfOperation(row: {
  readonly trunkId: AnyPgColumn;
  readonly trunk: AnyPgColumn;
}): SQL<number> {
  return sql<number>`coalesce(${row.trunkId}, (${row.trunk} ->> 'id')::bigint)`;
}

/**
 * One row per accepted request, kept for ever: who asked for what, how it went and why. The index
 * `operations_one_per_number` is the lock under which everything that touches a number's objects works.
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
    /** The API key by which it was asked for; null when Trunkline itself wanted it, or nobody wrote it down. */
    requestedBy: text('requested_by').references(() => apiKeys.publicId),
    collisionKey: text('collision_key').$type<CollisionKey>().notNull(),
    /** The trunk that the operation works on; null for a set-up, whose trunk names its operation. */
    trunkId: bigint('trunk_id', { mode: 'number' }),
    state: text('state').$type<OperationState>().notNull(),
    /** What a set-up shall make or a change shall lead to; null for every other kind. */
    request: jsonb('request').$type<StoredRequest>(),
    /**
     * Keyed hash of a set-up's canonical request with its password: tells a repetition from another wish, also where
     * no idempotency key does. Null for every other kind.
     */
    requestHash: text('request_hash'),
    /**
     * What the operation has made at a carrier, or has to remove there; null for all that concerns no carrier. A set-up
     * writes it down before it routes the number, since afterwards nobody could tell where the calls went before.
     */
    carrier: jsonb('carrier').$type<CarrierLink>(),
    /** The failed operation that this one tries again. */
    retryOf: text('retry_of')
      .$type<OperationId>()
      .references((): AnyPgColumn => operations.id),
    /** When its owner first wanted it cancelled; a dispatcher passes that on until the operation has ended. */
    cancelRequestedAt: moment('cancel_requested_at'),
    failure: jsonb('failure').$type<OperationFailure>(),
    /** What has happened to its steps, as far as a run has written it down; null when nobody kept a log. */
    steps: jsonb('steps').$type<StepLog>(),
    /** The trunk at the operation's end: its answer can be given again when the trunk has changed or gone since. */
    trunk: jsonb('trunk').$type<StoredTrunk>(),
    acceptedAt: moment('accepted_at').notNull(),
    finishedAt: moment('finished_at'),
    /** When a dispatcher may take the operation up, unless its workflow is seen before. */
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
      'operations_know_their_trunk',
      sql`(${table.kind} in ('set_up_trunk', 'change_trunk')) = (${table.request} is not null)
        and (${table.kind} = 'set_up_trunk') = (${table.trunkId} is null)`,
    ),
  ],
);

/**
 * Who holds a number. The primary key is the lock that LiveKit does not have: one writer per number, over all
 * organisations and both contracts. A row lives from the acceptance of a set-up until its undo is complete or
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

/** The trunks that are set up. A row appears when everything in LiveKit is in place, and not before. */
export const trunks = pgTable(
  'trunks',
  {
    /** Drawn, not counted: a counter would tell every tenant how many trunks the others make. */
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
    /** What stands at the carrier for as long as the trunk does; null where its owner has seen to that. */
    carrier: jsonb('carrier').$type<CarrierLink>(),
    /** When its delete began, which is never given up; null for a trunk that stays. */
    deletingSince: moment('deleting_since'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    index('trunks_of_organization').on(table.organizationId, table.createdAt, table.id),
    check(
      'trunks_never_open',
      sql`${table.inboundDigest} or jsonb_array_length(${table.allowedAddresses}) > 0`,
    ),
  ],
);

/**
 * What a trunk was set to by its set-up and by every change since, numbered from 1 without gaps. The trunk is named
 * without a reference: its history outlives it, and its id is never given again.
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
    /** Says who asked for it, and through which contract. */
    operationId: text('operation_id')
      .$type<OperationId>()
      .notNull()
      .unique()
      .references(() => operations.id),
    settings: jsonb('settings').$type<TrunkSettings>().notNull(),
    notes: jsonb('notes').$type<TrunkNotes>().notNull(),
    /** Sealed for the trunk's set-up, like the trunk's own, so that it can become the trunk's again. */
    sealedPassword: text('sealed_password').$type<SealedSecret>().notNull(),
    madeAt: moment('made_at').notNull(),
  },
  (table) => [
    // The organisation first: the history of somebody else's trunk is not even passed over, however long it is.
    primaryKey({ columns: [table.organizationId, table.trunkId, table.revision] }),
    uniqueIndex('trunk_revisions_id_given_once').on(table.trunkId).where(sql`${table.revision} = 1`),
  ],
);

/** The runs of the reconciler, the last hundred or so. */
export const reconciliations = pgTable(
  'reconciliations',
  {
    id: text('id').$type<ReconciliationId>().primaryKey(),
    trigger: text('trigger').$type<Trigger>().notNull(),
    state: text('state').$type<ReconciliationState>().notNull(),
    repair: boolean('repair').notNull(),
    removeMany: boolean('remove_many').notNull(),
    startedAt: moment('started_at').notNull(),
    finishedAt: moment('finished_at'),
    compared: jsonb('compared').$type<Compared>(),
    /** Findings by code and outcome, as they were when a part of the run was last written. */
    counts: jsonb('counts').$type<Counts>().notNull(),
    failure: text('failure'),
  },
  (table) => [
    index('reconciliations_by_start').on(table.startedAt),
    check(
      'reconciliations_finished_when_final',
      sql`(${table.finishedAt} is not null) = (${table.state} in ('finished', 'failed'))`,
    ),
  ],
);

/**
 * What the runs have found. Trunks and operations are named without a reference: a report outlives what it tells of.
 */
export const reconciliationFindings = pgTable(
  'reconciliation_findings',
  {
    reconciliationId: text('reconciliation_id')
      .$type<ReconciliationId>()
      .notNull()
      .references(() => reconciliations.id, { onDelete: 'cascade' }),
    /** Says the same of the same state, so that two looks can be held against each other. */
    key: text('key').notNull(),
    position: integer('position').notNull(),
    /** The look that saw it first: 1 or 2. */
    firstSeenIn: integer('first_seen_in').notNull(),
    code: text('code').$type<FindingCode>().notNull(),
    severity: text('severity').$type<Severity>().notNull(),
    action: text('action').$type<FindingAction>().notNull(),
    objectKind: text('object_kind').$type<ObjectKind>(),
    objectId: text('object_id'),
    trunkId: bigint('trunk_id', { mode: 'number' }),
    operationId: text('operation_id').$type<OperationId>(),
    number: text('number'),
    evidence: text('evidence').notNull(),
    fields: jsonb('fields').$type<readonly string[]>().notNull(),
    /** Null while the run is still working on it. */
    outcome: text('outcome').$type<FindingOutcome>(),
    note: text('note'),
  },
  (table) => [
    primaryKey({ columns: [table.reconciliationId, table.key] }),
    index('reconciliation_findings_in_order').on(table.reconciliationId, table.position),
    index('reconciliation_findings_undecided')
      .on(table.reconciliationId, table.action, table.trunkId)
      .where(sql`${table.outcome} is null`),
  ],
);

/** Many trunks that somebody wants at once. */
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
    /** How many lines stand where, once that cannot change any more; it takes long to count thousands. */
    counts: jsonb('counts').$type<LineCounts>(),
    /** When a dispatcher may look whether its workflow runs. */
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
 * One trunk of an import. Its set-up's id is chosen beforehand, so that beginning it twice begins one; where the line
 * stands is what that operation says, and without one what stands here.
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
    /** The line's operation before this one, as far as one was begun. */
    retryOf: text('retry_of')
      .$type<OperationId>()
      .references(() => operations.id),
    /** The organisation's own operation that had set up this trunk already when the line's turn came. */
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

/**
 * The idempotency keys of all requests that were accepted, of whatever kind: the primary key makes that an organisation
 * uses one for one request. A row is written in the transaction that accepts the request, and kept as long as what the
 * request was about.
 */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    key: text('key').notNull(),
    /** What was asked for: two requests are the same exactly when this is. */
    fingerprint: text('fingerprint').$type<Fingerprint>().notNull(),
    /** The operation that the request has begun, joined or cancelled. */
    operationId: text('operation_id')
      .$type<OperationId>()
      .references(() => operations.id, { onDelete: 'cascade' }),
    /** The import that it has begun, reopened or cancelled. */
    importId: text('import_id')
      .$type<ImportId>()
      .references(() => imports.id, { onDelete: 'cascade' }),
    usedAt: moment('used_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.key] }),
    check('idempotency_keys_of_one_thing', sql`num_nonnulls(${table.operationId}, ${table.importId}) = 1`),
  ],
);
