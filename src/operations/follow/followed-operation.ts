import type { Database } from '../../database/database.js';
import { listOperations } from '../../database/operation-list.js';
import { findOwnOperation, type OperationRow, trunkLeftBy } from '../../database/operation-rows.js';
import type { OperationId, OrganizationId } from '../../domain/ids.js';
import type { OperationFilter, OperationPage, OperationPart } from '../../domain/operation/list.js';
import type { StepLog } from '../../domain/operation/step-log.js';
import { compensationViews, stepViews } from '../../domain/operation/step-views.js';
import type { OperationView } from '../../domain/operation/view.js';
import type { Unavailable } from '../../domain/outcomes.js';
import { orUnavailable } from '../runner/unavailable.js';
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

/**
 * Shows an operation to its owner.
 * @param running what its workflow has told of its steps while it runs; without it, what is written down is shown.
 */
export function operationViewOf(operation: OperationRow, running: StepLog | null): OperationView {
  const { kind, state, failure } = operation;
  const trunk = trunkLeftBy(operation);
  const log = running ?? operation.steps ?? [];
  const atCarrier = operation.carrier !== null || operation.request?.carrier !== undefined;
  const progress = { kind, state, failure, log };
  return {
    ...progress,
    id: operation.id,
    contract: operation.contract,
    createdAt: operation.acceptedAt,
    finishedAt: operation.finishedAt,
    cancelRequestedAt: operation.cancelRequestedAt,
    retryOf: operation.retryOf,
    steps: stepViews({ ...progress, atCarrier }),
    compensation: compensationViews(progress),
    trunkId: operation.trunkId ?? trunk?.id ?? null,
    trunk:
      trunk === null
        ? null
        : {
            id: trunk.id,
            inboundTrunkId: trunk.inboundTrunkId,
            outboundTrunkId: trunk.outboundTrunkId,
            dispatchRuleId: trunk.dispatchRuleId,
          },
  };
}

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
