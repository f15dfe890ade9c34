import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  defaultPayloadConverter,
  isCancellation,
  TimeoutFailure,
} from '@temporalio/workflow';
import type { StepFailureDetails } from '../../activities/step-failure.js';
import { type FailureCode, isFailureCode } from '../../domain/failures.js';
import { type Part, timeoutCodeAt } from '../../domain/parts/graph.js';
import type { AttemptFailure } from './walk.js';

/**
 * Reads the failure of an activity. A local activity fails with an ApplicationFailure. A normal activity wraps it in an ActivityFailure.
 * A time-out may contain the last failure before it.
 * @param part the part whose step failed; its place decides the code of a time-out.
 */
export function readFailure(error: unknown, { at }: Pick<Part, 'at'>): AttemptFailure {
  if (isCancellation(error)) return { code: 'cancelled', transient: false, ambiguous: true };
  const reason = error instanceof ActivityFailure ? error.cause : error;
  if (reason instanceof TimeoutFailure) {
    return { code: codeOf(typeBefore(reason)) ?? timeoutCodeAt(at), transient: true, ambiguous: true };
  }
  if (reason instanceof ApplicationFailure) {
    return {
      code: codeOf(reason.type) ?? 'internal',
      transient: reason.nonRetryable !== true,
      ambiguous: detailsOf(reason)?.mayHaveApplied ?? true,
    };
  }
  return { code: 'internal', transient: false, ambiguous: true };
}

/** Returns how many attempts a failed activity made. Returns 1 if its last failure does not say it. */
export function attemptsOf(error: unknown): number {
  const wraps = error instanceof ActivityFailure || error instanceof CancelledFailure;
  if (wraps && error.cause !== undefined) return attemptsOf(error.cause);
  const details = error instanceof TimeoutFailure ? detailsBefore(error) : detailsOf(error);
  return typeof details?.attempt === 'number' ? details.attempt : 1;
}

function codeOf(type: string | null | undefined): FailureCode | null {
  return type !== undefined && type !== null && isFailureCode(type) ? type : null;
}

/** Returns the type of the failure before a time-out. The SDK (1.24) drops that cause, but keeps the message that it decoded. */
function typeBefore(timeout: TimeoutFailure): string | null | undefined {
  return timeout.cause instanceof ApplicationFailure
    ? timeout.cause.type
    : timeout.failure?.cause?.applicationFailureInfo?.type;
}

function detailsOf(failure: unknown): Partial<StepFailureDetails> | undefined {
  if (!(failure instanceof ApplicationFailure)) return undefined;
  const [details] = (failure.details ?? []) as readonly (StepFailureDetails | undefined)[];
  return details;
}

/** Returns the details of the failure before a time-out; see {@link typeBefore}. */
function detailsBefore(timeout: TimeoutFailure): Partial<StepFailureDetails> | undefined {
  const [payload] = timeout.failure?.cause?.applicationFailureInfo?.details?.payloads ?? [];
  return payload === undefined ? detailsOf(timeout.cause) : defaultPayloadConverter.fromPayload(payload);
}
