import { PGlite } from '@electric-sql/pglite';
import { type Logger, type SQL, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { beforeEach } from 'vitest';
import { newOperationId } from '../../../src/crypto/secrets.js';
import type { Database } from '../../../src/database/database.js';
import type { KeyedRequest } from '../../../src/database/operations/acceptance.js';
import { type Commit, trunkLeftBy } from '../../../src/database/operations/operations.js';
import { acceptIntent, activateRecord, type Intent } from '../../../src/database/operations/set-up.js';
import type { TrunkOperationRequest } from '../../../src/database/operations/trunk-operations.js';
import * as schema from '../../../src/database/schema.js';
import type { Actor } from '../../../src/domain/administration.js';
import type { Fingerprint } from '../../../src/domain/fingerprint.js';
import { collisionKeyOf, type Trunk } from '../../../src/domain/trunk/trunk.js';
import type { OrganizationId, SealedSecret } from '../../../src/domain/values.js';
import { settingsWith } from '../../unit/plans.js';
import { migratedTemplate } from './migrated-template.js';

/** Two tenants that exist in every test. */
export const ada = 'org_ada000000000000000000000' as OrganizationId;
export const bob = 'org_bob000000000000000000000' as OrganizationId;

/** A request of Ada. No such key is stored. */
export const byAda: Actor = { keyId: 'sk_ada', address: '198.51.100.7' };

/** A PostgreSQL in memory with the real migrations. */
export interface InMemoryDatabase {
  readonly database: Database;
  /** Every statement that the tests of this file have sent, except those that begin and end transactions. */
  readonly statements: readonly string[];
  /** Opens the same data over a connection that a test can cut: every later query fails. */
  connect(): { readonly database: Database; cut(): void };
}

/** The engine is shared by the files that run in one process, because opening it costs a second of processor time. */
let opened: Promise<PGlite> | null = null;

/** All tables; a table comes before those to which its rows refer. */
const tables = [
  'request_counts',
  'reconciliation_findings',
  'reconciliations',
  'test_calls',
  'imports',
  'trunk_revisions',
  'trunk_health',
  'calls',
  'trunks',
  'number_reservations',
  'number_holds',
  'number_ranges',
  'number_proofs',
  'operations',
  'api_keys',
  'organization_usage',
  'organizations',
  'installation',
] as const;

/** Gives the tests of a file a database. Each test begins with two organisations and nothing else. */
export async function useDatabase(): Promise<InMemoryDatabase> {
  opened ??= migratedTemplate().then((loadDataDir) => PGlite.create({ loadDataDir }));
  const engine = await opened;
  const statements: string[] = [];
  const written = new Set<string>(tables);
  const logger = {
    logQuery: (statement: string) => {
      statements.push(statement);
      for (const [, table = ''] of statement.matchAll(/(?:insert into|update|delete from) "?(\w+)/gi)) {
        written.add(table);
      }
    },
  };
  const database = drizzle(engine, { schema, logger });
  beforeEach(async () => {
    const used = tables.filter((table) => written.has(table));
    // This is many times faster than a truncate, which creates new files.
    await engine.exec(used.map((table) => `delete from ${table};`).join(' '));
    await asAttacker(database, sql`delete from audit`);
    if (used.includes('organizations')) {
      await database.insert(schema.organizations).values([
        { id: ada, name: 'Ada', agentName: 'front desk' },
        { id: bob, name: 'Bob', agentName: null },
      ]);
    }
    written.clear();
  });
  return { database, statements, connect: () => cuttable(engine, logger) };
}

/** Runs a statement past the triggers of the audit log, as somebody who owns the database can. */
export async function asAttacker(database: Database, statement: SQL): Promise<void> {
  await database.execute(sql`set session_replication_role = replica`);
  await database.execute(statement);
  await database.execute(sql`set session_replication_role = origin`);
}

function cuttable(engine: PGlite, logger: Logger): { readonly database: Database; cut(): void } {
  let isCut = false;
  const fail = () => Promise.reject(new Error('The connection was cut.'));
  const get = (target: PGlite, name: keyof PGlite) => {
    const value: unknown = target[name];
    if (typeof value !== 'function') return value;
    return isCut ? fail : value.bind(target);
  };
  return {
    database: drizzle(new Proxy(engine, { get }), { schema, logger }),
    cut: () => {
      isCut = true;
    },
  };
}

/** The moment at which the tests take place. */
export const noon = new Date('2026-11-22T12:00:00.000Z');

/** Returns the moment so many milliseconds after noon. */
export function afterNoon(milliseconds: number): Date {
  return new Date(noon.getTime() + milliseconds);
}

/** Returns a set-up of a number by Ada, with the changes of the test. */
export function intentFor(number: string, changes: Partial<Intent> = {}): Intent {
  return {
    operationId: newOperationId(),
    organizationId: ada,
    contract: 'zudu',
    requestedBy: null,
    collisionKey: collisionKeyOf(number),
    request: {
      settings: settingsWith({ number: { kind: 'number', value: number } }),
      sealedPassword: 's1.k1.iv.body' as SealedSecret,
    },
    requestHash: 'hash-of-the-request',
    keyed: null,
    acceptedAt: noon,
    ...changes,
  };
}

/** Returns an idempotency key of Ada's. */
export function keyedAs(key: string, fingerprint = 'this', organizationId = ada): KeyedRequest {
  return { organizationId, key, fingerprint: fingerprint as Fingerprint };
}

/** The ids of the objects of every trunk here. */
export const objects = { inboundTrunkId: 'ST_in', outboundTrunkId: 'ST_out', dispatchRuleId: 'SDR_1' };

/**
 * Sets up a trunk in the database.
 * @param changes the changes to the set-up; `at` is when it completes, by default when it is accepted.
 */
export async function aTrunk(
  database: Database,
  number: string,
  { at, ...changes }: Partial<Intent> & { readonly at?: Date } = {},
): Promise<Trunk> {
  const intent = intentFor(number, changes);
  await acceptIntent(database, intent);
  const trunk = await activate(database, intent.operationId, objects, at ?? intent.acceptedAt);
  if (trunk === null) throw new Error('The record was not made.');
  return trunk;
}

/** Completes a set-up. @returns its trunk; null when the operation is no longer running. */
export async function activate(...activation: Parameters<typeof activateRecord>): Promise<Trunk | null> {
  return trunkOfCommit(await activateRecord(...activation));
}

/** Returns the trunk of an operation that was committed; null when it is no longer running. */
export function trunkOfCommit(commit: Commit): Trunk | null {
  if (commit === 'cancelled') throw new Error('The operation is cancelled.');
  return commit === null ? null : trunkLeftBy(commit);
}

/** Returns a request of Ada's for an operation on a trunk, with the changes of the test. */
export function specFor(
  trunkId: number,
  changes: Partial<TrunkOperationRequest> = {},
): TrunkOperationRequest {
  return {
    operationId: newOperationId(),
    kind: 'tear_down_trunk',
    trunkId,
    organizationId: ada,
    origin: 'autocalls',
    requestedBy: null,
    keyed: null,
    acceptedAt: noon,
    ...changes,
  };
}
