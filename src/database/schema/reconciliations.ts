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
} from 'drizzle-orm/pg-core';
import type { OperationId } from '../../domain/ids.js';
import type { FindingAction, FindingCode, FindingOutcome, Severity } from '../../domain/reconcile/finding.js';
import type {
  Compared,
  Counts,
  ReconciliationId,
  ReconciliationState,
  Trigger,
} from '../../domain/reconcile/report.js';
import type { ObjectKind } from '../../domain/trunk/tag.js';
import { moment } from './columns.js';

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
