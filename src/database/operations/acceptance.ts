import { and, asc, eq, exists, gte, inArray, ne, sql } from 'drizzle-orm';
import type { Actor } from '../../domain/administration.js';
import { factsOf } from '../../domain/failures.js';
import type { Fingerprint } from '../../domain/fingerprint.js';
import type { ImportId } from '../../domain/import/import.js';
import type { TestCallId } from '../../domain/test-call/test-call.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import { type Database, rowAsJson } from '../database.js';
import type { OperationRow } from '../schema.js';
import { idempotencyKeys, operations } from '../schema.js';

/** The idempotency key of a request. */
export interface KeyedRequest {
  readonly organizationId: OrganizationId;
  readonly key: string;
  readonly fingerprint: Fingerprint;
}

/** The operation, import or test call of a request with a key. A repeated request is answered with it. */
type KeySubject =
  | { readonly operationId: OperationId }
  | { readonly importId: ImportId }
  | { readonly testCallId: TestCallId };

/** Another request of the organisation has used the key. */
export interface KeyReused {
  readonly kind: 'idempotency_key_reused';
}

/** The same request was made before, and has begun this. */
export type Repeated<Subject extends KeySubject> = { readonly kind: 'repeated' } & Subject;

/** Thrown inside a transaction to roll it back, because another request has used the same key meanwhile. */
class KeyUsed extends Error {}

/**
 * Returns the idempotency key of a command; null when it has none.
 * @param fingerprint computes the fingerprint of the request. It is called only if there is a key.
 */
export function keyedRequest(
  command: { readonly organizationId: OrganizationId; readonly idempotencyKey: string | null },
  fingerprint: () => Fingerprint,
): KeyedRequest | null {
  const { organizationId, idempotencyKey: key } = command;
  return key === null ? null : { organizationId, key, fingerprint: fingerprint() };
}

type KnownOperation = Repeated<{ readonly operationId: OperationId }> | KeyReused;

/** Checks whether a request repeats one that controlled an operation. @returns null when its key is new, or it has no key. */
export async function controlOfKey(
  database: Database,
  keyed: KeyedRequest | null,
): Promise<KnownOperation | null> {
  return findUseOf(database, keyed, ({ operationId }) => (operationId === null ? null : { operationId }));
}

/**
 * Checks whether a request repeats one that began an operation. An operation that failed is answered with a later attempt at the same
 * request, if that has succeeded or still runs.
 * @returns null when its key is new, it has no key, or the operation may run again: see {@link freeKey}.
 */
export async function operationOfKey(
  database: Database,
  keyed: KeyedRequest | null,
): Promise<KnownOperation | null> {
  const known = await controlOfKey(database, keyed);
  if (known?.kind !== 'repeated') return known;
  const { id, mayRunAgain } = await currentAttempt(database, known.operationId);
  return mayRunAgain ? null : { kind: 'repeated', operationId: id };
}

/**
 * Frees the key of a request whose operation failed for a transient reason and was fully compensated, so that the same request can begin
 * it again. Call it in the transaction that does so.
 * @returns the failed operation; null when the key stands for something else.
 */
export async function freeKey(database: Database, keyed: KeyedRequest): Promise<OperationId | null> {
  const known = await controlOfKey(database, keyed);
  if (known?.kind !== 'repeated') return null;
  const { id, mayRunAgain } = await currentAttempt(database, known.operationId);
  if (!mayRunAgain) return null;
  const { organizationId, key } = keyed;
  const freed = await database
    .delete(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.organizationId, organizationId),
        eq(idempotencyKeys.key, key),
        eq(idempotencyKeys.operationId, known.operationId),
      ),
    )
    .returning({ key: idempotencyKeys.key });
  return freed.length === 0 ? null : id;
}

/** One search for later attempts compares at most this many operations. */
const mostAttempts = 200;

/**
 * Finds the attempt that answers for an operation: itself unless it has failed. Then it is the last attempt at the same request that has
 * succeeded, or else that still runs, or else the last one. Attempts are retries, and the same request under another key or without one.
 */
async function currentAttempt(
  database: Database,
  id: OperationId,
): Promise<{ readonly id: OperationId; readonly mayRunAgain: boolean }> {
  const [first] = await database.select().from(operations).where(eq(operations.id, id));
  if (first === undefined || first.state !== 'failed') return { id, mayRunAgain: false };
  const fingerprints = database
    .select({ fingerprint: idempotencyKeys.fingerprint })
    .from(idempotencyKeys)
    .where(eq(idempotencyKeys.operationId, id));
  const sameRequest = exists(
    database
      .select({ key: idempotencyKeys.key })
      .from(idempotencyKeys)
      .where(
        and(
          eq(idempotencyKeys.operationId, operations.id),
          inArray(idempotencyKeys.fingerprint, fingerprints),
        ),
      ),
  );
  const later = await database
    .select({
      id: operations.id,
      state: operations.state,
      failure: operations.failure,
      retryOf: operations.retryOf,
      requestHash: operations.requestHash,
      sameRequest: sql<boolean>`${sameRequest}`,
    })
    .from(operations)
    .where(
      and(
        eq(operations.organizationId, first.organizationId),
        eq(operations.collisionKey, first.collisionKey),
        eq(operations.kind, first.kind),
        gte(operations.acceptedAt, first.acceptedAt),
        ne(operations.id, id),
      ),
    )
    .orderBy(asc(operations.acceptedAt))
    .limit(mostAttempts);
  const attempts: Pick<OperationRow, 'id' | 'state' | 'failure'>[] = [first];
  for (const each of later) {
    const isRetry = attempts.some((attempt) => attempt.id === each.retryOf);
    const isSame = each.sameRequest || (each.requestHash !== null && each.requestHash === first.requestHash);
    if (isRetry || isSame) attempts.push(each);
  }
  const attempt =
    attempts.findLast(({ state }) => state === 'succeeded') ??
    attempts.findLast(({ state }) => state !== 'failed') ??
    attempts.at(-1) ??
    first;
  return { id: attempt.id, mayRunAgain: attempt.failure !== null && mayRunAgain(attempt) };
}

/** Tells whether an operation failed for a transient reason, and nothing of it can be left. */
function mayRunAgain({ state, failure }: Pick<OperationRow, 'state' | 'failure'>): boolean {
  return (
    state === 'failed' &&
    failure !== null &&
    factsOf(failure.code).retryable &&
    (failure.skipped ?? []).length === 0
  );
}

/** Checks whether a request repeats one about an import. @returns null when its key is new, or it has no key. */
export async function importOfKey(
  database: Database,
  keyed: KeyedRequest | null,
): Promise<Repeated<{ readonly importId: ImportId }> | KeyReused | null> {
  return findUseOf(database, keyed, ({ importId }) => (importId === null ? null : { importId }));
}

/** Checks whether a request repeats one for a test call. @returns null when its key is new, or it has no key. */
export async function testCallOfKey(
  database: Database,
  keyed: KeyedRequest | null,
): Promise<Repeated<{ readonly testCallId: TestCallId }> | KeyReused | null> {
  return findUseOf(database, keyed, ({ testCallId }) => (testCallId === null ? null : { testCallId }));
}

/**
 * Stores what a request with a key has begun, in the transaction that accepts the request. It does nothing
 * for a request without a key. It waits for a concurrent transaction that uses the same key.
 * @throws {KeyUsed} when a request has used the key before, perhaps this one.
 */
export async function useKey(
  database: Database,
  keyed: KeyedRequest | null,
  subject: KeySubject,
  now: Date,
): Promise<void> {
  if (keyed === null) return;
  const written = await database
    .insert(idempotencyKeys)
    .values({ ...keyed, ...subject, usedAt: now })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (written.length === 0) throw new KeyUsed();
}

/**
 * Does the work of a request unless the same request was made before. This holds for concurrent requests with one key,
 * too: the slower one finds what the faster one has stored.
 * @param find finds the earlier request with the same key; null when the key is new.
 * @param work does the work in one transaction that uses the key, or returns a refusal. The refusal may be caused by the
 * concurrent request, so the key is checked again after it.
 * @param done the kind of outcome that is not a refusal.
 * @returns the earlier request or the outcome of the work.
 */
export async function onceByKey<Known, Outcome extends { readonly kind: string }>(
  find: () => Promise<Known | null>,
  work: () => Promise<Outcome>,
  done: Outcome['kind'],
): Promise<Known | Outcome> {
  for (;;) {
    const known = await find();
    if (known !== null) return known;
    try {
      const outcome = await work();
      return outcome.kind === done ? outcome : ((await find()) ?? outcome);
    } catch (cause) {
      if (!(cause instanceof KeyUsed)) throw cause;
    }
  }
}

/**
 * Stores that a request with a key has joined an operation that another request began. Every repetition of the request
 * is answered with that operation.
 * @returns the operation of the key: this one, or the one that it was used for before.
 */
export function joinWithKey(
  database: Database,
  keyed: KeyedRequest | null,
  operationId: OperationId,
  now: Date,
): Promise<Repeated<{ readonly operationId: OperationId }> | KeyReused> {
  return onceByKey(
    () => operationOfKey(database, keyed),
    () =>
      database.transaction(async (transaction) => {
        if (keyed !== null) await freeKey(transaction, keyed);
        await useKey(transaction, keyed, { operationId }, now);
        return { kind: 'repeated', operationId } as const;
      }),
    'repeated',
  );
}

async function findUseOf<Subject extends KeySubject>(
  database: Database,
  keyed: KeyedRequest | null,
  subjectOf: (use: typeof idempotencyKeys.$inferSelect) => Subject | null,
): Promise<Repeated<Subject> | KeyReused | null> {
  if (keyed === null) return null;
  const { organizationId, key, fingerprint } = keyed;
  const [use] = await database
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.organizationId, organizationId), eq(idempotencyKeys.key, key)));
  if (use === undefined) return null;
  const subject = use.fingerprint === fingerprint ? subjectOf(use) : null;
  return subject === null ? { kind: 'idempotency_key_reused' } : { kind: 'repeated', ...subject };
}

/** After an operation is accepted, a dispatcher waits this long: the process that accepted it starts its workflow. */
const dispatchGraceMs = 3_000;

/** An operation that is to be accepted. */
type NewOperation = Pick<
  OperationRow,
  'id' | 'organizationId' | 'kind' | 'contract' | 'collisionKey' | 'request' | 'acceptedAt'
> &
  Partial<Pick<OperationRow, 'trunkId' | 'requestHash' | 'carrier' | 'retryOf'>> & {
    readonly requestedBy: Actor | null;
  };

/** Returns the columns that say who has requested an operation or an import, and from where. */
export function requesterColumns(by: Actor | null): Pick<OperationRow, 'requestedBy' | 'requestedFrom'> {
  return { requestedBy: by?.keyId ?? null, requestedFrom: by?.address ?? null };
}

/** Returns the row of an operation that is accepted now. */
export function newOperation({ requestedBy, ...operation }: NewOperation): OperationRow {
  return {
    trunkId: null,
    requestHash: null,
    carrier: null,
    retryOf: null,
    cancelRequestedAt: null,
    failure: null,
    steps: null,
    trunk: null,
    finishedAt: null,
    dispatches: 0,
    ...operation,
    ...requesterColumns(requestedBy),
    state: 'running',
    dispatchAfter: new Date(operation.acceptedAt.getTime() + dispatchGraceMs),
  };
}

/** Returns the row of the use of a key as JSON; without a key, a row without values. */
export function keyAsJson(keyed: KeyedRequest | null, operationId: OperationId, usedAt: Date): string {
  return keyed === null
    ? '{}'
    : rowAsJson(idempotencyKeys, { ...keyed, operationId, importId: null, testCallId: null, usedAt });
}

/**
 * Inserts a running operation and the idempotency key of its request, in one statement.
 * @param keyed the request's idempotency key; null when it has none.
 * @returns null when another operation works on the number; the key is not used then.
 * @throws {KeyUsed} when another request has used the key; the caller must roll back what it has written.
 */
export async function insertOperation(
  database: Database,
  operation: NewOperation,
  keyed: KeyedRequest | null,
): Promise<OperationRow | null> {
  const writing = database
    .insert(operations)
    .values(newOperation(operation))
    .onConflictDoNothing()
    .returning();
  if (keyed === null) return (await writing)[0] ?? null;
  const written = database.$with('written').as(writing);
  const used = database.$with('used').as(
    database
      .insert(idempotencyKeys)
      .select(
        database
          .select({
            organizationId: sql<OrganizationId>`${keyed.organizationId}::text`.as('organization_id'),
            key: sql<string>`${keyed.key}::text`.as('key'),
            fingerprint: sql<Fingerprint>`${keyed.fingerprint}::text`.as('fingerprint'),
            operationId: written.id,
            importId: sql<null>`null::text`.as('import_id'),
            testCallId: sql<null>`null::text`.as('test_call_id'),
            usedAt: written.acceptedAt,
          })
          .from(written),
      )
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key }),
  );
  const [row] = await database.with(written, used).select().from(written).leftJoin(used, sql`true`);
  if (row === undefined) return null;
  if (row.used !== null) return row.written;
  const retryOf = await freeKey(database, keyed);
  if (retryOf === null) throw new KeyUsed();
  await useKey(database, keyed, { operationId: operation.id }, operation.acceptedAt);
  const [again] = await database
    .update(operations)
    .set({ retryOf: sql`coalesce(${operations.retryOf}, ${retryOf})` })
    .where(eq(operations.id, operation.id))
    .returning();
  return again ?? row.written;
}
