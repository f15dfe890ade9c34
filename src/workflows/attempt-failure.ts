import { ActivityFailure, ApplicationFailure, isCancellation, TimeoutFailure } from '@temporalio/workflow';
import type { StepFailureDetails } from '../activities/step-failure.js';
import { type FailureCode, isFailureCode } from '../domain/failures.js';
import type { StepName } from '../domain/operation/operation.js';
import type { AttemptFailure } from './saga.js';

/**
 * Reads what an activity left behind when it failed. A local activity fails with a bare ApplicationFailure, a
 * normal one with an ActivityFailure around it; a time-out may hold the last failure before it.
 */
export function readFailure(error: unknown, step: StepName): AttemptFailure {
  if (isCancellation(error)) return { code: 'cancelled', transient: false, ambiguous: true };
  const reason = error instanceof ActivityFailure ? error.cause : error;
  if (reason instanceof TimeoutFailure) {
    return { code: codeOf(typeBefore(reason)) ?? timeoutCode(step), transient: true, ambiguous: true };
  }
  if (reason instanceof ApplicationFailure) {
    const [details] = (reason.details ?? []) as readonly (StepFailureDetails | undefined)[];
    return {
      code: codeOf(reason.type) ?? 'internal',
      transient: reason.nonRetryable !== true,
      ambiguous: details?.mayHaveApplied ?? true,
    };
  }
  return { code: 'internal', transient: false, ambiguous: true };
}

function codeOf(type: string | null | undefined): FailureCode | null {
  return type !== undefined && type !== null && isFailureCode(type) ? type : null;
}

/** The type of the failure before a time-out. The SDK (1.24) drops that cause, but keeps what it decoded. */
function typeBefore(timeout: TimeoutFailure): string | null | undefined {
  return timeout.cause instanceof ApplicationFailure
    ? timeout.cause.type
    : timeout.failure?.cause?.applicationFailureInfo?.type;
}

function timeoutCode(step: StepName): FailureCode {
  if (step === 'carrier' || step === 'route') return 'carrier_unreachable';
  return step === 'record' ? 'database_fault' : 'livekit_timeout';
}
