import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { KeyedHash, newOperationId } from '../../../../src/crypto/secrets.js';
import { sealEntries } from '../../../../src/database/audit/chain.js';
import { listAudit, recordAct } from '../../../../src/database/audit/entries.js';
import { administrationOf } from '../../../../src/database/keys/api-keys.js';
import { ownQuotas, setQuotas } from '../../../../src/database/keys/quotas.js';
import { requestCancellation } from '../../../../src/database/operations/control.js';
import { beginCompensation, releaseNumber } from '../../../../src/database/operations/operations.js';
import { acceptIntent } from '../../../../src/database/operations/set-up.js';
import { removeRecord } from '../../../../src/database/operations/tear-down.js';
import { beginTrunkOperation } from '../../../../src/database/operations/trunk-operations.js';
import { apiKeys } from '../../../../src/database/schema.js';
import type { Act, AuditFilter } from '../../../../src/domain/audit.js';
import type { OrganizationId } from '../../../../src/domain/values.js';
import { ada, afterNoon, aTrunk, bob, byAda, intentFor, noon, useDatabase } from '../in-memory-database.js';

const memory = await useDatabase();
const { database } = memory;
const number = '+15551234567';
const everything: AuditFilter = {
  ...{ organizationId: null, action: null, key: null, subject: null, since: null, until: null },
};
const act: Act = {
  ...{ by: byAda, action: 'export_trunks', organizationId: ada, subject: null, result: 'succeeded' },
};
const listed = async (filter: Partial<AuditFilter> = {}) =>
  (await listAudit(database, { ...everything, ...filter }, { after: null, limit: 100 })).entries;

/** Ada's key exists in these tests, because operations name it. */
async function asAda() {
  await database.insert(apiKeys).values({
    ...{ publicId: byAda.keyId, secretHash: 'hash', organizationId: ada, label: '' },
  });
  return { requestedBy: byAda };
}

describe('an operation is recorded in the statement that writes it', () => {
  it('when it is accepted and when it succeeds, with its key and its address', async () => {
    const asked = await asAda();
    const before = memory.statements.length;
    const trunk = await aTrunk(database, number, { ...asked, at: afterNoon(80) });

    expect(memory.statements.slice(before).filter((statement) => statement.includes('"audit"'))).toEqual([]);
    const actor = { kind: 'key', key: byAda.keyId, address: byAda.address };
    const common = { organizationId: ada, actor, action: 'set_up_trunk', subject: trunk.operationId };
    expect(await listed()).toMatchObject([
      { ...common, at: afterNoon(80), result: 'succeeded', details: { contract: 'zudu' } },
      { ...common, at: noon, result: 'accepted', details: { contract: 'zudu' } },
    ]);
  });

  it('when it fails, with the code of the failure', async () => {
    const intent = intentFor(number);
    await acceptIntent(database, intent);
    const removed = { inbound: 0 };
    await beginCompensation(database, intent.operationId, { step: 'rule', code: 'livekit_refused', removed });
    await releaseNumber(database, intent.operationId, { removed }, afterNoon(1));

    expect(await listed()).toMatchObject([
      { result: 'failed', details: { code: 'livekit_refused' }, actor: { kind: 'trunkline', key: null } },
      { result: 'accepted' },
    ]);
  });

  it('also a tear-down, once at each end however often its steps repeat', async () => {
    const trunk = await aTrunk(database, number);
    const operationId = newOperationId();
    await beginTrunkOperation(database, {
      ...{ operationId, kind: 'tear_down_trunk', trunkId: trunk.id, organizationId: ada, origin: 'zudu' },
      ...{ requestedBy: null, keyed: null, acceptedAt: afterNoon(1) },
    });
    for (let repeated = 0; repeated < 2; repeated += 1)
      await removeRecord(database, operationId, afterNoon(2));

    expect(await listed({ subject: operationId })).toMatchObject([
      { action: 'tear_down_trunk', result: 'succeeded' },
      { action: 'tear_down_trunk', result: 'accepted' },
    ]);
  });

  it('but not if it is refused, because nothing was done', async () => {
    await aTrunk(database, number);
    const before = await listed();
    expect(await acceptIntent(database, intentFor(number))).toMatchObject({ kind: 'number_held' });
    expect(await listed()).toEqual(before);
  });
});

describe('an act is recorded in its own transaction', () => {
  it('a cancellation names who cancels, who is not always who has begun', async () => {
    const intent = intentFor(number);
    await acceptIntent(database, intent);
    const cancel = { organizationId: ada, operationId: intent.operationId, keyed: null };
    await requestCancellation(database, { ...cancel, requestedBy: byAda }, afterNoon(1));

    expect(await listed({ action: 'cancel_operation' })).toMatchObject([
      {
        subject: intent.operationId,
        actor: { key: byAda.keyId, address: byAda.address },
        result: 'accepted',
      },
    ]);
  });

  it('keys and organisations are recorded without any secret', async () => {
    const keyedHash = new KeyedHash(randomBytes(32));
    const administration = administrationOf(database, keyedHash, () => Promise.resolve());
    const { id } = await administration.createOrganization({ name: 'Grace Ltd', agentName: null });
    const made = await administration.createKey({ organizationId: id, label: 'Grace' });
    const rotated = await administration.rotateKey(made.publicId, { overlapMs: 0 });
    await administration.revokeKey(rotated.publicId);
    await administration.revokeKey(rotated.publicId);
    await administration.suspendOrganization(id, true);
    await administration.suspendOrganization(id, false);

    const entries = await listed({ organizationId: id });
    expect(entries.map(({ action, subject }) => [action, subject]).sort()).toEqual([
      ['create_key', made.publicId],
      ['create_organization', id],
      ['resume_organization', id],
      ['revoke_key', rotated.publicId],
      ['rotate_key', rotated.publicId],
      ['suspend_organization', id],
    ]);
    expect(entries.every(({ actor }) => actor.kind === 'administration')).toBe(true);
    const { rows } = await textOfAudit();
    expect(JSON.stringify(rows)).toContain(made.publicId);
    for (const secret of [made.secret, rotated.secret, 'Grace']) {
      expect(JSON.stringify(rows)).not.toContain(secret);
    }
  });

  it('quotas are recorded with the new values, unless nobody has the organization', async () => {
    const changes = {
      trunks: 5_000,
      new_numbers_per_day: null,
      keys: 'usual',
      imports_per_day: undefined,
    } as const;
    await setQuotas(database, ada, changes, byAda);
    expect(await setQuotas(database, 'org_nobody' as OrganizationId, changes, byAda)).toBeNull();

    expect(await listed()).toMatchObject([
      {
        action: 'change_quotas',
        organizationId: ada,
        subject: ada,
        actor: { key: byAda.keyId, address: byAda.address },
        result: 'succeeded',
      },
    ]);
    const [entry] = await listed();
    expect(entry?.details).toEqual({ trunks: '5000', new_numbers_per_day: 'off', keys: 'usual' });
  });

  it('quotas stay as they are if the entry cannot be stored', async () => {
    const unstorable = { keyId: 'sk_ada', address: '\0' };
    await expect(setQuotas(database, ada, { trunks: 5_000 }, unstorable)).rejects.toThrow();
    expect(await ownQuotas(database, ada)).toEqual({});
  });

  it('an act that is rolled back leaves no entry', async () => {
    const failing = database.transaction(async (transaction) => {
      await recordAct(transaction, act);
      throw new Error('the act failed');
    });
    await expect(failing).rejects.toThrow('the act failed');
    expect(await listed()).toEqual([]);
  });

  it('the key of an operator differs from the key of an organization', async () => {
    await database.insert(apiKeys).values({
      ...{
        publicId: 'sk_operator',
        secretHash: 'hash',
        organizationId: null,
        label: '',
        scopes: ['operator'],
      },
    });
    await recordAct(database, { ...act, by: { keyId: 'sk_operator', address: null } });
    expect(await listed()).toMatchObject([{ actor: { kind: 'operator', key: 'sk_operator' } }]);
  });
});

const textOfAudit = async () => (await database.execute(sql`select * from audit`)) as { rows: unknown[] };

describe('the list of entries', () => {
  it('selects by organisation, action, key, subject and time', async () => {
    await recordAct(database, act);
    await recordAct(database, { ...act, organizationId: bob, action: 'create_key', subject: 'sk_bob' });
    await recordAct(database, { ...act, by: 'trunkline', organizationId: null });
    const soon = new Date(Date.now() + 60_000);

    const selected = async (filter: Partial<AuditFilter>) => (await listed(filter)).length;
    expect(await selected({})).toBe(3);
    expect(await selected({ organizationId: ada })).toBe(1);
    expect(await selected({ action: 'create_key' })).toBe(1);
    expect(await selected({ key: byAda.keyId })).toBe(2);
    expect(await selected({ subject: 'sk_bob' })).toBe(1);
    expect(await selected({ since: soon })).toBe(0);
    expect(await selected({ until: soon })).toBe(3);
  });

  it('has pages that show every entry once, also those of one moment', async () => {
    await database.transaction(async (transaction) => {
      for (let entry = 0; entry < 5; entry += 1) await recordAct(transaction, act);
    });
    const seen: string[] = [];
    for (let after = null, more = true; more; ) {
      const page = await listAudit(database, everything, { after, limit: 2 });
      seen.push(...page.entries.map(({ id }) => id));
      after = page.next;
      more = page.next !== null;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });
});

describe('the database refuses', () => {
  const keyedHash = new KeyedHash(randomBytes(32));
  const refused = (statement: string) =>
    expect(database.execute(statement).catch((error: Error) => Promise.reject(error.cause))).rejects.toThrow(
      'Entries of the audit log are only added.',
    );

  it.each([
    'delete from audit',
    'truncate audit',
    `update audit set actor = 'sk_other'`,
    `update audit set position = 7, hash = 'x', result = 'failed'`,
  ])('"%s" before an entry is sealed', async (statement) => {
    await recordAct(database, act);
    await refused(statement);
    expect(await listed()).toHaveLength(1);
  });

  it.each(['delete from audit', 'update audit set position = 2', `update audit set details = '{"a":"b"}'`])(
    '"%s" after it is sealed',
    async (statement) => {
      await recordAct(database, act);
      await sealEntries(database, keyedHash);
      await refused(statement);
    },
  );
});
