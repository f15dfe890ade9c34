import type { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { countedAttempts } from '../../../src/activities/counted-attempts.js';

/** Runs an activity of a name, at one of its attempts, as a worker would. */
function run(
  info: { readonly activityType: string; readonly attempt: number; readonly isLocal?: boolean },
  work: () => Promise<unknown>,
): Promise<unknown> {
  const { inbound } = countedAttempts({ info: { isLocal: false, ...info } } as Context);
  if (inbound?.execute === undefined) throw new Error('Nothing is intercepted.');
  return inbound.execute({ args: [], headers: {} }, work);
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
  it('says which attempt has succeeded, when it was not the first', async () => {
    expect(await run({ activityType: 'changeObject', attempt: 3 }, async () => true)).toEqual({
      attempt: 3,
      result: true,
    });
  });

  it('brings its plain result at the first attempt', async () => {
    expect(await run({ activityType: 'changeObject', attempt: 1 }, async () => true)).toBe(true);
  });

  it('says which attempt has failed, and is otherwise the failure that it was', async () => {
    await expect(run({ activityType: 'createInboundTrunk', attempt: 2 }, refused)).rejects.toMatchObject({
      message: 'LiveKit answered 503.',
      type: 'livekit_fault',
      nonRetryable: false,
      details: [{ mayHaveApplied: true, attempt: 2 }],
    });
  });

  it('passes on what is no failure of ours', async () => {
    const error = new Error('out of memory');
    await expect(
      run({ activityType: 'createInboundTrunk', attempt: 2 }, () => Promise.reject(error)),
    ).rejects.toBe(error);
  });
});

describe('any other activity', () => {
  it.each([
    ['that is local', { activityType: 'changeObject', attempt: 2, isLocal: true }],
    ['that is no step', { activityType: 'operationStatusOf', attempt: 2 }],
  ])('%s brings its plain result', async (_what, info) => {
    expect(await run(info, async () => 'running')).toBe('running');
  });
});
