import { executeChild, ParentClosePolicy, uuid4 } from '@temporalio/workflow';
import type { DeploymentId, OperationId } from '../../domain/ids.js';
import type { RepairResult, TrunkFindings } from '../../domain/reconcile/run.js';
import { operationWorkflowId, operationWorkflows, stateAttribute, trunkOperationSummary } from '../names.js';
import type { RepairInput } from './repair-trunk.js';

/** The trunk that a workflow repairs. */
export interface RepairRequest {
  readonly trunkId: number;
  readonly deploymentId: DeploymentId;
  readonly roomPrefix: string;
  /** See {@link RepairInput}. */
  readonly findings?: TrunkFindings;
}

/** Repairs a trunk as a separate operation. @throws {ChildWorkflowFailure} if that operation ends without a result. */
export function repairAsChild(request: RepairRequest): Promise<RepairResult> {
  const operationId = `op_${uuid4().replaceAll('-', '')}` as OperationId;
  return executeChild<(input: RepairInput) => Promise<RepairResult>>(operationWorkflows.repair_trunk, {
    workflowId: operationWorkflowId(operationId),
    args: [{ operationId, recover: false, ...request }],
    // A repair that has begun holds the lock of its number until it ends, even if its parent ends first.
    parentClosePolicy: ParentClosePolicy.ABANDON,
    workflowTaskTimeout: '5 seconds',
    staticSummary: trunkOperationSummary('repair_trunk', request.trunkId, 'reconciler'),
    typedSearchAttributes: [{ key: stateAttribute, value: 'running' }],
  });
}
