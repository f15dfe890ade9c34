import { failures } from '../domain/failures.js';
import type { DeploymentId, OperationId } from '../domain/ids.js';
import { type ImportId, type LineCounts, lineOutcomes } from '../domain/import/import.js';
import type {
  OperationFailure,
  OperationKind,
  OperationOrigin,
  SkippedPart,
  TrunkOperationKind,
} from '../domain/operation/operation.js';
import type { PartName } from '../domain/parts/trunk-parts.js';
import type { ReconciliationRequest } from '../domain/reconcile/run.js';
import { maskedNumber } from '../domain/trunk/number.js';
import type { TrunkSpec } from '../domain/trunk/spec.js';

/** The id of an operation's workflow in Temporal. */
export function operationWorkflowId(operationId: OperationId): string {
  return `trunk/${operationId}`;
}

/** The query that tells what has happened to the steps of an operation that runs. */
export const stepsQuery = 'steps';

/** The workflow that carries out each kind of operation. */
export const operationWorkflows = {
  set_up_trunk: 'setUpTrunk',
  change_trunk: 'changeTrunk',
  tear_down_trunk: 'tearDownTrunk',
  repair_trunk: 'repairTrunk',
} as const satisfies Record<OperationKind, string>;

/** The id of the look for latecomers that one run of a set-up has left behind. */
export function followUpId(operationId: OperationId, runId: string): string {
  return `follow-up/${operationId}/${runId}`;
}

/** The one line that an operator reads in the list of workflows. */
export function setUpSummary(plan: TrunkSpec, origin: OperationOrigin): string {
  const { number } = plan.settings;
  const what = number.kind === 'number' ? 'number' : 'extension';
  return `Set up the ${what} ${maskedNumber(number)} (${origin})`;
}

const trunkOperationNames: Record<TrunkOperationKind, string> = {
  change_trunk: 'Change',
  tear_down_trunk: 'Tear down',
  repair_trunk: 'Repair',
};

/** The same for an operation on a trunk that is there. */
export function trunkOperationSummary(
  kind: TrunkOperationKind,
  trunkId: number,
  origin: OperationOrigin,
): string {
  return `${trunkOperationNames[kind]} trunk ${trunkId} (${origin})`;
}

/** The id of an import's workflow. */
export function importWorkflowId(importId: ImportId): string {
  return `import/${importId}`;
}

/**
 * The task queue of the lines of imports: they wait there, and not in the places of a worker that undos and tear-downs need.
 * @param taskQueue the deployment's own.
 */
export function importLinesQueue(taskQueue: string): string {
  return `${taskQueue}-import-lines`;
}

/** The signal by which the run of an import learns that lines may be pending again. */
export const linesPendingName = 'linesPending';

/** The line by which an operator knows an import. */
export const importSummary = 'Import trunks';

/** Says how the lines of an import stand. */
export function describeImport(counts: LineCounts): string {
  return lineOutcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${outcome} ${counts[outcome]}`)
    .join(', ');
}

/** The one id of all reconciliations of a deployment: whoever starts a second one finds the first. */
export function reconciliationWorkflowId(deploymentId: DeploymentId): string {
  return `reconcile/${deploymentId}`;
}

/** The line by which an operator knows a reconciliation. */
export function reconciliationSummary({ trigger, repair }: ReconciliationRequest): string {
  return `${repair ? 'Compare LiveKit with the database, and repair' : 'Compare LiveKit with the database'} (${trigger})`;
}

/** The same for a follow-up. */
export function followUpSummary(plan: TrunkSpec): string {
  return `Look for latecomers of ${maskedNumber(plan.settings.number)}`;
}

/** The same for the follow-up of a change. */
export function changeFollowUpSummary(trunkId: number): string {
  return `Look for late updates of trunk ${trunkId}`;
}

/** What an operator reads of an undo that does not come to an end, as Markdown. */
export function describeStuckUndo(operationId: OperationId, waitingFor: readonly PartName[]): string {
  return [
    `**The undo does not come to an end.** It waits for: ${waitingFor.join(', ')}. The pending activities show why.`,
    'It goes on by itself once that is mended. To try again at once, or to free the number without that part:',
    ...resolutionCommand(operationId, waitingFor),
  ].join('\n');
}

function resolutionCommand(operationId: OperationId, waitingFor: readonly PartName[]): readonly string[] {
  return [
    '```',
    `temporal workflow update execute --workflow-id ${operationWorkflowId(operationId)} --name resolveCompensation \\`,
    `  --input '{"part": "${waitingFor[0] ?? 'rule'}", "action": "retry or skip", "by": "your name", "reason": "why"}'`,
    '```',
  ];
}

/** The same of a change that is being taken back. */
export function describeStuckRestoration(operationId: OperationId, waitingFor: readonly PartName[]): string {
  return [
    `**The trunk cannot be put back as it was.** That waits for: ${waitingFor.join(', ')}. The pending activities show why.`,
    'It goes on by itself once that is mended. To try again at once, or to end the change without that part, which then may',
    'differ from the record until the reconciler has repaired it:',
    ...resolutionCommand(operationId, waitingFor),
  ].join('\n');
}

/** What an operator reads of a trunk that was put back, as far as nobody gave that up. */
export function describeRestored(skipped: readonly SkippedPart[]): string {
  if (skipped.length === 0) return 'The trunk is as it was.';
  const parts = skipped.map(({ part, by }) => `${part} (${by})`).join(', ');
  return `The record is as it was. Given up, and so perhaps not as the record says: ${parts}.`;
}

/**
 * The same of a tear-down.
 * @param resolvable the parts that an operator can push on or give up: what is to be done at a carrier.
 */
export function describeStuckTearDown(
  operationId: OperationId,
  waitingFor: readonly PartName[],
  resolvable: ReadonlySet<PartName>,
): string {
  const parts = waitingFor.map((part) => stepNames[part]).join(', ');
  return [
    `**The tear-down does not come to an end.** It waits for: ${parts}. The pending activities show why.`,
    'It goes on by itself once that is mended.',
    ...(resolvable.size === 0
      ? []
      : [
          'To try again at once, or to go on without that part, which is then left at the carrier:',
          ...resolutionCommand(operationId, [...resolvable]),
        ]),
  ].join('\n');
}

const stepNames: Record<PartName, string> = {
  number: 'number reservation',
  carrier: 'connection at the carrier',
  inbound: 'inbound trunk',
  outbound: 'outbound trunk',
  rule: 'dispatch rule',
  route: 'route of the number',
  record: 'phone number record',
};

/** Says in a sentence which step failed, why, and what was taken back. */
export function describeFailure({ step, code, removed }: OperationFailure): string {
  const counts = `inbound ${removed.inbound}, outbound ${removed.outbound}, rule ${removed.rule}`;
  return `The ${stepNames[step]} failed: ${failures[code].meaning} Taken back: ${counts}.`;
}
