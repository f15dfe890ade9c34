import type { FailureCode } from '../failures.js';
import { type OperationFailure, type OperationState, type StepName, stepsOf } from './operation.js';
import { type LoggedStep, stepsIn } from './step-log.js';
import type { CompensationView, OperationStepState, OperationView, StepView } from './view.js';

/** What the steps of an operation are read from. */
export interface Progress extends Pick<OperationView, 'kind' | 'state' | 'failure' | 'log'> {
  /** The operation works at a carrier as well. */
  readonly atCarrier?: boolean;
}

/** Shows every step that an operation takes, also those that are still to come. */
export function stepViews(progress: Progress): StepView[] {
  const { kind, state, failure, log, atCarrier = false } = progress;
  const logged = stepsIn(log);
  const removed = new Set(
    logged
      .filter(({ phase, last }) => phase === 'compensation' && last === 'succeeded')
      .map(({ step }) => step),
  );
  const givenUp = state === 'compensating' || state === 'failed';
  return stepsOf(kind, { atCarrier }).map((name) => {
    const step = logged.find((candidate) => candidate.phase === 'forward' && candidate.step === name);
    const shown =
      step === undefined
        ? unloggedState(name, state, failure)
        : loggedState(step, { givenUp, removed: removed.has(name) });
    const troubled = shown === 'running' || shown === 'failed' || shown === 'skipped';
    return {
      name,
      state: shown,
      ...timesOf(step, shown !== 'running'),
      error: troubled ? errorOf(name, step, progress) : null,
    };
  });
}

/** Shows the parts of an undo that have begun. */
export function compensationViews({ log }: Progress): CompensationView[] {
  return stepsIn(log).flatMap((step) => {
    if (step.phase !== 'compensation' || step.step === 'record') return [];
    const state = step.last === 'succeeded' || step.last === 'skipped' ? step.last : 'running';
    return [
      {
        name: step.step,
        state,
        ...timesOf(step, state !== 'running'),
        error: state === 'succeeded' ? null : step.code,
      },
    ];
  });
}

function unloggedState(
  name: StepName,
  state: OperationState,
  failure: OperationFailure | null,
): OperationStepState {
  if (state === 'succeeded') return 'succeeded';
  if (failure === null) return 'pending';
  if (failure.step === name) return 'failed';
  return (failure.removed[name] ?? 0) > 0 ? 'compensated' : 'pending';
}

function loggedState(
  { last }: LoggedStep,
  { givenUp, removed }: { readonly givenUp: boolean; readonly removed: boolean },
): OperationStepState {
  if (last === 'skipped') return 'skipped';
  if (last === 'succeeded') return removed ? 'compensated' : 'succeeded';
  return givenUp ? 'failed' : 'running';
}

function timesOf(step: LoggedStep | undefined, isOver: boolean) {
  if (step === undefined) return { startedAt: null, endedAt: null, attempts: null };
  return {
    startedAt: new Date(step.startedAt),
    endedAt: isOver && step.endedAt !== null ? new Date(step.endedAt) : null,
    attempts: step.attempts,
  };
}

/** The reason that the operation gives goes before that of the last attempt, which may have been cut short. */
function errorOf(name: StepName, step: LoggedStep | undefined, { failure }: Progress): FailureCode | null {
  return failure?.step === name ? failure.code : (step?.code ?? null);
}
