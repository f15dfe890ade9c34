import {
  CancellationScope,
  log,
  setCurrentDetails,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { OperationId } from '../../domain/ids.js';
import { stateAttribute } from '../names.js';
import { describeStuck, type EndlessWork } from './details.js';

/** Work without a time limit, and when and how an operator is informed that it is stuck. */
export interface StuckWatch {
  readonly work: EndlessWork;
  readonly operationId: OperationId;
  /** How long the work may take before it is shown as stuck, in milliseconds. */
  readonly afterMs: number;
  /** The parts that are not done. */
  readonly waitingFor: () => readonly string[];
  /** Those among them that an operator can retry or skip. */
  readonly resolvable: () => readonly string[];
}

/** Runs work that is retried until it is done, and informs the operator when it takes too long. */
export async function watchedForStuck<Result>(
  { work, operationId, afterMs, waitingFor, resolvable }: StuckWatch,
  run: () => Promise<Result>,
): Promise<Result> {
  const finished = run();
  const stuck = new CancellationScope();
  const watch = stuck
    .run(async () => {
      await sleep(afterMs, { summary: `Is the ${work} stuck?` });
      const state = work === 'tear-down' ? 'tear_down_stuck' : 'compensation_stuck';
      upsertSearchAttributes([{ key: stateAttribute, value: state }]);
      setCurrentDetails(describeStuck(work, operationId, waitingFor(), resolvable()));
      log.error(`a ${work} is stuck`, { operationId, waitingFor: waitingFor() });
    })
    .catch(() => undefined);
  try {
    return await finished;
  } finally {
    stuck.cancel();
    await watch;
  }
}
