import {
  CancellationScope,
  executeChild,
  ParentClosePolicy,
  setCurrentDetails,
  upsertSearchAttributes,
  uuid4,
} from '@temporalio/workflow';
import { factsOf } from '../../domain/failures.js';
import type { ObjectFindings } from '../../domain/operation/operation.js';
import { nothingRemoved, type StepName } from '../../domain/operation/operation.js';
import type { PartGraph, PartName } from '../../domain/parts/graph.js';
import type { RepairResult, TrunkFindings } from '../../domain/reconcile/run.js';
import type { ObjectKind } from '../../domain/trunk/trunk.js';
import type { DeploymentId, OperationId } from '../../domain/values.js';
import {
  background,
  operationWorkflowId,
  operationWorkflows,
  organizationAttribute,
  stateAttribute,
  trunkOperationSummary,
} from '../names.js';
import {
  type AttemptPolicy,
  durableLimitMs,
  localOrUntilDone,
  readFailure,
  retriedUntilDone,
} from '../saga/attempts.js';
import { logFailure, OperationRun } from '../saga/operation-run.js';
import { type Attempts, firstStepOf, type Progress, StepFailed, walkForward } from '../saga/walk.js';
import type { TrunkOperationInput } from '../trunk-operation.js';

/** The input of a repair. */
export interface RepairInput extends Omit<TrunkOperationInput, 'budgetMs' | 'stuckAfterMs'> {
  /** The findings of a reconciliation. Without them every part is compared, and no duplicate is removed. */
  readonly findings?: TrunkFindings;
}

/** How long a step is tried, in milliseconds. The next reconciliation tries again. */
const stepLimitMs = 180_000;

const policy: AttemptPolicy = {
  // LiveKit reads all trunks for every list, which takes seconds with thousands of them.
  quickLimitMs: 5_000,
  timeLeftMs: () => stepLimitMs,
  retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: '20 seconds' },
};

/** The findings on an object of which nothing is known. They cause a comparison. */
const unknownFindings: ObjectFindings = { missing: null, drifted: true, doubles: [] };

/**
 * Creates the workflow that repairs a trunk in LiveKit until it matches its record, under the lock of its number. Every step brings the
 * trunk closer to its record, so a failed repair is not compensated. The next reconciliation continues from there.
 */
export function repairTrunkOf(graph: PartGraph<PartName>) {
  return (input: RepairInput): Promise<RepairResult> => {
    const { operationId } = input;
    const run = new OperationRun({ graph, operationId, stuckAfterMs: stepLimitMs });
    return CancellationScope.nonCancellable(async () => {
      const start = await localOrUntilDone('Take the lock of the number', policy, ({ beginRepair }) =>
        beginRepair(input),
      );
      if (start.kind === 'no_trunk') return start;
      // A lock that another operation holds, or a repair that has ended, leaves nothing to do here. The next comparison sees the result.
      if (start.kind !== 'begun') return { kind: 'busy' };
      const result = await repair(graph, input, start.made, run, start.organizationId);
      upsertSearchAttributes([
        { key: stateAttribute, value: result.kind === 'repaired' ? 'succeeded' : 'failed' },
        { key: organizationAttribute, value: start.organizationId },
      ]);
      return result;
    });
  };
}

async function repair(
  graph: PartGraph<PartName>,
  input: RepairInput,
  recorded: Readonly<Record<string, string>>,
  run: OperationRun,
  organizationId: string,
): Promise<RepairResult> {
  const { operationId, trunkId, deploymentId, roomPrefix, recover } = input;
  const trunk = { operationId, trunkId, deploymentId, roomPrefix };
  const progress: Progress = { ambiguous: false, made: {} };
  const levels = graph.levels({ atCarrier: false });
  try {
    await walkForward(
      levels,
      {
        readFailure,
        attemptsAt: (part, made): Attempts<string | null> => {
          const findings = findingsOf(input, part.name);
          const known = recorded[part.name];
          // A part must be repaired if a part that it needs has a new id, because it contains that id.
          const isFine =
            part.needs.every((needed) => made[needed] === recorded[needed]) && !needsRepair(findings);
          if (part.at === 'livekit' && isFine && known !== undefined) return recordedAlready(known);
          return run.attempts(
            { verb: 'repair', part, summary: `Repair the ${part.title}` },
            policy,
            ({ checkFirst, timeLimitMs }) => ({
              ...trunk,
              made: { ...made },
              findings,
              checkFirst: recover || checkFirst,
              timeLimitMs,
              ...(part.at === 'database' ? { log: run.log } : {}),
            }),
          );
        },
      },
      progress,
    );
    return { kind: 'repaired', made: progress.made };
  } catch (error) {
    const first = firstStepOf(levels);
    const { step, code } =
      error instanceof StepFailed
        ? { step: error.step as StepName, code: error.failure.code }
        : { step: first.step, code: readFailure(error, first).code };
    const { meaning, remedy, operatorRemedy = remedy } = factsOf(code);
    const description = `The repair ends without success. ${meaning} ${operatorRemedy}`;
    logFailure({ operationId, organizationId, step, code }, description);
    setCurrentDetails(description);
    const { failRepair } = retriedUntilDone('Release the lock of the number', durableLimitMs);
    await failRepair(trunk, progress.made, { step, code, removed: nothingRemoved }, run.log);
    return { kind: 'failed', code };
  }
}

function recordedAlready(id: string): Attempts<string | null> {
  const known = () => Promise.resolve(id);
  return { quick: known, durable: known };
}

function findingsOf({ findings }: RepairInput, part: PartName): ObjectFindings {
  const known: Partial<Record<PartName | ObjectKind, ObjectFindings>> = findings ?? {};
  return known[part] ?? unknownFindings;
}

function needsRepair({ missing, drifted, doubles }: ObjectFindings): boolean {
  return missing !== null || drifted || doubles.length > 0;
}

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
    priority: { priorityKey: background },
    staticSummary: trunkOperationSummary('repair_trunk', request.trunkId, 'reconciler'),
    typedSearchAttributes: [{ key: stateAttribute, value: 'running' }],
  });
}
