import { and, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type KeyRing, UnreadableSecretError } from '../../crypto/secrets.js';
import { AdministrationError } from '../../domain/administration.js';
import type { Act } from '../../domain/audit.js';
import type { ReencryptedBatch } from '../../domain/custody.js';
import type { SealedSecret } from '../../domain/values.js';
import { recordAct } from '../audit/entries.js';
import type { Database } from '../database.js';
import { type SealedPlace, type SecretOwner, sealedPlaces } from './places.js';

/** How many secrets one transaction seals anew. */
const batchSize = 200;

/** The place and the primary key after which a batch begins. */
const cursorShape = z.tuple([z.int().min(0), z.array(z.union([z.string(), z.number()])).nullable()]);
type Cursor = z.output<typeof cursorShape>;

interface SealedRow extends SecretOwner {
  readonly key: readonly (string | number)[];
  readonly sealed: SealedSecret;
}

/**
 * Seals some of the stored secrets anew with the active key, in one transaction. The first and the last batch of a run are recorded
 * in the audit log. Secrets that are sealed with it already are not
 * read, so work that was interrupted goes on where it stopped. Each secret is replaced only while it is still the one that was read.
 * @param after the cursor of the batch before; null begins with the first secret.
 * @throws {AdministrationError} if the cursor is not one of ours.
 */
export async function reencrypt(
  database: Database,
  keyRing: KeyRing,
  after: string | null,
): Promise<ReencryptedBatch> {
  const [index, lastKey] = readCursor(after);
  const place = sealedPlaces[index];
  if (place === undefined) return { resealed: 0, unreadable: 0, next: null };
  const rows = await staleRows(database, place, keyRing.activePrefix, lastKey);
  const last = rows.length < batchSize ? undefined : rows.at(-1)?.key;
  const next: Cursor = last === undefined ? [index + 1, null] : [index, [...last]];
  const isEnd = sealedPlaces[next[0]] === undefined;
  const act: Omit<Act, 'result'> = {
    ...({ by: 'administration', action: 'reencrypt_secrets', organizationId: null, subject: null } as const),
    details: { key: keyRing.activeId },
  };
  let resealed = 0;
  let unreadable = 0;
  await database.transaction(async (transaction) => {
    if (after === null) await recordAct(transaction, { ...act, result: 'accepted' });
    for (const { key, sealed, ...owner } of rows) {
      const again = resealedOrNull(keyRing, sealed, place.contextOf(owner));
      if (again === null) unreadable += 1;
      else {
        await transaction.execute(sql`update ${place.table} set ${place.assign(again)}
          where ${keyOf(place)} = ${tuple(key)} and ${place.sealed} = ${sealed}`);
        resealed += 1;
      }
    }
    if (isEnd) await recordAct(transaction, { ...act, result: 'succeeded' });
  });
  return { resealed, unreadable, next: isEnd ? null : JSON.stringify(next) };
}

function readCursor(text: string | null): Cursor {
  if (text === null) return [0, null];
  try {
    return cursorShape.parse(JSON.parse(text));
  } catch {
    throw new AdministrationError('The position in the re-encryption is not one that a batch has returned.');
  }
}

async function staleRows(
  database: Database,
  place: SealedPlace,
  activePrefix: string,
  after: readonly (string | number)[] | null,
): Promise<SealedRow[]> {
  const key = keyOf(place);
  return database
    .select({
      key: sql<(string | number)[]>`json_build_array(${sql.join([...place.keys], sql`, `)})`,
      sealed: sql<SealedSecret>`${place.sealed}`,
      organizationId: sql<SecretOwner['organizationId']>`${place.organizationId}`,
      operationId: sql<SecretOwner['operationId']>`${place.operationId}`,
    })
    .from(place.table)
    .where(
      and(
        sql`${place.sealed} <> '' and not starts_with(${place.sealed}, ${activePrefix})`,
        place.where,
        after === null ? undefined : sql`${key} > ${tuple(after)}`,
      ),
    )
    .orderBy(...place.keys)
    .limit(batchSize);
}

function keyOf({ keys }: SealedPlace): SQL {
  return sql`(${sql.join([...keys], sql`, `)})`;
}

function tuple(values: readonly (string | number)[]): SQL {
  return sql`(${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )})`;
}

function resealedOrNull(keyRing: KeyRing, sealed: SealedSecret, context: string): SealedSecret | null {
  try {
    return keyRing.reseal(sealed, context);
  } catch (cause) {
    if (cause instanceof UnreadableSecretError) return null;
    throw cause;
  }
}
