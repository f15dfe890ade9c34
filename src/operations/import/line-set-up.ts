import { findLine, giveLineTo, type ImportLineRow, refuseLine } from '../../database/imports/lines.js';
import { findOperation } from '../../database/operations/operations.js';
import { areAttemptsAtTheSame } from '../../database/operations/queries.js';
import { type Intent, LineNotPending } from '../../database/operations/set-up.js';
import type { ImportId, SetUpLine } from '../../domain/import/import.js';
import type { Slot, Slots } from '../../domain/limits.js';
import type { OrganizationId } from '../../domain/values.js';
import { type Runner, runOperation } from '../runner/run-operation.js';
import { acceptSetUp, type NumberTaken, namesTheSameAccount } from '../set-up/set-up-trunk.js';

/** The pause between two polls, in milliseconds. A completion in this process is noticed at once in any case. */
const pollEveryMs = 250;

/** The dependencies of the set-up of a line. */
export interface LineRunner extends Runner {
  /** Aborted when the worker is about to stop: it cannot stop before every activity has returned. */
  readonly stopping: AbortSignal;
  /** The slots of lines, which are few while other organizations send requests. */
  readonly admission: Slots;
}

const freeSlot: Slot = { kind: 'admitted', release: () => undefined };

/**
 * Creates the set-up of one line of an import. A line that has waited long enough for a slot goes on without one, so that no line
 * fails because lines before it last long.
 * @throws when the line could not be begun; its activity is retried.
 */
export function lineSetUpWith(runner: LineRunner): SetUpLine {
  const { database, stopping } = runner;
  const admission = {
    acquire: async (organizationId: OrganizationId) => {
      const slot = await runner.admission.acquire(organizationId);
      return slot.kind === 'refused' ? freeSlot : slot;
    },
    closing: stopping,
  };
  return async (importId, line, waitMs) => {
    const deadline = performance.now() + waitMs;
    const row = await findLine(database, importId, line);
    if (row === null) return;
    const intent = intentOf(row);
    const answer = await runOperation<Settled>(runner, {
      ...{
        admission,
        organizationId: intent.organizationId,
        keyed: null,
        deadline,
        signal: stopping,
        pollEveryMs,
      },
      accept: async () => {
        // An earlier attempt of this activity may have begun the operation.
        if ((await findOperation(database, intent.operationId)) !== null) {
          return { kind: 'repeated', operationId: intent.operationId };
        }
        if (row.line.state !== 'pending') return settled;
        const accepted = { ...intent, acceptedAt: new Date(), line: { importId, line } };
        try {
          return await acceptSetUp(runner, accepted, (taken) => numberTaken(importId, line, intent, taken));
        } catch (error) {
          // The import was cancelled while the line waited for its slot.
          if (error instanceof LineNotPending) return settled;
          throw error;
        }
      },
      answerOf: () => settled.answer,
    });
    if (answer.kind === 'unavailable') {
      throw new Error(`Line ${line} of ${importId} cannot be begun: ${answer.component} is unavailable.`);
    }
  };

  /**
   * Decides the outcome of a line whose number is held. Another attempt at the same line may have been quicker. When the
   * owner has retried the failed operation of the line, that retry becomes the operation of the line.
   */
  async function numberTaken(
    importId: ImportId,
    line: number,
    intent: Omit<Intent, 'acceptedAt'>,
    taken: NumberTaken,
  ): Promise<typeof settled> {
    const pending = { importId, line, operationId: intent.operationId };
    if (taken.kind !== 'number_held' && taken.kind !== 'number_leaving') {
      await refuseLine(database, pending, taken.kind);
      return settled;
    }
    const holder = taken.kind === 'number_held' ? taken.holder : null;
    if (holder?.id === intent.operationId) return settled;
    const own = holder?.organizationId === intent.organizationId;
    if (holder === null || !own || !namesTheSameAccount(holder, intent)) {
      await refuseLine(database, pending, 'number_in_use');
      return settled;
    }
    const { id, request } = holder;
    const { retryOf } = intent;
    if (request !== null && retryOf !== undefined && (await areAttemptsAtTheSame(database, id, retryOf))) {
      await giveLineTo(database, pending, { id, request });
    } else {
      await refuseLine(database, pending, 'already_exists', id);
    }
    return settled;
  }
}

/** The outcome of a line is in the database; nobody waits for an answer. */
interface Settled {
  readonly kind: 'settled';
}
const settled = { kind: 'answered', answer: { kind: 'settled' } } as const;

function intentOf({ line, organizationId, requestedBy }: ImportLineRow): Omit<Intent, 'acceptedAt'> {
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
  };
}
