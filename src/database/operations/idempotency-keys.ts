import { and, eq } from 'drizzle-orm';
import type { Fingerprint } from '../../domain/fingerprint.js';
import type { OperationId, OrganizationId } from '../../domain/ids.js';
import type { ImportId } from '../../domain/import/import.js';
import type { Database } from '../database.js';
import { idempotencyKeys } from '../schema.js';

/** A request that came with an idempotency key. */
export interface KeyedRequest {
  readonly organizationId: OrganizationId;
  readonly key: string;
  readonly fingerprint: Fingerprint;
}

/** What a request with a key was about, and so what a repetition of it is answered with. */
export type KeySubject = { readonly operationId: OperationId } | { readonly importId: ImportId };

/** The key belongs to another request of the organisation. */
export interface KeyReused {
  readonly kind: 'idempotency_key_reused';
}

/** The same request was made before, and was about this. */
export type Repeated<Subject extends KeySubject> = { readonly kind: 'repeated' } & Subject;

/** Thrown inside a transaction to take back what another request with the same key was quicker with. */
export class KeyUsed extends Error {}

/** Makes a keyed request of a command; null when it came without a key. */
export function keyedRequest(
  command: { readonly organizationId: OrganizationId; readonly idempotencyKey: string | null },
  fingerprint: () => Fingerprint,
): KeyedRequest | null {
  const { organizationId, idempotencyKey: key } = command;
  return key === null ? null : { organizationId, key, fingerprint: fingerprint() };
}

/** Looks whether a request is the repetition of one about an operation; null when its key is new, or it has none. */
export async function operationOfKey(
  database: Database,
  keyed: KeyedRequest | null,
): Promise<Repeated<{ readonly operationId: OperationId }> | KeyReused | null> {
  return repeatedOr(database, keyed, ({ operationId }) => (operationId === null ? null : { operationId }));
}

/** The same of a request about an import. */
export async function importOfKey(
  database: Database,
  keyed: KeyedRequest | null,
): Promise<Repeated<{ readonly importId: ImportId }> | KeyReused | null> {
  return repeatedOr(database, keyed, ({ importId }) => (importId === null ? null : { importId }));
}

/**
 * Writes down what a request with a key is about, in the transaction that accepts it; without a key there is nothing to
 * write. Another request with the same key that is being accepted just now is waited for.
 * @throws {KeyUsed} when the key belongs to a request already, perhaps to this one.
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
 * Does what a request wants unless the same request was made before. Two with one key that come at once are told apart
 * as well: the slower one finds what the other has written.
 * @param look says what the key of the request stands for; null when it is new.
 * @param work does it in one transaction that uses the key, or says what is in the way, which may be that other request.
 * @param done the outcome of the work that is not a refusal.
 */
export async function onceByKey<Known, Outcome extends { readonly kind: string }>(
  pass: () => Promise<Known | null>,
  work: () => Promise<Outcome>,
  done: Outcome['kind'],
): Promise<Known | Outcome> {
  for (;;) {
    const known = await pass();
    if (known !== null) return known;
    try {
      const outcome = await work();
      return outcome.kind === done ? outcome : ((await pass()) ?? outcome);
    } catch (cause) {
      if (!(cause instanceof KeyUsed)) throw cause;
    }
  }
}

/**
 * Writes down that a request with a key has joined an operation which another request began, so that its repetition is
 * answered by that operation for ever.
 * @returns what the key stands for: that operation, or what the key was used for before.
 */
export function joinWithKey(
  database: Database,
  keyed: KeyedRequest | null,
  operationId: OperationId,
  now: Date,
): Promise<Repeated<{ readonly operationId: OperationId }> | KeyReused> {
  return onceByKey(
    () => operationOfKey(database, keyed),
    async () => {
      await useKey(database, keyed, { operationId }, now);
      return { kind: 'repeated', operationId } as const;
    },
    'repeated',
  );
}

async function repeatedOr<Subject extends KeySubject>(
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
