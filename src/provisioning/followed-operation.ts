import type { Database } from '../database/database.js';
import { findOwnOperation } from '../database/operation-rows.js';
import type { OperationId, OrganizationId } from '../trunks/ids.js';
import type { OperationView } from '../trunks/operation-view.js';
import { operationViewOf } from './operation-view.js';
import type { AskForSteps } from './running-steps.js';

/** What it takes to see an operation as it is now. */
export interface Followed {
  readonly database: Database;
  readonly askForSteps: AskForSteps;
}

/** Shows an organisation's own operation as it is now; null also for somebody else's. */
export async function followedOperation(
  { database, askForSteps }: Followed,
  organizationId: OrganizationId,
  operationId: OperationId,
): Promise<OperationView | null> {
  const operation = await findOwnOperation(database, organizationId, operationId);
  if (operation === null) return null;
  return operationViewOf(operation, operation.finishedAt === null ? await askForSteps(operationId) : null);
}
