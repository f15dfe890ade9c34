import type {
  OperationFailure,
  OperationState,
  RemovedObjects,
  StepName,
} from '../../domain/operation/operation.js';
import { nothingRemoved } from '../../domain/operation/operation.js';
import type { Part } from '../../domain/parts/graph.js';
import { type ForwardPorts, type Made, type Progress, StepFailed, walkForward } from './walk.js';

/** The actions that a saga needs. Temporal implements them, or a test. */
export interface SagaPorts<Name extends string> extends ForwardPorts<Name> {
  /** The parts to make or change, level by level. */
  readonly levels: readonly (readonly Part<Name>[])[];
  /** Runs the compensation so that no cancellation interrupts it. */
  shielded<Result>(compensation: () => Promise<Result>): Promise<Result>;
  /**
   * Records why the operation compensates.
   * @returns false if the operation had been committed, so that nothing may be compensated.
   */
  beginCompensation(failure: OperationFailure): Promise<boolean>;
  /**
   * Removes or restores all parts and releases the number. It never rejects.
   * @param failed the step that failed; null if that is not known.
   */
  compensate(progress: Readonly<Progress>, failed: Name | null): Promise<RemovedObjects>;
}

/** The outcome of a saga. `ambiguous` means that a request may still be carried out, so a later check is necessary. */
export type SagaOutcome = { readonly ambiguous: boolean } & (
  | { readonly kind: 'succeeded'; readonly made: Made }
  | { readonly kind: 'compensated'; readonly failure: OperationFailure }
);

/** Walks forward to the commit. If a step fails, it compensates, so that nothing of the operation is left. */
export async function runSaga<Name extends string>(ports: SagaPorts<Name>): Promise<SagaOutcome> {
  const progress: Progress = { ambiguous: false, made: {} };
  try {
    await walkForward(ports.levels, ports, progress);
    return { kind: 'succeeded', ...progress };
  } catch (error) {
    if (error instanceof StepFailed) {
      return compensateSaga(ports, progress, { step: error.step, code: error.failure.code }, error.step);
    }
    const [first] = ports.levels.flat();
    if (first === undefined) throw error;
    const { code } = ports.readFailure(error, first);
    return compensateSaga(
      ports,
      { ...progress, ambiguous: true },
      { step: first.name as StepName, code },
      null,
    );
  }
}

/**
 * Continues an operation where an earlier run may have stopped.
 * @param state the state of the operation in the database; `unknown` if the operation is not there.
 */
export async function resumeSaga<Name extends string>(
  ports: SagaPorts<Name>,
  state: OperationState | 'unknown',
): Promise<SagaOutcome> {
  switch (state) {
    case 'running':
      return runSaga(ports);
    case 'succeeded':
      return { kind: 'succeeded', ambiguous: true, made: {} };
    case 'compensating':
    case 'failed':
    case 'unknown':
      return compensateSaga(
        ports,
        { ambiguous: true, made: {} },
        { step: 'inbound', code: 'internal' },
        null,
      );
  }
}

function compensateSaga<Name extends string>(
  ports: SagaPorts<Name>,
  progress: Readonly<Progress>,
  cause: Pick<OperationFailure, 'step' | 'code'>,
  failed: Name | null,
): Promise<SagaOutcome> {
  const failure = { ...cause, removed: nothingRemoved };
  return ports.shielded(async (): Promise<SagaOutcome> => {
    if (!(await ports.beginCompensation(failure))) return { kind: 'succeeded', ...progress };
    const removed = await ports.compensate(progress, failed);
    return { kind: 'compensated', failure: { ...failure, removed }, ambiguous: progress.ambiguous };
  });
}
