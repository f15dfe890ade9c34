import { pino } from 'pino';
import { expect } from 'vitest';
import { KeyedHash } from '../../../src/crypto/secrets.js';
import { apiKeys } from '../../../src/database/schema.js';
import type { ConflictBudget } from '../../../src/domain/limits.js';
import { noNumberRules } from '../../../src/domain/trunk/numbers/number-rules.js';
import {
  type Admission,
  type AdmissionControl,
  type AdmissionLimits,
  admissionControl,
} from '../../../src/operations/runner/admission.js';
import { OperationCompletions } from '../../../src/operations/runner/completion.js';
import type { TrunkRunner } from '../../../src/operations/runner/run-on-trunk.js';
import { ada, type InMemoryDatabase } from '../database/in-memory-database.js';

/** Room for one operation of each kind. */
export const limits = { perOrganization: 100, atOnce: 1, waiting: 0, longestWaitMs: 1_000 };

/** A budget without a limit. */
export const noConflictBudget: ConflictBudget = { spent: () => null, spend: () => null };

/** An admission with the same limits for all kinds of work. */
export function admissionWith(limits: AdmissionLimits): AdmissionControl {
  return admissionControl({
    set_up: limits,
    change: limits,
    tear_down: limits,
    read: limits,
    download: limits,
    file: limits,
    check: limits,
    keys: limits,
  });
}

/** Prepares a database with an API key, and a runner on it that starts no workflows. */
export async function runnerOn({
  database,
}: InMemoryDatabase): Promise<
  TrunkRunner & { readonly admission: AdmissionControl; readonly conflicts: ConflictBudget }
> {
  await database
    .insert(apiKeys)
    .values({ publicId: 'sk_owner', secretHash: 'of no matter', organizationId: ada, label: 'test' });
  return {
    database,
    completions: new OperationCompletions(),
    admission: admissionWith(limits),
    answerWaitMs: 60_000,
    rules: noNumberRules,
    conflicts: noConflictBudget,
    keyedHash: new KeyedHash(Buffer.alloc(32)),
    starter: { start: async () => undefined },
    reachability: { reachable: true, reportFailure: () => undefined },
    logger: pino({ level: 'silent' }),
  };
}

/**
 * Ends the waits that hold slots in the background. They would go on in the test files that the same process runs next,
 * also in those with a clock of their own.
 */
export async function endSlots(admission: Readonly<Record<string, Admission>>): Promise<void> {
  for (const queue of Object.values(admission)) {
    queue.close();
    await expect.poll(() => queue.active).toBe(0);
  }
}
