import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { newTrunkId } from '../../crypto/secrets.js';
import type { Actor } from '../../domain/administration.js';
import type { ImportId } from '../../domain/import/import.js';
import type { OperationOrigin, StepLog } from '../../domain/operation/operation.js';
import type { QuotaExceeded } from '../../domain/quotas.js';
import { type NotOwned, type NumberRules, noNumberRules } from '../../domain/trunk/numbers/number-rules.js';
import type { CarrierLink } from '../../domain/trunk/spec.js';
import {
  type CollisionKey,
  collisionKeysOf,
  numberKeysOf,
  type Trunk,
  type TrunkObjects,
} from '../../domain/trunk/trunk.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import { type Database, isUniqueViolation, onceBuilt, rowAsJson, rowFrom, textsIn } from '../database.js';
import { claim, claimValues, exceededQuota, limitsOf, lockUsage, newNumbersAmong } from '../limits/usage.js';
import { problemOfClaim } from '../numbers/claims.js';
import { recordProof } from '../numbers/ranges.js';
import {
  idempotencyKeys,
  importLines,
  numberReservations,
  operations,
  type StoredRequest,
  trunkRevisions,
  trunks,
} from '../schema.js';
import { newTrunkRow, revisionRow, storedTrunk, trunkOf } from '../trunks/records.js';
import {
  freeKey,
  type KeyedRequest,
  type KeyReused,
  keyAsJson,
  newOperation,
  operationOfKey,
  type Repeated,
} from './acceptance.js';
import {
  type Commit,
  earlierOperations,
  findOperation,
  isInState,
  lateWritesSince,
  requestOf,
} from './operations.js';
import { heldSince, isKeptForOthers } from './reservations.js';

/** The request of a set-up. It is stored before any work begins. */
export interface Intent {
  readonly operationId: OperationId;
  readonly organizationId: OrganizationId;
  readonly contract: OperationOrigin;
  /** Null for a request without a key. */
  readonly requestedBy: Actor | null;
  readonly collisionKey: CollisionKey;
  readonly request: StoredRequest;
  readonly requestHash: string;
  /** The request's idempotency key; null when it has none. */
  readonly keyed: KeyedRequest | null;
  /** The failed set-up that this one retries. */
  readonly retryOf?: OperationId;
  /** The line of an import that it sets up. It is accepted only while the line is pending and names this operation. */
  readonly line?: LineName;
  readonly acceptedAt: Date;
}

/** A line of an import. */
export interface LineName {
  readonly importId: ImportId;
  readonly line: number;
}

/** Thrown when the line of a set-up was cancelled meanwhile, or has another attempt. Nothing is stored. */
export class LineNotPending extends Error {}

/** The operation that holds a number, as far as a later request for the number needs it. */
export type Holder = Pick<
  typeof operations.$inferSelect,
  'id' | 'kind' | 'organizationId' | 'requestHash' | 'state' | 'request' | 'finishedAt'
> & { readonly trunk: Trunk | null };

/** An earlier request that has the idempotency key or the number. */
export type First =
  | Repeated<{ readonly operationId: OperationId }>
  | KeyReused
  /** Another operation has reserved the number. */
  | { readonly kind: 'number_held'; readonly holder: Holder };

/** The result of a request for a set-up. */
export type Acceptance =
  /** The operation is stored and the number is reserved. See {@link earlierOperations}. */
  | { readonly kind: 'accepted'; readonly earlierOperations: readonly OperationId[] }
  | First
  /** The trunk with the number is being torn down, or the number is kept for its former owner. */
  | { readonly kind: 'number_leaving' }
  | QuotaExceeded
  | NotOwned;

/**
 * Accepts a set-up: stores the operation, its idempotency key and the reservations of its number in one statement. If an
 * earlier request has the key or one of the numbers, it returns that instead.
 * @throws {LineNotPending}
 */
export async function acceptIntent(
  database: Database,
  intent: Intent,
  rules: NumberRules = noNumberRules,
): Promise<Acceptance> {
  const { organizationId, collisionKey, keyed, acceptedAt } = intent;
  const numbers = collisionKeysOf(intent.request.settings);
  const notOwned = await problemOfOwner(database, intent, rules);
  if (notOwned !== null) {
    // A request that was accepted before has its answer. Nothing is said about what others have.
    const first = await findFirst(database, intent, numbers);
    return first === null || isOfOthers(first, organizationId) ? notOwned : first;
  }
  for (let tries = 1; ; tries += 1) {
    const write = tries === 1 || keyed === null ? writeIntent : writeIntentAgain;
    const writing = await write(database, intent, numbers, rules);
    if (writing.kind === 'accepted') return writing;
    const first = await findFirst(database, intent, numbers);
    if (first?.kind === 'number_held' && (await isBeingTornDown(database, collisionKey))) {
      return { kind: 'number_leaving' };
    }
    if (first !== null) return first;
    if (writing.kind === 'kept') return { kind: 'number_leaving' };
    if (writing.kind === 'no_room') {
      const own = numberKeysOf(intent.request.settings);
      const exceeded = await exceededQuota(database, organizationId, own, rules.quotas, acceptedAt);
      if (exceeded !== null) return exceeded;
    }
    // The holder released the number between the two statements, or the key may be used again, or there is room: try again.
  }
}

function isOfOthers(first: First, organizationId: OrganizationId): boolean {
  return first.kind === 'number_held' && first.holder.organizationId !== organizationId;
}

/** Returns why the organization may not take the number of a set-up; null if it may. */
async function problemOfOwner(
  database: Database,
  { organizationId, request: { settings, carrier } }: Intent,
  rules: NumberRules,
): Promise<NotOwned | null> {
  return problemOfClaim(database, organizationId, settings, rules, carrier !== undefined);
}

/**
 * The statement that accepts a set-up. It writes nothing while the number or another form of it is reserved or kept for others, or a
 * quota has no room. A request that holds one of them or the key since then makes it fail with a unique violation, and then nothing of
 * it is stored.
 * @param mayBegin what else must be true.
 */
const acceptanceWhile = (mayBegin: SQL, name: string) =>
  onceBuilt((database) => {
    const number = sql`${sql.placeholder('number')}::text`;
    const numbers = textsIn(sql.placeholder('numbers'));
    const since = sql`${sql.placeholder('since')}::timestamptz`;
    const organizationId = sql`${sql.placeholder('organizationId')}::text`;
    const kept = isKeptForOthers(numbers, organizationId, sql`${sql.placeholder('heldSince')}::timestamptz`);
    const free = sql`not exists (select from ${numberReservations} where collision_key = any(${numbers})) and not ${kept} and ${mayBegin}`;
    const limits = limitsOf(database);
    const claimed = database
      .$with('claimed', {})
      .as(
        claim(
          { trunks: 1, newNumbers: newNumbersAmong(textsIn(sql.placeholder('ownNumbers'))), imports: 0 },
          free,
        ),
      );
    const written = database.$with('written', { id: operations.id }).as(sql`
    insert into ${operations} select row.* from ${rowFrom(operations, 'operation')} as row, claimed
    returning id`);
    const used = database.$with('used', {}).as(sql`
    insert into ${idempotencyKeys} select row.* from ${rowFrom(idempotencyKeys, 'key')} as row, written
    where row.key is not null`);
    const reserved = database.$with('reserved', {}).as(sql`
    insert into ${numberReservations} (collision_key, operation_id) select unnest(${numbers}), id from written`);
    return database
      .with(limits, claimed, written, used, reserved)
      .select({
        outcome: sql<
          'accepted' | 'held' | 'kept' | 'no_room' | 'not_pending'
        >`case when exists (select from written) then 'accepted' when not ${mayBegin} then 'not_pending'
        when ${free} then 'no_room' when ${kept} then 'kept' else 'held' end`,
        earlier: sql<OperationId[]>`array(${earlierOperations(number, since)})`,
      })
      .from(sql`(select 1) as request`)
      .prepare(name);
  });

const acceptance = acceptanceWhile(sql`true`, 'accept_set_up');

// The lock makes a cancellation of the import wait, or this statement wait for it and see the cancelled line.
const lineAcceptance = acceptanceWhile(
  sql`exists (select from (select from ${importLines} where import_id = ${sql.placeholder('importId')}::text
    and line = ${sql.placeholder('line')}::int and operation_id = ${sql.placeholder('lineOperation')}::text
    and state = 'pending' for update) as line)`,
  'accept_line',
);

/** The outcome of the statement that accepts a set-up. */
type Writing =
  /** It is stored, and these are the earlier operations of its number. */
  | { readonly kind: 'accepted'; readonly earlierOperations: readonly OperationId[] }
  /** One of the numbers is reserved, or an earlier request has the key. */
  | { readonly kind: 'held' }
  /** One of the numbers is kept for its former owner. */
  | { readonly kind: 'kept' }
  /** A quota may be used up. */
  | { readonly kind: 'no_room' };

/** @param numbers the number and the other forms of it. */
async function writeIntent(
  database: Database,
  intent: Intent,
  numbers: readonly CollisionKey[],
  { quotas, holdMs }: NumberRules,
): Promise<Writing> {
  const { operationId, keyed, line, ...values } = intent;
  const { organizationId, acceptedAt } = intent;
  const operation = newOperation({ ...values, id: operationId, kind: 'set_up_trunk' });
  try {
    const statement = line === undefined ? acceptance : lineAcceptance;
    const [row] = await statement(database).execute({
      ...(line === undefined ? {} : { ...line, lineOperation: operationId }),
      ...claimValues(organizationId, quotas, acceptedAt),
      number: intent.collisionKey,
      ownNumbers: JSON.stringify(numberKeysOf(intent.request.settings)),
      // In one order for everybody, so that no two requests wait for each other.
      numbers: JSON.stringify(numbers.toSorted()),
      since: lateWritesSince(acceptedAt),
      heldSince: heldSince(acceptedAt, holdMs).toISOString(),
      operation: rowAsJson(operations, operation),
      key: keyAsJson(keyed, operationId, acceptedAt),
    });
    if (row?.outcome === 'not_pending') throw new LineNotPending();
    if (row?.outcome === 'accepted') return { kind: 'accepted', earlierOperations: row.earlier };
    return { kind: row?.outcome ?? 'held' };
  } catch (error) {
    if (isUniqueViolation(error)) return { kind: 'held' };
    throw error;
  }
}

/** Thrown inside a transaction to roll it back, because the set-up could not be written. */
class NotWritten extends Error {
  constructor(readonly writing: Writing) {
    super('The set-up was not written.');
  }
}

/** Writes an intent as {@link writeIntent} does, and first frees its key if an operation has failed under it that may run again. */
async function writeIntentAgain(
  database: Database,
  intent: Intent,
  numbers: readonly CollisionKey[],
  rules: NumberRules,
): Promise<Writing> {
  try {
    return await database.transaction(async (transaction) => {
      // In the order in which the statement takes its locks, so that no two requests wait for each other.
      await lockUsage(transaction, intent.organizationId, intent.acceptedAt);
      const failed = intent.keyed === null ? null : await freeKey(transaction, intent.keyed);
      const retryOf = intent.retryOf ?? failed;
      const written = retryOf === null ? intent : { ...intent, retryOf };
      const writing = await writeIntent(transaction, written, numbers, rules);
      if (writing.kind !== 'accepted') throw new NotWritten(writing);
      return writing;
    });
  } catch (error) {
    if (error instanceof NotWritten) return error.writing;
    throw error;
  }
}

/**
 * Finds the earlier request that has a set-up's idempotency key or its number.
 * @param numbers the number and the other forms of it; the holder of the number comes before that of another form.
 * @returns null when there is none.
 */
export async function findFirst(
  database: Database,
  { keyed, collisionKey }: Pick<Intent, 'keyed' | 'collisionKey'>,
  numbers: readonly CollisionKey[] = [collisionKey],
): Promise<First | null> {
  const known = await operationOfKey(database, keyed);
  if (known !== null) return known;
  for (const number of numbers) {
    const holder = await findHolder(database, isHolderOf(number));
    if (holder !== null) return { kind: 'number_held', holder };
  }
  return null;
}

/** Finds the operation that holds a number. @returns null when the number is free, or its trunk is being torn down. */
export async function findKeeper(database: Database, collisionKey: CollisionKey): Promise<Holder | null> {
  const holder = await findHolder(database, isHolderOf(collisionKey));
  return holder === null || (await isBeingTornDown(database, collisionKey)) ? null : holder;
}

/** The condition for the one operation that has reserved a number. */
function isHolderOf(collisionKey: CollisionKey): SQL {
  return eq(
    operations.id,
    sql`(select ${numberReservations.operationId} from ${numberReservations} where ${numberReservations.collisionKey} = ${collisionKey})`,
  );
}

async function isBeingTornDown(database: Database, number: CollisionKey): Promise<boolean> {
  const [row] = await database
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.collisionKey, number),
        eq(operations.kind, 'tear_down_trunk'),
        isNull(operations.finishedAt),
      ),
    );
  return row !== undefined;
}

async function findHolder(database: Database, condition: SQL | undefined): Promise<Holder | null> {
  const [row] = await database
    .select({
      id: operations.id,
      kind: operations.kind,
      organizationId: operations.organizationId,
      requestHash: operations.requestHash,
      state: operations.state,
      request: operations.request,
      finishedAt: operations.finishedAt,
      trunk: trunks,
    })
    .from(operations)
    .leftJoin(trunks, eq(trunks.operationId, operations.id))
    .where(condition);
  return row === undefined ? null : { ...row, trunk: row.trunk === null ? null : trunkOf(row.trunk) };
}

/**
 * Completes a set-up as succeeded and inserts the trunk's record with its first revision, in one statement. This is the
 * point of no return of a set-up. Repeating it changes nothing.
 * @param objects the ids of the trunk's objects in LiveKit.
 * @param steps the log until then.
 * @param draw returns a random trunk id. First revisions are kept for ever and are unique by trunk id, so an id that any
 * trunk has ever had is drawn again.
 */
export async function activateRecord(
  database: Database,
  id: OperationId,
  objects: TrunkObjects,
  now: Date,
  steps: StepLog = [],
  draw: () => number = newTrunkId,
): Promise<Commit> {
  for (;;) {
    const [operation] = await operationById(database).execute({ id });
    if (operation === undefined) return null;
    const { state, organizationId, carrier } = operation;
    if (state !== 'running') return operation.trunk === null ? null : operation;
    if (operation.cancelRequestedAt !== null) return 'cancelled';
    const request = withAddressOf(carrier, requestOf(operation));
    const made = { trunkId: draw(), organizationId, operationId: id, request, at: now };
    const row = newTrunkRow(made, objects, carrier);
    try {
      const [completed] = await activation(database).execute({
        id,
        now: now.toISOString(),
        stored: JSON.stringify(storedTrunk(trunkOf(row))),
        steps: JSON.stringify(steps),
        trunk: rowAsJson(trunks, row),
        revision: rowAsJson(trunkRevisions, revisionRow(made, 1)),
      });
      // Without a row the operation was completed or cancelled meanwhile, which the next read shows.
      if (completed !== undefined) return completed;
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
  }
}

const operationById = onceBuilt((database) =>
  database
    .select()
    .from(operations)
    .where(eq(operations.id, sql.placeholder('id')))
    .prepare('operation_by_id'),
);

/** The statement that activates a record. It inserts nothing unless the operation is running and nobody has cancelled it. */
const activation = onceBuilt((database) => {
  const completed = database.$with('completed').as(
    database
      .update(operations)
      .set({
        state: 'succeeded',
        finishedAt: sql`${sql.placeholder('now')}::timestamptz`,
        trunk: sql`${sql.placeholder('stored')}::text::jsonb`,
        steps: sql`coalesce(nullif(${sql.placeholder('steps')}::text::jsonb, '[]'::jsonb), ${operations.steps})`,
      })
      .where(
        and(
          eq(operations.id, sql.placeholder('id')),
          eq(operations.state, 'running'),
          isNull(operations.cancelRequestedAt),
        ),
      )
      .returning(),
  );
  const insertOf = (table: PgTable, placeholder: string) =>
    sql`insert into ${table} select row.* from ${rowFrom(table, placeholder)} as row, ${completed}`;
  const revision = database.$with('revision', {}).as(insertOf(trunkRevisions, 'revision'));
  const trunk = database.$with('trunk', {}).as(insertOf(trunks, 'trunk'));
  return database.with(completed, revision, trunk).select().from(completed).prepare('activate_record');
});

/** Sets the address for outbound calls to the one that the carrier has assigned, if there is a carrier. */
function withAddressOf(link: CarrierLink | null, request: StoredRequest): StoredRequest {
  if (link === null) return request;
  return { ...request, settings: { ...request.settings, outboundAddress: link.connection.address } };
}

/**
 * Stores what a running set-up has made at a carrier. What is stored first stays.
 * @returns what is stored; null when the operation is no longer running.
 */
export async function noteConnection(
  database: Database,
  id: OperationId,
  link: CarrierLink,
): Promise<CarrierLink | null> {
  return database.transaction(async (transaction) => {
    const [noted] = await transaction
      .update(operations)
      .set({ carrier: link })
      .where(and(isInState(id, 'running'), isNull(operations.carrier)))
      .returning();
    // The account of the organization has the number, so the carrier says that it is its own.
    if (noted !== undefined) {
      await recordProof(transaction, noted.collisionKey, noted.organizationId, 'carrier');
    }
    const found = await findOperation(transaction, id);
    return found?.operation.state === 'running' ? found.operation.carrier : null;
  });
}
