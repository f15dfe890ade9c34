import { describe, expect, it } from 'vitest';
import { cancelImport } from '../../../../src/database/imports/control.js';
import { endImport } from '../../../../src/database/imports/imports.js';
import { acceptIntent } from '../../../../src/database/operations/set-up.js';
import { removeRecord } from '../../../../src/database/operations/tear-down.js';
import { beginTrunkOperation } from '../../../../src/database/operations/trunk-operations.js';
import { apiKeys, testCalls } from '../../../../src/database/schema.js';
import { custodyOf } from '../../../../src/database/secrets/custody.js';
import { findTrunkRecord } from '../../../../src/database/trunks/queries.js';
import { listRevisions } from '../../../../src/database/trunks/revisions.js';
import type { TestCallId, TestCallResult } from '../../../../src/domain/test-call/test-call.js';
import type { E164 } from '../../../../src/domain/trunk/trunk.js';
import type { OrganizationId } from '../../../../src/domain/values.js';
import {
  ada,
  afterNoon,
  aTrunk,
  bob,
  byAda,
  intentFor,
  keyedAs,
  noon,
  specFor,
  useDatabase,
} from '../in-memory-database.js';
import { aChangedTrunk, aFailedSetUp, anImport, before, everything } from './secret-rows.js';

const { database } = await useDatabase();
const custody = custodyOf(database, before);
const number = '+15551234567';

/** Returns the tables with a row that contains the text. */
async function tablesWith(text: string): Promise<string[]> {
  const all = Object.entries(await everything(database));
  return all.filter(([, rows]) => rows.includes(text)).map(([table]) => table);
}

async function aDeletedTrunk(of: string): Promise<void> {
  const trunk = await aChangedTrunk(database, of);
  const tearDown = specFor(trunk.id, { acceptedAt: afterNoon(5), keyed: keyedAs('delete') });
  await beginTrunkOperation(database, tearDown);
  await removeRecord(database, tearDown.operationId, afterNoon(10));
}

async function aFinishedImport(of: string): Promise<void> {
  const id = await anImport(database, of);
  await cancelImport(database, { id, organizationId: ada, requestedBy: byAda, keyed: null }, noon);
  await endImport(database, id, noon);
}

describe('the erasure of an organization', () => {
  it('an erasure deletes everything about the organization in every table, and nothing about another', async () => {
    await database
      .insert(apiKeys)
      .values({ publicId: 'sk_1', secretHash: 'h', organizationId: ada, label: '' });
    await aDeletedTrunk(number);
    await aFailedSetUp(database, '+15557654321', afterNoon(20));
    await aFinishedImport('+15553334444');
    const theirs = await aTrunk(database, '+15550001111', { organizationId: bob });
    await database.insert(testCalls).values({
      ...{
        id: 'tc_1' as TestCallId,
        organizationId: ada,
        requestedBy: 'sk_1',
        called: '+442071838750' as E164,
      },
      ...{ ringSeconds: 1, talkSeconds: 1, state: 'finished', result: {} as TestCallResult, events: [] },
      ...{ createdAt: noon, finishedAt: noon, dispatchAfter: noon },
    });
    expect(await tablesWith(ada)).not.toEqual([]);
    expect(await custody.previewErasure(ada, false)).toEqual({
      ...{ organizationId: ada, name: 'Ada', trunks: 0, unfinished: 0, operations: 4, imports: 1, keys: 1 },
    });

    expect(await custody.eraseOrganization(ada, false)).toEqual({ erased: 4, done: true });

    for (const trace of [number, '5557654321', '5553334444', 'token-', 'sk_1', '2071838750'])
      expect(await tablesWith(trace)).toEqual([]);
    expect(await tablesWith(ada), 'the audit log keeps ids, and who has erased').toEqual(['audit']);
    expect(await findTrunkRecord(database, theirs.id)).not.toBeNull();
    await expect(custody.eraseOrganization(ada, false)).rejects.toThrow(`There is no organisation "${ada}".`);
  });

  it('an erasure is refused while a trunk exists, and then deletes nothing', async () => {
    await aChangedTrunk(database, number);
    await aFailedSetUp(database, '+15557654321');
    await expect(custody.eraseOrganization(ada, false)).rejects.toThrow('has 1 trunks');
    expect(await tablesWith('+15557654321')).toEqual(['operations']);
  });

  it('an erasure that keeps the trunks deletes everything that they do not need', async () => {
    const trunk = await aChangedTrunk(database, number);
    await aDeletedTrunk('+15559990000');
    await aFailedSetUp(database, '+15557654321');
    await aFinishedImport('+15553334444');
    expect(await custody.eraseOrganization(ada, true)).toEqual({ erased: 4, done: true });
    for (const trace of ['5557654321', '5559990000', '5553334444'])
      expect(await tablesWith(trace)).toEqual([]);
    expect(await findTrunkRecord(database, trunk.id)).not.toBeNull();
    const { revisions } = await listRevisions(database, ada, trunk.id, { before: null, limit: 9 });
    expect(revisions.map(({ revision }) => revision)).toEqual([2, 1]);
    expect(await tablesWith('"Ada"')).toEqual(['organizations']);
  });

  it('an erasure is refused while an operation has not finished', async () => {
    await acceptIntent(database, intentFor(number));
    await expect(custody.eraseOrganization(ada, true)).rejects.toThrow('have not finished');
  });

  it('more operations than one transaction deletes are erased by further calls', async () => {
    for (let each = 0; each < 501; each += 1) await aFailedSetUp(database, `+1555${1_000_000 + each}`);
    expect(await custody.eraseOrganization(ada, false)).toEqual({ erased: 500, done: false });
    expect((await custody.previewErasure(ada, false)).operations).toBe(1);
    expect(await custody.eraseOrganization(ada, false)).toEqual({ erased: 1, done: true });
  });

  it('an unknown organization is named', async () => {
    const nobody = 'org_nobody00000000000000000' as OrganizationId;
    await expect(custody.previewErasure(nobody, false)).rejects.toThrow(nobody);
  });
});
