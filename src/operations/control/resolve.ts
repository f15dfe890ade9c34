import { type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { Logger } from 'pino';
import { recordAct } from '../../database/audit/entries.js';
import { findTrunkRecord } from '../../database/trunks/queries.js';
import type { AuditResult } from '../../domain/audit.js';
import type { ReadSipState } from '../../domain/explain/state.js';
import {
  partsInProgress,
  type Remains,
  type Resolution,
  type ResolvePart,
  refusalWhile,
  remainsOf,
} from '../../domain/operation/resolve.js';
import type { OperationView } from '../../domain/operation/view.js';
import { objectKinds, parseTag } from '../../domain/trunk/trunk.js';
import type { OperationId } from '../../domain/values.js';
import { operationWorkflowId, resolveCompensationUpdate } from '../../workflows/names.js';
import { type Followed, followedOperation } from '../follow/followed-operation.js';
import { temporalUnavailable } from '../runner/run-operation.js';
import { within } from '../runner/temporal-reachability.js';

/** Sends a resolution to the workflow of an operation. @returns why it was refused; null if it was taken */
export type SendResolution = (operationId: OperationId, resolution: Resolution) => Promise<string | null>;

/** An update waits for a worker, so it has more time than a query, in milliseconds. */
const updateLimitMs = 5_000;
/** A preview does not wait long for LiveKit, whose outage is often why a part is stuck, in milliseconds. */
const previewLimitMs = 2_000;

/** Creates the function that sends the update `resolveCompensation`, which an operator can also send by hand. */
export function resolutionsThrough(client: Client): SendResolution {
  return async (operationId, resolution) => {
    const handle = client.workflow.getHandle(operationWorkflowId(operationId));
    try {
      await within(updateLimitMs, handle.executeUpdate(resolveCompensationUpdate, { args: [resolution] }));
      return null;
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError) return error.cause?.message ?? error.message;
      if (error instanceof WorkflowNotFoundError) return 'The workflow of the operation has ended.';
      throw error;
    }
  };
}

/** The dependencies of a resolution. */
export interface ResolveRunner extends Followed {
  readonly sendResolution: SendResolution;
  readonly readSipState: ReadSipState;
  readonly logger: Logger;
}

/** Creates the use case that retries or skips a part that is stuck. */
export function resolvePartWith(runner: ResolveRunner): ResolvePart {
  return async ({ organizationId, operationId, requestedBy, resolution, dryRun }) => {
    const operation = await followedOperation(runner, organizationId, operationId);
    if (operation === null) return { kind: 'not_found' };
    if (operation.finishedAt !== null) return { kind: 'finished' };
    // The workflow checks the same and decides; a preview asks only here.
    const why = refusalWhile(partsInProgress(operation), resolution);
    if (why !== null) return { kind: 'not_resolvable', why };
    const remains = resolution.action === 'skip' ? await remainsNow(runner, operation, resolution) : null;
    if (dryRun) return { kind: 'resolved', remains };
    const { part, action, by, reason } = resolution;
    const record = (result: AuditResult) =>
      recordAct(runner.database, {
        ...{ by: requestedBy, action: `${action}_part`, organizationId, subject: operationId, result },
        details: { part, by, reason },
      });
    // Recorded before: nothing that Temporal does is in a transaction of the database.
    await record('accepted');
    try {
      const refusal = await runner.sendResolution(operationId, resolution);
      if (refusal !== null) {
        await record('failed');
        return { kind: 'not_resolvable', why: refusal };
      }
    } catch (error) {
      runner.logger.warn({ err: error, operationId, part }, 'a resolution could not be sent');
      return temporalUnavailable;
    }
    runner.logger.warn(
      { operationId, part, action, by, reason, key: requestedBy.keyId },
      'a part was resolved',
    );
    return { kind: 'resolved', remains };
  };
}

async function remainsNow(
  { database, readSipState }: ResolveRunner,
  { id, kind, trunkId }: OperationView,
  { part }: Resolution,
): Promise<Remains> {
  const remains = remainsOf(kind, part);
  if (!objectKinds.some((each) => each === part)) return { ...remains, objects: null };
  const record = trunkId === null ? null : await findTrunkRecord(database, trunkId);
  const state = await readSipState(previewLimitMs).catch(() => null);
  if (state === null) return { ...remains, objects: null };
  const owners: readonly OperationId[] = [id, ...(record === null ? [] : [record.operationId])];
  const listed = [...state.inbound, ...state.outbound, ...state.rules];
  const left = listed.filter(({ name }) => {
    const tag = parseTag(name);
    return tag !== null && tag.kind === part && owners.includes(tag.operationId);
  });
  return { ...remains, objects: left.map((object) => object.id) };
}
