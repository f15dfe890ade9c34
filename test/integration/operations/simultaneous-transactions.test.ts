import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newImportId, newOperationId } from '../../../src/crypto/secrets.js';
import { connectDatabase } from '../../../src/database/connect.js';
import type { Database, DatabaseConnection } from '../../../src/database/database.js';
import { endImport, writeImport } from '../../../src/database/imports/imports.js';
import { requestCancellation } from '../../../src/database/operations/control.js';
import {
  deleteReservationsWith,
  NumberHeld,
  reserveNumbers,
} from '../../../src/database/operations/reservations.js';
import { acceptIntent, activateRecord, LineNotPending } from '../../../src/database/operations/set-up.js';
import { importLines, imports, organizations } from '../../../src/database/schema.js';
import { forgetSecrets } from '../../../src/database/secrets/retention.js';
import { collisionKeyOf } from '../../../src/domain/trunk/trunk.js';
import type { OrganizationId, SealedSecret } from '../../../src/domain/values.js';
import {
  ada,
  afterNoon,
  bob,
  byAda,
  intentFor,
  noon,
  objects,
} from '../../component/database/in-memory-database.js';
import { theStack } from '../support/the-stack.js';
import { useWorld } from '../support/world.js';

const isPostgres = theStack().database === 'postgres';
if (!isPostgres) {
  process.stdout.write(
    '    simultaneous transactions are not tested here: the embedded database has one connection\n',
  );
}

const number = '+14155550101';

describe.runIf(isPostgres)('of two transactions at the same time', () => {
  const world = useWorld({ ROLE: 'gateway' });
  let connection: DatabaseConnection;

  beforeAll(async () => {
    connection = await connectDatabase(world.trunkline.config.database, pino({ level: 'silent' }));
  });
  afterAll(() => connection.close());

  /** Runs one transaction up to its end, lets another one begin and wait for it or pass it, and then commits the first. */
  async function overtakenBy<Result>(
    first: (transaction: Database) => Promise<unknown>,
    second: (database: Database) => Promise<Result>,
  ): Promise<Result> {
    const { database } = connection;
    const progress = new EventEmitter();
    const [begun, mayCommit] = [once(progress, 'begun'), once(progress, 'commit')];
    const committed = database.transaction(async (transaction) => {
      await first(transaction);
      progress.emit('begun');
      await mayCommit;
    });
    await begun;
    const outcome = second(database);
    outcome.catch(() => undefined);
    // Long enough for a statement to take its snapshot.
    await delay(300);
    progress.emit('commit');
    await committed;
    return outcome;
  }

  async function twoOrganizations(): Promise<void> {
    await connection.database
      .insert(organizations)
      .values([ada, bob].map((id) => ({ id, name: id, agentName: null })))
      .onConflictDoNothing();
  }

  async function anImport() {
    await twoOrganizations();
    const intent = intentFor(number);
    const id = newImportId();
    const { operationId, requestHash, collisionKey, request } = intent;
    await writeImport(connection.database, {
      ...{ id, organizationId: ada, requestedBy: null, keyed: null, createdAt: noon },
      lines: [{ line: 2, number, collisionKey, requestHash, operationId, request }],
    });
    return { id, intent: { ...intent, line: { importId: id, line: 2 } } };
  }

  type AnImport = Awaited<ReturnType<typeof anImport>>['id'];

  const cancelLine = (id: AnImport, database: Database) =>
    database.update(importLines).set({ state: 'cancelled' }).where(eq(importLines.importId, id));

  /** Reopens an import as a retry does: the line is pending again, with a new password. */
  async function reopen(id: AnImport, transaction: Database): Promise<void> {
    await transaction.select({ id: imports.id }).from(imports).where(eq(imports.id, id)).for('update');
    const request = { ...intentFor(number).request, sealedPassword: 'new' as SealedSecret };
    await transaction
      .update(importLines)
      .set({ state: 'pending', request })
      .where(eq(importLines.importId, id));
    await transaction.update(imports).set({ state: 'running', finishedAt: null }).where(eq(imports.id, id));
  }

  it('a line does not begin when its import is cancelled in the one that commits first', async () => {
    const { id, intent } = await anImport();

    const accepted = overtakenBy(
      (transaction) => cancelLine(id, transaction),
      (database) => acceptIntent(database, intent),
    );

    await expect(accepted).rejects.toThrow(LineNotPending);
  });

  it('the passwords of an import that is reopened are not deleted', async () => {
    const { id } = await anImport();
    await cancelLine(id, connection.database);
    await endImport(connection.database, id, noon);

    await overtakenBy(
      (transaction) => reopen(id, transaction),
      (database) => forgetSecrets(database, afterNoon(1)),
    );

    const [line] = await connection.database.select().from(importLines).where(eq(importLines.importId, id));
    expect(line?.request.sealedPassword).toBe('new');
  });

  it('an import that is reopened is not finished by an earlier attempt to finish it', async () => {
    const { id } = await anImport();
    await cancelLine(id, connection.database);

    await overtakenBy(
      (transaction) => reopen(id, transaction),
      (database) => endImport(database, id, noon),
    );

    const [head] = await connection.database.select().from(imports).where(eq(imports.id, id));
    expect(head?.state).toBe('running');
  });

  it('a change does not take a number that its owner releases in the one that commits first', async () => {
    await twoOrganizations();
    const theirs = intentFor(number);
    await acceptIntent(connection.database, theirs);
    const change = {
      ...intentFor('+14155550102'),
      organizationId: bob as OrganizationId,
      operationId: newOperationId(),
    };
    await acceptIntent(connection.database, change);

    const taken = overtakenBy(
      (transaction) => deleteReservationsWith(transaction, collisionKeyOf(number), ada, noon),
      (database) =>
        database.transaction((transaction) =>
          reserveNumbers(transaction, [collisionKeyOf(number)], change.operationId, {
            ...{ organizationId: bob, heldSince: afterNoon(-1) },
          }),
        ),
    );

    await expect(taken).rejects.toThrow(NumberHeld);
  });

  it('a cancellation is refused when the set-up is committed first', async () => {
    await twoOrganizations();
    const { operationId, ...intent } = intentFor(number);
    await acceptIntent(connection.database, { ...intent, operationId });

    const cancelled = overtakenBy(
      (transaction) => activateRecord(transaction, operationId, objects, noon),
      (database) =>
        requestCancellation(
          database,
          { organizationId: ada, operationId, requestedBy: byAda, keyed: null },
          noon,
        ),
    );

    expect(await cancelled).toEqual({ kind: 'finished' });
  });

  it('a set-up is not committed when its cancellation is', async () => {
    await twoOrganizations();
    const { operationId, ...intent } = intentFor(number);
    await acceptIntent(connection.database, { ...intent, operationId });

    const committed = overtakenBy(
      (transaction) =>
        transaction.execute(sql`update operations set cancel_requested_at = now() where id = ${operationId}`),
      (database) => activateRecord(database, operationId, objects, noon),
    );

    expect(await committed).toBe('cancelled');
  });
});
