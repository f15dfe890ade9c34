import { and, eq, inArray } from 'drizzle-orm';
import type { TestCallId } from '../../domain/test-call/test-call.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import type { Database } from '../database.js';
import { operations, organizations, testCalls, trunkRevisions } from '../schema.js';

/** Names something that an organisation owns. */
type Owned =
  | { readonly kind: 'trunk'; readonly id: number }
  | { readonly kind: 'operation'; readonly id: OperationId }
  | { readonly kind: 'test_call'; readonly id: TestCallId }
  | { readonly kind: 'organization'; readonly id: OrganizationId };

/** Finds the organisation that owns something, also a deleted trunk. @returns null when there is none */
export async function ownerOf(
  database: Database,
  owned: Owned,
): Promise<{ readonly id: OrganizationId; readonly agentName: string | null } | null> {
  const [owner] = await database
    .select({ id: organizations.id, agentName: organizations.agentName })
    .from(organizations)
    .where(inArray(organizations.id, idOfOwner(database, owned)));
  return owner ?? null;
}

function idOfOwner(database: Database, owned: Owned) {
  switch (owned.kind) {
    case 'organization':
      return [owned.id];
    case 'operation':
      return database
        .select({ id: operations.organizationId })
        .from(operations)
        .where(eq(operations.id, owned.id));
    case 'test_call':
      return database
        .select({ id: testCalls.organizationId })
        .from(testCalls)
        .where(eq(testCalls.id, owned.id));
    case 'trunk':
      return database
        .select({ id: trunkRevisions.organizationId })
        .from(trunkRevisions)
        .where(and(eq(trunkRevisions.trunkId, owned.id), eq(trunkRevisions.revision, 1)));
  }
}
