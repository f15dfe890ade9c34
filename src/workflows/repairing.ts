import { executeChild, ParentClosePolicy, uuid4 } from '@temporalio/workflow';
import type { DeploymentId, OperationId } from '../domain/ids.js';
import type { RepairResult, TrunkFindings } from '../domain/reconcile/run.js';
import { operationWorkflowId, trunkOperationSummary } from './descriptions.js';
import { repairTrunk } from './repair-trunk.js';
import { stateAttribute } from './search-attributes.js';

/** Which trunk a workflow wants repaired. */
export interface RepairRequest {
  readonly trunkId: number;
  readonly deploymentId: DeploymentId;
  readonly roomPrefix: string;
  /** See the repair's input. */
  readonly seen?: TrunkFindings;
}

/** Repairs a trunk as an operation of its own. @throws {ChildWorkflowFailure} when that ends without a result. */
export function repairing(spec: RepairRequest): Promise<RepairResult> {
  const operationId = `op_${uuid4().replaceAll('-', '')}` as OperationId;
  return executeChild(repairTrunk, {
    workflowId: operationWorkflowId(operationId),
    args: [{ operationId, recover: false, ...spec }],
    // A repair that has begun holds its number's lock until it ends, whatever becomes of who wanted it.
    parentClosePolicy: ParentClosePolicy.ABANDON,
    workflowTaskTimeout: '5 seconds',
    staticSummary: trunkOperationSummary('repair_trunk', spec.trunkId, 'reconciler'),
    typedSearchAttributes: [{ key: stateAttribute, value: 'running' }],
  });
}
