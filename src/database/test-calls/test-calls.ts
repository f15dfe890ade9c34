import { and, count, desc, eq, gt, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type {
  TestCallEvent,
  TestCallId,
  TestCallPlace,
  TestCallResult,
  TestCallView,
} from '../../domain/test-call/test-call.js';
import { placedWithinMs } from '../../domain/test-call/test-call.js';
import type { OrganizationId } from '../../domain/values.js';
import type { Database } from '../database.js';
import { type KeyedRequest, useKey } from '../operations/acceptance.js';
import { type StoredRequest, testCalls } from '../schema.js';

export type TestCallRow = typeof testCalls.$inferSelect;

/** A new test call. */
export interface NewTestCall
  extends Pick<
    TestCallRow,
    'id' | 'organizationId' | 'requestedBy' | 'trunkId' | 'called' | 'ringSeconds' | 'talkSeconds'
  > {
  readonly request: StoredRequest | null;
  readonly keyed: KeyedRequest | null;
  readonly createdAt: Date;
}

/** How many test calls may go on at the same time. */
export interface CallsAtOnce {
  readonly inAll: number;
  readonly perOrganization: number;
}

/** After a test call is accepted, a dispatcher waits this long: the process that accepted it starts its workflow. */
const dispatchGraceMs = 3_000;
/** Whoever accepts a call counts the others first, so only one may do so at a time. */
const acceptanceLockKey = 4_711_002;

/**
 * Stores a test call and its idempotency key, unless too many calls go on.
 * @throws {KeyUsed} when another request has used the key; see `onceByKey`.
 */
export function writeTestCall(
  database: Database,
  { keyed, ...call }: NewTestCall,
  most: CallsAtOnce,
): Promise<{ readonly kind: 'placed'; readonly id: TestCallId } | { readonly kind: 'line_busy' }> {
  const { createdAt, organizationId } = call;
  return database.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(${acceptanceLockKey})`);
    const [running = { inAll: 0, own: 0 }] = await transaction
      .select({ inAll: count(), own: sql<number>`count(*) filter (where ${isOf(organizationId)})::int` })
      .from(testCalls)
      .where(isNull(testCalls.finishedAt));
    if (running.inAll >= most.inAll || running.own >= most.perOrganization)
      return { kind: 'line_busy' } as const;
    await transaction.insert(testCalls).values({
      ...call,
      state: 'running',
      events: [{ event: 'accepted', at: createdAt.getTime() }],
      dispatchAfter: new Date(createdAt.getTime() + dispatchGraceMs),
    });
    await useKey(transaction, keyed, { testCallId: call.id }, createdAt);
    return { kind: 'placed', id: call.id } as const;
  });
}

/**
 * Takes the one right to dial. Nobody gets it twice, so a phone never rings twice for one request, and nobody gets it long after the
 * request.
 * @returns null if the call must not be dialled
 */
export async function takeRightToDial(
  database: Database,
  id: TestCallId,
  now: Date,
): Promise<TestCallRow | null> {
  const [row] = await database
    .update(testCalls)
    .set({ dialledAt: now, events: withEvent({ event: 'dialling', at: now.getTime() }) })
    .where(
      and(
        isRunning(id),
        isNull(testCalls.dialledAt),
        gt(testCalls.createdAt, new Date(now.getTime() - placedWithinMs)),
      ),
    )
    .returning();
  return row ?? null;
}

/** Records what happens in a test call. It changes nothing after the end. */
export async function noteEvent(database: Database, id: TestCallId, event: TestCallEvent): Promise<void> {
  await database
    .update(testCalls)
    .set({ events: withEvent(event) })
    .where(isRunning(id));
}

/**
 * Ends a test call that is hung up, and forgets the trunk that it was placed over. Repeating it changes nothing.
 * @param result null if the attempt that dialled was lost: what it has recorded decides then.
 * @returns the outcome that stands.
 */
export async function endTestCall(
  database: Database,
  id: TestCallId,
  result: TestCallResult | null,
  now: Date,
): Promise<TestCallResult> {
  const [row] = await database.select().from(testCalls).where(eq(testCalls.id, id));
  if (row === undefined) throw new Error(`There is no test call ${id}.`);
  if (row.result !== null) return row.result;
  const final = result ?? { verdict: verdictWithout(row), sip: null };
  await database
    .update(testCalls)
    .set({
      state: 'finished',
      finishedAt: now,
      result: final,
      request: null,
      events: withEvent({ event: 'hung_up', at: now.getTime() }),
    })
    .where(isRunning(id));
  return final;
}

function verdictWithout({ dialledAt, events }: TestCallRow): TestCallResult['verdict'] {
  if (dialledAt === null) return 'not_placed';
  return events.some(({ event }) => event === 'answered') ? 'answered' : 'interrupted';
}

/** Takes all unfinished test calls that are due for dispatch, and postpones their next dispatch by `againAfterMs`. */
export async function takeDueTestCalls(
  database: Database,
  now: Date,
  againAfterMs: number,
): Promise<TestCallRow[]> {
  return database
    .update(testCalls)
    .set({ dispatchAfter: new Date(now.getTime() + againAfterMs) })
    .where(and(isNull(testCalls.finishedAt), lt(testCalls.dispatchAfter, now)))
    .returning();
}

/** Reads one of an organization's own test calls. @returns null when there is none, or another organization owns it. */
export async function findTestCall(
  database: Database,
  organizationId: OrganizationId,
  id: TestCallId,
): Promise<TestCallView | null> {
  const [row] = await database
    .select()
    .from(testCalls)
    .where(and(eq(testCalls.id, id), isOf(organizationId)));
  return row ?? null;
}

/** Lists an organization's own test calls, newest first. @param part `after`: the position of the last one before */
export async function listTestCalls(
  database: Database,
  organizationId: OrganizationId,
  { after, limit }: { readonly after: TestCallPlace | null; readonly limit: number },
): Promise<{ readonly calls: readonly TestCallView[]; readonly more: boolean }> {
  const place =
    after === null
      ? undefined
      : sql`(${testCalls.createdAt}, ${testCalls.id}) < (${after.createdAt.toISOString()}::timestamptz, ${after.id})`;
  const rows = await database
    .select()
    .from(testCalls)
    .where(and(isOf(organizationId), place))
    .orderBy(desc(testCalls.createdAt), desc(testCalls.id))
    .limit(limit + 1);
  return { calls: rows.slice(0, limit), more: rows.length > limit };
}

function isOf(organizationId: OrganizationId): SQL {
  return eq(testCalls.organizationId, organizationId);
}

function isRunning(id: TestCallId): SQL | undefined {
  return and(eq(testCalls.id, id), isNull(testCalls.finishedAt));
}

function withEvent(event: TestCallEvent): SQL {
  return sql`${testCalls.events} || ${JSON.stringify([event])}::text::jsonb`;
}
