import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  DefaultFailureConverter,
  defaultPayloadConverter,
  encodeTimeoutType,
} from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import type { Activities } from '../../../src/activities/index.js';
import { attemptsBefore, counted } from '../../../src/workflows/counted-activities.js';

const order = { operationId: 'op_1', deploymentId: 'test', timeLimitMs: 1_000 } as never;

/** Calls a counted activity that brings this. @returns its result, and the attempts that were noted. */
async function call(outcome: unknown) {
  const noted: number[] = [];
  const activities = { tearDownInboundTrunk: async () => outcome } as unknown as Activities;
  const result: unknown = await counted(activities, (attempt) => noted.push(attempt)).tearDownInboundTrunk(
    order,
  );
  return { result, noted };
}

describe('the result of a durable activity', () => {
  it('is taken out of what a repeated one brings, and the attempt is noted', async () => {
    expect(await call({ attempt: 4, result: 1 })).toEqual({ result: 1, noted: [4] });
  });

  it.each([7, null, undefined, 'done', { id: 'ST_in', checked: true }])(
    'is what it is at the first attempt, and in the history of an older run: %j',
    async (plain) => {
      expect(await call(plain)).toEqual({ result: plain, noted: [] });
    },
  );

  it('is not there when the activity fails', async () => {
    const activities = { tearDownInboundTrunk: () => Promise.reject(new Error('no')) };
    const calls = counted(activities as unknown as Activities, () => undefined);
    await expect(calls.tearDownInboundTrunk(order)).rejects.toThrow('no');
  });
});

describe('the number of attempts behind a failure', () => {
  const failure = (details: object) =>
    ApplicationFailure.create({ type: 'livekit_fault', message: 'told', details: [details] });
  const fromActivity = (cause: Error) =>
    new ActivityFailure(
      'Activity task failed',
      'changeObject',
      '1',
      'RETRY_POLICY_NOT_SET',
      undefined,
      cause,
    );
  const timedOut = (details?: object) =>
    new DefaultFailureConverter().failureToError(
      {
        message: 'activity ScheduleToClose timeout',
        timeoutFailureInfo: { timeoutType: encodeTimeoutType('SCHEDULE_TO_CLOSE') ?? null },
        ...(details === undefined
          ? {}
          : {
              cause: {
                message: 'told',
                applicationFailureInfo: {
                  type: 'livekit_fault',
                  details: { payloads: [defaultPayloadConverter.toPayload(details)] },
                },
              },
            }),
      },
      defaultPayloadConverter,
    );

  it.each<[string, number, unknown]>([
    ['a durable activity', 5, fromActivity(failure({ mayHaveApplied: true, attempt: 5 }))],
    [
      'an attempt that was cancelled',
      3,
      new CancelledFailure('cancelled', [], fromActivity(failure({ attempt: 3 }))),
    ],
    ['a time-out after failures', 9, fromActivity(timedOut({ mayHaveApplied: true, attempt: 9 }))],
    ['a time-out by itself', 1, fromActivity(timedOut())],
    ['a local activity', 1, failure({ mayHaveApplied: true })],
    ['anything else', 1, new Error('out of memory')],
  ])('of %s is %i', (_whose, attempts, error) => {
    expect(attemptsBefore(error)).toBe(attempts);
  });
});
