import { ApplicationFailure } from '@temporalio/common';
import type { Logger } from 'pino';
import { UnreadableSecretError } from '../crypto/secrets.js';
import { isTransientDatabaseError } from '../database/database.js';
import type { Commit } from '../database/operations/operations.js';
import type { OperationRow } from '../database/schema.js';
import {
  CarrierProblem,
  type FailedRequest,
  type FailureCode,
  failures,
  LiveKitProblem,
} from '../domain/failures.js';
import { completedWith, type StepLog, type StepPlace } from '../domain/operation/operation.js';
import type { OperationId } from '../domain/values.js';
import type { ActivityDependencies } from './dependencies.js';

/** The details of a failed step for the workflow. The code is the `type` of the failure. */
export interface StepFailureDetails {
  /** The request may have been carried out although it failed. */
  readonly mayHaveApplied: boolean;
  /** LiveKit refused the very first attempt before it read the request, so nothing of the part can exist. */
  readonly untouched?: true;
  /** The number of the attempt, counted from 1. */
  readonly attempt?: number;
}

/**
 * Turns the error of a forward step into a typed failure. It is retryable only if another attempt can succeed.
 * @param changedBefore whether something may have been changed before the request that failed.
 */
export function forwardFailure(error: unknown, changedBefore = false): ApplicationFailure {
  const { code, transient, mayHaveApplied, message } = describe(error);
  const details: StepFailureDetails = { mayHaveApplied: mayHaveApplied || changedBefore };
  return ApplicationFailure.create({ type: code, message, nonRetryable: !transient, details: [details] });
}

/** LiveKit refuses with these before it reads the request. */
const refusedUnread: ReadonlySet<FailureCode> = new Set(['livekit_credentials', 'livekit_wrong_endpoint']);

/** Turns the error of the very first attempt to create an object into a typed failure. No attempt may have come before it. */
export function firstFailure(error: unknown): ApplicationFailure {
  const failure = forwardFailure(error);
  const { code, mayHaveApplied } = describe(error);
  if (mayHaveApplied || !refusedUnread.has(code)) return failure;
  const details: StepFailureDetails = { mayHaveApplied, untouched: true };
  return ApplicationFailure.create({
    type: code,
    message: failure.message,
    nonRetryable: failure.nonRetryable === true,
    details: [details],
  });
}

/**
 * Turns an error of the database into a typed failure. The text of the error may quote values, so it is left out.
 * @param persistence `final` ends the step at an error that is not transient; `retried` repeats the step anyway.
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

/** Turns the error of a step that is retried until done into a typed failure. It is always retryable, because the cause may be repaired. */
export function retriedFailure(error: unknown): ApplicationFailure {
  const { code, message } = describe(error);
  return ApplicationFailure.create({ type: code, message, nonRetryable: false });
}

/** Creates the failure of an attempt whose operation has ended or compensates. @param consequence completes its message after "so". */
export function noLongerRunning(consequence: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(
    `The operation is no longer running, so ${consequence}.`,
    'out_of_time' satisfies FailureCode,
  );
}

/**
 * Creates the failure of a commit that comes after the request to cancel its operation. Nothing was committed. It counts as ambiguous, as
 * every cancellation does, so that a follow-up finds what LiveKit carries out twice.
 */
function cancelledBefore(): ApplicationFailure {
  const details: StepFailureDetails = { mayHaveApplied: true };
  return ApplicationFailure.create({
    type: 'cancelled' satisfies FailureCode,
    message: failures.cancelled.meaning,
    nonRetryable: true,
    details: [details],
  });
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

/**
 * Runs the database work of an activity. Temporal gets only the fact of a failure; the log gets the cause.
 * @param persistence see {@link databaseFailure}.
 * @throws {ApplicationFailure}
 */
export async function fromDatabase<T>(
  logger: Logger,
  persistence: 'final' | 'retried',
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    logger.warn({ err: error }, 'the database refused a part of an operation');
    throw databaseFailure(error, persistence);
  }
}

/** The transaction in which an operation completes. */
export interface CompletingStep extends StepPlace {
  readonly operationId: OperationId;
  /** The log of the steps before this one. */
  readonly log: StepLog | undefined;
  /** See {@link databaseFailure}. */
  readonly persistence: 'final' | 'retried';
}

/**
 * Runs the transaction that completes an operation. It stores the log of the run there, with this step as its last. Then it notifies the
 * callers who wait for the operation. After a repeated attempt they find the completion by themselves.
 * @param commit runs the transaction. It returns null if the operation had completed before, or may not complete this way.
 * @returns what `commit` returns.
 * @throws {ApplicationFailure}
 */
export async function completing(
  {
    logger,
    attempt,
    notifyCompletion,
  }: Pick<ActivityDependencies, 'logger' | 'attempt' | 'notifyCompletion'>,
  { operationId, log = [], persistence, ...place }: CompletingStep,
  commit: (now: Date, log: StepLog) => Promise<Commit>,
): Promise<OperationRow | null> {
  const now = new Date();
  const completed = await fromDatabase(logger, persistence, () =>
    commit(now, completedWith(log, place, attempt(), now)),
  );
  if (completed === 'cancelled') throw cancelledBefore();
  if (completed !== null) notifyCompletion(operationId, completed);
  return completed;
}

/** Returns the failure with the number of the attempt in its details, because Temporal does not report it to a workflow. */
export function withAttempt(error: unknown, attempt: number): unknown {
  if (!(error instanceof ApplicationFailure)) return error;
  const [details, ...others] = (error.details ?? []) as readonly (StepFailureDetails | undefined)[];
  return ApplicationFailure.create({
    message: error.message,
    ...(typeof error.type === 'string' ? { type: error.type } : {}),
    nonRetryable: error.nonRetryable === true,
    details: [{ ...details, attempt }, ...others],
    ...(error.cause === undefined ? {} : { cause: error.cause }),
  });
}
