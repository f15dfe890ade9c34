import { ActivityFailure, ApplicationFailure, isCancellation, TimeoutFailure } from '@temporalio/workflow';
import type { StepFailureDetails } from '../activities/step-failure.js';
import { type FailureCode, isFailureCode } from '../trunks/failures.js';
import type { SetUpStep } from '../trunks/set-up.js';
import type { AttemptFailure } from './saga.js';

/**
 * Reads what an activity left behind when it failed. A local activity fails with a bare ApplicationFailure, a
 * normal one with an ActivityFailure around it; a time-out may hold the last failure before it.
 */
export function judgeFailure(error: unknown, step: SetUpStep): AttemptFailure {
  if (isCancellation(error)) return { code: 'cancelled', transient: false, inDoubt: true };
  const reason = error instanceof ActivityFailure ? error.cause : error;
  if (reason instanceof TimeoutFailure) {
    const last = reason.cause instanceof ApplicationFailure ? codeOf(reason.cause) : null;
    return { code: last ?? timeoutCode(step), transient: true, inDoubt: true };
  }
  if (reason instanceof ApplicationFailure) {
    const [details] = (reason.details ?? []) as readonly (StepFailureDetails | undefined)[];
    return {
      code: codeOf(reason) ?? 'internal',
      transient: reason.nonRetryable !== true,
      inDoubt: details?.mayHaveApplied ?? true,
    };
  }
  return { code: 'internal', transient: false, inDoubt: true };
}

function codeOf(failure: ApplicationFailure): FailureCode | null {
  return failure.type !== undefined && failure.type !== null && isFailureCode(failure.type)
    ? failure.type
    : null;
}

function timeoutCode(step: SetUpStep): FailureCode {
  return step === 'record' ? 'database_fault' : 'livekit_timeout';
}
