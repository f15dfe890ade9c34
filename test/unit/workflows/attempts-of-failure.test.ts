import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  DefaultFailureConverter,
  defaultPayloadConverter,
  encodeTimeoutType,
} from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { attemptsOf } from '../../../src/workflows/saga/attempts.js';

describe('the number of attempts that a failure stands for', () => {
  const failure = (details: object) =>
    ApplicationFailure.create({ type: 'livekit_fault', message: 'reported', details: [details] });
  const fromActivity = (cause: Error) =>
    new ActivityFailure(
      'Activity task failed',
      'changeInbound',
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
                message: 'reported',
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
  ])('the number of attempts of %s is %i', (_whose, attempts, error) => {
    expect(attemptsOf(error)).toBe(attempts);
  });
});
