import { describe, expect, it } from 'vitest';
import { newImportId, newOperationId } from '../../../../src/crypto/secrets.js';
import { cancelImport, reopenImport } from '../../../../src/database/imports/control.js';
import {
  endImport,
  findImport,
  listImports,
  type NewImport,
  writeImport,
} from '../../../../src/database/imports/imports.js';
import { pendingLines, refuseLine } from '../../../../src/database/imports/lines.js';
import { importOfKey, onceByKey } from '../../../../src/database/operations/acceptance.js';
import { areAttemptsAtTheSame } from '../../../../src/database/operations/queries.js';
import { acceptIntent, LineNotPending } from '../../../../src/database/operations/set-up.js';
import { importLines, operations } from '../../../../src/database/schema.js';
import { lineOutcomes } from '../../../../src/domain/import/import.js';
import { collisionKeyOf } from '../../../../src/domain/trunk/trunk.js';
import type { OperationId } from '../../../../src/domain/values.js';
import { ada, afterNoon, bob, byAda, intentFor, keyedAs, noon, useDatabase } from '../in-memory-database.js';

const memory = await useDatabase();

/** Returns an import of Ada's with one line per number. */
async function anImportOf(...numbers: readonly string[]) {
  const requested = importFor(numbers);
  await writeImport(memory.database, requested);
  return requested.id;
}

function importFor(numbers: readonly string[], changes: Partial<NewImport> = {}): NewImport {
  const id = newImportId();
  const { request, requestHash } = intentFor('+14155550100');
  return {
    ...{ id, organizationId: ada, requestedBy: null, keyed: null, createdAt: noon },
    lines: numbers.map((number, index) => ({
      ...{ line: index + 2, number, collisionKey: collisionKeyOf(number), requestHash },
      ...{ operationId: newOperationId(), request },
    })),
    ...changes,
  };
}

describe('the pending lines of an import', () => {
  it('pending lines are returned in their order, up to a limit', async () => {
    const id = await anImportOf('+14155550101', '+14155550102', '+14155550103');

    expect(await pendingLines(memory.database, id, 2)).toEqual([2, 3]);
  });

  it('an import that was cancelled or has finished has no pending lines', async () => {
    const id = await anImportOf('+14155550101');
    await memory.database.execute(`update import_lines set state = 'cancelled'`);
    await endImport(memory.database, id, noon);
    await memory.database.execute(`update import_lines set state = 'pending'`);

    expect(await pendingLines(memory.database, id, 10)).toEqual([]);
  });

  it('the lines that are retried are pending after the import was reopened', async () => {
    const id = await anImportOf('+14155550101');
    await memory.database.execute(`update import_lines set state = 'cancelled'`);
    await endImport(memory.database, id, noon);
    const { request } = intentFor('+14155550101');

    const outcome = await reopenImport(
      memory.database,
      { id, organizationId: ada, requestedBy: byAda, keyed: null },
      noon,
      ({ line }) => ({
        ...{ line, operationId: newOperationId(), request },
      }),
    );

    expect(outcome).toEqual({ kind: 'reopened' });
    expect(await pendingLines(memory.database, id, 10)).toEqual([2]);
  });

  it('a line is not pending once its operation is accepted', async () => {
    const id = await anImportOf('+14155550101', '+14155550102');
    const [first] = await memory.database.select().from(importLines).orderBy(importLines.line);
    if (first === undefined) throw new Error('The import has no lines.');
    await acceptIntent(memory.database, intentFor('+14155550101', { operationId: first.operationId }));

    expect(await pendingLines(memory.database, id, 10)).toEqual([3]);
  });

  it('only the current attempt at a pending line begins', async () => {
    const { database } = memory;
    const number = '+14155550101';
    const id = await anImportOf(number);
    const [line] = await database.select().from(importLines);
    if (line === undefined) throw new Error('The import has no lines.');
    const attempt = (operationId: OperationId) =>
      acceptIntent(database, intentFor(number, { operationId, line: { importId: id, line: 2 } }));

    await expect(attempt(newOperationId())).rejects.toThrow(LineNotPending);
    await cancelImport(database, { id, organizationId: ada, requestedBy: byAda, keyed: null }, noon);
    await expect(attempt(line.operationId)).rejects.toThrow(LineNotPending);
    expect(await database.select().from(operations)).toEqual([]);
    await database.update(importLines).set({ state: 'pending' });
    expect(await attempt(line.operationId)).toMatchObject({ kind: 'accepted' });
  });

  it('an attempt that was replaced when its import was reopened does not refuse the next one', async () => {
    const { database } = memory;
    const id = await anImportOf('+14155550101');

    await refuseLine(database, { importId: id, line: 2, operationId: newOperationId() }, 'number_in_use');

    expect(await pendingLines(database, id, 10)).toEqual([2]);
  });
});

describe('the imports of an organisation', () => {
  /** Begins three imports of Ada's. Only the first has finished; the others were created at the same moment. */
  async function threeImports() {
    const begunAt = async (milliseconds: number) => {
      const requested = importFor(['+14155550101', '+14155550102'], { createdAt: afterNoon(milliseconds) });
      await writeImport(memory.database, requested);
      return requested.id;
    };
    const first = await begunAt(0);
    await cancelImport(
      memory.database,
      { id: first, organizationId: ada, requestedBy: byAda, keyed: null },
      noon,
    );
    await endImport(memory.database, first, noon);
    const others = [await begunAt(1), await begunAt(1)].sort().reverse();
    return [...others, first];
  }

  it('imports are listed page by page, newest first, with the counts of their lines', async () => {
    const ids = await threeImports();

    const part = await listImports(memory.database, ada, { after: null, limit: 1 });
    const rest = await listImports(memory.database, ada, { after: part.imports[0] ?? null, limit: 2 });

    expect([...part.imports, ...rest.imports].map(({ id }) => id)).toEqual(ids);
    expect([part.more, rest.more]).toEqual([true, false]);
    expect(rest.imports).toMatchObject([
      { state: 'running', counts: { pending: 2, cancelled: 0 } },
      { state: 'finished', counts: { pending: 0, cancelled: 2 } },
    ]);
  });

  it("the list of imports contains none of another organisation's", async () => {
    await threeImports();

    expect(await listImports(memory.database, bob, { after: null, limit: 10 })).toEqual({
      imports: [],
      more: false,
    });
  });

  it('finished imports are returned without counting their lines again', async () => {
    const [, , ended] = await threeImports();
    await memory.database.execute(`update imports set state = 'finished', finished_at = now()`);
    await memory.database.execute(`update imports set counts = '{}' where id <> '${ended}'`);
    const before = memory.statements.length;

    const { imports } = await listImports(memory.database, ada, { after: null, limit: 100 });

    expect(imports.at(-1)).toMatchObject({ id: ended, counts: { cancelled: 2 } });
    expect(Object.keys(imports.at(-1)?.counts ?? {}), 'in their usual order').toEqual([...lineOutcomes]);
    expect(memory.statements.length - before).toBe(1);
  });
});

describe('an import of very many lines', () => {
  it('a large import is reopened with few statements, and each new operation names the one before', async () => {
    const numbers = Array.from({ length: 1_200 }, (_, index) => `+1415555${String(1_000 + index)}`);
    const id = await anImportOf(...numbers);
    const [first, second] = await memory.database.select().from(importLines).orderBy(importLines.line);
    if (first === undefined || second === undefined) throw new Error('The import has no lines.');
    await acceptIntent(memory.database, intentFor(first.number, { operationId: first.operationId }));
    await memory.database.execute(`update operations set state = 'failed', finished_at = now()`);
    const open = { id, organizationId: ada, requestedBy: byAda, keyed: null };
    await cancelImport(memory.database, open, noon);
    await endImport(memory.database, id, noon);
    const before = memory.statements.length;

    const outcome = await reopenImport(memory.database, open, noon, ({ line, request }) =>
      line === second.line ? 'password_unreadable' : { operationId: newOperationId(), request },
    );

    expect(outcome).toEqual({ kind: 'reopened' });
    expect(memory.statements.length - before).toBeLessThan(10);
    const [again, refused, ...others] = await memory.database
      .select()
      .from(importLines)
      .orderBy(importLines.line);
    expect(again).toMatchObject({ state: 'pending', attempt: 2, retryOf: first.operationId });
    expect(again?.operationId).not.toBe(first.operationId);
    expect(again).toMatchObject({ number: first.number, collisionKey: first.collisionKey });
    expect(refused).toEqual({ ...second, state: 'refused', code: 'password_unreadable' });
    expect(others).toHaveLength(1_198);
    expect(new Set(others.map(({ state, attempt, retryOf }) => `${state} ${attempt} ${retryOf}`))).toEqual(
      new Set(['pending 2 null']),
    );
    expect(await findImport(memory.database, open)).toMatchObject({
      counts: { pending: 1_199, refused: 1, failed: 0, cancelled: 0 },
    });
  });
});

describe('the cancellation of an import', () => {
  it('the cancellation of a finished import is refused, unless it repeats one that came in time', async () => {
    const id = await anImportOf('+14155550101');
    const cancel = (key: string | null) =>
      cancelImport(
        memory.database,
        { id, organizationId: ada, requestedBy: byAda, keyed: key === null ? null : keyedAs(key) },
        noon,
      );
    expect(await cancel('stop')).toEqual({ kind: 'cancelled' });
    expect(await cancel(null), 'while it goes on').toEqual({ kind: 'cancelled' });
    await endImport(memory.database, id, noon);

    expect(await cancel(null)).toEqual({ kind: 'finished' });
    expect(await cancel('late')).toEqual({ kind: 'finished' });
    expect(await cancel('stop')).toEqual({ kind: 'repeated', importId: id });
  });
});

describe('attempts at one request', () => {
  it('two operations are attempts at the same request when retries of one operation have led to both', async () => {
    const begin = async (number: string, retryOf: OperationId | null) => {
      const intent = intentFor(number, retryOf === null ? {} : { retryOf });
      await acceptIntent(memory.database, intent);
      return intent.operationId;
    };
    const first = await begin('+14155550101', null);
    const second = await begin('+14155550102', first);
    const third = await begin('+14155550103', second);
    const beside = await begin('+14155550104', first);
    const other = await begin('+14155550105', null);

    for (const one of [first, second, third]) {
      expect(await areAttemptsAtTheSame(memory.database, one, beside)).toBe(true);
      expect(await areAttemptsAtTheSame(memory.database, other, one)).toBe(false);
    }
  });
});

describe('an import with an idempotency key', () => {
  const number = '+14155550101';
  const keyed = (fingerprint = 'this') => importFor([number], { keyed: keyedAs('key-1', fingerprint) });

  const start = (requested: NewImport) =>
    onceByKey(
      () => importOfKey(memory.database, requested.keyed),
      () => writeImport(memory.database, requested),
      'begun',
    );

  it('concurrent requests with one idempotency key begin one import', async () => {
    const starts = await Promise.all(Array.from({ length: 5 }, () => start(keyed())));
    expect(starts.map(({ kind }) => kind).sort()).toEqual(['begun', ...Array(4).fill('repeated')]);
    expect(await memory.database.select().from(importLines)).toHaveLength(1);
  });

  it('an import with the idempotency key of another request is refused, and so is a set-up with the key of an import', async () => {
    expect(await start(keyed())).toMatchObject({ kind: 'begun' });
    const reused = { kind: 'idempotency_key_reused' };
    expect(await start(keyed('that'))).toEqual(reused);
    const setUp = intentFor(number, { keyed: keyedAs('key-1') });
    expect(await acceptIntent(memory.database, setUp)).toEqual(reused);
  });

  it('one key cancels an import once, so a repetition does not stop the reopened import', async () => {
    const id = await anImportOf(number);
    const cancel = () =>
      cancelImport(
        memory.database,
        { id, organizationId: ada, requestedBy: byAda, keyed: keyedAs('stop') },
        noon,
      );
    expect(await cancel()).toEqual({ kind: 'cancelled' });
    await endImport(memory.database, id, noon);
    const open = { id, organizationId: ada, requestedBy: byAda, keyed: null };
    await reopenImport(memory.database, open, noon, ({ line, operationId, request }) => ({
      ...{ line, operationId, request },
    }));

    expect(await cancel()).toEqual({ kind: 'repeated', importId: id });

    expect(await findImport(memory.database, open)).toMatchObject({ cancelledAt: null, state: 'running' });
  });

  it('one key reopens an import once, also for concurrent requests', async () => {
    const id = await anImportOf(number);
    await cancelImport(memory.database, { id, organizationId: ada, requestedBy: byAda, keyed: null }, noon);
    await endImport(memory.database, id, noon);
    const reopen = () =>
      reopenImport(
        memory.database,
        { id, organizationId: ada, requestedBy: byAda, keyed: keyedAs('again') },
        noon,
        ({ line, operationId, request }) => ({ line, operationId, request }),
      );

    const outcomes = await Promise.all([reopen(), reopen(), reopen()]);

    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['reopened', 'repeated', 'repeated']);
    expect(await memory.database.select().from(importLines)).toMatchObject([{ attempt: 2 }]);
  });
});
