import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { type OperationRow, requestOf } from '../../database/operation-rows.js';
import type { DeploymentId, OperationId } from '../../domain/ids.js';
import type { ImportId } from '../../domain/import/import.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import type { ChangeInput } from '../../workflows/change-trunk.js';
import {
  importSummary,
  importWorkflowId,
  linesPendingName,
  operationWorkflowId,
  operationWorkflows,
  setUpSummary,
  trunkOperationSummary,
} from '../../workflows/descriptions.js';
import type { ImportInput } from '../../workflows/run-import.js';
import { organizationAttribute, stateAttribute } from '../../workflows/search-attributes.js';
import type { SetUpInput } from '../../workflows/set-up-trunk.js';
import type { TrunkWorkInput } from '../../workflows/trunk-work.js';
import { within } from './within.js';

/** What a workflow must be told of its operation. */
export type StartableOperation = Pick<
  OperationRow,
  'id' | 'kind' | 'organizationId' | 'contract' | 'acceptedAt' | 'request' | 'trunkId'
> &
  // A new set-up has nothing at a carrier yet.
  Partial<Pick<OperationRow, 'carrier'>>;

/** How set-ups are run; the same for all of them. */
export interface SetUpSettings {
  readonly deploymentId: DeploymentId;
  readonly taskQueue: string;
  readonly roomPrefix: string;
  readonly budgetMs: number;
  readonly compensationStuckAfterMs: number;
  readonly followUpDelaysMs: readonly number[];
  /** The client shares its native connection with a worker of this process, which may take the first task at once. */
  readonly eager: boolean;
}

/** What a workflow is given to do, and the line by which an operator knows it. */
interface Assignment {
  readonly input: SetUpInput | ChangeInput | TrunkWorkInput;
  readonly summary: string;
}

/** A start is given up after this long; whether it happened is then unknown. */
const startLimitMs = 5_000;
/** A stop waits so long for starts that are under way. */
const settleLimitMs = 5_000;
/** A worker that was killed costs its callers this much before another one takes the task. */
const workflowTaskTimeout = '3 seconds';

/** Starts the workflow of an operation, and can tell whether it runs. */
export class WorkflowStarter {
  readonly #client: Client;
  readonly #settings: SetUpSettings;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(client: Client, settings: SetUpSettings) {
    this.#client = client;
    this.#settings = settings;
  }

  /**
   * Starts the workflow of an operation's kind; `recover` says that another run may have worked on it before. Doing it twice attaches to the
   * run that there is.
   * @throws when Temporal cannot be reached or does not answer: whether the workflow was started is unknown.
   */
  async start(
    operation: StartableOperation,
    earlierOperations: readonly OperationId[],
    recover: boolean,
  ): Promise<void> {
    const { input, summary } = this.#assignmentOf(operation, earlierOperations, recover);
    const starting = this.#client.workflow.start(operationWorkflows[operation.kind], {
      workflowId: operationWorkflowId(operation.id),
      taskQueue: this.#settings.taskQueue,
      args: [input],
      workflowIdReusePolicy: recover ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowTaskTimeout,
      requestEagerStart: this.#settings.eager,
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
   * Waits for starts that are under way, but not for long. An eager start holds a slot of this process's worker, which
   * cannot be shut down before it is given back.
   */
  async settle(): Promise<void> {
    await within(settleLimitMs, Promise.all(this.#underWay)).catch(() => undefined);
  }

  /** @throws when Temporal cannot be reached. */
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
   * Cancels the workflow of an operation, which then takes everything back. Doing it twice changes nothing.
   * @returns false when there is no workflow that runs.
   * @throws when Temporal cannot be reached.
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

  #assignmentOf(
    operation: StartableOperation,
    earlierOperations: readonly OperationId[],
    recover: boolean,
  ): Assignment {
    const { deploymentId, roomPrefix, budgetMs, compensationStuckAfterMs, followUpDelaysMs } = this.#settings;
    const { kind, trunkId, contract, carrier = null } = operation;
    if (kind === 'set_up_trunk') {
      const plan = this.#planOf(operation, earlierOperations);
      return {
        input: { plan, recover, budgetMs, compensationStuckAfterMs, followUpDelaysMs },
        summary: setUpSummary(plan, contract),
      };
    }
    if (trunkId === null) throw new Error(`Operation ${operation.id} names no trunk.`);
    const input: TrunkWorkInput = {
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

  #planOf(operation: StartableOperation, earlierOperations: readonly OperationId[]): TrunkSpec {
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

/** How imports are run; the same for all of them. */
export interface ImportSettings {
  readonly taskQueue: string;
  /** So many trunks of one import are set up at the same time. */
  readonly atOnce: number;
}

/** Starts the workflow of an import. */
export class ImportStarter {
  readonly #client: Client;
  readonly #settings: ImportSettings;

  constructor(client: Client, settings: ImportSettings) {
    this.#client = client;
    this.#settings = settings;
  }

  /** Makes sure that an import runs; one that does is left alone. @throws when Temporal cannot be reached. */
  async start(importId: ImportId): Promise<void> {
    await this.#client.workflow.start('runImport', this.#optionsFor(importId));
  }

  /**
   * The same for an import that has lines to begin: a run that is about to end looks again.
   * @throws when Temporal cannot be reached.
   */
  async wake(importId: ImportId): Promise<void> {
    await this.#client.workflow.signalWithStart('runImport', {
      ...this.#optionsFor(importId),
      signal: linesPendingName,
      signalArgs: [],
    });
  }

  #optionsFor(importId: ImportId) {
    const input: ImportInput = { importId, atOnce: this.#settings.atOnce };
    return {
      workflowId: importWorkflowId(importId),
      taskQueue: this.#settings.taskQueue,
      args: [input] as [ImportInput],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: importSummary,
    } as const;
  }
}
