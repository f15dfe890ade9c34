// Measures the embedded database on this machine: how long it takes to open, how much memory it holds, how quick
// its transactions are, and what is left of acknowledged ones after SIGKILL: `npx tsx bench/embedded-database.ts [rounds]`.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { connectDatabase } from '../src/database/connect.js';
import type { DatabaseConnection } from '../src/database/database.js';
import { installation } from '../src/database/schema.js';
import { createLogger } from '../src/runtime/logger.js';

const rounds = Number(process.argv[2] ?? 20);
const silent = createLogger('silent');
const open = (directory: string) => connectDatabase({ kind: 'embedded', directory }, silent);
const write = (connection: DatabaseConnection, name: string) =>
  connection.database.transaction((transaction) =>
    transaction.execute(sql`insert into installation (name, value) values (${name}, '')`),
  );

if (process.send === undefined) {
  await measure();
} else {
  await writeUntilKilled(process.argv[3] ?? '');
}

/** The child: acknowledges each row only after its transaction was committed. */
async function writeUntilKilled(directory: string): Promise<never> {
  const connection = await open(directory);
  for (let row = 0; ; row += 1) {
    await write(connection, `${process.pid}/${row}`);
    process.send?.(`${process.pid}/${row}`);
  }
}

async function measure() {
  const directory = mkdtempSync(path.join(tmpdir(), 'trunkline-bench-'));
  try {
    for (const title of ['first open (creates it)', 'next open']) {
      const started = performance.now();
      const connection = await open(directory);
      print(title, `${Math.round(performance.now() - started)} ms`);
      print('  memory of the process', `${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`);
      print('  transaction, p50 of 200', `${(await medianTransaction(connection, title)).toFixed(2)} ms`);
      await connection.close();
    }
    let acknowledged = 0;
    let lost = 0;
    let failedOpens = 0;
    for (let round = 0; round < rounds; round += 1) {
      const names = await killedWriter(directory);
      acknowledged += names.length;
      try {
        lost += await countMissing(directory, names);
      } catch (error) {
        failedOpens += 1;
        print('  could not be opened', String(error));
      }
    }
    print(`SIGKILL while writing, ${rounds} times`, `${acknowledged} rows acknowledged, ${lost} lost`);
    print('  opens that failed afterwards', `${failedOpens}`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function medianTransaction(connection: DatabaseConnection, title: string): Promise<number> {
  const times: number[] = [];
  for (let row = 0; row < 200; row += 1) {
    const started = performance.now();
    await write(connection, `${title}/${row}`);
    times.push(performance.now() - started);
  }
  return times.sort((left, right) => left - right)[100] ?? Number.NaN;
}

/** Lets a child write for a moment that differs from round to round, and kills it in the middle. */
function killedWriter(directory: string): Promise<string[]> {
  return new Promise((resolve) => {
    const child = fork(fileURLToPath(import.meta.url), ['0', directory]);
    const names: string[] = [];
    child.on('message', (name: string) => {
      if (names.length === 0) setTimeout(() => child.kill('SIGKILL'), 20 + Math.random() * 400);
      names.push(name);
    });
    child.on('exit', () => resolve(names));
  });
}

async function countMissing(directory: string, names: readonly string[]): Promise<number> {
  const connection = await open(directory);
  try {
    const rows = await connection.database.select({ name: installation.name }).from(installation);
    const found = new Set(rows.map(({ name }) => name));
    return names.filter((name) => !found.has(name)).length;
  } finally {
    await connection.close();
  }
}

function print(what: string, value: string): void {
  process.stdout.write(`${what.padEnd(36)} ${value}\n`);
}
