import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { accountContext, passwordContext } from '../../domain/trunk/spec.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import { canaryContext } from '../keys/installation.js';
import { importLines, imports, installation, operations, trunkRevisions, trunks } from '../schema.js';

/** The set-up to which a secret is bound. */
export interface SecretOwner {
  readonly organizationId: OrganizationId;
  readonly operationId: OperationId;
}

/** A place in the database that holds a sealed secret in each row, or nothing. */
export interface SealedPlace {
  readonly table: PgTable;
  /** The columns of the primary key. */
  readonly keys: readonly [PgColumn, ...PgColumn[]];
  /** Reads the ciphertext. */
  readonly sealed: SQL;
  /** Assigns another ciphertext, as in the clause `set`. */
  readonly assign: (sealed: string) => SQL;
  /** The organization and the set-up to which the secret is bound. */
  readonly organizationId: SQL;
  readonly operationId: SQL;
  /** Returns the context with which the secret was sealed. */
  readonly contextOf: (owner: SecretOwner) => string;
  /** Only rows with this condition hold a secret here. */
  readonly where?: SQL;
}

/** The set-up of a trunk, which its first revision names also after the trunk was deleted. */
const setUpOf = (trunkId: PgColumn) =>
  sql`(select first.operation_id from ${trunkRevisions} first where first.trunk_id = ${trunkId} and first.revision = 1)`;

const setUpOfOperation = sql`coalesce(${setUpOf(operations.trunkId)}, ${operations.id})`;

/** Declares a secret that is a column of its own. */
const column = (sealed: PgColumn) => ({
  sealed: sql`${sealed}`,
  assign: (text: string) => sql`${sql.identifier(sealed.name)} = ${text}`,
});

/** Declares a secret in a JSON column. @param path where, as in `{carrier,sealedAccount}` */
const member = (json: PgColumn, path: string) => ({
  sealed: sql`${json} #>> ${path}::text[]`,
  assign: (text: string) =>
    sql`${sql.identifier(json.name)} = jsonb_set(${json}, ${path}::text[], to_jsonb(${text}::text))`,
});

const ofTrunk = {
  ...{ table: trunks, keys: [trunks.id] as const },
  ...{ organizationId: sql`${trunks.organizationId}`, operationId: sql`${trunks.operationId}` },
};
const ofOperation = {
  ...{ table: operations, keys: [operations.id] as const },
  ...{ organizationId: sql`${operations.organizationId}`, operationId: setUpOfOperation },
};

/** Every place that holds sealed secrets. The canary comes last: it tells which key a start needs. */
export const sealedPlaces: readonly SealedPlace[] = [
  { ...ofTrunk, ...column(trunks.sealedPassword), contextOf: passwordContext },
  { ...ofTrunk, ...member(trunks.carrier, '{plan,sealedAccount}'), contextOf: accountContext },
  {
    ...{ table: trunkRevisions, ...column(trunkRevisions.sealedPassword), contextOf: passwordContext },
    keys: [trunkRevisions.organizationId, trunkRevisions.trunkId, trunkRevisions.revision],
    organizationId: sql`${trunkRevisions.organizationId}`,
    operationId: setUpOf(trunkRevisions.trunkId),
  },
  { ...ofOperation, ...member(operations.request, '{sealedPassword}'), contextOf: passwordContext },
  { ...ofOperation, ...member(operations.request, '{carrier,sealedAccount}'), contextOf: accountContext },
  { ...ofOperation, ...member(operations.carrier, '{plan,sealedAccount}'), contextOf: accountContext },
  {
    ...{ table: importLines, ...member(importLines.request, '{sealedPassword}'), contextOf: passwordContext },
    keys: [importLines.importId, importLines.line],
    organizationId: sql`(select owned.organization_id from ${imports} owned where owned.id = ${importLines.importId})`,
    operationId: sql`${importLines.operationId}`,
  },
  {
    ...{ table: installation, ...column(installation.value), keys: [installation.name] },
    ...{ organizationId: sql`''`, operationId: sql`''`, contextOf: () => canaryContext },
    where: sql`${installation.name} = 'encryption_canary'`,
  },
];
