import { setImmediate as nextTick } from 'node:timers/promises';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '../../domain/administration.js';
import {
  type ImportId,
  type ImportName,
  type LineRefusal,
  retriableOutcomes,
} from '../../domain/import/import.js';
import type { OperationId } from '../../domain/values.js';
import { recordAct } from '../audit/entries.js';
import { type Database, inChunks } from '../database.js';
import {
  importOfKey,
  type KeyedRequest,
  type KeyReused,
  onceByKey,
  type Repeated,
  useKey,
} from '../operations/acceptance.js';
import { importLines, imports, operations } from '../schema.js';
import { dispatchAfterStart, type NewImportLine, outcome } from './imports.js';

/** The request to control an import. */
export interface ControlledImport extends ImportName {
  readonly requestedBy: Actor;
  /** The request's idempotency key; null when it has none. */
  readonly keyed: KeyedRequest | null;
}

/** The result of a request to cancel an import. */
type ImportCancellation =
  /** No further line begins. */
  { readonly kind: 'cancelled' } | KnownByKey | { readonly kind: 'not_found' | 'finished' };

/** Cancels the pending lines of a running import. Lines that have begun continue. */
export function cancelImport(
  database: Database,
  controlled: ControlledImport,
  now: Date,
): Promise<ImportCancellation> {
  const { id } = controlled;
  return control<'cancelled' | 'finished'>(
    database,
    controlled,
    'cancelled',
    now,
    async (transaction, head, accept) => {
      if (head.state === 'finished') return { kind: 'finished' };
      await accept();
      if (head.cancelledAt !== null) return { kind: 'cancelled' };
      await transaction.update(imports).set({ cancelledAt: now }).where(eq(imports.id, id));
      await transaction
        .update(importLines)
        .set({ state: 'cancelled' })
        .where(and(eq(importLines.importId, id), eq(importLines.state, 'pending')));
      return { kind: 'cancelled' };
    },
  );
}

/** The operation and the request with which a line is retried, or why it cannot be retried. */
export type LineAgain = Pick<NewImportLine, 'operationId' | 'request'> | LineRefusal;

/** The result of a request to reopen an import. */
type ImportReopening =
  | { readonly kind: 'reopened' }
  | KnownByKey
  | { readonly kind: 'not_found' | 'still_running' | 'nothing_to_retry' };

/**
 * Reopens a finished import: the lines that may be retried become pending.
 * @param renew returns the next attempt of a line.
 */
export function reopenImport(
  database: Database,
  controlled: ControlledImport,
  now: Date,
  renew: (line: ImportLine) => LineAgain,
): Promise<ImportReopening> {
  const { id } = controlled;
  return control<'reopened' | 'still_running' | 'nothing_to_retry'>(
    database,
    controlled,
    'reopened',
    now,
    async (transaction, head, accept) => {
      if (head.state === 'running') return { kind: 'still_running' };
      const lines = await transaction
        .select({ line: importLines, begun: operations.id })
        .from(importLines)
        .leftJoin(operations, eq(operations.id, importLines.operationId))
        .where(and(eq(importLines.importId, id), inArray(outcome, retriableOutcomes)));
      if (lines.length === 0) return { kind: 'nothing_to_retry' };
      await accept();
      for (const chunk of inChunks(lines)) {
        await updateLines(
          transaction,
          chunk.map(({ line, begun }) => reopenedLine(line, begun, renew(line))),
        );
        await nextTick();
      }
      await transaction
        .update(imports)
        .set({
          ...{ state: 'running', finishedAt: null, counts: null, cancelledAt: null },
          dispatchAfter: dispatchAfterStart(now),
        })
        .where(eq(imports.id, id));
      return { kind: 'reopened' };
    },
  );
}

/**
 * Controls one of an organisation's own imports, once per idempotency key, under a lock on the import.
 * @param done the kind of outcome of an accepted request.
 * @param work checks the locked import, calls `accept` if the request is accepted, and then does the work.
 */
function control<Kind extends string>(
  database: Database,
  { id, organizationId, requestedBy, keyed }: ControlledImport,
  done: Kind,
  now: Date,
  work: (
    transaction: Database,
    head: ImportHead,
    accept: () => Promise<void>,
  ) => Promise<{ readonly kind: Kind }>,
): Promise<{ readonly kind: Kind | 'not_found' } | KnownByKey> {
  return onceByKey<KnownByKey, { readonly kind: Kind | 'not_found' }>(
    () => importOfKey(database, keyed),
    () =>
      database.transaction(async (transaction) => {
        const head = await lockImport(transaction, { id, organizationId });
        if (head === null) return { kind: 'not_found' };
        return work(transaction, head, async () => {
          await useKey(transaction, keyed, { importId: id }, now);
          const action = done === 'cancelled' ? 'cancel_import' : 'retry_import';
          await recordAct(transaction, {
            ...{ by: requestedBy, action, organizationId, subject: id, result: 'succeeded' },
          });
        });
      }),
    done,
  );
}

type KnownByKey = Repeated<{ readonly importId: ImportId }> | KeyReused;
type ImportHead = Pick<typeof imports.$inferSelect, 'state' | 'cancelledAt'>;

/** Locks one of an organisation's own imports until the end of the transaction. */
async function lockImport(transaction: Database, { id, organizationId }: ImportName) {
  const [head] = await transaction
    .select({ state: imports.state, cancelledAt: imports.cancelledAt })
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.organizationId, organizationId)))
    .for('update');
  return head ?? null;
}

type ImportLine = typeof importLines.$inferSelect;

function reopenedLine(line: ImportLine, begun: OperationId | null, again: LineAgain): ImportLine {
  if (typeof again === 'string') return { ...line, state: 'refused', code: again, holderId: null };
  return {
    ...{ ...line, ...again, state: 'pending', code: null, holderId: null },
    ...{ retryOf: begun ?? line.retryOf, attempt: line.attempt + 1 },
  };
}

/** Updates many lines with one statement. Ten thousand statements would block other requests for long. */
async function updateLines(transaction: Database, lines: ImportLine[]): Promise<void> {
  const set = {
    operationId: sql`excluded.operation_id`,
    request: sql`excluded.request`,
    state: sql`excluded.state`,
    code: sql`excluded.code`,
    retryOf: sql`excluded.retry_of`,
    holderId: sql`excluded.holder_id`,
    attempt: sql`excluded.attempt`,
  };
  await transaction
    .insert(importLines)
    .values(lines)
    .onConflictDoUpdate({ target: [importLines.importId, importLines.line], set });
}
