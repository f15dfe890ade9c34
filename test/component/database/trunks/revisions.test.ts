import { beforeEach, describe, expect, it } from 'vitest';
import { commitChange } from '../../../../src/database/operations/change.js';
import { beginCompensation, releaseNumber } from '../../../../src/database/operations/operations.js';
import { acceptIntent, activateRecord } from '../../../../src/database/operations/set-up.js';
import { removeRecord } from '../../../../src/database/operations/tear-down.js';
import { beginTrunkOperation } from '../../../../src/database/operations/trunk-operations.js';
import { apiKeys, type StoredRequest } from '../../../../src/database/schema.js';
import { findRevision, listRevisions, requestToRevert } from '../../../../src/database/trunks/revisions.js';
import { noNotes } from '../../../../src/domain/trunk/trunk.js';
import type { OperationId, SealedSecret } from '../../../../src/domain/values.js';
import { settingsWith } from '../../../unit/plans.js';
import {
  ada,
  afterNoon,
  aTrunk,
  bob,
  intentFor,
  noon,
  specFor,
  trunkOfCommit,
  useDatabase,
} from '../in-memory-database.js';

const number = '+15551234567';
const removed = { inbound: 0, outbound: 0, rule: 0 };

const { database } = await useDatabase();

beforeEach(async () => {
  await database
    .insert(apiKeys)
    .values({ publicId: 'sk_ada', secretHash: 'hash', organizationId: ada, label: 'The front office' });
});

const setUp = () => aTrunk(database, number, { requestedBy: { keyId: 'sk_ada', address: '127.0.0.1' } });

describe('the id of a trunk', () => {
  it('a trunk id is never used twice, not even after the trunk was deleted, nor by another organisation', async () => {
    const trunk = await setUp();
    const { operationId: tearDown } = await beginTearDown(trunk.id);
    await removeRecord(database, tearDown, afterNoon(1));
    const theirs = { ...intentFor('+15557654321'), organizationId: bob };
    await acceptIntent(database, theirs);
    const drawn = [trunk.id, trunk.id, 7];

    const objects = { inboundTrunkId: 'ST_in', outboundTrunkId: 'ST_out', dispatchRuleId: 'SDR_1' };
    const completed = await activateRecord(
      database,
      theirs.operationId,
      objects,
      noon,
      [],
      () => drawn.shift() ?? 8,
    );

    expect(trunkOfCommit(completed)?.id).toBe(7);
  });
});

function requestWith(changes: Parameters<typeof settingsWith>[0], rest: Partial<StoredRequest> = {}) {
  const settings = settingsWith({ number: { kind: 'number', value: number }, ...changes });
  return { settings, sealedPassword: 's1.k1.iv.body' as SealedSecret, notes: noNotes, ...rest };
}

async function beginTearDown(trunkId: number) {
  const spec = specFor(trunkId);
  expect(await beginTrunkOperation(database, spec)).toMatchObject({ kind: 'begun' });
  return spec;
}

async function begin(trunkId: number, request: StoredRequest): Promise<OperationId> {
  const spec = specFor(trunkId, { kind: 'change_trunk', prepare: () => ({ kind: 'ready', request }) });
  expect(await beginTrunkOperation(database, spec)).toMatchObject({ kind: 'begun' });
  return spec.operationId;
}

async function change(trunkId: number, request: StoredRequest, at = afterNoon(1)): Promise<OperationId> {
  const id = await begin(trunkId, request);
  expect(await commitChange(database, id, at)).not.toBeNull();
  return id;
}

async function historyOf(trunkId: number, part: { before?: number; limit?: number } = {}) {
  const { revisions, more } = await listRevisions(database, ada, trunkId, {
    before: part.before ?? null,
    limit: part.limit ?? 10,
  });
  return { numbers: revisions.map(({ revision }) => revision), revisions, more };
}

describe('the first revision of a trunk', () => {
  it('the first revision holds the settings of the set-up, its requester, its moment and its contract', async () => {
    const { id, operationId } = await setUp();
    expect(await findRevision(database, ada, id, 1)).toEqual({
      trunkId: id,
      revision: 1,
      madeAt: noon,
      operationId,
      contract: 'zudu',
      requestedBy: { keyId: 'sk_ada', label: 'The front office' },
      settings: requestWith({}).settings,
      notes: noNotes,
      before: null,
      passwordChanged: false,
    });
  });
});

describe('a revision by a change', () => {
  it('a change makes the next revision, which includes the previous settings', async () => {
    const { id } = await setUp();
    const notes = { ...noNotes, numberProvider: 'twilio' };
    const operationId = await change(id, requestWith({ username: 'another' }, { notes }), afterNoon(9));
    expect(await findRevision(database, ada, id, 2)).toMatchObject({
      revision: 2,
      madeAt: afterNoon(9),
      operationId,
      contract: 'autocalls',
      requestedBy: null,
      settings: { username: 'another' },
      notes,
      before: { settings: requestWith({}).settings, notes: noNotes },
      passwordChanged: false,
    });
  });

  it('a revision by a change of the password says only that the password has changed', async () => {
    const { id } = await setUp();
    await change(id, requestWith({}, { sealedPassword: 's1.k1.iv.new' as SealedSecret }));
    const revision = await findRevision(database, ada, id, 2);
    expect(revision).toMatchObject({ passwordChanged: true });
    expect(JSON.stringify(revision)).not.toContain('s1.k1');
  });

  it('a change that changes nothing makes no revision', async () => {
    const { id } = await setUp();
    await change(id, requestWith({}));
    expect(await historyOf(id)).toMatchObject({ numbers: [1], more: false });
  });

  it('a compensated change makes no revision', async () => {
    const { id } = await setUp();
    const operationId = await begin(id, requestWith({ username: 'another' }));
    await beginCompensation(database, operationId, { step: 'rule', code: 'livekit_refused', removed });
    await releaseNumber(database, operationId, { removed }, afterNoon(9));
    expect(await commitChange(database, operationId, afterNoon(10))).toBeNull();
    expect(await historyOf(id)).toMatchObject({ numbers: [1] });
  });

  it('a change that is committed twice makes one revision', async () => {
    const { id } = await setUp();
    const operationId = await change(id, requestWith({ username: 'another' }));
    await commitChange(database, operationId, afterNoon(5));
    expect(await historyOf(id)).toMatchObject({ numbers: [2, 1] });
  });

  it('a change to earlier settings makes another revision', async () => {
    const { id } = await setUp();
    await change(id, requestWith({ username: 'another' }));
    const first = await requestToRevert(database, ada, id, 1);
    expect(first).toEqual(requestWith({}));
    await change(id, first ?? requestWith({ username: 'unknown' }));
    const { numbers, revisions } = await historyOf(id);
    expect(numbers).toEqual([3, 2, 1]);
    expect(revisions[0]).toMatchObject({ settings: { username: settingsWith({}).username } });
  });
});

describe('the history of a trunk', () => {
  it('the history is read newest first, and each revision of a page includes the one before', async () => {
    const { id } = await setUp();
    for (const username of ['second', 'third', 'fourth']) await change(id, requestWith({ username }));
    const newest = await historyOf(id, { limit: 2 });
    expect(newest).toMatchObject({ numbers: [4, 3], more: true });
    expect(newest.revisions.map(({ before }) => before?.settings.username)).toEqual(['third', 'second']);
    expect(await historyOf(id, { before: 3, limit: 2 })).toMatchObject({ numbers: [2, 1], more: false });
    expect(await historyOf(id, { before: 1 })).toMatchObject({ numbers: [], more: false });
  });

  it("the history of a trunk contains no other trunk's revisions, and only its organisation can read it", async () => {
    const one = await setUp();
    const other = await aTrunk(database, '+15557654321');
    await change(other.id, {
      ...requestWith({}),
      settings: settingsWith({ number: { kind: 'number', value: '+15550000000' } }),
    });
    expect(await historyOf(one.id)).toMatchObject({ numbers: [1] });
    expect(await historyOf(other.id)).toMatchObject({ numbers: [2, 1] });
    expect(await listRevisions(database, bob, one.id, { before: null, limit: 10 })).toEqual({
      revisions: [],
      more: false,
    });
    expect(await findRevision(database, bob, one.id, 1)).toBeNull();
    expect(await requestToRevert(database, bob, one.id, 1)).toBeNull();
  });

  it('the history has no revision after the newest and none before the first', async () => {
    const { id } = await setUp();
    expect(await findRevision(database, ada, id, 2)).toBeNull();
    expect(await findRevision(database, ada, id, 0)).toBeNull();
    expect(await requestToRevert(database, ada, id, 2)).toBeNull();
  });

  it('the history remains when the trunk is deleted', async () => {
    const { id } = await setUp();
    const { operationId } = await beginTearDown(id);
    await removeRecord(database, operationId, afterNoon(5));
    expect(await historyOf(id)).toMatchObject({ numbers: [1] });
  });
});
