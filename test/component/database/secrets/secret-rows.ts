import { randomBytes } from 'node:crypto';
import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { KeyRing, newImportId, newOperationId, sealAccount } from '../../../../src/crypto/secrets.js';
import type { Database } from '../../../../src/database/database.js';
import { writeImport } from '../../../../src/database/imports/imports.js';
import { commitChange } from '../../../../src/database/operations/change.js';
import { beginCompensation, releaseNumber } from '../../../../src/database/operations/operations.js';
import { acceptIntent, noteConnection } from '../../../../src/database/operations/set-up.js';
import { beginTrunkOperation } from '../../../../src/database/operations/trunk-operations.js';
import * as schema from '../../../../src/database/schema.js';
import { type CarrierLink, passwordContext } from '../../../../src/domain/trunk/spec.js';
import type { SipAddress, Trunk } from '../../../../src/domain/trunk/trunk.js';
import { type OperationId, type SealedSecret, Secret } from '../../../../src/domain/values.js';
import { settingsWith } from '../../../unit/plans.js';
import { activate, ada, afterNoon, intentFor, noon, objects, specFor } from '../in-memory-database.js';

const material = () => randomBytes(32);
const oldKey = { id: 'k1', material: material() };
const newKey = { id: 'k2', material: material() };
/** Seals with the old key. */
export const before = new KeyRing([oldKey]);
/** Seals with the new key, and opens what the old one has sealed. */
export const during = new KeyRing([newKey, oldKey]);
/** Has the new key alone. */
export const after = new KeyRing([newKey]);

const removed = { inbound: 0, outbound: 0, rule: 0 };

const sealed = (password: string, operationId: OperationId): SealedSecret =>
  before.seal(new Secret(password), passwordContext({ organizationId: ada, operationId }));

/** Sets up a trunk with a carrier account, and changes its password. */
export async function aChangedTrunk(database: Database, number: string): Promise<Trunk> {
  const operationId = newOperationId();
  const owner = { organizationId: ada, operationId };
  const account = { sid: `AC-${number}`, token: new Secret(`token-${number}`) };
  const link: CarrierLink = {
    plan: {
      name: 'twilio',
      sealedAccount: sealAccount(before, account, owner),
      sipHost: 'sip.example.com',
    },
    connection: {
      address: 'tl-1.pstn.twilio.com' as SipAddress,
      numberId: 'PN1',
      capabilities: { voice: true, sms: true, mms: false },
      trunkId: 'TK1',
      objects: { trunk: 'TK1' },
      routeBefore: { to: 'number' },
    },
  };
  const intent = intentFor(number, { operationId });
  const request = { ...intent.request, sealedPassword: sealed('first', operationId), carrier: link.plan };
  await acceptIntent(database, { ...intent, request });
  await noteConnection(database, operationId, link);
  const trunk = await activate(database, operationId, objects, noon);
  if (trunk === null) throw new Error('The trunk was not made.');
  const change = specFor(trunk.id, {
    kind: 'change_trunk',
    prepare: () => ({
      kind: 'ready',
      request: {
        settings: settingsWith({ number: { kind: 'number', value: number } }),
        sealedPassword: sealed('second', operationId),
      },
    }),
  });
  await beginTrunkOperation(database, change);
  await commitChange(database, change.operationId, afterNoon(1));
  return trunk;
}

/** Begins a set-up that fails. */
export async function aFailedSetUp(database: Database, number: string, at = noon): Promise<OperationId> {
  const operationId = newOperationId();
  const intent = intentFor(number, { operationId, acceptedAt: at });
  const request = { ...intent.request, sealedPassword: sealed('failed', operationId) };
  await acceptIntent(database, { ...intent, request });
  await beginCompensation(database, operationId, { step: 'rule', code: 'livekit_refused', removed });
  await releaseNumber(database, operationId, { removed }, at);
  return operationId;
}

/** Stores an import with one line that is not begun. */
export async function anImport(database: Database, number: string) {
  const operationId = newOperationId();
  const { request, requestHash, collisionKey } = intentFor(number);
  const id = newImportId();
  await writeImport(database, {
    ...{ id, organizationId: ada, requestedBy: null, keyed: null, createdAt: noon },
    lines: [
      {
        ...{ line: 2, number, collisionKey, requestHash, operationId },
        request: { ...request, sealedPassword: sealed('line', operationId) },
      },
    ],
  });
  return id;
}

/** Returns the text of every row of every table, by table. */
export async function everything(database: Database): Promise<Readonly<Record<string, string>>> {
  const all: Record<string, string> = {};
  for (const table of Object.values(schema).filter((value) => is(value, PgTable))) {
    all[getTableName(table)] = JSON.stringify(await database.select().from(table));
  }
  return all;
}
