import { ApplicationFailure } from '@temporalio/common';
import { CarrierProblem } from '../carriers/problem.js';
import { UnreadableSecretError } from '../crypto/key-ring.js';
import { isTransientDatabaseError } from '../database/problem.js';
import { type FailedRequest, type FailureCode, failures } from '../domain/failures.js';
import { LiveKitProblem } from '../domain/livekit/problem.js';

/** What the workflow must know of a failed step beside its code, which is the failure's `type`. */
export interface StepFailureDetails {
  /** The request may have been carried out although it failed. */
  readonly mayHaveApplied: boolean;
  /** Which attempt it was, counted from 1; absent in a local activity, which has one. */
  readonly attempt?: number;
}

/**
 * Turns whatever a step throws into a typed failure, retryable only when another try can help.
 * @param changedBefore something may have been changed before the request that has failed.
 */
export function forwardFailure(error: unknown, changedBefore = false): ApplicationFailure {
  const { code, transient, mayHaveApplied, message } = describe(error);
  const details: StepFailureDetails = { mayHaveApplied: mayHaveApplied || changedBefore };
  return ApplicationFailure.create({ type: code, message, nonRetryable: !transient, details: [details] });
}

/**
 * Turns an error of the database into a typed failure. Its text may quote values, so it is not passed on.
 * `final` lets an error that cannot pass by itself be the last attempt; an undo is `retried` all the same.
 */
export function databaseFailure(error: unknown, persistence: 'final' | 'retried'): ApplicationFailure {
  const details: StepFailureDetails = { mayHaveApplied: true };
  return ApplicationFailure.create({
    type: 'database_fault' satisfies FailureCode,
    message: failures.database_fault.meaning,
    nonRetryable: persistence === 'final' && !isTransientDatabaseError(error),
    details: [details],
  });
}

/** The same for an undo, which is never given up: whatever is wrong may be mended while it retries. */
export function undoFailure(error: unknown): ApplicationFailure {
  const { code, message } = describe(error);
  return ApplicationFailure.create({ type: code, message, nonRetryable: false });
}

/** An attempt that comes after its operation has ended, or has turned to its undo. `consequence` completes the sentence. */
export function noLongerRunning(consequence: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(
    `The operation is no longer running, so ${consequence}.`,
    'out_of_time' satisfies FailureCode,
  );
}

interface Description extends FailedRequest {
  readonly message: string;
}

function describe(error: unknown): Description {
  if (error instanceof LiveKitProblem) {
    const { problem, message } = error;
    return problem.kind === 'failure'
      ? { ...problem, message }
      : { code: 'livekit_refused', transient: false, mayHaveApplied: false, message };
  }
  if (error instanceof CarrierProblem) {
    const { problem, code, message } = error;
    return problem.kind === 'failure'
      ? { ...problem, message }
      : { code, transient: false, mayHaveApplied: false, message };
  }
  if (error instanceof UnreadableSecretError) {
    return {
      code: 'password_unreadable',
      transient: false,
      mayHaveApplied: false,
      message: error.message,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', transient: false, mayHaveApplied: false, message };
}
