import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { requestOf } from '../../database/operations/operations.js';
import type { OperationRow } from '../../database/schema.js';
import type { ImportName } from '../../domain/import/import.js';
import type { TestCallView } from '../../domain/test-call/test-call.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import type { DeploymentId, OperationId, OrganizationId } from '../../domain/values.js';
import type { ChangeInput } from '../../workflows/change/change-trunk.js';
import type { ImportInput } from '../../workflows/import/run-import.js';
import {
  bulk,
  importSummary,
  importWorkflowId,
  interactive,
  linesPendingName,
  operationWorkflowId,
  operationWorkflows,
  organizationAttribute,
  priorityOf,
  setUpSummary,
  stateAttribute,
  testCallSummary,
  testCallWorkflowId,
  trunkOperationSummary,
} from '../../workflows/names.js';
import type { SetUpInput } from '../../workflows/set-up/set-up-trunk.js';
import type { TestCallInput } from '../../workflows/test-call/place-test-call.js';
import type { TrunkOperationInput } from '../../workflows/trunk-operation.js';
import { within } from './temporal-reachability.js';

/** An operation as far as its workflow must know it. */
export type StartableOperation = Pick<
  OperationRow,
  'id' | 'kind' | 'organizationId' | 'contract' | 'acceptedAt' | 'request' | 'trunkId'
> &
  // A new set-up has nothing at a carrier yet.
  Partial<Pick<OperationRow, 'carrier'>>;

/** A test call as far as its workflow must know it. */
export interface StartableTestCall extends Pick<TestCallView, 'id' | 'ringSeconds' | 'talkSeconds'> {
  readonly organizationId: OrganizationId;
}

/** The settings that all workflows share. */
export interface WorkflowSettings {
  readonly deploymentId: DeploymentId;
  readonly taskQueue: string;
  readonly roomPrefix: string;
  /** The time budget of the forward steps, in milliseconds. */
  readonly budgetMs: number;
  readonly compensationStuckAfterMs: number;
  readonly followUpDelaysMs: readonly number[];
  /** How many trunks of one import are set up at the same time. */
  readonly importLinesAtOnce: number;
  /** The client shares its native connection with a worker of this process, which may take the first task at once. */
  readonly eager: boolean;
  /** Begins the first objects of a set-up beside its start; null where the first task may be taken by another process. */
  readonly headStart: { begin(spec: TrunkSpec): void } | null;
}

/** The input of a workflow, and the line by which an operator recognises it. */
interface Assignment {
  readonly input: SetUpInput | ChangeInput | TrunkOperationInput;
  readonly summary: string;
}

/** A start is waited for this long; whether it happened is unknown after that. */
const startLimitMs = 5_000;
/** How long a stop waits for starts that are under way. */
const settleLimitMs = 5_000;
/** How much later another worker takes a task whose worker was killed. Callers pay for that with their time. */
const workflowTaskTimeout = '3 seconds';

/** Starts and cancels the workflows of operations and imports. */
export class WorkflowStarter {
  readonly #client: Client;
  readonly #settings: WorkflowSettings;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(client: Client, settings: WorkflowSettings) {
    this.#client = client;
    this.#settings = settings;
  }

  /**
   * Starts the workflow of an operation. A second start attaches to the run that exists.
   * @param earlierOperations the operations whose orphans the workflow may remove.
   * @param recover whether another run may have worked on the operation before.
   * @throws when Temporal is unreachable or does not answer. Whether the workflow was started is unknown then.
   */
  async start(
    operation: StartableOperation,
    earlierOperations: readonly OperationId[],
    recover: boolean,
  ): Promise<void> {
    const { input, summary } = this.#assignmentOf(operation, earlierOperations, recover);
    if ('begun' in input && input.begun === true) this.#settings.headStart?.begin(input.spec);
    const starting = this.#client.workflow.start(operationWorkflows[operation.kind], {
      workflowId: operationWorkflowId(operation.id),
      taskQueue: this.#settings.taskQueue,
      args: [input],
      workflowIdReusePolicy: recover ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowTaskTimeout,
      requestEagerStart: this.#settings.eager,
      priority: priorityOf(operation),
      staticSummary: summary,
      typedSearchAttributes: new TypedSearchAttributes([
        { key: stateAttribute, value: 'running' },
        { key: organizationAttribute, value: operation.organizationId },
      ]),
    });
    const over = starting.then(
      () => undefined,
      () => undefined,
    );
    this.#underWay.add(over);
    over.finally(() => this.#underWay.delete(over));
    try {
      await within(startLimitMs, starting);
    } catch (cause) {
      if (!(cause instanceof WorkflowExecutionAlreadyStartedError)) throw cause;
    }
  }

  /**
   * Waits a short time for starts that are under way. An eager start holds a slot of this process's worker, which cannot be
   * shut down before the slot is free.
   */
  async settle(): Promise<void> {
    await within(settleLimitMs, Promise.all(this.#underWay)).catch(() => undefined);
  }

  /** @returns whether the operation has a running workflow. @throws when Temporal is unreachable. */
  async isRunning(operationId: OperationId): Promise<boolean> {
    const handle = this.#client.workflow.getHandle(operationWorkflowId(operationId));
    try {
      const { status } = await within(startLimitMs, handle.describe());
      return status.name === 'RUNNING';
    } catch (cause) {
      if (cause instanceof WorkflowNotFoundError) return false;
      throw cause;
    }
  }

  /**
   * Cancels the workflow of an operation, which then compensates. A second cancellation changes nothing.
   * @returns false when the operation has no running workflow.
   * @throws when Temporal is unreachable.
   */
  async cancel(operationId: OperationId): Promise<boolean> {
    const handle = this.#client.workflow.getHandle(operationWorkflowId(operationId));
    try {
      await within(startLimitMs, handle.cancel());
      return true;
    } catch (cause) {
      if (cause instanceof WorkflowNotFoundError) return false;
      throw cause;
    }
  }

  /** Makes sure that an import runs; a running one is left alone. @throws when Temporal is unreachable. */
  async startImport(name: ImportName): Promise<void> {
    await this.#client.workflow.start('runImport', this.#importOptions(name));
  }

  /**
   * Makes sure that an import runs which has lines to begin. A run that is about to end checks for lines again.
   * @throws when Temporal is unreachable.
   */
  async wakeImport(name: ImportName): Promise<void> {
    await this.#client.workflow.signalWithStart('runImport', {
      ...this.#importOptions(name),
      signal: linesPendingName,
      signalArgs: [],
    });
  }

  /** Makes sure that a test call has its workflow. @throws when Temporal is unreachable. */
  async startTestCall({ id, organizationId, ringSeconds, talkSeconds }: StartableTestCall): Promise<void> {
    const input: TestCallInput = { testCallId: id, ringSeconds, talkSeconds };
    await this.#client.workflow.start('placeTestCall', {
      workflowId: testCallWorkflowId(id),
      taskQueue: this.#settings.taskQueue,
      args: [input],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowTaskTimeout,
      priority: { priorityKey: interactive, fairnessKey: organizationId },
      staticSummary: testCallSummary,
    });
  }

  /** Resolves when the workflow of a test call has ended. @throws when Temporal is unreachable, or the time is up. */
  async testCallEnded(id: TestCallView['id'], withinMs: number): Promise<void> {
    await within(withinMs, this.#client.workflow.getHandle(testCallWorkflowId(id)).result());
  }

  #importOptions({ id: importId, organizationId }: ImportName) {
    const input: ImportInput = { importId, atOnce: this.#settings.importLinesAtOnce };
    return {
      workflowId: importWorkflowId(importId),
      taskQueue: this.#settings.taskQueue,
      args: [input] as [ImportInput],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      priority: { priorityKey: bulk, fairnessKey: organizationId },
      staticSummary: importSummary,
    } as const;
  }

  #assignmentOf(
    operation: StartableOperation,
    earlierOperations: readonly OperationId[],
    recover: boolean,
  ): Assignment {
    const { deploymentId, roomPrefix, budgetMs, compensationStuckAfterMs, followUpDelaysMs } = this.#settings;
    const { kind, trunkId, contract, carrier = null } = operation;
    if (kind === 'set_up_trunk') {
      const spec = this.#specOf(operation, earlierOperations);
      const begun = this.#settings.headStart !== null && !recover && spec.carrier === undefined;
      return {
        input: { spec, recover, begun, budgetMs, stuckAfterMs: compensationStuckAfterMs, followUpDelaysMs },
        summary: setUpSummary(spec, contract),
      };
    }
    if (trunkId === null) throw new Error(`Operation ${operation.id} names no trunk.`);
    const input: TrunkOperationInput = {
      operationId: operation.id,
      trunkId,
      deploymentId,
      roomPrefix,
      ...(carrier === null ? {} : { atCarrier: true }),
      recover,
      budgetMs,
      stuckAfterMs: compensationStuckAfterMs,
    };
    return {
      input: kind === 'change_trunk' ? { ...input, followUpDelaysMs } : input,
      summary: trunkOperationSummary(kind, trunkId, contract),
    };
  }

  #specOf(operation: StartableOperation, earlierOperations: readonly OperationId[]): TrunkSpec {
    const { notes, ...request } = requestOf(operation);
    const agentVersion = notes?.inboundAgentVersion ?? null;
    return {
      operationId: operation.id,
      organizationId: operation.organizationId,
      deploymentId: this.#settings.deploymentId,
      acceptedAt: operation.acceptedAt.getTime(),
      earlierOperations,
      ...request,
      ...(agentVersion === null ? {} : { agentVersion }),
      roomPrefix: this.#settings.roomPrefix,
    };
  }
}
