import type { Database } from '../database/database.js';
import { listOperations } from '../database/operation-list.js';
import type { OrganizationId } from '../trunks/ids.js';
import type { OperationFilter, OperationPage, OperationPart } from '../trunks/operation-list.js';
import { operationViewOf } from './operation-view.js';

/**
 * Lists an organisation's operations, newest first. Steps are shown as they are written down: no workflow is asked, so
 * that a page costs one query whatever runs.
 */
export async function operationsPage(
  database: Database,
  organizationId: OrganizationId,
  filter: OperationFilter,
  { after, limit }: OperationPart,
): Promise<OperationPage> {
  const found = await listOperations(database, organizationId, filter, { after, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    operations: shown.map((operation) => operationViewOf(operation, null)),
    next: last === undefined ? null : { acceptedAt: last.acceptedAt, id: last.id },
  };
}
