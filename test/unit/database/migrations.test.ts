import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import journal from '../../../src/database/migrations/meta/_journal.json' with { type: 'json' };
import { noNotes } from '../../../src/trunks/notes.js';
import { operationIdOf, settingsWith } from '../plans.js';
import { ada } from './in-memory-database.js';

const number = '+15551234567';

let engine: PGlite;

beforeEach(async () => {
  engine = await PGlite.create();
}, 30_000);

afterEach(() => engine.close());

const migration = (tag: string) =>
  readFileSync(
    fileURLToPath(new URL(`../../../src/database/migrations/${tag}.sql`, import.meta.url)),
    'utf8',
  );

/** The migration that makes a table; its name and number are given when it is merged. */
function migrationThatMakes(table: string): string {
  const entry = journal.entries.find(({ tag }) => migration(tag).includes(`CREATE TABLE "${table}"`));
  if (entry === undefined) throw new Error(`No migration makes the table ${table}.`);
  return entry.tag;
}

/** Brings the database to where a release that came before a migration has left it. */
async function migrateUntil(tag: string): Promise<void> {
  for (const entry of journal.entries) {
    if (entry.tag === tag) return;
    await engine.exec(migration(entry.tag));
  }
}

interface Past {
  readonly id: string;
  readonly kind: 'set_up_trunk' | 'change_trunk' | 'repair_trunk';
  readonly minute: number;
  readonly username?: string;
  readonly notes?: object;
  readonly state?: 'succeeded' | 'failed';
}

/** Writes an operation on trunk 7 as it ended. */
async function ended({ id, kind, minute, username, notes, state = 'succeeded' }: Past): Promise<void> {
  const settings = settingsWith({ number: { kind: 'number', value: number }, username: username ?? '' });
  const request =
    username === undefined
      ? null
      : { settings, sealedPassword: 's1.k1.iv.body', ...(notes === undefined ? {} : { notes }) };
  const at = new Date(Date.UTC(2026, 10, 22, 12, minute)).toISOString();
  await engine.query(
    `insert into operations (id, organization_id, kind, contract, collision_key, trunk_id, state, request, trunk,
       accepted_at, finished_at, dispatch_after)
     values ($1, $2, $3, 'zudu', $4, $5, $6, $7, $8, $9, $9, $9)`,
    [
      operationIdOf(id),
      ada,
      kind,
      number,
      kind === 'set_up_trunk' ? null : 7,
      state,
      request === null ? null : JSON.stringify(request),
      state === 'failed' ? null : JSON.stringify({ id: 7 }),
      at,
    ],
  );
}

describe('the migration to revisions', () => {
  const tag = migrationThatMakes('trunk_revisions');

  it('gives a trunk the history that its operations tell', async () => {
    await migrateUntil(tag);
    await engine.query(`insert into organizations (id, name) values ($1, 'Ada')`, [ada]);
    await ended({ id: 'a', kind: 'set_up_trunk', minute: 0, username: 'first' });
    await ended({ id: 'b', kind: 'change_trunk', minute: 1, username: 'second', notes: noNotes });
    await ended({
      id: 'c',
      kind: 'change_trunk',
      minute: 2,
      username: 'lost',
      notes: noNotes,
      state: 'failed',
    });
    await ended({ id: 'd', kind: 'change_trunk', minute: 3, username: 'second', notes: noNotes });
    await ended({ id: 'e', kind: 'repair_trunk', minute: 4 });
    await ended({ id: 'f', kind: 'change_trunk', minute: 5, username: 'third', notes: noNotes });

    await engine.exec(migration(tag));

    const { rows } = await engine.query(
      `select trunk_id, revision, organization_id, operation_id, settings ->> 'username' as username, notes,
         sealed_password
       from trunk_revisions order by revision`,
    );
    const told = { trunk_id: 7, organization_id: ada, notes: noNotes, sealed_password: 's1.k1.iv.body' };
    expect(rows).toEqual([
      { ...told, revision: 1, operation_id: operationIdOf('a'), username: 'first' },
      { ...told, revision: 2, operation_id: operationIdOf('b'), username: 'second' },
      { ...told, revision: 3, operation_id: operationIdOf('f'), username: 'third' },
    ]);
  });
});
