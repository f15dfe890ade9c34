import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyRing } from '../../../../src/crypto/key-ring.js';
import { beginTrunkOperation } from '../../../../src/database/trunk-operations.js';
import type { ChangeAnswer, ChangeTrunk, TrunkChanges } from '../../../../src/domain/change/change.js';
import { parseDid } from '../../../../src/domain/trunk/parse-number.js';
import { changeTrunkWith } from '../../../../src/operations/change/change-trunk.js';
import type { OperateDependencies } from '../../../../src/operations/runner/run-on-trunk.js';
import { ada, aTrunk, bob, specFor, useDatabase } from '../../database/in-memory-database.js';
import { acceptedValue } from '../../domain/parsing.js';
import { endSlots, operatingOn } from '../operating.js';

const own = '+15551230001';
const other = '+15551230002';

const memory = await useDatabase();
let operating: OperateDependencies;
let changeTrunk: ChangeTrunk;

beforeEach(async () => {
  operating = await operatingOn(memory);
  changeTrunk = changeTrunkWith({
    ...operating,
    answerWaitMs: 0,
    keyRing: new KeyRing([{ id: 'k1', material: randomBytes(32) }]),
  });
});

afterEach(() => endSlots(operating.admission));

async function moveToOther(changes: TrunkChanges = {}): Promise<ChangeAnswer> {
  const { id } = await aTrunk(memory.database, own);
  return changeTrunk({
    ...{ organizationId: ada, contract: 'autocalls', endpoint: 'change_trunk', requestedBy: 'sk_owner' },
    ...{ target: { by: 'id', id }, idempotencyKey: null, waitMs: 0 },
    changesOf: () => ({ ok: true, value: { number: acceptedValue(parseDid(other)), ...changes } }),
    body: {},
  });
}

describe('a change to a number that is held', () => {
  it('by a trunk of the same organisation with the same username and address names that trunk', async () => {
    const trunk = await aTrunk(memory.database, other);
    expect(await moveToOther()).toEqual({ kind: 'already_exists', trunk });
  });

  it('by a trunk of the same organisation with another username says no more than that it is in use', async () => {
    await aTrunk(memory.database, other);
    expect(await moveToOther({ username: 'another' })).toEqual({ kind: 'number_in_use' });
  });

  it('by the same trunk of somebody else says no more than that', async () => {
    await aTrunk(memory.database, other, { organizationId: bob });
    expect(await moveToOther()).toEqual({ kind: 'number_in_use' });
  });

  it('by a trunk that is being deleted says no more than that', async () => {
    const { id } = await aTrunk(memory.database, other);
    await beginTrunkOperation(memory.database, specFor(id));
    expect(await moveToOther()).toEqual({ kind: 'number_in_use' });
  });
});
