import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  DefaultFailureConverter,
  defaultPayloadConverter,
  encodeTimeoutType,
} from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { type FailureCode, failures } from '../../../src/domain/failures.js';
import { type PartName, trunkParts } from '../../../src/domain/parts/graph.js';
import { readFailure } from '../../../src/workflows/saga/attempts.js';

const read = (error: unknown, part: PartName) => readFailure(error, trunkParts.part(part));

const typed = (type: string, nonRetryable: boolean, mayHaveApplied?: boolean) =>
  ApplicationFailure.create({
    type,
    nonRetryable,
    message: 'reported',
    ...(mayHaveApplied === undefined ? {} : { details: [{ mayHaveApplied }] }),
  });

/** How a normal activity's failure reaches a workflow; a local activity's comes bare. */
const fromActivity = (cause: Error) =>
  new ActivityFailure('Activity task failed', 'createInbound', '1', 'RETRY_POLICY_NOT_SET', undefined, cause);

const converter = new DefaultFailureConverter();

/** A time-out as it reaches a workflow: decoded by the SDK, with the failure that came before it, if one did. */
function timedOut(lastType?: string): Error {
  return converter.failureToError(
    {
      message: 'activity ScheduleToClose timeout',
      timeoutFailureInfo: { timeoutType: encodeTimeoutType('SCHEDULE_TO_CLOSE') ?? null },
      ...(lastType === undefined
        ? {}
        : {
            cause: { message: 'reported', applicationFailureInfo: { type: lastType, nonRetryable: false } },
          }),
    },
    defaultPayloadConverter,
  );
}

const wrappings = [
  ['a local activity', (error: Error) => error],
  ['a normal activity', fromActivity],
] as const;

describe.each(wrappings)('a failure of %s', (_whose, wrapped) => {
  it.each(Object.keys(failures) as FailureCode[])('a failure keeps the code %s', (code) => {
    expect(read(wrapped(typed(code, true, false)), 'inbound')).toEqual({
      code,
      transient: false,
      ambiguous: false,
    });
  });

  it('a failure that may be retried is transient', () => {
    const error = wrapped(typed('livekit_unreachable', false, false));
    expect(read(error, 'rule')).toEqual({
      code: 'livekit_unreachable',
      transient: true,
      ambiguous: false,
    });
  });

  it('a failure that may have been carried out is ambiguous', () => {
    expect(read(wrapped(typed('livekit_fault', false, true)), 'rule').ambiguous).toBe(true);
  });

  it('a failure that does not say whether it was carried out is ambiguous', () => {
    expect(read(wrapped(typed('livekit_fault', false)), 'rule').ambiguous).toBe(true);
  });

  it.each(['TypeError', 'toString', ''])('a failure of the unknown type "%s" is internal', (type) => {
    expect(read(wrapped(typed(type, false, false)), 'rule').code).toBe('internal');
  });

  const timeoutCodes = {
    carrier: 'carrier_unreachable',
    inbound: 'livekit_timeout',
    outbound: 'livekit_timeout',
    rule: 'livekit_timeout',
    route: 'carrier_unreachable',
    record: 'database_fault',
  } as const;

  it.each(Object.keys(timeoutCodes) as (keyof typeof timeoutCodes)[])(
    'a failure that is a time-out of the step %s is transient and ambiguous',
    (step) => {
      expect(read(wrapped(timedOut()), step)).toEqual({
        code: timeoutCodes[step],
        transient: true,
        ambiguous: true,
      });
    },
  );

  it('a failure that is a time-out after other failures names the last of them', () => {
    expect(read(wrapped(timedOut('livekit_unreachable')), 'inbound')).toEqual({
      code: 'livekit_unreachable',
      transient: true,
      ambiguous: true,
    });
  });

  it('a failure that is a time-out after a failure of an unknown type is a time-out', () => {
    expect(read(wrapped(timedOut('TypeError')), 'inbound').code).toBe('livekit_timeout');
  });

  it('a failure that is a cancellation is final and ambiguous', () => {
    expect(read(wrapped(new CancelledFailure('cancelled')), 'outbound')).toEqual({
      code: 'cancelled',
      transient: false,
      ambiguous: true,
    });
  });
});

describe('anything else that a step throws', () => {
  it.each([new TypeError('a defect'), 'a text', undefined, null])(
    'anything else that a step throws (%s) is final and ambiguous',
    (thrown) => {
      expect(read(thrown, 'inbound')).toEqual({ code: 'internal', transient: false, ambiguous: true });
    },
  );
});
