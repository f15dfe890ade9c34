import type { Database } from '../database/database.js';
import { findOperation } from '../database/operation-rows.js';
import type { OperationId } from '../trunks/ids.js';
import type { SetUpAnswer } from '../trunks/set-up.js';
import type { EndListener } from './operation-ends.js';

/** How the database is looked at while the end may happen in another process: often at first, then less so. */
const lookEveryMs = [25, 25, 25, 25, 50, 50, 50, 100, 100, 100, 200, 200, 300] as const;
const laterLooksMs = 500;

/**
 * Waits until an operation has ended, and reads its outcome from the database, the one place where it is true.
 * A look that fails is repeated: the operation goes on, whatever becomes of the one who waits.
 * @param deadline by `performance.now()`; when it passes first, the answer is `unfinished`.
 * @param lookAtOnce for an operation that somebody else began, and that may have ended already.
 */
export async function waitForEnd(
  database: Database,
  operationId: OperationId,
  listener: EndListener,
  deadline: number,
  { lookAtOnce }: { readonly lookAtOnce: boolean },
): Promise<SetUpAnswer> {
  for (let looks = 0; ; looks += 1) {
    const timeLeftMs = deadline - performance.now();
    if (timeLeftMs <= 0) return { kind: 'unfinished', operationId, state: 'running' };
    if (looks > 0 || !lookAtOnce) {
      await listener.endedWithin(Math.min(lookEveryMs[looks] ?? laterLooksMs, timeLeftMs));
    }
    const found = await findOperation(database, operationId).catch(() => null);
    const answer = found === null ? null : answerOf(found);
    if (answer !== null && (answer.kind !== 'unfinished' || performance.now() >= deadline)) return answer;
  }
}

/** What an operation as it stands now means for its caller. */
export function answerOf({
  operation,
  trunk,
}: NonNullable<Awaited<ReturnType<typeof findOperation>>>): SetUpAnswer {
  const operationId = operation.id;
  switch (operation.state) {
    case 'running':
    case 'undoing':
      return { kind: 'unfinished', operationId, state: operation.state };
    case 'succeeded':
      // A trunk that was deleted since: its creation cannot be answered again as it was.
      return trunk === null
        ? { kind: 'unfinished', operationId, state: operation.state }
        : { kind: 'created', operationId, trunk };
    case 'failed':
      if (operation.failure === null) throw new Error(`Operation ${operationId} failed without a reason.`);
      return { kind: 'failed', operationId, failure: operation.failure };
  }
}
