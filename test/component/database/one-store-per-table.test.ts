import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { getTableName, is, Table } from 'drizzle-orm';
import { expect, it } from 'vitest';
import * as schema from '../../../src/database/schema.js';

const source = fileURLToPath(new URL('../../../src', import.meta.url));

/** The store that writes each table: a folder of src/database. */
const stores: Readonly<Record<string, string>> = {
  api_keys: 'keys',
  audit: 'audit',
  calls: 'health',
  idempotency_keys: 'operations',
  import_lines: 'imports',
  imports: 'imports',
  installation: 'keys',
  number_holds: 'operations',
  number_proofs: 'numbers',
  number_ranges: 'numbers',
  number_reservations: 'operations',
  operations: 'operations',
  organization_usage: 'limits',
  organizations: 'keys',
  reconciliation_findings: 'reconciliations',
  reconciliations: 'reconciliations',
  request_counts: 'limits',
  test_calls: 'test-calls',
  trunk_health: 'health',
  trunk_revisions: 'trunks',
  trunks: 'trunks',
};

/** A statement of drizzle, or one in SQL, that writes the table with this name in the code. */
const writing = /(?:\.(?:insert|update|delete)\(|\b(?:insert into|update|delete from) \$\{)(\w+)/g;
const renaming = /(\w+) as (\w+)/g;

/** Deletes and re-encrypts what all stores have written. It decides nothing about an operation: see docs/decisions/0028. */
const custody = 'database/secrets';

it('each table is written by one store', () => {
  const tables = new Map(
    Object.entries(schema).flatMap(([name, table]) =>
      is(table, Table) ? [[name, getTableName(table)]] : [],
    ),
  );
  const written = new Set<string>();
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const code = readFileSync(path.join(source, file), 'utf8');
    const aliases = new Map([...code.matchAll(renaming)].map(([, name, alias]) => [alias, name]));
    for (const [, name = ''] of code.matchAll(writing)) {
      const table = tables.get(aliases.get(name) ?? name);
      if (table !== undefined && path.dirname(file) !== custody)
        written.add(`${table}: ${path.dirname(file)}`);
    }
  }
  expect([...written].sort()).toEqual(
    Object.entries(stores).map(([table, store]) => `${table}: database/${store}`),
  );
});
