import {
  ActivityFailure,
  ApplicationFailure,
  defaultPayloadConverter,
  TimeoutFailure,
} from '@temporalio/workflow';
import type { CountedResult } from '../activities/counted-attempts.js';
import type { Activities } from '../activities/index.js';
import type { StepFailureDetails } from '../activities/step-failure.js';

/**
 * The same durable activities, with the attempts taken out of their results.
 * @param note is told which attempt has brought a result, when it was not the first.
 */
export function counted(activities: Activities, note: (attempt: number) => void): Activities {
  return new Proxy(activities, {
    get(target, name) {
      const activity: unknown = Reflect.get(target, name);
      if (typeof activity !== 'function') return activity;
      return async (...order: unknown[]): Promise<unknown> => {
        const outcome: unknown = await Reflect.apply(activity, undefined, order);
        if (!isCounted(outcome)) return outcome;
        note(outcome.attempt);
        return outcome.result;
      };
    },
  });
}

/** How often an activity was tried that has failed in the end, as far as its last failure tells; at least once. */
export function attemptsBefore(error: unknown): number {
  const reason = error instanceof ActivityFailure ? error.cause : error;
  const details = reason instanceof TimeoutFailure ? detailsBefore(reason) : detailsOf(reason);
  const attempt = details?.attempt;
  return typeof attempt === 'number' ? attempt : 1;
}

function isCounted(outcome: unknown): outcome is CountedResult {
  return (
    typeof outcome === 'object' &&
    outcome !== null &&
    'attempt' in outcome &&
    typeof outcome.attempt === 'number' &&
    'result' in outcome
  );
}

function detailsOf(failure: unknown): Partial<StepFailureDetails> | undefined {
  if (!(failure instanceof ApplicationFailure)) return undefined;
  const [details] = (failure.details ?? []) as readonly (StepFailureDetails | undefined)[];
  return details;
}

/** The details of the failure before a time-out. The SDK (1.24) drops that cause, but keeps what it came from. */
function detailsBefore(timeout: TimeoutFailure): Partial<StepFailureDetails> | undefined {
  const [payload] = timeout.failure?.cause?.applicationFailureInfo?.details?.payloads ?? [];
  return payload === undefined ? detailsOf(timeout.cause) : defaultPayloadConverter.fromPayload(payload);
}
