import type { FailureCode } from '../failures.js';
import { type OperationFailure, type OperationState, type StepName, stepsOf } from './operation.js';
import { type LoggedStep, stepsIn } from './step-log.js';
import type { CompensationView, OperationStepState, OperationView, StepView } from './view.js';

/** The facts of an operation from which its steps are derived. */
export interface Progress extends Pick<OperationView, 'kind' | 'state' | 'failure' | 'log'> {
  /** The operation also works at a carrier. */
  readonly atCarrier?: boolean;
}

/** Returns every step of an operation, including those that have not started. */
export function stepViews(progress: Progress): StepView[] {
  const { kind, state, failure, log, atCarrier = false } = progress;
  const logged = stepsIn(log);
  const compensated = new Set(
    logged
      .filter(({ phase, last }) => phase === 'compensation' && last === 'succeeded')
      .map(({ step }) => step),
  );
  const hasFailed = state === 'compensating' || state === 'failed';
  return stepsOf(kind, { atCarrier }).map((name) => {
    const step = logged.find((candidate) => candidate.phase === 'forward' && candidate.step === name);
    const shown =
      step === undefined
        ? unloggedState(name, state, failure)
        : loggedState(step, { hasFailed, compensated: compensated.has(name) });
    const troubled = shown === 'running' || shown === 'failed' || shown === 'skipped';
    return {
      name,
      state: shown,
      ...timesOf(step, shown !== 'running'),
      error: troubled ? errorOf(name, step, progress) : null,
    };
  });
}

/** Returns the parts of a compensation that have started. */
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
  { hasFailed, compensated }: { readonly hasFailed: boolean; readonly compensated: boolean },
): OperationStepState {
  if (last === 'skipped') return 'skipped';
  if (last === 'succeeded') return compensated ? 'compensated' : 'succeeded';
  return hasFailed ? 'failed' : 'running';
}

function timesOf(step: LoggedStep | undefined, isOver: boolean) {
  if (step === undefined) return { startedAt: null, endedAt: null, attempts: null };
  return {
    startedAt: new Date(step.startedAt),
    endedAt: isOver && step.endedAt !== null ? new Date(step.endedAt) : null,
    attempts: step.attempts,
  };
}

/** The cause of the operation's failure takes precedence over that of the last attempt, which may have had too little time. */
function errorOf(name: StepName, step: LoggedStep | undefined, { failure }: Progress): FailureCode | null {
  return failure?.step === name ? failure.code : (step?.code ?? null);
}
