import { setImmediate as nextTurn } from 'node:timers/promises';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { OperationId } from '../../domain/ids.js';
import {
  type ImportId,
  type ImportName,
  type LineRefusal,
  retriableOutcomes,
} from '../../domain/import/import.js';
import { type Database, inChunks } from '../database.js';
import {
  importOfKey,
  type KeyedRequest,
  type KeyReused,
  onceByKey,
  type Repeated,
  useKey,
} from '../operations/idempotency-keys.js';
import { importLines, imports, operations } from '../schema.js';
import { dispatchAfterStart, type NewImportLine, outcome } from './imports.js';

/** Which import an organisation wants to steer. */
export interface ControlledImport extends ImportName {
  /** The request by its idempotency key; null when it came without one. */
  readonly keyed: KeyedRequest | null;
}

/** What became of the wish to cancel an import. */
export type ImportCancellation =
  /** No further line begins, as far as any was left. */
  { readonly kind: 'cancelled' } | KnownByKey | { readonly kind: 'not_found' | 'finished' };

/** Lets no further line of a running import begin. */
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

/** What a line is tried again with, under a new operation; or why it cannot be. */
export type LineAgain = Pick<NewImportLine, 'operationId' | 'request'> | LineRefusal;

/** What became of the wish to open an import again. */
export type ImportReopening =
  | { readonly kind: 'reopened' }
  | KnownByKey
  | { readonly kind: 'not_found' | 'still_running' | 'nothing_to_retry' };

/**
 * Opens a finished import again with those of its lines that may be tried again.
 * @param renew makes a line's next attempt of its last.
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
        await rewriteLines(
          transaction,
          chunk.map(({ line, begun }) => lineOpenedAgain(line, begun, renew(line))),
        );
        await nextTurn();
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
 * Steers one of an organisation's own imports, once by its key, while nobody else does.
 * @param done the outcome of a wish that is accepted.
 * @param work looks at the locked import, calls `accept` when nothing is in the way, and does what is wanted.
 */
function control<Kind extends string>(
  database: Database,
  { id, organizationId, keyed }: ControlledImport,
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
        return work(transaction, head, () => useKey(transaction, keyed, { importId: id }, now));
      }),
    done,
  );
}

type KnownByKey = Repeated<{ readonly importId: ImportId }> | KeyReused;
type ImportHead = Pick<typeof imports.$inferSelect, 'state' | 'cancelledAt'>;

/** Locks one of an organisation's own imports until the transaction ends. */
async function lockImport(transaction: Database, { id, organizationId }: ImportName) {
  const [head] = await transaction
    .select({ state: imports.state, cancelledAt: imports.cancelledAt })
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.organizationId, organizationId)))
    .for('update');
  return head ?? null;
}

type ImportLine = typeof importLines.$inferSelect;

function lineOpenedAgain(line: ImportLine, begun: OperationId | null, again: LineAgain): ImportLine {
  if (typeof again === 'string') return { ...line, state: 'refused', code: again, holderId: null };
  return {
    ...{ ...line, ...again, state: 'pending', code: null, holderId: null },
    ...{ retryOf: begun ?? line.retryOf, attempt: line.attempt + 1 },
  };
}

/** Writes lines that are there anew, many with one statement: ten thousand statements would hold up everybody for long. */
async function rewriteLines(transaction: Database, lines: ImportLine[]): Promise<void> {
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
