import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyRing } from '../../../../src/crypto/secrets.js';
import { beginTrunkOperation } from '../../../../src/database/operations/trunk-operations.js';
import type { ChangeAnswer, ChangeTrunk, TrunkChanges } from '../../../../src/domain/change/change.js';
import { parseDid } from '../../../../src/domain/trunk/numbers/phone-number.js';
import { changeTrunkWith } from '../../../../src/operations/change/change-trunk.js';
import type { AdmissionControl } from '../../../../src/operations/runner/admission.js';
import { acceptedValue } from '../../../unit/domain/parsing.js';
import { ada, aTrunk, bob, specFor, useDatabase } from '../../database/in-memory-database.js';
import { endSlots, runnerOn } from '../operations-on.js';

const own = '+15551230001';
const other = '+15551230002';

const memory = await useDatabase();
let admission: AdmissionControl;
let changeTrunk: ChangeTrunk;

beforeEach(async () => {
  const runner = await runnerOn(memory);
  admission = runner.admission;
  changeTrunk = changeTrunkWith({
    ...runner,
    answerWaitMs: 0,
    keyRing: new KeyRing([{ id: 'k1', material: randomBytes(32) }]),
  });
});

afterEach(() => endSlots(admission));

async function moveToOther(changes: TrunkChanges = {}): Promise<ChangeAnswer> {
  const { id } = await aTrunk(memory.database, own);
  return changeTrunk({
    ...{
      organizationId: ada,
      contract: 'autocalls',
      endpoint: 'change_trunk',
      requestedBy: { keyId: 'sk_owner', address: '127.0.0.1' },
    },
    ...{ target: { by: 'id', id }, idempotencyKey: null, waitMs: 0 },
    changesOf: () => ({ ok: true, value: { number: acceptedValue(parseDid(other)), ...changes } }),
    body: {},
  });
}

describe('a change to a number that somebody holds', () => {
  it('a change to a number that somebody holds names the trunk of the same organisation that has the same username and address', async () => {
    const trunk = await aTrunk(memory.database, other);
    expect(await moveToOther()).toEqual({ kind: 'already_exists', trunk });
  });

  it('a change to a number that somebody holds answers number_in_use for a trunk of the same organisation with another username', async () => {
    await aTrunk(memory.database, other);
    expect(await moveToOther({ username: 'another' })).toEqual({ kind: 'number_in_use' });
  });

  it('a change to a number that somebody holds answers number_in_use for an equal trunk of another organisation', async () => {
    await aTrunk(memory.database, other, { organizationId: bob });
    expect(await moveToOther()).toEqual({ kind: 'number_in_use' });
  });

  it('a change to a number that somebody holds answers number_in_use for a trunk that is being deleted', async () => {
    const { id } = await aTrunk(memory.database, other);
    await beginTrunkOperation(memory.database, specFor(id));
    expect(await moveToOther()).toEqual({ kind: 'number_in_use' });
  });
});
