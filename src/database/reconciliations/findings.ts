import { and, asc, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Judged } from '../../domain/reconcile/compare.js';
import type { FindingOutcome } from '../../domain/reconcile/finding.js';
import type { ReconciliationId, ReportedFinding } from '../../domain/reconcile/report.js';
import type { PendingRepair } from '../../domain/reconcile/run.js';
import type { ObjectKind } from '../../domain/trunk/trunk.js';
import { type Database, inChunks } from '../database.js';
import { reconciliationFindings as findings } from '../schema.js';

/** The outcome of a finding. */
export interface DecidedFinding {
  readonly key: string;
  readonly outcome: FindingOutcome;
  readonly note: string | null;
}

/** Stores the findings of a pass in the given order. Findings that an earlier pass has stored are updated. */
export async function noteFindings(
  database: Database,
  id: ReconciliationId,
  pass: 1 | 2,
  judged: readonly Judged[],
): Promise<void> {
  const rows = judged.map(({ key, finding, outcome }, position) => ({
    ...finding,
    reconciliationId: id,
    key,
    position,
    firstSeenIn: pass,
    outcome,
  }));
  for (const chunk of inChunks(rows)) {
    await database
      .insert(findings)
      .values(chunk)
      .onConflictDoUpdate({
        target: [findings.reconciliationId, findings.key],
        set: {
          position: sql`excluded.position`,
          severity: sql`excluded.severity`,
          action: sql`excluded.action`,
          evidence: sql`excluded.evidence`,
          fields: sql`excluded.fields`,
          outcome: sql`excluded.outcome`,
        },
      });
  }
}

/** Returns the keys of the findings of a run's first pass. */
export async function keysOfFirstPass(database: Database, id: ReconciliationId): Promise<Set<string>> {
  const rows = await database
    .select({ key: findings.key })
    .from(findings)
    .where(and(eq(findings.reconciliationId, id), eq(findings.firstSeenIn, 1)));
  return new Set(rows.map(({ key }) => key));
}

/**
 * Stores that the second pass does not find these findings any more. They move to the end of the report.
 * @param shown how many findings the second pass has.
 */
export async function noteGone(
  database: Database,
  id: ReconciliationId,
  keys: readonly string[],
  shown: number,
): Promise<void> {
  for (const chunk of inChunks(keys)) {
    await database
      .update(findings)
      .set({ outcome: 'gone_by_itself', position: sql`${findings.position} + ${shown}` })
      .where(
        and(eq(findings.reconciliationId, id), inArray(findings.key, [...chunk]), isNull(findings.outcome)),
      );
  }
}

/** Stores the outcomes of findings. A finding that has an outcome keeps it. */
export async function noteOutcomes(
  database: Database,
  id: ReconciliationId,
  decided: readonly DecidedFinding[],
): Promise<void> {
  for (const chunk of inChunks(decided)) {
    const values = sql.join(
      chunk.map(({ key, outcome, note }) => sql`(${key}, ${outcome}, ${note}::text)`),
      sql`, `,
    );
    await database.execute(sql`
      update ${findings} set outcome = decided.outcome, note = decided.note
      from (values ${values}) as decided (key, outcome, note)
      where ${findings.reconciliationId} = ${id} and ${findings.key} = decided.key and ${findings.outcome} is null
    `);
  }
}

/** A finding whose object is to be removed. */
export interface PendingRemoval {
  readonly key: string;
  readonly kind: ObjectKind;
  readonly objectId: string;
}

/** Returns the next removals. Rules come before the trunks that they may name. */
export async function pendingRemovals(
  database: Database,
  id: ReconciliationId,
  limit: number,
): Promise<PendingRemoval[]> {
  const rows = await database
    .select({ key: findings.key, kind: findings.objectKind, objectId: findings.objectId })
    .from(findings)
    .where(
      and(
        eq(findings.reconciliationId, id),
        isNull(findings.outcome),
        inArray(findings.action, ['remove', 'remove_if_requested']),
      ),
    )
    .orderBy(sql`${findings.objectKind} = 'rule' desc`, asc(findings.position))
    .limit(limit);
  return rows.flatMap(({ key, kind, objectId }) =>
    kind === null || objectId === null ? [] : [{ key, kind, objectId }],
  );
}

/** Returns the next trunks to repair, with their findings. */
export async function pendingRepairs(
  database: Database,
  id: ReconciliationId,
  limit: number,
): Promise<PendingRepair[]> {
  const pending = and(
    eq(findings.reconciliationId, id),
    isNull(findings.outcome),
    eq(findings.action, 'repair'),
  );
  const next = database
    .selectDistinct({ trunkId: findings.trunkId })
    .from(findings)
    .where(and(pending, isNotNull(findings.trunkId)))
    .orderBy(asc(findings.trunkId))
    .limit(limit);
  const rows = await database
    .select({
      trunkId: findings.trunkId,
      key: findings.key,
      code: findings.code,
      kind: findings.objectKind,
      objectId: findings.objectId,
    })
    .from(findings)
    .where(and(pending, sql`${findings.trunkId} in ${next}`))
    .orderBy(asc(findings.trunkId), asc(findings.position));
  const repairs = new Map<number, PendingRepair['findings'][number][]>();
  for (const { trunkId, key, code, kind, objectId } of rows) {
    if (trunkId === null || kind === null || objectId === null) continue;
    const ofTrunk = repairs.get(trunkId) ?? [];
    ofTrunk.push({ key, code, kind, objectId });
    repairs.set(trunkId, ofTrunk);
  }
  return [...repairs].map(([trunkId, ofTrunk]) => ({ trunkId, findings: ofTrunk }));
}

/**
 * Reads one page of the findings of a run, most severe first.
 * @param after the position of the last finding of the previous page.
 */
export async function findingsPage(
  database: Database,
  id: ReconciliationId,
  after: number,
  limit: number,
): Promise<ReportedFinding[]> {
  return database
    .select({
      position: findings.position,
      code: findings.code,
      severity: findings.severity,
      action: findings.action,
      objectKind: findings.objectKind,
      objectId: findings.objectId,
      trunkId: findings.trunkId,
      operationId: findings.operationId,
      number: findings.number,
      evidence: findings.evidence,
      fields: findings.fields,
      outcome: findings.outcome,
      note: findings.note,
    })
    .from(findings)
    .where(and(eq(findings.reconciliationId, id), gt(findings.position, after)))
    .orderBy(asc(findings.position))
    .limit(limit);
}
