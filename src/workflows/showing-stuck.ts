import {
  CancellationScope,
  log,
  setCurrentDetails,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { OperationId } from '../domain/ids.js';
import { stateAttribute } from './search-attributes.js';

const states = { compensation: 'compensation_stuck', 'tear-down': 'tear_down_stuck' } as const;

/** How work that does not come to an end shows itself to an operator. */
export interface StuckSign<Part extends string> {
  readonly what: keyof typeof states;
  readonly operationId: OperationId;
  /** Work that takes longer than this, in milliseconds, is shown as stuck. */
  readonly afterMs: number;
  /** The parts that are not done. */
  readonly waitingFor: () => readonly Part[];
  /** What the workflow's current details say. */
  readonly describe: (waitingFor: readonly Part[]) => string;
}

/** Runs work that is retried without end, and lets the operator see when it does not come to one. */
export async function showingStuck<Result, Part extends string>(
  { what, operationId, afterMs, waitingFor, describe }: StuckSign<Part>,
  work: () => Promise<Result>,
): Promise<Result> {
  const finished = work();
  const stuck = new CancellationScope();
  const watch = stuck
    .run(async () => {
      await sleep(afterMs, { summary: `Is the ${what} stuck?` });
      const parts = waitingFor();
      upsertSearchAttributes([{ key: stateAttribute, value: states[what] }]);
      setCurrentDetails(describe(parts));
      log.error(`${what === 'compensation' ? 'an' : 'a'} ${what} is stuck`, {
        operationId,
        waitingFor: parts,
      });
    })
    .catch(() => undefined);
  try {
    return await finished;
  } finally {
    stuck.cancel();
    await watch;
  }
}
