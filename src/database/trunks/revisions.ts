import { and, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Revision, RevisionPage } from '../../domain/change/change.js';
import type { OrganizationId } from '../../domain/values.js';
import type { Database } from '../database.js';
import { apiKeys, operations, type StoredRequest, trunkRevisions } from '../schema.js';
import { isOfOwnTrunk } from './records.js';

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

type ReadRow = Awaited<ReturnType<typeof rowsWhere>>[number];

function rowsWhere(database: Database, condition: SQL | undefined, limit: number) {
  return database
    .select({
      revision: trunkRevisions,
      contract: operations.contract,
      // The label of an operator's key is for operators.
      requestedBy: {
        keyId: apiKeys.publicId,
        label: sql<string>`case when ${apiKeys.organizationId} is null then 'operator' else ${apiKeys.label} end`,
      },
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
