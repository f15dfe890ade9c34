import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import journal from '../../../src/database/migrations/meta/_journal.json' with { type: 'json' };
import { noNotes } from '../../../src/domain/trunk/notes.js';
import { operationIdOf, settingsWith } from '../plans.js';
import { ada } from './in-memory-database.js';
import { migratedTemplate } from './migrated-template.js';

const number = '+15551234567';

let engine: PGlite;

/** A database in which there is nothing: to empty one that is kept takes a fifth of the time that it takes to make one. */
beforeEach(async () => {
  engine = await PGlite.create({ loadDataDir: await migratedTemplate() });
  await engine.exec(`
    drop schema if exists drizzle cascade; drop schema public cascade;
    create schema public;
  `);
});

afterEach(() => engine.close());

const migration = (tag: string) =>
  readFileSync(
    fileURLToPath(new URL(`../../../src/database/migrations/${tag}.sql`, import.meta.url)),
    'utf8',
  );

/** The migration that says this; its name and number are given when it is merged. */
function migrationThatSays(statement: string): string {
  const entry = journal.entries.find(({ tag }) => migration(tag).includes(statement));
  if (entry === undefined) throw new Error(`No migration says ${statement}.`);
  return entry.tag;
}

const migrationThatMakes = (table: string) => migrationThatSays(`CREATE TABLE "${table}"`);

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

describe('the migration to one table of idempotency keys', () => {
  const tag = migrationThatMakes('idempotency_keys');
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute)).toISOString();

  async function operation(id: string, columns: Readonly<Record<string, string>>): Promise<void> {
    const row = {
      ...{ id: operationIdOf(id), organization_id: ada, contract: 'zudu', collision_key: `+1555123450${id}` },
      ...{ kind: 'set_up_trunk', state: 'failed', request: '{}', request_hash: `hash-${id}` },
      ...{ accepted_at: at(0), finished_at: at(59), dispatch_after: at(0) },
      ...columns,
    };
    const names = Object.keys(row);
    await engine.query(
      `insert into operations (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(row),
    );
  }

  it('carries over what the keys stand for, without their quotes; of two requests with one key the first has it', async () => {
    await migrateUntil(tag);
    await engine.query(`insert into organizations (id, name) values ($1, 'Ada')`, [ada]);
    await operation('a', { idempotency_key: 'set-up', cancel_key: 'cancelled', cancel_requested_at: at(1) });
    await operation('b', {
      idempotency_key: 'tried again',
      retry_of: operationIdOf('a'),
      accepted_at: at(2),
    });
    await operation('c', { accepted_at: at(3), cancel_key: 'set-up', cancel_requested_at: at(4) });
    await operation('d', {
      accepted_at: at(5),
      kind: 'change_trunk',
      trunk_id: '7',
      idempotency_key: 'change',
    });
    await operation('e', { accepted_at: at(6), idempotency_key: '"order \\"4711\\""' });
    const importId = `imp_${'0'.repeat(32)}`;
    await engine.query(
      `insert into imports (id, organization_id, state, total, idempotency_key, request_hash, created_at, dispatch_after)
       values ($1, $2, 'running', 1, 'import', 'hash-of-file', $3, $3)`,
      [importId, ada, at(7)],
    );

    await engine.exec(migration(tag));

    const { rows } = await engine.query(
      'select key, fingerprint, operation_id, import_id from idempotency_keys order by used_at',
    );
    const ofOperation = { import_id: null };
    expect(rows).toEqual([
      { ...ofOperation, key: 'set-up', fingerprint: 'hash-a', operation_id: operationIdOf('a') },
      {
        ...ofOperation,
        ...{
          key: 'cancelled',
          fingerprint: `cancel ${operationIdOf('a')}`,
          operation_id: operationIdOf('a'),
        },
      },
      {
        ...ofOperation,
        ...{
          key: 'tried again',
          fingerprint: `retry ${operationIdOf('a')}`,
          operation_id: operationIdOf('b'),
        },
      },
      { ...ofOperation, key: 'change', fingerprint: 'hash-d', operation_id: operationIdOf('d') },
      { ...ofOperation, key: 'order "4711"', fingerprint: 'hash-e', operation_id: operationIdOf('e') },
      { key: 'import', fingerprint: 'hash-of-file', operation_id: null, import_id: importId },
    ]);
  });
});

describe('the migration to imports that keep their counts', () => {
  const tag = migrationThatSays('ALTER TABLE "imports" ADD COLUMN "counts"');

  it('counts the lines of those that have ended, and of no other', async () => {
    await migrateUntil(tag);
    await engine.query(`insert into organizations (id, name) values ($1, 'Ada')`, [ada]);
    await ended({ id: 'a', kind: 'set_up_trunk', minute: 0, username: 'user' });
    await ended({ id: 'b', kind: 'set_up_trunk', minute: 1, username: 'user', state: 'failed' });
    await ended({ id: 'c', kind: 'set_up_trunk', minute: 2, username: 'user', state: 'failed' });
    await engine.query(
      `insert into imports (id, organization_id, state, total, created_at, finished_at, dispatch_after)
       values ('done', $1, 'finished', 4, now(), now(), now()), ('going', $1, 'running', 1, now(), null, now())`,
      [ada],
    );
    const line = async (importId: string, of: string, state: string, code: string | null = null) =>
      engine.query(
        `insert into import_lines (import_id, line, number, collision_key, operation_id, request, request_hash, state, code)
         values ($1, (select count(*) from import_lines), $2, $2, $3, '{}', 'hash', $4, $5)`,
        [importId, number, operationIdOf(of), state, code],
      );
    await line('done', 'a', 'pending');
    await line('done', 'b', 'pending');
    await line('done', 'c', 'refused', 'password_unreadable');
    await line('done', 'd', 'cancelled');
    await line('going', 'e', 'pending');

    await engine.exec(migration(tag));

    const { rows } = await engine.query('select id, counts from imports order by id');
    const none = { pending: 0, running: 0, undoing: 0, succeeded: 0, failed: 0, refused: 0, cancelled: 0 };
    expect(rows).toEqual([
      { id: 'done', counts: { ...none, succeeded: 1, failed: 1, refused: 1, cancelled: 1 } },
      { id: 'going', counts: null },
    ]);
  });
});
