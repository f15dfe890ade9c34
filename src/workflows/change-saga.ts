import { nothingRemoved, type OperationFailure } from '../domain/operation/operation.js';
import { type Notes, type SagaPorts, StepGivenUp, type StepPorts, stage } from './saga.js';

/** One of a trunk's objects: made what it is to be, or put back as it was. */
export interface ChangePart extends StepPorts<boolean> {
  /** Retried without end, so it only ever resolves. */
  restore(): Promise<unknown>;
}

/** Everything that the order of a change is imposed on. Temporal is behind it, or a test. */
export interface ChangePorts extends Pick<SagaPorts, 'judge' | 'shielded'> {
  readonly inbound: ChangePart;
  readonly outbound: ChangePart;
  readonly rule: ChangePart;
  /** The point of no return. */
  readonly record: StepPorts<void>;
  readonly compensation: {
    /** Notes the failure. @returns false when the change was made after all, so that nothing may be put back. */
    begin(failure: OperationFailure): Promise<boolean>;
    end(): Promise<void>;
  };
}

/**
 * How a change ended. `ambiguous`: an update may still land in LiveKit, so somebody should look again later. What is put
 * back always leaves that doubt, because nobody tells how often it was tried.
 */
export type ChangeOutcome =
  | { readonly kind: 'succeeded'; readonly ambiguous: boolean }
  | { readonly kind: 'removed'; readonly failure: OperationFailure };

/**
 * Changes a trunk in place or leaves it as it was: its three objects side by side, because none of them depends on
 * what another is to be, then the record. When one is given up, all of them are put back, whatever was seen to be
 * done: a crash or a cancellation can hide what was.
 */
export async function changeSaga(ports: ChangePorts): Promise<ChangeOutcome> {
  const notes: Notes = { ambiguous: false, known: {} };
  try {
    await stage(ports, notes, [ports.inbound, ports.outbound, ports.rule]);
    await stage(ports, notes, [ports.record]);
    return { kind: 'succeeded', ambiguous: notes.ambiguous };
  } catch (error) {
    const givenUp = error instanceof StepGivenUp ? error : null;
    return undoChange(ports, {
      step: givenUp?.step ?? 'inbound',
      code: givenUp?.failure.code ?? ports.judge(error, 'inbound').code,
      removed: nothingRemoved,
    });
  }
}

/** Puts everything back as it was; the number that the trunk was to have is free after that. */
export function undoChange(ports: ChangePorts, failure: OperationFailure): Promise<ChangeOutcome> {
  const { inbound, outbound, rule, compensation } = ports;
  return ports.shielded(async (): Promise<ChangeOutcome> => {
    if (!(await compensation.begin(failure))) return { kind: 'succeeded', ambiguous: true };
    await Promise.all([inbound.restore(), outbound.restore(), rule.restore()]);
    await compensation.end();
    return { kind: 'removed', failure };
  });
}
