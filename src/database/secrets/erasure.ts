import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { AdministrationError } from '../../domain/administration.js';
import type { Erasure, ErasurePreview } from '../../domain/custody.js';
import type { OrganizationId } from '../../domain/values.js';
import { recordAct } from '../audit/entries.js';
import type { Database } from '../database.js';
import {
  apiKeys,
  imports,
  numberHolds,
  numberProofs,
  numberReservations,
  operations,
  organizations,
  reconciliationFindings,
  testCalls,
  trunkOfOperation,
  trunkRevisions,
  trunks,
} from '../schema.js';

/** How many operations one transaction deletes. */
const batchSize = 500;

/** Counts what an erasure would delete. @throws {AdministrationError} for an unknown organization. */
export async function previewErasure(
  database: Database,
  id: OrganizationId,
  keepTrunks: boolean,
): Promise<ErasurePreview> {
  const [organization] = await database
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, id));
  if (organization === undefined) throw new AdministrationError(`There is no organisation "${id}".`);
  return {
    organizationId: id,
    name: organization.name,
    trunks: await database.$count(trunks, eq(trunks.organizationId, id)),
    unfinished:
      (await database.$count(
        operations,
        and(eq(operations.organizationId, id), isNull(operations.finishedAt)),
      )) +
      (await database.$count(imports, and(eq(imports.organizationId, id), isNull(imports.finishedAt)))) +
      (await database.$count(testCalls, and(eq(testCalls.organizationId, id), isNull(testCalls.finishedAt)))),
    operations: await database.$count(operations, erasable(id, keepTrunks)),
    imports: await database.$count(imports, eq(imports.organizationId, id)),
    keys: keepTrunks ? 0 : await database.$count(apiKeys, eq(apiKeys.organizationId, id)),
  };
}

/**
 * Deletes some of an organization's data in one transaction, the oldest operations first, and at last the organization itself.
 * @throws {AdministrationError} for an unknown organization, and while a trunk or something unfinished prevents it.
 */
export async function eraseOrganization(
  database: Database,
  id: OrganizationId,
  keepTrunks: boolean,
): Promise<Erasure> {
  return database.transaction(async (transaction): Promise<Erasure> => {
    // Whatever is accepted for the organization refers to its row, and so waits until this transaction has ended.
    await transaction
      .select({ id: organizations.id })
      .from(organizations)
      .where(eq(organizations.id, id))
      .for('update');
    const { trunks: existing, unfinished } = await previewErasure(transaction, id, keepTrunks);
    if (unfinished > 0) {
      throw new AdministrationError(
        `${unfinished} operations, imports or test calls of ${id} have not finished. Cancel them or wait, and try again.`,
      );
    }
    if (existing > 0 && !keepTrunks) {
      throw new AdministrationError(
        `${id} has ${existing} trunks. Delete them first, or keep them and erase everything else with --keep-trunks.`,
      );
    }
    await transaction.delete(imports).where(eq(imports.organizationId, id));
    await transaction.delete(testCalls).where(eq(testCalls.organizationId, id));
    const batch = await transaction
      .select({ id: operations.id })
      .from(operations)
      .where(erasable(id, keepTrunks))
      .orderBy(operations.acceptedAt)
      .limit(batchSize);
    await deleteOperations(
      transaction,
      batch.map((operation) => operation.id),
    );
    await recordAct(transaction, {
      ...{ by: 'administration', action: 'erase_organization', organizationId: id, subject: id },
      result: 'succeeded',
      details: { operations: String(batch.length), keep_trunks: String(keepTrunks) },
    });
    if (batch.length === batchSize) return { erased: batch.length, done: false };
    await deleteTracesOfNumbers(transaction, id);
    if (!keepTrunks) {
      await transaction.delete(apiKeys).where(eq(apiKeys.organizationId, id));
      await transaction.delete(organizations).where(eq(organizations.id, id));
    }
    return { erased: batch.length, done: true };
  });
}

/** Selects the operations that an erasure deletes. Those on a trunk that stays are needed for its revisions. */
function erasable(id: OrganizationId, keepTrunks: boolean): SQL | undefined {
  const ofTrunk = sql`exists (select from ${trunks} where ${trunks.organizationId} = ${id}
    and (${trunks.id} = ${trunkOfOperation(operations)} or ${trunks.operationId} = ${operations.id}))`;
  return and(eq(operations.organizationId, id), keepTrunks ? sql`not ${ofTrunk}` : undefined);
}

/** Deletes what is kept about numbers that no trunk of an organization has any more. */
async function deleteTracesOfNumbers(database: Database, id: OrganizationId): Promise<void> {
  await database.delete(numberHolds).where(eq(numberHolds.organizationId, id));
  const isInUse = sql`exists (select from ${numberReservations}
    where ${numberReservations.collisionKey} = ${numberProofs.collisionKey})`;
  await database.delete(numberProofs).where(and(eq(numberProofs.organizationId, id), sql`not ${isInUse}`));
}

/** Deletes operations with everything that refers to them. Their idempotency keys go with them. */
async function deleteOperations(
  database: Database,
  ids: (typeof operations.$inferSelect)['id'][],
): Promise<void> {
  if (ids.length === 0) return;
  await database.delete(reconciliationFindings).where(inArray(reconciliationFindings.operationId, ids));
  await database.delete(trunkRevisions).where(inArray(trunkRevisions.operationId, ids));
  await database.delete(numberReservations).where(inArray(numberReservations.operationId, ids));
  await database.update(operations).set({ retryOf: null }).where(inArray(operations.retryOf, ids));
  await database.delete(operations).where(inArray(operations.id, ids));
}
