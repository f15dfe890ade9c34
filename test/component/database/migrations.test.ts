import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { describe, expect, it } from 'vitest';
import * as schema from '../../../src/database/schema.js';

type Snapshot = Parameters<typeof generateMigration>[0];

const folder = fileURLToPath(new URL('../../../src/database/migrations', import.meta.url));
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
const { entries } = JSON.parse(read('meta/_journal.json')) as { entries: { idx: number; tag: string }[] };

function snapshotOf(index: number): Snapshot {
  return JSON.parse(read(`meta/${String(index).padStart(4, '0')}_snapshot.json`)) as Snapshot;
}

describe('the migrations', () => {
  it('the last migration leads to the tables that the code declares', async () => {
    const last = snapshotOf(entries.length - 1);
    expect(await generateMigration(last, generateDrizzleJson(schema, last.id))).toEqual([]);
  });

  it('the baseline creates the tables of its snapshot, statement by statement', async () => {
    const statements = await generateMigration(generateDrizzleJson({}), snapshotOf(0));
    const baseline = read(`${entries[0]?.tag}.sql`).split('--> statement-breakpoint');
    expect(baseline.map((each) => each.trim())).toEqual(statements.map((each) => each.trim()));
  });
});
