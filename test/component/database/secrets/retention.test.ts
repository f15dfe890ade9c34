import { describe, expect, it, vi } from 'vitest';
import { cancelImport } from '../../../../src/database/imports/control.js';
import { endImport } from '../../../../src/database/imports/imports.js';
import { mayRetry } from '../../../../src/database/operations/control.js';
import { acceptIntent } from '../../../../src/database/operations/set-up.js';
import { removeRecord } from '../../../../src/database/operations/tear-down.js';
import { beginTrunkOperation } from '../../../../src/database/operations/trunk-operations.js';
import { forgetSecrets } from '../../../../src/database/secrets/retention.js';
import { findTrunkRecord } from '../../../../src/database/trunks/queries.js';
import { requestToRevert } from '../../../../src/database/trunks/revisions.js';
import { passwordContext } from '../../../../src/domain/trunk/spec.js';
import { SecretRetention } from '../../../../src/operations/custody/secret-retention.js';
import { ada, afterNoon, byAda, intentFor, noon, specFor, useDatabase } from '../in-memory-database.js';
import { aChangedTrunk, aFailedSetUp, anImport, before, everything } from './secret-rows.js';

const { database } = await useDatabase();
const number = '+15551234567';

/** Returns how many ciphertexts each table holds. Tables without any are left out. */
async function ciphertexts(): Promise<Readonly<Record<string, number>>> {
  const counts = Object.entries(await everything(database)).map(
    ([table, text]) => [table, text.match(/s2\.k1\./g)?.length ?? 0] as const,
  );
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

describe('the passwords of finished operations', () => {
  it('a password is kept until its operation has finished long enough ago, and is then deleted', async () => {
    const operationId = await aFailedSetUp(database, number);
    const asked = { organizationId: ada, operationId, keyed: null };
    expect(await forgetSecrets(database, noon)).toBe(0);
    expect(await mayRetry(database, asked)).toMatchObject({ kind: 'ready' });
    expect(await forgetSecrets(database, afterNoon(1))).toBe(1);
    expect(await ciphertexts()).toEqual({});
    expect(await mayRetry(database, asked)).toEqual({ kind: 'not_retryable' });
    expect(await forgetSecrets(database, afterNoon(1))).toBe(0);
  });

  it('the password of an unfinished operation is never deleted', async () => {
    const { request, ...intent } = intentFor(number);
    const { sealedPassword } = request;
    await acceptIntent(database, { ...intent, request });
    expect(await forgetSecrets(database, afterNoon(9_999))).toBe(0);
    expect(JSON.stringify(await everything(database))).toContain(sealedPassword);
  });

  it('a trunk keeps its password, its carrier account and those of its revisions', async () => {
    const { id } = await aChangedTrunk(database, number);
    await forgetSecrets(database, afterNoon(9_999));
    expect(await ciphertexts()).toEqual({ trunks: 2, trunk_revisions: 2 });
    const row = (await findTrunkRecord(database, id))?.row;
    if (row === undefined) throw new Error('The trunk has gone.');
    expect(before.open(row.sealedPassword, passwordContext(row)).reveal()).toBe('second');
    const revert = await requestToRevert(database, ada, id, 1);
    if (revert === null) throw new Error('The revision has gone.');
    expect(before.open(revert.sealedPassword, passwordContext(row)).reveal()).toBe('first');
  });

  it('the passwords of the revisions of a deleted trunk are deleted after the same time', async () => {
    const trunk = await aChangedTrunk(database, number);
    const tearDown = specFor(trunk.id, { acceptedAt: afterNoon(5) });
    await beginTrunkOperation(database, tearDown);
    await removeRecord(database, tearDown.operationId, afterNoon(10));
    await forgetSecrets(database, afterNoon(10));
    expect(await ciphertexts()).toEqual({ trunk_revisions: 2 });
    await forgetSecrets(database, afterNoon(11));
    expect(await ciphertexts()).toEqual({});
  });

  it('the password of a line is deleted after its import has finished, and not while it can still begin', async () => {
    const id = await anImport(database, number);
    await forgetSecrets(database, afterNoon(9_999));
    expect(await ciphertexts()).toEqual({ import_lines: 1 });
    await cancelImport(database, { id, organizationId: ada, requestedBy: byAda, keyed: null }, noon);
    await endImport(database, id, noon);
    await forgetSecrets(database, afterNoon(1));
    expect(await ciphertexts()).toEqual({});
  });
});

describe('a worker', () => {
  it('a worker deletes passwords by itself, goes on after a failure, and stops at once', async () => {
    await aFailedSetUp(database, number, new Date(Date.now() - 31 * 24 * 3_600_000));
    await aFailedSetUp(database, '+15557654321', new Date(Date.now() - 29 * 24 * 3_600_000));
    const logger = { info: vi.fn(), warn: vi.fn() };
    let isAway = true;
    const flaky = new Proxy(database, {
      get: (target, name) => {
        if (name !== '$with' || !isAway) return Reflect.get(target, name);
        isAway = false;
        throw new Error('The database is away.');
      },
    });
    const retention = new SecretRetention({ database: flaky, logger, keptDays: 30, everyMs: 1 });
    retention.start();
    await expect.poll(() => logger.info.mock.calls.length).toBe(1);
    await retention.stop();
    expect(logger.info).toHaveBeenCalledWith({ forgotten: 1 }, expect.any(String));
    expect(logger.warn).toHaveBeenCalled();
    expect(await ciphertexts()).toEqual({ operations: 1 });
  });
});
