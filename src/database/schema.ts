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
  uuid,
} from 'drizzle-orm/pg-core';
import type { Scope } from '../domain/administration.js';
import type { AuditAction, AuditDetails, AuditResult } from '../domain/audit.js';
import type { CheckName, CheckOutcome } from '../domain/checks/check.js';
import type { Fingerprint } from '../domain/fingerprint.js';
import type { CallDirection, CallOutcome } from '../domain/health/call.js';
import type { HealthReason } from '../domain/health/state.js';
import type { ImportId, ImportState, LineCounts, LineRefusal, LineState } from '../domain/import/import.js';
import type {
  OperationFailure,
  OperationKind,
  OperationOrigin,
  OperationState,
  StepLog,
} from '../domain/operation/operation.js';
import type { Quotas } from '../domain/quotas.js';
import type { FindingAction, FindingCode, FindingOutcome, Severity } from '../domain/reconcile/finding.js';
import type {
  Compared,
  Counts,
  ReconciliationId,
  ReconciliationState,
  Trigger,
} from '../domain/reconcile/report.js';
import type {
  TestCallEvent,
  TestCallId,
  TestCallResult,
  TestCallState,
} from '../domain/test-call/test-call.js';
import type { CarrierSettings } from '../domain/trunk/carrier/carrier-settings.js';
import type { Proof } from '../domain/trunk/numbers/number-rules.js';

import type { CarrierLink, CarrierPlan } from '../domain/trunk/spec.js';
import {
  type CallingFormat,
  type Cidr,
  type CollisionKey,
  type CountryCode,
  type E164,
  type HealthState,
  noNotes,
  type ObjectKind,
  type SipAddress,
  type Trunk,
  type TrunkNotes,
  type TrunkSettings,
} from '../domain/trunk/trunk.js';
import type { OperationId, OrganizationId, SealedSecret } from '../domain/values.js';

/** A column that holds a moment, in microseconds and with its time zone. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 6, mode: 'date' });

/** The request of a set-up or a change. It is stored for as long as the operation may be retried. */
export interface StoredRequest {
  readonly settings: TrunkSettings;
  readonly sealedPassword: SealedSecret;
  /** Absent in the request of a set-up without notes. */
  readonly notes?: TrunkNotes;
  /**
   * The carrier that a set-up connects the number to. The outbound address in the settings then comes from the carrier.
   * Absent in every other request.
   */
  readonly carrier?: CarrierPlan;
}

/** A trunk as JSON, in the state in which an operation left it or a tear-down found it. Moments are in ISO 8601. */
export type StoredTrunk = Omit<Trunk, 'createdAt' | 'updatedAt' | 'deletingSince'> & {
  readonly createdAt: string;
  readonly updatedAt: string;
};

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
  /** While it is set, no key of the organisation is accepted. */
  suspendedAt: moment('suspended_at'),
  /** The quotas that differ from the usual ones. */
  quotas: jsonb('quotas').$type<Partial<Quotas>>().notNull().default({}),
});

/** How much of its quotas each organization has used. */
export const organizationUsage = pgTable('organization_usage', {
  organizationId: text('organization_id')
    .$type<OrganizationId>()
    .primaryKey()
    .references(() => organizations.id, { onDelete: 'cascade' }),
  /** At least the number of its trunks and running set-ups. It is counted anew when it reaches the quota. */
  trunks: integer('trunks').notNull(),
  /** The day that the other counts are for. */
  dayStart: moment('day_start').notNull(),
  newNumbers: integer('new_numbers').notNull(),
  imports: integer('imports').notNull(),
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
    scopes: text('scopes').array().$type<Scope[]>().notNull().default([]),
    /** The networks from which the key is accepted. An empty list accepts every address. */
    allowedAddresses: text('allowed_addresses').array().$type<Cidr[]>().notNull().default([]),
    createdAt: moment('created_at').notNull().defaultNow(),
    expiresAt: moment('expires_at'),
    revokedAt: moment('revoked_at'),
    /** Written at most once a minute. */
    lastUsedAt: moment('last_used_at'),
  },
  (table) => [
    check(
      'api_keys_operator_has_no_organization',
      sql`not 'operator' = any(${table.scopes}) or ${table.organizationId} is null`,
    ),
  ],
);

/** How often a subject was counted in a window, over all processes. Rows are deleted a minute after their window. */
export const requestCounts = pgTable('request_counts', {
  /** A keyed hash of what is counted and of the beginning of the window. */
  subject: text('subject').primaryKey(),
  windowEnd: moment('window_end').notNull(),
  hits: integer('hits').notNull(),
});

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
    /** The address of the client. Null for a request of Trunkline itself. */
    requestedFrom: text('requested_from'),
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
    // Whoever deletes an operation asks for those that retry it.
    index('operations_retries').on(table.retryOf).where(sql`${table.retryOf} is not null`),
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
 * its trunk is deleted. A trunk that answers to several forms of its number has a row for each of them.
 */
export const numberReservations = pgTable(
  'number_reservations',
  {
    collisionKey: text('collision_key').$type<CollisionKey>().primaryKey(),
    operationId: text('operation_id')
      .$type<OperationId>()
      .notNull()
      .references(() => operations.id),
    reservedAt: moment('reserved_at').notNull().defaultNow(),
  },
  (table) => [index('number_reservations_of_operation').on(table.operationId)],
);

/**
 * Who had a number last, for every form of the numbers of deleted trunks. For a time that the operator decides, only the former
 * owner can reserve the number again.
 */
export const numberHolds = pgTable('number_holds', {
  collisionKey: text('collision_key').$type<CollisionKey>().primaryKey(),
  organizationId: text('organization_id')
    .$type<OrganizationId>()
    .notNull()
    .references(() => organizations.id, { onDelete: 'cascade' }),
  releasedAt: moment('released_at').notNull(),
});

/** The ranges of numbers that operators have assigned to organizations. The longest prefix of a number counts. */
export const numberRanges = pgTable('number_ranges', {
  prefix: text('prefix').primaryKey(),
  organizationId: text('organization_id')
    .$type<OrganizationId>()
    .notNull()
    .references(() => organizations.id, { onDelete: 'cascade' }),
  assignedAt: moment('assigned_at').notNull(),
});

/** The organization to which each number was last proven to belong. */
export const numberProofs = pgTable('number_proofs', {
  collisionKey: text('collision_key').$type<CollisionKey>().primaryKey(),
  organizationId: text('organization_id')
    .$type<OrganizationId>()
    .notNull()
    .references(() => organizations.id, { onDelete: 'cascade' }),
  proof: text('proof').$type<Proof>().notNull(),
  provenAt: moment('proven_at').notNull(),
});

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
    requestedFrom: text('requested_from'),
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
    index('import_lines_retries').on(table.retryOf).where(sql`${table.retryOf} is not null`),
    index('import_lines_held').on(table.holderId).where(sql`${table.holderId} is not null`),
    check(
      'import_lines_refused_with_reason',
      sql`(${table.code} is not null) = (${table.state} = 'refused')`,
    ),
  ],
);

/** Calls that show whether a trunk can call out. */
export const testCalls = pgTable(
  'test_calls',
  {
    id: text('id').$type<TestCallId>().primaryKey(),
    organizationId: text('organization_id')
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    requestedBy: text('requested_by').references(() => apiKeys.publicId),
    /** Null for a call over a trunk that was not set up. */
    trunkId: bigint('trunk_id', { mode: 'number' }),
    /** The trunk of such a call, until the call is over. */
    request: jsonb('request').$type<StoredRequest>(),
    called: text('called').$type<E164>().notNull(),
    ringSeconds: integer('ring_seconds').notNull(),
    talkSeconds: integer('talk_seconds').notNull(),
    state: text('state').$type<TestCallState>().notNull(),
    result: jsonb('result').$type<TestCallResult>(),
    events: jsonb('events').$type<TestCallEvent[]>().notNull(),
    createdAt: moment('created_at').notNull(),
    /** Set by the only attempt that may dial. */
    dialledAt: moment('dialled_at'),
    finishedAt: moment('finished_at'),
    /** When a dispatcher may start its workflow. */
    dispatchAfter: moment('dispatch_after').notNull(),
  },
  (table) => [
    index('test_calls_of_organization').on(table.organizationId, table.createdAt),
    index('test_calls_unfinished').on(table.dispatchAfter).where(sql`${table.finishedAt} is null`),
    check(
      'test_calls_finished_with_result',
      sql`(${table.finishedAt} is not null) = (${table.state} = 'finished') and (${table.result} is not null) = (${table.state} = 'finished')`,
    ),
    check('test_calls_forget_the_request', sql`${table.request} is null or ${table.state} = 'running'`),
  ],
);

/**
 * The idempotency keys of all accepted requests of any kind. The primary key lets an organisation use one key for one
 * request. A row is written in the transaction that accepts the request, and is kept as long as what the request began.
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
    /** The test call that the request has begun. */
    testCallId: text('test_call_id')
      .$type<TestCallId>()
      .references(() => testCalls.id, { onDelete: 'cascade' }),
    usedAt: moment('used_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.key] }),
    index('idempotency_keys_of_operation').on(table.operationId),
    check(
      'idempotency_keys_one_subject',
      sql`num_nonnulls(${table.operationId}, ${table.importId}, ${table.testCallId}) = 1`,
    ),
  ],
);

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
    /** Further numbers to which the trunk answers. Null if there are none. */
    additionalNumbers: jsonb('additional_numbers').$type<readonly E164[]>(),
    /** The other forms of the number to which the trunk answers. Null if it answers to its number only. */
    otherForms: jsonb('other_forms').$type<readonly string[]>(),
    /** The settings of the table in `domain/trunk/carrier-settings.ts`; one that is absent has its fallback. */
    carrierSettings: jsonb('carrier_settings').$type<CarrierSettings>().notNull().default({}),
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
    index('trunks_by_inbound_trunk').on(table.inboundTrunkId),
    index('trunks_by_outbound_trunk').on(table.outboundTrunkId),
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

/**
 * The calls of the trunks, as LiveKit's webhooks tell. A row holds no number and no name: rooms and participants are named after
 * callers, so only their ids are stored. Old rows are deleted, except the last one of each direction.
 */
export const calls = pgTable(
  'calls',
  {
    participantId: text('participant_id').primaryKey(),
    trunkId: bigint('trunk_id', { mode: 'number' })
      .notNull()
      .references(() => trunks.id, { onDelete: 'cascade' }),
    direction: text('direction').$type<CallDirection>().notNull(),
    roomId: text('room_id').notNull(),
    startedAt: moment('started_at').notNull(),
    /** Null for a current call. */
    endedAt: moment('ended_at'),
    outcome: text('outcome').$type<CallOutcome>(),
    /** When a worker next asks LiveKit whether a current call still goes on. */
    checkAfter: moment('check_after').notNull(),
  },
  (table) => [
    index('calls_of_trunk').on(table.trunkId, table.direction, table.endedAt),
    index('calls_current').on(table.checkAfter).where(sql`${table.endedAt} is null`),
    index('calls_by_end').on(table.endedAt),
    check('calls_ended_with_outcome', sql`(${table.endedAt} is null) = (${table.outcome} is null)`),
  ],
);

/** A change of the health of a trunk as JSON. The moment is in ISO 8601. */
export interface StoredHealthChange {
  readonly at: string;
  readonly reason: HealthReason;
}

/** The health of the trunks about which something is known. It is derived from their calls and the other columns. */
export const trunkHealth = pgTable(
  'trunk_health',
  {
    trunkId: bigint('trunk_id', { mode: 'number' })
      .primaryKey()
      .references(() => trunks.id, { onDelete: 'cascade' }),
    /** It follows from the reason. A list of trunks is filtered by it. */
    state: text('state').$type<HealthState>().notNull().default('unknown'),
    reason: text('reason').$type<HealthReason>().notNull().default('no_call'),
    since: moment('since').notNull().defaultNow(),
    /** The changes of the last day, and the one before them. */
    changes: jsonb('changes').$type<readonly StoredHealthChange[]>().notNull().default([]),
    /** When a fact stops to count, so that a worker derives the state again. */
    reviewAt: moment('review_at'),
    checkedAt: moment('checked_at'),
    checkOutcome: text('check_outcome').$type<CheckOutcome>(),
    checkNames: jsonb('check_names').$type<readonly CheckName[]>(),
    /** Since when reconciliations find a foreign inbound trunk on the number. */
    foreignSince: moment('foreign_since'),
  },
  (table) => [
    index('trunk_health_by_state').on(table.state),
    index('trunk_health_to_review').on(table.reviewAt),
    index('trunk_health_foreign').on(table.trunkId).where(sql`${table.foreignSince} is not null`),
  ],
);

/** The latest runs of the reconciler, about a hundred. */
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
    /** Findings by code and outcome, as of the last progress that the run has stored. */
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

/** The findings of the runs. Trunks and operations are not foreign keys, because a report outlives them. */
export const reconciliationFindings = pgTable(
  'reconciliation_findings',
  {
    reconciliationId: text('reconciliation_id')
      .$type<ReconciliationId>()
      .notNull()
      .references(() => reconciliations.id, { onDelete: 'cascade' }),
    /** Equal for the same finding in both passes, so that the second pass can be compared with the first. */
    key: text('key').notNull(),
    position: integer('position').notNull(),
    /** The pass that found it first: 1 or 2. */
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

/**
 * Who has done what, from where and with which result. Rows are only added: triggers refuse every other statement, apart from the seal,
 * which gives a row its place in the chain. No column is a foreign key, because the log outlives what it names. A trigger records the
 * operations, in the statement that writes them.
 */
export const audit = pgTable(
  'audit',
  {
    at: timestamp('at', { withTimezone: true, precision: 3, mode: 'date' }).notNull().defaultNow(),
    id: uuid('id').notNull().defaultRandom(),
    organizationId: text('organization_id').$type<OrganizationId>(),
    /** The public id of a key, `administration` or `trunkline`. */
    actor: text('actor').notNull(),
    address: text('address'),
    action: text('action').$type<AuditAction>().notNull(),
    subject: text('subject'),
    result: text('result').$type<AuditResult>().notNull(),
    details: jsonb('details').$type<AuditDetails>().notNull().default({}),
    /** The place in the chain, without gaps from 1. Null until the row is sealed. */
    position: bigint('position', { mode: 'number' }).unique(),
    /** The keyed hash of the row, its position and the hash before it. */
    hash: text('hash'),
  },
  (table) => [
    primaryKey({ columns: [table.at, table.id] }),
    index('audit_of_organization').on(table.organizationId, table.at, table.id),
    index('audit_unsealed').on(table.at, table.id).where(sql`${table.position} is null`),
    check('audit_sealed_completely', sql`(${table.position} is null) = (${table.hash} is null)`),
  ],
);

/** All tables, for drizzle and drizzle-kit. Each table is written by one store: see docs/decisions/0012. */

/** A row of the table of operations. */
export type OperationRow = typeof operations.$inferSelect;
