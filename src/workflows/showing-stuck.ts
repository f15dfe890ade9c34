import { CancellationScope, setCurrentDetails, sleep, upsertSearchAttributes } from '@temporalio/workflow';
import { stateAttribute } from './search-attributes.js';

/** Work that does not come to an end after this long is shown as stuck. */
const stuckAfterMs = 30_000;

/** How stuck work shows itself to an operator. */
export interface StuckSign {
  /** The value of the search attribute. */
  readonly state: 'undo_stuck' | 'tear_down_stuck';
  /** The question that the timer's summary asks. */
  readonly question: string;
  /** What the workflow's current details say. */
  readonly details: string;
}

/** Runs work that is retried without end, and lets the operator see when it does not come to one. */
export async function showingStuck<Result>(sign: StuckSign, work: () => Promise<Result>): Promise<Result> {
  const finished = work();
  const stuck = new CancellationScope();
  const watch = stuck
    .run(async () => {
      await sleep(stuckAfterMs, { summary: sign.question });
      upsertSearchAttributes([{ key: stateAttribute, value: sign.state }]);
      setCurrentDetails(sign.details);
    })
    .catch(() => undefined);
  try {
    return await finished;
  } finally {
    stuck.cancel();
    await watch;
  }
}
