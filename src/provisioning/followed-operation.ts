import type { Database } from '../database/database.js';
import { findOwnOperation } from '../database/operation-rows.js';
import type { Unavailable } from '../trunks/answers.js';
import type { OperationId, OrganizationId } from '../trunks/ids.js';
import type { OperationView } from '../trunks/operation-view.js';
import { operationViewOf } from './operation-view.js';
import type { AskForSteps } from './running-steps.js';
import { orUnavailable } from './unavailable.js';

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

/**
 * The same as the answer to a wish that was written down: a database that goes away after that leaves it to the repetition to
 * tell.
 */
export async function followedAnswer(
  followed: Followed,
  organizationId: OrganizationId,
  operationId: OperationId,
): Promise<{ kind: 'followed'; operation: OperationView } | { kind: 'not_found' } | Unavailable> {
  return orUnavailable(
    followedOperation(followed, organizationId, operationId).then((operation) =>
      operation === null ? ({ kind: 'not_found' } as const) : ({ kind: 'followed', operation } as const),
    ),
  );
}
