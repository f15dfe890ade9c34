import { pino } from 'pino';
import { expect } from 'vitest';
import { KeyedHash } from '../../../src/crypto/keyed-hash.js';
import { apiKeys } from '../../../src/database/schema.js';
import type { Admission } from '../../../src/operations/runner/admission.js';
import { admissionControl } from '../../../src/operations/runner/admission.js';
import { OperationCompletions } from '../../../src/operations/runner/completion.js';
import type { OperateDependencies } from '../../../src/operations/runner/run-on-trunk.js';
import { ada, type InMemoryDatabase } from '../database/in-memory-database.js';

/** Room for one operation of each kind. */
export const limits = { atOnce: 1, waiting: 0, longestWaitMs: 1_000 };

/** What a use case on a trunk works with, on a database that gets an API key; workflows are not run. */
export async function operatingOn({ database }: InMemoryDatabase): Promise<OperateDependencies> {
  await database
    .insert(apiKeys)
    .values({ publicId: 'sk_owner', secretHash: 'of no matter', organizationId: ada, label: 'test' });
  return {
    database,
    ends: new OperationCompletions(),
    admission: admissionControl({ set_up: limits, change: limits, tear_down: limits }),
    answerWaitMs: 60_000,
    keyedHash: new KeyedHash(Buffer.alloc(32)),
    starter: { start: async () => undefined },
    reachability: { reachable: true, ambiguity: () => undefined },
    logger: pino({ level: 'silent' }),
  };
}

/**
 * Ends what keeps its turn behind its caller's back. It would go on in the files that the same process runs next, also in
 * those that have a clock of their own.
 */
export async function endSlots(admission: Readonly<Record<string, Admission>>): Promise<void> {
  for (const queue of Object.values(admission)) {
    queue.close();
    await expect.poll(() => queue.inside).toBe(0);
  }
}
