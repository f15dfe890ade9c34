import { defineConfig } from 'vitest/config';
import { thisMachine } from './src/stack/machine.js';
import { postgres } from './src/stack/postgres.js';
import { isWithinReach } from './src/stack/program.js';

/**
 * What depends on the database as much as on LiveKit or Temporal, and so is tested on both every time. `POSTGRES=full`
 * tests everything on both, which takes longer than anybody wants to wait for a change to be judged; the faults of
 * `test/chaos` are all on PostgreSQL.
 */
const onBothDatabases = ['idempotency-key', 'one-number-one-trunk', 'reading', 'roles'];

/** Servers and test files are each project's own, and run one at a time. */
const integration = (database: 'embedded' | 'postgres', order: number) => ({
  test: {
    name: database,
    include:
      database === 'embedded' || process.env.POSTGRES === 'full'
        ? ['test/integration/**/*.test.ts']
        : onBothDatabases.map((name) => `test/integration/${name}.test.ts`),
    globalSetup: 'test/integration/support/global-set-up.ts',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is polled for comes when the servers are ready for it; a second is too short on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    sequence: { groupOrder: order },
  },
});

/**
 * Faults of every kind, on PostgreSQL. `CHAOS=full` (`npm run chaos`) runs all of it; otherwise a selection of the
 * matrix does, because the whole of it takes longer than anybody wants to wait for a change to be judged.
 */
const chaos = {
  test: {
    name: 'chaos',
    include:
      process.env.CHAOS === 'full'
        ? ['test/chaos/**/*.test.ts']
        : [
            'test/chaos/matrix.test.ts',
            'test/chaos/changes.test.ts',
            'test/chaos/lost-connection.test.ts',
            'test/chaos/laboratory/*.test.ts',
            'test/chaos/matrix/*.test.ts',
            'test/chaos/changes/*.test.ts',
          ],
    globalSetup: 'test/integration/support/global-set-up.ts',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is polled for comes when the servers are ready for it; a second is too short on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    sequence: { groupOrder: 4 },
  },
};

/**
 * PostgreSQL can be obtained only as root on Debian. Where it is out of reach, the tests on it are left out and that
 * is said; where changes are judged (`CI`), its absence is a failure.
 */
async function onPostgres() {
  const { program } = postgres;
  if (process.env.CI !== undefined || (await isWithinReach(program, thisMachine(process.env)))) {
    return [integration('postgres', 3), chaos];
  }
  process.stdout.write(
    `The tests on PostgreSQL are left out: it is not on this computer. To run them: ${program.advice.debian}\n`,
  );
  return [];
}

export default defineConfig(async () => ({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], sequence: { groupOrder: 0 } } },
      { test: { name: 'replay', include: ['test/replay/**/*.test.ts'], sequence: { groupOrder: 1 } } },
      integration('embedded', 2),
      ...(await onPostgres()),
    ],
  },
}));
