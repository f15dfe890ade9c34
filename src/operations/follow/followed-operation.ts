import type { Client } from '@temporalio/client';
import type { Database } from '../../database/database.js';
import { trunkLeftBy } from '../../database/operations/operations.js';
import { findOwnOperation, listOperations } from '../../database/operations/queries.js';
import type { OperationRow } from '../../database/schema.js';
import { isFailureCode } from '../../domain/failures.js';
import type { ControlCommand } from '../../domain/operation/control.js';
import { placeOfActivity, type StepLog, type Unavailable } from '../../domain/operation/operation.js';
import {
  compensationViews,
  type OperationFilter,
  type OperationPage,
  type OperationPart,
  type OperationView,
  stepViews,
  type Waiting,
  waitsForNothing,
  withAttempts,
} from '../../domain/operation/view.js';
import { collisionKeyOf } from '../../domain/trunk/trunk.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import { operationWorkflowId, stateAttribute, stepsQuery } from '../../workflows/names.js';
import { deadlineAfter, joinOperation, type OperationCompletions } from '../runner/completion.js';
import { orUnavailable } from '../runner/run-operation.js';
import { within } from '../runner/temporal-reachability.js';

/** Queries the workflow of an operation for its step log; null when it does not answer in time. */
export type AskForSteps = (operationId: OperationId) => Promise<StepLog | null>;

/**
 * The longest wait for a workflow, in milliseconds. A workflow in the middle of a quick step answers only after it, and one
 * without a worker never.
 */
const answerLimitMs = 500;

/** Creates the query. A failed one is no error, because the stored step log can be shown instead. */
export function stepsAskedThrough(client: Client): AskForSteps {
  return (operationId) => {
    const handle = client.workflow.getHandle(operationWorkflowId(operationId));
    return within(answerLimitMs, handle.query<StepLog>(stepsQuery)).catch(() => null);
  };
}

/** Reads what Temporal waits for in the workflow of an operation; null when it does not answer in time. */
export type AskForWaiting = (operationId: OperationId) => Promise<Waiting | null>;

/** Creates the question. Unlike a query, Temporal answers it without a worker. */
export function waitingAskedThrough(client: Client): AskForWaiting {
  return async (operationId) => {
    const handle = client.workflow.getHandle(operationWorkflowId(operationId));
    const described = await within(answerLimitMs, handle.describe()).catch(() => null);
    if (described === null) return null;
    const state = described.typedSearchAttributes.get(stateAttribute) ?? '';
    return {
      stuck: state.endsWith('_stuck'),
      steps: (described.raw.pendingActivities ?? []).flatMap(
        ({ activityType, attempt, lastFailure, state: running, scheduledTime }) => {
          const place = placeOfActivity(activityType?.name ?? '');
          if (place === null) return [];
          const code = lastFailure?.applicationFailureInfo?.type ?? '';
          const waits = running === scheduled && (attempt ?? 1) > 1;
          return {
            ...place,
            attempts: (attempt ?? 1) - 1,
            error: isFailureCode(code) ? code : null,
            nextAttemptAt: waits && scheduledTime ? dateOf(scheduledTime) : null,
          };
        },
      ),
    };
  };
}

/** The state of an activity that waits for a worker or for its next attempt, in Temporal's protocol. */
const scheduled = 1;

function dateOf({ seconds, nanos }: { seconds?: unknown; nanos?: number | null }): Date {
  return new Date(Number(seconds ?? 0) * 1_000 + Math.floor((nanos ?? 0) / 1e6));
}

/** The dependencies of a view of an operation as it is now. */
export interface Followed {
  readonly database: Database;
  readonly askForSteps: AskForSteps;
  readonly askForWaiting: AskForWaiting;
}

/** The dependencies of a view that waits for the completion first. */
export interface Following extends Followed {
  readonly completions: OperationCompletions;
  /** How long a caller waits at most, in milliseconds. */
  readonly answerWaitMs: number;
}

/** Shows one of an organisation's own operations as it is now; null also when it is somebody else's. */
export async function followedOperation(
  followed: Followed,
  organizationId: OrganizationId,
  operationId: OperationId,
): Promise<OperationView | null> {
  const operation = await findOwnOperation(followed.database, organizationId, operationId);
  return operation === null ? null : currentView(operation, followed);
}

/** Shows an operation with what its workflow says about it, while it runs. */
export async function currentView(
  operation: OperationRow,
  { askForSteps, askForWaiting }: Pick<Followed, 'askForSteps' | 'askForWaiting'>,
): Promise<OperationView> {
  if (operation.finishedAt !== null) return operationViewOf(operation, null);
  const [steps, waiting] = await Promise.all([askForSteps(operation.id), askForWaiting(operation.id)]);
  return operationViewOf(operation, steps, waiting ?? waitsForNothing);
}

/** The operation as the answer to a request that controls it. */
export type FollowedAnswer =
  | { readonly kind: 'followed'; readonly operation: OperationView }
  | { readonly kind: 'not_found' }
  | Unavailable;

/**
 * Shows an operation as the answer to a request that is written already. When the database fails now, the caller must
 * repeat the request.
 */
export async function followedAnswer(
  followed: Followed,
  organizationId: OrganizationId,
  operationId: OperationId,
): Promise<FollowedAnswer> {
  const operation = await orUnavailable(followedOperation(followed, organizationId, operationId));
  if (operation === null) return { kind: 'not_found' };
  return operation.kind === 'unavailable' ? operation : { kind: 'followed', operation };
}

/** Waits for the completion of an operation, but no longer than the caller, and shows the operation as it is then. */
export async function followToCompletion(
  following: Following,
  { organizationId, waitMs }: Pick<ControlCommand, 'organizationId' | 'waitMs'>,
  operationId: OperationId,
): Promise<FollowedAnswer> {
  const deadline = deadlineAfter(following.answerWaitMs, waitMs);
  await joinOperation(following, operationId, { deadline });
  return followedAnswer(following, organizationId, operationId);
}

/**
 * Shows an operation to its owner.
 * @param running the step log of its workflow while it runs; without it, the stored log is shown.
 * @param waiting what its workflow waits for.
 */
export function operationViewOf(
  operation: OperationRow,
  running: StepLog | null,
  waiting: Waiting = waitsForNothing,
): OperationView {
  const { kind, state, failure } = operation;
  const trunk = trunkLeftBy(operation);
  const log = running ?? operation.steps ?? [];
  const atCarrier = operation.carrier !== null || operation.request?.carrier !== undefined;
  const progress = { kind, state, failure, log };
  return {
    ...progress,
    id: operation.id,
    organizationId: operation.organizationId,
    contract: operation.contract,
    phoneNumber: trunk?.number.value ?? numberOf(operation),
    createdAt: operation.acceptedAt,
    finishedAt: operation.finishedAt,
    cancelRequestedAt: operation.cancelRequestedAt,
    retryOf: operation.retryOf,
    steps: withAttempts('forward', stepViews({ ...progress, atCarrier }), waiting),
    compensation: withAttempts('compensation', compensationViews(progress), waiting),
    waiting,
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

/** The shortest phone number, with its plus; what is shorter is an extension, which has no plus. */
const shortestNumber = 8;

/**
 * Returns the number of an operation that left no trunk. A tear-down and a repair have no request, and a change may ask for another
 * number. Then only the form in which LiveKit compares numbers is stored.
 */
function numberOf({ request, collisionKey }: OperationRow): string {
  const requested = request?.settings.number.value;
  if (requested !== undefined && collisionKeyOf(requested) === collisionKey) return requested;
  return collisionKey.length < shortestNumber ? collisionKey.replace('+', '') : collisionKey;
}

/**
 * Lists the operations of an organisation, or of all for null, newest first. The stored step logs are shown and no
 * workflow is queried, so that a page costs one database query.
 * @param stuckAfterMs after this time an operation without a time limit counts as stuck, in milliseconds.
 */
export async function operationsPage(
  { database, stuckAfterMs }: { readonly database: Database; readonly stuckAfterMs: number },
  organizationId: OrganizationId | null,
  filter: OperationFilter,
  { after, limit }: OperationPart,
): Promise<OperationPage> {
  const stuckSince = new Date(Date.now() - stuckAfterMs);
  const found = await listOperations(
    database,
    organizationId,
    filter,
    { after, limit: limit + 1 },
    stuckSince,
  );
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    operations: shown.map((operation) => operationViewOf(operation, null)),
    next: last === undefined ? null : { acceptedAt: last.acceptedAt, id: last.id },
  };
}
