import { and, desc, eq, gt, isNotNull, or, sql } from 'drizzle-orm';
import type { OperationId } from '../domain/ids.js';
import type { CollisionKey } from '../domain/trunk/number.js';
import type { Database } from './database.js';
import { operations } from './schema.js';

/** For how long leftovers may still appear in LiveKit, and so must be known by name. */
const windowMs = 24 * 3_600_000;

/** As many tags as one look for leftovers compares. */
const mostEarlierOperations = 200;

/**
 * The operations that may have left something behind under a number within a day, newest first: set-ups that
 * failed, and those of trunks that were taken down, with whatever has worked on these. A new set-up may remove what
 * carries their tags; none of them belongs to a trunk that is there.
 */
export async function earlierOperationsOf(
  database: Database,
  number: CollisionKey,
  now: Date,
): Promise<OperationId[]> {
  const lately = gt(operations.finishedAt, new Date(now.getTime() - windowMs));
  const tornDown = await database
    .select({
      id: operations.id,
      trunkId: operations.trunkId,
      setUpId: sql<OperationId>`${operations.trunk} ->> 'operationId'`,
    })
    .from(operations)
    .where(
      and(
        eq(operations.collisionKey, number),
        eq(operations.kind, 'tear_down_trunk'),
        eq(operations.state, 'succeeded'),
        isNotNull(operations.trunk),
        lately,
      ),
    )
    .orderBy(desc(operations.finishedAt))
    .limit(mostEarlierOperations);
  const rows = await database
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.collisionKey, number),
        isNotNull(operations.finishedAt),
        or(
          and(eq(operations.kind, 'set_up_trunk'), eq(operations.state, 'failed'), lately),
          ...tornDown.flatMap(({ trunkId, setUpId }) => [
            eq(operations.id, setUpId),
            ...(trunkId === null ? [] : [eq(operations.trunkId, trunkId)]),
          ]),
        ),
      ),
    )
    .orderBy(desc(operations.finishedAt))
    .limit(mostEarlierOperations);
  return rows.map(({ id }) => id);
}
