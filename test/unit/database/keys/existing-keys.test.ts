import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { expect, it } from 'vitest';

const migration = (name: string) =>
  readFileSync(
    fileURLToPath(new URL(`../../../../src/database/migrations/${name}.sql`, import.meta.url)),
    'utf8',
  );

it('the migration of keys leaves every key the rights that it had', async () => {
  const engine = await PGlite.create();
  try {
    await engine.exec(migration('0000_baseline'));
    await engine.exec(`
      insert into organizations (id, name) values ('org_a', 'Ada');
      insert into api_keys (public_id, secret_hash, organization_id, label, operator) values
        ('sk_owner', '1', 'org_a', '', false), ('sk_nobody', '2', null, '', false), ('sk_operator', '3', null, '', true);
    `);
    await engine.exec(migration('0001_keys'));
    const { rows } = await engine.query('select public_id, scopes from api_keys order by secret_hash');
    expect(rows).toEqual([
      { public_id: 'sk_owner', scopes: ['read', 'provision', 'admin'] },
      { public_id: 'sk_nobody', scopes: [] },
      { public_id: 'sk_operator', scopes: ['operator'] },
    ]);
  } finally {
    await engine.close();
  }
});
