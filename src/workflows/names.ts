import { defineSearchAttributeKey } from '@temporalio/common';
import type { ImportId } from '../domain/import/import.js';
import type { OperationKind, OperationOrigin, TrunkOperationKind } from '../domain/operation/operation.js';
import type { ReconciliationRequest } from '../domain/reconcile/run.js';
import type { TestCallId } from '../domain/test-call/test-call.js';
import type { TrunkSpec } from '../domain/trunk/spec.js';
import { maskedNumber } from '../domain/trunk/trunk.js';
import type { DeploymentId, OperationId, OrganizationId } from '../domain/values.js';

/** `running`, `succeeded`, `compensating`, `compensation_stuck`, `tear_down_stuck` or `failed`. */
export const stateAttribute = defineSearchAttributeKey('TrunklineState', 'KEYWORD');

/** The organization that owns the trunk. */
export const organizationAttribute = defineSearchAttributeKey('TrunklineOrganization', 'KEYWORD');

/** The search attributes that a Temporal namespace needs before Trunkline can start a workflow in it. */
export const requiredSearchAttributes = [stateAttribute, organizationAttribute] as const;

/** The query that returns the step log of a running operation. */
export const stepsQuery = 'steps';

/** The update by which an operator retries or skips a part that hangs. */
export const resolveCompensationUpdate = 'resolveCompensation';

/** The signal that reports to the run of an import that lines may be pending again. */
export const linesPendingName = 'linesPending';

/** The workflow that carries out each kind of operation. */
export const operationWorkflows = {
  set_up_trunk: 'setUpTrunk',
  change_trunk: 'changeTrunk',
  tear_down_trunk: 'tearDownTrunk',
  repair_trunk: 'repairTrunk',
} as const satisfies Record<OperationKind, string>;

/** Returns the id of an operation's workflow. */
export function operationWorkflowId(operationId: OperationId): string {
  return `trunk/${operationId}`;
}

/** The operations that other work must never delay: what they remove may still take calls or cost money. */
export const urgent = 1;
/** The operations that somebody waits for. */
export const interactive = 2;
/** The repairs of the reconciler. */
export const background = 4;
/** The lines of imports. */
export const bulk = 5;

/**
 * Returns how urgent an operation is to Temporal. The tasks of the most urgent operations are done first. Among equally
 * urgent ones the organizations alternate.
 */
export function priorityOf({ kind, contract, organizationId }: Prioritized) {
  const isLine = kind === 'set_up_trunk' && contract === 'native';
  return { priorityKey: isLine ? bulk : priorities[kind], fairnessKey: organizationId };
}

const priorities: Readonly<Record<OperationKind, number>> = {
  set_up_trunk: interactive,
  change_trunk: interactive,
  tear_down_trunk: urgent,
  repair_trunk: background,
};

/** The part of an operation from which its priority follows. Only the lines of imports are native set-ups. */
interface Prioritized {
  readonly kind: OperationKind;
  readonly contract: OperationOrigin;
  readonly organizationId: OrganizationId;
}

/** Returns the id of the follow-up that one run of an operation starts. */
export function followUpId(operationId: OperationId, runId: string): string {
  return `follow-up/${operationId}/${runId}`;
}

/** Returns the id of an import's workflow. */
export function importWorkflowId(importId: ImportId): string {
  return `import/${importId}`;
}

/** Returns the id of a test call's workflow. */
export function testCallWorkflowId(id: TestCallId): string {
  return `test-call/${id}`;
}

/** The line that the list of workflows shows for a test call. */
export const testCallSummary = 'Place a test call';

/** Returns the id that all reconciliations of a deployment share, so that a second start finds the first. */
export function reconciliationWorkflowId(deploymentId: DeploymentId): string {
  return `reconcile/${deploymentId}`;
}

/**
 * Returns the task queue for the lines of imports. It has slots of its own, so that lines never occupy those of compensations and
 * tear-downs.
 * @param taskQueue the task queue of the deployment.
 */
export function importLinesQueue(taskQueue: string): string {
  return `${taskQueue}-import-lines`;
}

/** Returns the line that the list of workflows shows for a set-up. */
export function setUpSummary(spec: TrunkSpec, origin: OperationOrigin): string {
  const { number } = spec.settings;
  const what = number.kind === 'number' ? 'number' : 'extension';
  return `Set up the ${what} ${maskedNumber(number)} (${origin})`;
}

const trunkOperationTitles: Record<TrunkOperationKind, string> = {
  change_trunk: 'Change',
  tear_down_trunk: 'Tear down',
  repair_trunk: 'Repair',
};

/** Returns the line that the list of workflows shows for an operation on an existing trunk. */
export function trunkOperationSummary(
  kind: TrunkOperationKind,
  trunkId: number,
  origin: OperationOrigin,
): string {
  return `${trunkOperationTitles[kind]} trunk ${trunkId} (${origin})`;
}

/** The line that the list of workflows shows for an import. */
export const importSummary = 'Import trunks';

/** Returns the line that the list of workflows shows for a reconciliation. */
export function reconciliationSummary({ trigger, repair }: ReconciliationRequest): string {
  return `${repair ? 'Compare LiveKit with the database, and repair' : 'Compare LiveKit with the database'} (${trigger})`;
}
