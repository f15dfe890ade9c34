import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { KeyedHash, KeyRing } from '../../../../src/crypto/secrets.js';
import type { Database } from '../../../../src/database/database.js';
import { apiKeys, importLines } from '../../../../src/database/schema.js';
import type { ImportCommand, ImportId, Imports } from '../../../../src/domain/import/import.js';
import { noNumberRules } from '../../../../src/domain/trunk/numbers/number-rules.js';
import { Secret } from '../../../../src/domain/values.js';
import { importerOn } from '../../../../src/operations/import/importer.js';
import { settingsWith } from '../../../unit/plans.js';
import { ada, byAda, useDatabase } from '../../database/in-memory-database.js';
import { noConflictBudget } from '../operations-on.js';

const memory = await useDatabase();
let woken: ImportId[];

beforeEach(async () => {
  woken = [];
  await memory.database
    .insert(apiKeys)
    .values({ publicId: 'sk_owner', secretHash: 'of no matter', organizationId: ada, label: 'test' });
});

function importerWith(database: Database): Imports {
  return importerOn({
    database,
    keyRing: new KeyRing([{ id: 'k1', material: Buffer.alloc(32) }]),
    keyedHash: new KeyedHash(Buffer.alloc(32)),
    starter: { wakeImport: async ({ id }) => void woken.push(id) },
    reachability: { reachable: true, reportFailure: () => undefined },
    logger: pino({ level: 'silent' }),
    rules: noNumberRules,
    conflicts: noConflictBudget,
  });
}

/** The same database, which cannot be read any more once something was written in it. */
function goneOnceWritten(database: Database, alreadyWritten = false): Database {
  let gone = alreadyWritten;
  return new Proxy(database, {
    get(target, name) {
      if (name === 'transaction') {
        return async (...work: Parameters<Database['transaction']>) => {
          const outcome = await target.transaction(...work);
          gone = true;
          return outcome;
        };
      }
      if (name === 'select' && gone) throw new Error('The connection was lost.');
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const command: ImportCommand = {
  organizationId: ada,
  requestedBy: { keyId: 'sk_owner', address: '127.0.0.1' },
  lines: ['+14155550101', '+14155550102'].map((value, index) => ({
    line: index + 2,
    request: {
      settings: settingsWith({ number: { kind: 'number', value } }),
      password: new Secret('pa55word'),
    },
  })),
  digest: 'two lines',
  idempotencyKey: null,
};

/** Begins an import in a database that can be reached. */
async function begun(): Promise<ImportId> {
  const answer = await importerWith(memory.database).begin(command);
  if (answer.kind !== 'begun') throw new Error(`The import was not begun: ${answer.kind}`);
  return answer.view.id;
}

const unavailable = { kind: 'unavailable', component: 'database', retryAfterSeconds: 5 };

describe('when the database goes away', () => {
  it('an import that was written is answered as begun, and is begun', async () => {
    const answer = await importerWith(goneOnceWritten(memory.database)).begin(command);

    expect(answer).toMatchObject({
      kind: 'begun',
      view: { state: 'running', total: 2, counts: { pending: 2, running: 0, succeeded: 0 } },
    });
    expect(await memory.database.select().from(importLines)).toHaveLength(2);
    expect(woken).toHaveLength(1);
  });

  it('a cancellation that was written is answered as unavailable, so that the caller repeats it', async () => {
    const id = await begun();
    const control = { id, organizationId: ada, requestedBy: byAda, idempotencyKey: null };

    expect(await importerWith(goneOnceWritten(memory.database)).cancel(control)).toEqual(unavailable);

    expect(await importerWith(memory.database).find(control)).toMatchObject({ counts: { cancelled: 2 } });
  });

  it('a retry that was written is answered as unavailable, and goes on', async () => {
    const id = await begun();
    const control = { id, organizationId: ada, requestedBy: byAda, idempotencyKey: null };
    await importerWith(memory.database).cancel(control);
    await memory.database.execute(`update imports set state = 'finished', finished_at = now()`);
    woken = [];

    expect(await importerWith(goneOnceWritten(memory.database)).retry(control)).toEqual(unavailable);

    expect(await importerWith(memory.database).find(control)).toMatchObject({
      state: 'running',
      counts: { pending: 2 },
    });
    expect(woken).toEqual([id]);
  });

  it('a read is answered as unavailable, not as a fault', async () => {
    const gone = importerWith(goneOnceWritten(memory.database, true));
    const { number } = settingsWith({ number: { kind: 'number', value: '+14155550101' } });

    expect(await gone.refusedNumbers(ada, [{ line: 2, number }])).toEqual(unavailable);
    expect(await gone.begin({ ...command, idempotencyKey: 'once' })).toEqual(unavailable);
  });
});
