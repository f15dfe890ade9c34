import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { SealedSecret } from '../../domain/values.js';
import type { Database } from '../database.js';
import { importLines, imports, operations, trunkOfOperation, trunkRevisions, trunks } from '../schema.js';

/** Stands in place of a password that was deleted. No key opens it. */
export const forgottenSecret = '' as SealedSecret;

/** How many rows one statement checks. */
const pageSize = 1_000;

/** Rows with secrets that nothing needs any more once they are old. */
interface ExpiringSecrets {
  readonly table: PgTable;
  readonly keys: readonly [PgColumn, ...PgColumn[]];
  /** The assignments of the clause `set`. */
  readonly assign: SQL;
  /** Selects the rows to change among those of the table expression `page`, which has their keys. */
  readonly expired: (before: SQL) => SQL;
}

const withoutPassword = sql`jsonb_build_object('sealedPassword', ${forgottenSecret}::text)`;

const expiringSecrets: readonly ExpiringSecrets[] = [
  {
    table: operations,
    keys: [operations.id],
    // Its trunk has copies of its own. A failed operation could be retried until now.
    assign: sql`request = (${operations.request} || ${withoutPassword}) #- '{carrier,sealedAccount}',
      carrier = ${operations.carrier} #- '{plan,sealedAccount}'`,
    expired: (before) => sql`${operations.finishedAt} < ${before}
      and ${operations.request} ->> 'sealedPassword' <> ${forgottenSecret}`,
  },
  {
    table: importLines,
    keys: [importLines.importId, importLines.line],
    assign: sql`request = ${importLines.request} || ${withoutPassword}`,
    // Without the lock an import could be reopened in between, whose lines then have new passwords.
    expired: (before) => sql`${importLines.request} ->> 'sealedPassword' <> ${forgottenSecret}
      and ${importLines.importId} in (select ${imports.id} from ${imports} where ${imports.finishedAt} < ${before}
        and ${imports.id} in (select import_id from page) for update skip locked)`,
  },
  {
    table: trunkRevisions,
    keys: [trunkRevisions.organizationId, trunkRevisions.trunkId, trunkRevisions.revision],
    assign: sql`sealed_password = ${forgottenSecret}`,
    // A trunk can be reverted to each of its revisions as long as it exists.
    expired: (before) => sql`${trunkRevisions.sealedPassword} <> ${forgottenSecret}
      and not exists (select from ${trunks} where ${trunks.id} = ${trunkRevisions.trunkId})
      and exists (select from ${operations} where ${operations.organizationId} = ${trunkRevisions.organizationId}
        and ${trunkOfOperation(operations)} = ${trunkRevisions.trunkId}
        and ${operations.kind} = 'tear_down_trunk' and ${operations.finishedAt} < ${before})`,
  },
];

/**
 * Deletes all sealed passwords and carrier accounts that nothing can need any more: those of operations and imports that finished
 * before a moment, and those of trunks whose tear-down did. Such an operation or line cannot be retried any more. It works in pages,
 * each in a statement of its own, so it may be interrupted, and several processes may do it at once.
 * @returns how many rows were changed.
 */
export async function forgetSecrets(
  database: Database,
  before: Date,
  signal = new AbortController().signal,
): Promise<number> {
  let changed = 0;
  for (const secrets of expiringSecrets) {
    let after: Key | null = null;
    do {
      signal.throwIfAborted();
      const page = await forgetPage(database, secrets, before, after);
      after = page.last;
      changed += page.changed;
    } while (after !== null);
  }
  return changed;
}

type Key = readonly (string | number)[];

interface Page {
  /** The last primary key that was checked; null when there was none. */
  readonly last: Key | null;
  readonly changed: number;
}

async function forgetPage(
  database: Database,
  { table, keys, assign, expired }: ExpiringSecrets,
  before: Date,
  after: Key | null,
): Promise<Page> {
  const columns = commaSeparated(keys);
  const names = commaSeparated(keys.map(({ name }) => sql.identifier(name)));
  const beyond = after === null ? undefined : sql`where (${columns}) > (${commaSeparated(after)})`;
  const page = database
    .$with('page', {})
    .as(sql`select ${columns} from ${table} ${beyond} order by ${columns} limit ${pageSize}`);
  const changed = database.$with('changed', {}).as(sql`
    update ${table} set ${assign} where (${columns}) in (select * from page)
      and ${expired(sql`${before.toISOString()}::timestamptz`)} returning 1`);
  const [row] = await database
    .with(page, changed)
    .select({
      last: sql<Key | null>`(select json_build_array(${names}) from page order by (${names}) desc limit 1)`,
      changed: sql<number>`(select count(*)::int from changed)`,
    })
    .from(sql`(select 1) as walk`);
  return row ?? { last: null, changed: 0 };
}

function commaSeparated(parts: readonly unknown[]): SQL {
  return sql.join(
    parts.map((part) => sql`${part}`),
    sql`, `,
  );
}
