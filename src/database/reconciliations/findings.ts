import { and, asc, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { FindingCode, FindingOutcome } from '../../domain/reconcile/finding.js';
import type { ReconciliationId, ReportedFinding } from '../../domain/reconcile/report.js';
import type { Judged } from '../../domain/reconcile/verdict.js';
import type { ObjectKind } from '../../domain/trunk/tag.js';
import { type Database, inChunks } from '../database.js';
import { reconciliationFindings as findings } from '../schema.js';

/** An end that a finding has come to. */
export interface DecidedFinding {
  readonly key: string;
  readonly outcome: FindingOutcome;
  readonly note: string | null;
}

/** Writes what a look shows, in the order given; what an earlier look has shown already is brought up to date. */
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

/** The keys of what the first look of a run has shown. */
export async function keysOfFirstPass(database: Database, id: ReconciliationId): Promise<Set<string>> {
  const rows = await database
    .select({ key: findings.key })
    .from(findings)
    .where(and(eq(findings.reconciliationId, id), eq(findings.firstSeenIn, 1)));
  return new Set(rows.map(({ key }) => key));
}

/** Notes what the second look does not show any more; it goes to the end of the report. */
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

/** Notes what became of findings; one that is decided already stays as it is. */
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

/** An object that is to be removed. */
export interface PendingRemoval {
  readonly key: string;
  readonly kind: ObjectKind;
  readonly objectId: string;
}

/** Removals that are still to be done: rules before the trunks that they may name. */
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

/** A trunk that is to be repaired, with what was found. */
export interface PendingRepair {
  readonly trunkId: number;
  readonly findings: readonly {
    readonly key: string;
    readonly code: FindingCode;
    readonly kind: ObjectKind;
    readonly objectId: string;
  }[];
}

/** Trunks whose repair is still to be done, with their findings. */
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

/** One page of what a run has found, the weightiest first. @param after the position behind which it begins. */
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
