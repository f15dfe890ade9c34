import { and, count, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import {
  type Call,
  type CallDirection,
  type CallEvent,
  type CallOutcome,
  failedOutcomes,
  outcomeOf,
  tellingOutcomes,
} from '../../domain/health/call.js';
import { type CallEnd, countedCalls } from '../../domain/health/state.js';
import type { Database } from '../database.js';
import { calls, trunks } from '../schema.js';

/** How long a new call is left alone before LiveKit is asked about it, in milliseconds. */
const settlesWithinMs = 60_000;

/**
 * Records the beginning or the end of a call. Events may be repeated and arrive in any order: an end stays, and a beginning after it
 * changes nothing. A call keeps its trunk when a repair gives the trunk another id in LiveKit.
 * @returns the trunk, and how the call ended if that was not known before; null for a call of no trunk
 */
export async function recordCall(
  database: Database,
  event: CallEvent,
): Promise<{
  readonly trunkId: number;
  readonly direction: CallDirection;
  readonly outcome: CallOutcome | null;
} | null> {
  const { participantId, roomId, startedAt } = event;
  const trunk =
    (await knownCall(database, participantId)) ?? (await trunkInLiveKit(database, event.liveKitTrunkId));
  if (trunk === null) return null;
  const row = {
    ...{ participantId, roomId, startedAt, ...trunk },
    checkAfter: new Date(event.at.getTime() + settlesWithinMs),
  };
  if (event.kind === 'began') {
    await database.insert(calls).values(row).onConflictDoNothing();
    return { ...trunk, outcome: null };
  }
  const outcome = outcomeOf(trunk.direction, event.reason, event.status);
  const end = { outcome, endedAt: new Date(Math.max(event.at.getTime(), startedAt.getTime())) };
  const ended = await database
    .insert(calls)
    .values({ ...row, ...end })
    .onConflictDoUpdate({
      target: calls.participantId,
      set: end,
      setWhere: sql`${calls.outcome} is null or ${calls.outcome} = 'unseen'`,
    })
    .returning({ participantId: calls.participantId });
  return { ...trunk, outcome: ended.length === 0 ? null : outcome };
}

async function knownCall(database: Database, participantId: string) {
  const [known] = await database
    .select({ trunkId: calls.trunkId, direction: calls.direction })
    .from(calls)
    .where(eq(calls.participantId, participantId));
  return known ?? null;
}

async function trunkInLiveKit(database: Database, id: string) {
  const [trunk] = await database
    .select({ trunkId: trunks.id, inbound: trunks.inboundTrunkId })
    .from(trunks)
    .where(or(eq(trunks.inboundTrunkId, id), eq(trunks.outboundTrunkId, id)));
  if (trunk === undefined) return null;
  const direction: CallDirection = trunk.inbound === id ? 'inbound' : 'outbound';
  return { trunkId: trunk.trunkId, direction };
}

/** A current call that is to be compared with LiveKit. */
export interface CurrentCall {
  readonly participantId: string;
  readonly roomId: string;
  readonly startedAt: Date;
}

/** The number of calls that one pass takes. */
const takenAtOnce = 500;

/** Takes current calls that are due for a comparison with LiveKit. Of several workers, each takes others. */
export async function takeDueCalls(
  database: Database,
  now: Date,
  againAfterMs: number,
): Promise<CurrentCall[]> {
  const due = database
    .select({ participantId: calls.participantId })
    .from(calls)
    .where(and(isNull(calls.endedAt), sql`${calls.checkAfter} <= ${now.toISOString()}::timestamptz`))
    .orderBy(calls.checkAfter)
    .limit(takenAtOnce)
    .for('update', { skipLocked: true });
  return database
    .update(calls)
    .set({ checkAfter: new Date(now.getTime() + againAfterMs) })
    .where(inArray(calls.participantId, due))
    .returning({ participantId: calls.participantId, roomId: calls.roomId, startedAt: calls.startedAt });
}

/** Ends current calls whose end was missed. */
export async function endUnseenCalls(
  database: Database,
  participantIds: readonly string[],
  now: Date,
): Promise<void> {
  if (participantIds.length === 0) return;
  await database
    .update(calls)
    .set({ endedAt: now, outcome: 'unseen' })
    .where(and(inArray(calls.participantId, [...participantIds]), isNull(calls.endedAt)));
}

/** The number of rows that one statement deletes. */
const deletedAtOnce = 1_000;

/** Deletes calls that ended before a moment, except the last one of each trunk and direction. */
export async function pruneCalls(database: Database, before: Date): Promise<void> {
  await database.execute(sql`
    delete from ${calls} where participant_id = any(array(
      select old.participant_id from ${calls} as old
      where old.ended_at < ${before.toISOString()}::timestamptz and exists (
        select from ${calls} as newer
        where newer.trunk_id = old.trunk_id and newer.direction = old.direction and newer.ended_at > old.ended_at)
      limit ${deletedAtOnce} for update skip locked))`);
}

/** Reads the last ends of calls that say something about a trunk, newest first: so many of each direction as count. */
export async function lastEnds(database: Database, trunkId: number, since: Date): Promise<CallEnd[]> {
  const ends = (direction: CallDirection) =>
    database
      .select({ direction: calls.direction, outcome: calls.outcome, endedAt: calls.endedAt })
      .from(calls)
      .where(
        and(
          ...[eq(calls.trunkId, trunkId), eq(calls.direction, direction), gt(calls.endedAt, since)],
          inArray(calls.outcome, tellingOutcomes),
        ),
      )
      .orderBy(desc(calls.endedAt))
      .limit(countedCalls);
  const rows = await ends('inbound').unionAll(ends('outbound'));
  return rows
    .flatMap(({ outcome, endedAt, direction }) =>
      outcome === null || endedAt === null ? [] : [{ direction, outcome, endedAt }],
    )
    .sort((one, other) => other.endedAt.getTime() - one.endedAt.getTime());
}

const callColumns = {
  direction: calls.direction,
  startedAt: calls.startedAt,
  endedAt: calls.endedAt,
  outcome: calls.outcome,
};

/** The number of failed calls that a report shows. */
const shownFailures = 20;

/** Reads the last failed calls of a trunk since a moment, newest first. */
export function lastFailures(database: Database, trunkId: number, since: Date): Promise<Call[]> {
  return database
    .select(callColumns)
    .from(calls)
    .where(and(eq(calls.trunkId, trunkId), gt(calls.endedAt, since), inArray(calls.outcome, failedOutcomes)))
    .orderBy(desc(calls.endedAt))
    .limit(shownFailures);
}

/** Reads the last call of a trunk in each direction. */
export function lastCalls(database: Database, trunkId: number): Promise<Call[]> {
  return database
    .selectDistinctOn([calls.direction], callColumns)
    .from(calls)
    .where(eq(calls.trunkId, trunkId))
    .orderBy(calls.direction, desc(calls.startedAt));
}

/** Counts the calls of a trunk by direction and outcome: those that ended since a moment, and the current ones, whose outcome is null. */
export function countCalls(database: Database, trunkId: number, since: Date) {
  return database
    .select({ direction: calls.direction, outcome: calls.outcome, calls: count() })
    .from(calls)
    .where(and(eq(calls.trunkId, trunkId), or(isNull(calls.endedAt), gt(calls.endedAt, since))))
    .groupBy(calls.direction, calls.outcome);
}

/** Counts the current calls of all trunks by direction. */
export function countCurrentCalls(database: Database) {
  return database
    .select({ direction: calls.direction, calls: count() })
    .from(calls)
    .where(isNull(calls.endedAt))
    .groupBy(calls.direction);
}
