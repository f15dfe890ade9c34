import { isDeepStrictEqual } from 'node:util';
import { and, desc, eq, inArray, lt, type SQL } from 'drizzle-orm';
import { newTrunkId } from '../../crypto/random-ids.js';
import type { Revision, RevisionPage } from '../../domain/change/change.js';
import { noNotes } from '../../domain/trunk/trunk.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import type { Database } from '../database.js';
import { apiKeys, operations, type StoredRequest, trunkRevisions } from '../schema.js';

type RevisionRow = typeof trunkRevisions.$inferSelect;

/** The trunk that an operation has led to, as a revision stores it. */
export interface NewRevision {
  readonly trunkId: number;
  readonly organizationId: OrganizationId;
  readonly operationId: OperationId;
  readonly request: StoredRequest;
  readonly at: Date;
}

/**
 * Inserts the first revision of a trunk under a new trunk id. First revisions are kept for ever and are unique by trunk
 * id, so an id that any trunk has ever had is drawn again.
 * @param draw returns a random trunk id.
 * @returns the id.
 */
export async function writeFirstRevision(
  database: Database,
  made: Omit<NewRevision, 'trunkId'>,
  draw: () => number = newTrunkId,
): Promise<number> {
  for (;;) {
    const trunkId = draw();
    const written = await database
      .insert(trunkRevisions)
      .values(rowOf({ ...made, trunkId }, 1))
      .onConflictDoNothing()
      .returning({ trunkId: trunkRevisions.trunkId });
    if (written.length > 0) return trunkId;
  }
}

/**
 * Inserts the next revision of a trunk, unless it equals the last one. The caller has locked the trunk's row, so that
 * revisions have no gaps.
 * @returns whether a revision was inserted.
 */
export async function writeNextRevision(database: Database, made: NewRevision): Promise<boolean> {
  const [last] = await database
    .select()
    .from(trunkRevisions)
    .where(isOfOwnTrunk(made.organizationId, made.trunkId))
    .orderBy(desc(trunkRevisions.revision))
    .limit(1);
  const next = rowOf(made, (last?.revision ?? 0) + 1);
  if (last !== undefined && isDeepStrictEqual(contentOf(last), contentOf(next))) return false;
  await database.insert(trunkRevisions).values(next);
  return true;
}

/**
 * Lists the revisions of an organisation's trunk, newest first, also of a deleted trunk.
 * @param part `before`: only revisions with a lower number; null begins with the newest. `limit`: how many at most.
 * @returns the revisions, and whether there are older ones.
 */
export async function listRevisions(
  database: Database,
  organizationId: OrganizationId,
  trunkId: number,
  part: { readonly before: number | null; readonly limit: number },
): Promise<RevisionPage> {
  const rows = await rowsWhere(
    database,
    and(
      isOfOwnTrunk(organizationId, trunkId),
      ...(part.before === null ? [] : [lt(trunkRevisions.revision, part.before)]),
    ),
    part.limit + 1,
  );
  return {
    revisions: rows.slice(0, part.limit).map((row, index) => revisionOf(row, rows[index + 1])),
    more: rows.length > part.limit,
  };
}

/** Finds a revision of an organisation's trunk. @returns null when there is none, or another tenant owns the trunk. */
export async function findRevision(
  database: Database,
  organizationId: OrganizationId,
  trunkId: number,
  revision: number,
): Promise<Revision | null> {
  const [row, before] = await rowsWhere(
    database,
    and(isOfOwnTrunk(organizationId, trunkId), inArray(trunkRevisions.revision, [revision, revision - 1])),
    2,
  );
  return row?.revision.revision === revision ? revisionOf(row, before) : null;
}

/** Returns the request of a change that reverts a trunk to a revision; null when there is no such revision. */
export async function requestToRevert(
  database: Database,
  organizationId: OrganizationId,
  trunkId: number,
  revision: number,
): Promise<StoredRequest | null> {
  const [row] = await database
    .select({
      settings: trunkRevisions.settings,
      sealedPassword: trunkRevisions.sealedPassword,
      notes: trunkRevisions.notes,
    })
    .from(trunkRevisions)
    .where(and(isOfOwnTrunk(organizationId, trunkId), eq(trunkRevisions.revision, revision)));
  return row ?? null;
}

function rowOf({ request, at, ...names }: NewRevision, revision: number): RevisionRow {
  const { settings, sealedPassword, notes = noNotes } = request;
  return { ...names, revision, settings, sealedPassword, notes, madeAt: at };
}

function contentOf({ settings, notes, sealedPassword }: RevisionRow) {
  return { settings, notes, sealedPassword };
}

function isOfOwnTrunk(organizationId: OrganizationId, trunkId: number): SQL | undefined {
  return and(eq(trunkRevisions.trunkId, trunkId), eq(trunkRevisions.organizationId, organizationId));
}

type ReadRow = Awaited<ReturnType<typeof rowsWhere>>[number];

function rowsWhere(database: Database, condition: SQL | undefined, limit: number) {
  return database
    .select({
      revision: trunkRevisions,
      contract: operations.contract,
      requestedBy: { keyId: apiKeys.publicId, label: apiKeys.label },
    })
    .from(trunkRevisions)
    .innerJoin(operations, eq(operations.id, trunkRevisions.operationId))
    .leftJoin(apiKeys, eq(apiKeys.publicId, operations.requestedBy))
    .where(condition)
    .orderBy(desc(trunkRevisions.revision))
    .limit(limit);
}

function revisionOf({ revision, contract, requestedBy }: ReadRow, before: ReadRow | undefined): Revision {
  const { trunkId, madeAt, operationId, settings, notes } = revision;
  const earlier = before?.revision ?? null;
  return {
    trunkId,
    revision: revision.revision,
    madeAt,
    operationId,
    contract,
    requestedBy,
    settings,
    notes,
    before: earlier === null ? null : { settings: earlier.settings, notes: earlier.notes },
    passwordChanged: earlier !== null && earlier.sealedPassword !== revision.sealedPassword,
  };
}
