import { defineConfig } from 'vitest/config';

/** The same tests on both databases; servers and test files are each project's own, and run one at a time. */
const integration = (database: 'embedded' | 'postgres', order: number) => ({
  test: {
    name: database,
    include: ['test/integration/**/*.test.ts'],
    globalSetup: 'test/integration/support/global-set-up.ts',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    sequence: { groupOrder: order },
  },
});

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], sequence: { groupOrder: 0 } } },
      { test: { name: 'replay', include: ['test/replay/**/*.test.ts'], sequence: { groupOrder: 1 } } },
      integration('embedded', 2),
      integration('postgres', 3),
    ],
  },
});
