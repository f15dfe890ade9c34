import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';

const migrationsFolder = fileURLToPath(new URL('../../../src/database/migrations', import.meta.url));
const packageFile = fileURLToPath(new URL('../../../package-lock.json', import.meta.url));
const cacheFolder = fileURLToPath(new URL('../../../node_modules/.cache/trunkline-test', import.meta.url));

/**
 * Returns the files of an empty database with all migrations applied. Loading them takes a quarter of the time of
 * creating them, so they are cached until a migration or a package changes.
 */
export async function migratedTemplate(): Promise<Blob> {
  const file = path.join(cacheFolder, `${fingerprint()}.tar`);
  const kept = readIfThere(file);
  if (kept !== null) return new Blob([kept]);
  // A log of PostgreSQL's smallest size, because each process copies it.
  const engine = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] });
  try {
    await migrate(drizzle(engine), { migrationsFolder });
    const template = await engine.dumpDataDir('none');
    keep(file, new Uint8Array(await template.arrayBuffer()));
    return template;
  } finally {
    await engine.close();
  }
}

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(packageFile));
  for (const name of readdirSync(migrationsFolder).sort()) {
    if (name.endsWith('.sql')) hash.update(name).update(readFileSync(path.join(migrationsFolder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

function readIfThere(file: string): Uint8Array<ArrayBuffer> | null {
  try {
    return new Uint8Array(readFileSync(file));
  } catch {
    return null;
  }
}

/** Renames a complete file into place, because several test files begin at the same time. Older files are deleted. */
function keep(file: string, bytes: Uint8Array): void {
  mkdirSync(cacheFolder, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, bytes);
  renameSync(draft, file);
  for (const name of readdirSync(cacheFolder)) {
    if (name.endsWith('.tar') && name !== path.basename(file)) {
      rmSync(path.join(cacheFolder, name), { force: true });
    }
  }
}
