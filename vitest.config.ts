import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { thisMachine } from './dev-stack/programs/machine.js';
import { isWithinReach } from './dev-stack/programs/program.js';
import { postgres } from './dev-stack/servers/postgres.js';

/**
 * What depends on the database as much as on LiveKit or Temporal, and so is tested on both. `POSTGRES=full` tests everything on both,
 * which takes longer than anybody wants to wait for a change to be judged; the faults of `test/chaos` are all on PostgreSQL.
 */
const onBothDatabases = [
  ...['set-up/idempotency-key', 'set-up/one-number-one-trunk', 'set-up/cancellation-race'],
  ...['interface/reading', 'service/roles', 'operations/simultaneous-transactions'],
  ...['tenants/quotas', 'tenants/tenants'],
];

/**
 * What sends hundreds of requests, or starts, kills and restarts processes. `npm run test:long` (LONG=1) runs it, with the tests on
 * PostgreSQL and those of faults, so that `npm test` stays short enough for every change. `.ci/run` runs both.
 */
const longFiles = [
  ...['interface/schemathesis', 'tenants/large-files', 'operations/administration', 'service/start'],
  ...['service/restart', 'set-up/kill', 'set-up/overload'],
].map((name) => `test/integration/${name}.test.ts`);

/**
 * So many files that ask servers run beside one another, whatever project they are of. A file keeps two fifths of a core busy, and
 * waits most of the time; with more of them than fill two cores, tests that measure time would measure one another.
 */
const filesAtOnce = 5;

/** What takes a minute and more; the first takes longest. */
const slowest = ['chaos/matrix', 'chaos/changes', 'integration/set-up/importing-numbers'];

/** On a fresh clone nobody knows how long a file took. One of these that came last would keep the whole run waiting for it alone. */
class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const index = slowest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return index < 0 ? slowest.length : index;
    };
    return (await super.sort(files)).sort((left, right) => place(left) - place(right));
  }
}

/** What asks no server comes first. */
const order = { withoutServers: 0, onServers: 1 };

/**
 * What is awaited comes when somebody is ready for it: a server, a database in memory, a workflow that is run over a history.
 * Whatever takes a second on an idle machine takes many on a busy one.
 */
const patience = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 20_000 } } };

/**
 * Tests that share no state need no process for each file, which takes longer than most of them. V8 compiles the embedded database once,
 * for a quick start: no test runs long enough to repay that it is compiled again for speed.
 */
const inSharedProcesses = { isolate: false, execArgv: ['--liftoff-only'], ...patience };

const withoutServers = {
  ...inSharedProcesses,
  // Each worker loads all modules for itself.
  maxWorkers: availableParallelism(),
  sequence: { groupOrder: order.withoutServers },
};

/** Servers are shared by all projects; a file has a LiveKit, a deployment and a database to itself. */
const onServers = {
  ...inSharedProcesses,
  globalSetup: 'test/integration/support/global-set-up.ts',
  maxWorkers: filesAtOnce,
  sequence: { groupOrder: order.onServers },
};

const integration = (database: 'embedded' | 'postgres') => ({
  test: {
    name: database,
    include:
      database === 'embedded' || process.env.POSTGRES === 'full'
        ? ['test/integration/**/*.test.ts']
        : onBothDatabases.map((name) => `test/integration/${name}.test.ts`),
    exclude: database === 'embedded' ? longFiles : [],
    ...onServers,
  },
});

const long = { test: { name: 'long', include: longFiles, ...onServers } };

/**
 * Faults of every kind, on PostgreSQL. `CHAOS=full` (`npm run chaos`) runs all of it; otherwise a selection of the
 * matrix and a short import do, because the whole of it takes longer than anybody wants to wait for a change to be judged.
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
            'test/chaos/import.test.ts',
            'test/chaos/laboratory/*.test.ts',
            'test/chaos/matrix/*.test.ts',
            'test/chaos/changes/*.test.ts',
          ],
    ...onServers,
  },
};

/**
 * Tests that are statistical, or take minutes by nature. They run only with `npm run nightly` (NIGHTLY=1).
 *
 * - `tenants-timing.test.ts` measures whether the duration of an answer reveals anything about another organisation. It needs
 *   thousands of requests. In `npm test`, `tenants.test.ts` checks the cause: equal requests run the same SQL statements.
 * - `fairness.test.ts` measures how much longer an organization waits beside another one that sends all it can. In `npm test`,
 *   `limits.test.ts` checks the cause: others keep slots.
 * - `schemathesis.test.ts` with all phases; `npm run test:long` runs it without the longest.
 * - `large-files.test.ts` with 90 imports and 90 dry runs at once; `npm run test:long` runs it with 4 imports.
 */
const nightly = {
  test: {
    name: 'nightly',
    include: [
      'test/nightly/**/*.test.ts',
      ...['interface/schemathesis', 'tenants/large-files'].map((name) => `test/integration/${name}.test.ts`),
    ],
    ...onServers,
  },
};

/** Replaces modules of the product for a whole process, which must therefore be its own. */
const newPart = {
  test: { name: 'parts', include: ['test/parts/**/*.test.ts'], ...onServers, isolate: true },
};

/**
 * PostgreSQL can be obtained only as root on Debian. Where it is out of reach, the tests on it are left out and that
 * is said; where changes are judged (`CI`), its absence is a failure.
 */
async function ifPostgresIsThere<Project>(projects: Project[]): Promise<Project[]> {
  const { program } = postgres;
  if (process.env.CI !== undefined || (await isWithinReach(program, thisMachine(process.env)))) {
    return projects;
  }
  process.stdout.write(
    `The tests on PostgreSQL are left out: it is not on this computer. To run them: ${program.advice.debian}\n`,
  );
  return [];
}

/** Everything that is too long for `npm test`, as the environment asks for it. */
async function longer() {
  const { LONG, CHAOS, POSTGRES, NIGHTLY } = process.env;
  const onPostgres = [
    ...(LONG === undefined && POSTGRES === undefined ? [] : [integration('postgres')]),
    ...(LONG === undefined && CHAOS === undefined ? [] : [chaos]),
    ...(NIGHTLY === undefined ? [] : [nightly]),
  ];
  return [
    ...(LONG === undefined ? [] : [long]),
    ...(onPostgres.length === 0 ? [] : await ifPostgresIsThere(onPostgres)),
  ];
}

/** The package is tested from its sources, so that it need not be built before. */
const resolve = {
  alias: { '@trunkline/client': fileURLToPath(new URL('client/src/index.ts', import.meta.url)) },
};

export default defineConfig(async () => ({
  test: {
    sequence: { sequencer: SlowestFirst },
    // Compiled modules are kept on disk until their file, the configuration or a package changes.
    experimental: { fsModuleCache: true },
    // `npm run coverage`. Files that no test loads count as not covered.
    coverage: { include: ['src/**/*.{ts,js}'], reporter: ['text-summary', 'html'] },
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], ...withoutServers } },
      { test: { name: 'component', include: ['test/component/**/*.test.ts'], ...withoutServers } },
      { test: { name: 'replay', include: ['test/replay/**/*.test.ts'], ...withoutServers } },
      integration('embedded'),
      newPart,
      ...(await longer()),
    ].map((project) => ({ ...project, resolve })),
  },
}));
