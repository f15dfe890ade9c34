import { isDeepStrictEqual } from 'node:util';
import { and, desc, eq, inArray, lt, type SQL } from 'drizzle-orm';
import { newTrunkId } from '../../crypto/random-ids.js';
import type { Revision, RevisionPage } from '../../domain/change/revision.js';
import type { OperationId, OrganizationId } from '../../domain/ids.js';
import { noNotes } from '../../domain/trunk/notes.js';
import type { Database } from '../database.js';
import { apiKeys, operations, type StoredRequest, trunkRevisions } from '../schema.js';

type RevisionRow = typeof trunkRevisions.$inferSelect;

/** What an operation has made of a trunk. */
interface Made {
  readonly trunkId: number;
  readonly organizationId: OrganizationId;
  readonly operationId: OperationId;
  readonly request: StoredRequest;
  readonly at: Date;
}

/**
 * Writes down what a set-up has made, under an id for its trunk. An id that any trunk has ever had is drawn again: of
 * each, there is one first revision for ever.
 * @returns the id.
 */
export async function writeFirstRevision(
  database: Database,
  made: Omit<Made, 'trunkId'>,
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
 * Writes down what a change has made, unless the trunk was so before. The caller has locked the trunk's row, so that
 * numbers follow each other.
 * @returns whether it was another before.
 */
export async function writeNextRevision(database: Database, made: Made): Promise<boolean> {
  const [last] = await database
    .select()
    .from(trunkRevisions)
    .where(ofOwnTrunk(made.organizationId, made.trunkId))
    .orderBy(desc(trunkRevisions.revision))
    .limit(1);
  const next = rowOf(made, (last?.revision ?? 0) + 1);
  if (last !== undefined && isDeepStrictEqual(decidedIn(last), decidedIn(next))) return false;
  await database.insert(trunkRevisions).values(next);
  return true;
}

/**
 * A part of the history of an organisation's trunk, newest first, also of one that is gone.
 * @param before the revision before which the part begins; null begins with the newest.
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
      ofOwnTrunk(organizationId, trunkId),
      ...(part.before === null ? [] : [lt(trunkRevisions.revision, part.before)]),
    ),
    part.limit + 1,
  );
  return {
    revisions: rows.slice(0, part.limit).map((row, index) => seen(row, rows[index + 1])),
    more: rows.length > part.limit,
  };
}

/** One revision of an organisation's trunk; null when there is none, and for somebody else's. */
export async function findRevision(
  database: Database,
  organizationId: OrganizationId,
  trunkId: number,
  revision: number,
): Promise<Revision | null> {
  const [row, before] = await rowsWhere(
    database,
    and(ofOwnTrunk(organizationId, trunkId), inArray(trunkRevisions.revision, [revision, revision - 1])),
    2,
  );
  return row?.revision.revision === revision ? seen(row, before) : null;
}

/** What a change must ask for to make a trunk what it was in a revision; null when there is no such revision. */
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
    .where(and(ofOwnTrunk(organizationId, trunkId), eq(trunkRevisions.revision, revision)));
  return row ?? null;
}

function rowOf({ request, at, ...names }: Made, revision: number): RevisionRow {
  const { settings, sealedPassword, notes = noNotes } = request;
  return { ...names, revision, settings, sealedPassword, notes, madeAt: at };
}

function decidedIn({ settings, notes, sealedPassword }: RevisionRow) {
  return { settings, notes, sealedPassword };
}

function ofOwnTrunk(organizationId: OrganizationId, trunkId: number): SQL | undefined {
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

function seen({ revision, contract, requestedBy }: ReadRow, before: ReadRow | undefined): Revision {
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
