import type { Database } from '../../database/database.js';
import {
  areAttemptsAtTheSame,
  findLine,
  giveLineTo,
  type ImportLineRow,
  refuseLine,
} from '../../database/import-line-rows.js';
import { type Acceptance, acceptIntent, type Intent } from '../../database/intents.js';
import { findOperation } from '../../database/operation-rows.js';
import type { OperationId } from '../../domain/ids.js';
import type { ImportId, SetUpLine } from '../../domain/import/import.js';
import type { OperationCompletions } from '../runner/completion.js';
import { waitForOperation } from '../runner/completion.js';
import type { StartableOperation, WorkflowStarter } from '../runner/workflow-starter.js';
import { namesTheSameAccount } from '../set-up/set-up-request.js';

/** An end in this process is told at once; one in another may be noticed so much later, in milliseconds. */
const pollEveryMs = 250;

export interface LineSetUpDependencies {
  readonly database: Database;
  readonly starter: WorkflowStarter;
  readonly ends: OperationCompletions;
  /** Aborted when the worker is about to stop: it cannot before every activity has come back. */
  readonly stopping: AbortSignal;
}

export function lineSetUpWith({ database, starter, ends, stopping }: LineSetUpDependencies): SetUpLine {
  return async (importId, line, waitMs) => {
    const deadline = performance.now() + waitMs;
    const row = await findLine(database, importId, line);
    if (row === null) return;
    const intent = intentOf(row);
    const listener = ends.listen(intent.operationId);
    try {
      const begun = await findOperation(database, intent.operationId);
      if (begun === null) {
        if (row.line.state !== 'pending') return;
        const acceptance = await acceptIntent(database, intent);
        if (acceptance.kind !== 'accepted') {
          await refuse(importId, line, intent, acceptance);
          return;
        }
        const operation: StartableOperation = {
          ...intent,
          id: intent.operationId,
          kind: 'set_up_trunk',
          trunkId: null,
        };
        await starter.start(operation, acceptance.earlierOperations, false);
      }
      await waitForOperation(database, intent.operationId, listener, {
        deadline,
        checkAtOnce: begun !== null,
        pollEveryMs,
        answerOf: () => null,
        signal: stopping,
      });
    } finally {
      listener.stop();
    }
  };

  /**
   * Another attempt at the same line may have been quicker: then its operation holds the number. So does that of an owner who
   * has tried the line's failed operation again: it is the line's from then on.
   */
  async function refuse(
    importId: ImportId,
    line: number,
    intent: Intent,
    acceptance: Exclude<Acceptance, { kind: 'accepted' }>,
  ): Promise<void> {
    const holder = acceptance.kind === 'number_held' ? acceptance.holder : null;
    if (holder?.id === intent.operationId) return;
    const own = holder?.organizationId === intent.organizationId;
    if (holder === null || !own || !namesTheSameAccount(holder, intent)) {
      await refuseLine(database, importId, line, 'number_in_use');
      return;
    }
    const { id, request } = holder;
    if (request !== null && (await isAttemptAtTheSame(id, intent))) {
      await giveLineTo(database, importId, line, { id, request });
      return;
    }
    await refuseLine(database, importId, line, 'already_exists', id);
  }

  async function isAttemptAtTheSame(holder: OperationId, { retryOf }: Intent): Promise<boolean> {
    return retryOf !== undefined && areAttemptsAtTheSame(database, holder, retryOf);
  }
}

function intentOf({ line, organizationId, requestedBy }: ImportLineRow): Intent {
  return {
    operationId: line.operationId,
    organizationId,
    contract: 'native',
    requestedBy,
    collisionKey: line.collisionKey,
    request: line.request,
    requestHash: line.requestHash,
    keyed: null,
    ...(line.retryOf === null ? {} : { retryOf: line.retryOf }),
    acceptedAt: new Date(),
  };
}
