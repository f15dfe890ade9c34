/** All tables, for drizzle and drizzle-kit. Each table is written by one store: see docs/decisions/0012. */
export type { StoredRequest, StoredTrunk } from './schema/columns.js';
export * from './schema/idempotency-keys.js';
export * from './schema/imports.js';
export * from './schema/keys.js';
export * from './schema/operations.js';
export * from './schema/reconciliations.js';
export * from './schema/trunks.js';
