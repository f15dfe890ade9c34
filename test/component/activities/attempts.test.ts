import { randomBytes } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import type { ActivityDependencies } from '../../../src/activities/dependencies.js';
import type { Activities } from '../../../src/activities/index.js';
import type { StepOutcome } from '../../../src/activities/objects/part.js';
import { KeyRing } from '../../../src/crypto/secrets.js';
import type { ImportId } from '../../../src/domain/import/import.js';
import { deploymentId, operationId } from '../../unit/plans.js';
import { useDatabase } from '../database/in-memory-database.js';
import { activitiesOn } from './activities-on.js';
import { InMemoryLiveKit } from './in-memory-livekit.js';

const memory = await useDatabase();
const importId = 'imp_1' as ImportId;
const input = { operationId, deploymentId, roomPrefix: 'call-', checkFirst: false, timeLimitMs: 2_000 };

/** The activities at one of their attempts, with an inbound trunk whose change does this. */
function activitiesAt(
  attempt: number,
  change: () => Promise<StepOutcome>,
  others: Partial<ActivityDependencies> = {},
): Activities {
  return activitiesOn(
    {
      database: memory.database,
      openLiveKit: () => new InMemoryLiveKit(),
      keyRing: new KeyRing([{ id: 'k1', material: randomBytes(32) }]),
      attempt: () => attempt,
      ...others,
    },
    { inbound: { change } },
  );
}

const refused = (): Promise<never> =>
  Promise.reject(
    ApplicationFailure.create({
      message: 'LiveKit answered 503.',
      type: 'livekit_fault',
      nonRetryable: false,
      details: [{ mayHaveApplied: true }],
    }),
  );

describe('an activity that is a step', () => {
  it.each([1, 3])('a step reports that attempt %i succeeded, beside its outcome', async (attempt) => {
    const { changeInbound } = activitiesAt(attempt, async () => ({ ambiguous: true }));
    expect(await changeInbound(input)).toEqual({ ambiguous: true, attempt });
  });

  it('a step adds the attempt to its failure and changes nothing else of it', async () => {
    await expect(activitiesAt(2, refused).changeInbound(input)).rejects.toMatchObject({
      message: 'LiveKit answered 503.',
      type: 'livekit_fault',
      nonRetryable: false,
      details: [{ mayHaveApplied: true, attempt: 2 }],
    });
  });

  it('a step adds the attempt also to a failure without details', async () => {
    const failure = ApplicationFailure.nonRetryable('The operation is no longer running.', 'out_of_time');
    await expect(activitiesAt(2, () => Promise.reject(failure)).changeInbound(input)).rejects.toMatchObject({
      type: 'out_of_time',
      nonRetryable: true,
      details: [{ attempt: 2 }],
    });
  });

  it('a step passes on an error that is no failure of ours', async () => {
    const error = new Error('out of memory');
    await expect(activitiesAt(2, () => Promise.reject(error)).changeInbound(input)).rejects.toBe(error);
  });
});

describe('any other activity', () => {
  it('an activity that is no step returns its plain result', async () => {
    expect(await activitiesAt(2, refused).operationStatusOf(operationId)).toBe('unknown');
  });

  it('an activity that is no step fails with its plain failure', async () => {
    const { setUpLine } = activitiesAt(2, refused, {
      setUpLine: () => Promise.reject(new Error('The connection was lost.')),
    });
    await expect(setUpLine(importId, 1, 0)).rejects.toMatchObject({
      type: 'database_fault',
      details: [{ mayHaveApplied: true }],
    });
  });
});
