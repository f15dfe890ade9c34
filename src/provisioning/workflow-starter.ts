import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import type { OperationRow } from '../database/operation-rows.js';
import type { DeploymentId, OperationId } from '../trunks/ids.js';
import type { SetUpPlan } from '../trunks/plan.js';
import { setUpSummary, setUpWorkflowId } from '../workflows/descriptions.js';
import { organizationAttribute, stateAttribute } from '../workflows/search-attributes.js';
import type { SetUpInput } from '../workflows/set-up-trunk.js';
import { within } from './within.js';

/** What a workflow must be told of its operation. */
export type StartableOperation = Pick<
  OperationRow,
  'id' | 'organizationId' | 'contract' | 'acceptedAt' | 'request'
>;

/** How set-ups are run; the same for all of them. */
export interface SetUpSettings {
  readonly deploymentId: DeploymentId;
  readonly taskQueue: string;
  readonly roomPrefix: string;
  readonly budgetMs: number;
  readonly followUpDelaysMs: readonly number[];
  /** The client shares its native connection with a worker of this process, which may take the first task at once. */
  readonly eager: boolean;
}

/** A start is given up after this long; whether it happened is then unknown. */
const startLimitMs = 5_000;
/** A worker that was killed costs its callers this much before another one takes the task. */
const workflowTaskTimeout = '5 seconds';

/** Starts the workflow of an operation, and can tell whether it runs. */
export class WorkflowStarter {
  readonly #client: Client;
  readonly #settings: SetUpSettings;

  constructor(client: Client, settings: SetUpSettings) {
    this.#client = client;
    this.#settings = settings;
  }

  /**
   * Starts a set-up; `recover` says that another run may have worked on it before. Doing it twice attaches to the
   * run that there is.
   * @throws when Temporal cannot be reached or does not answer: whether the workflow was started is unknown.
   */
  async start(
    operation: StartableOperation,
    predecessors: readonly OperationId[],
    recover: boolean,
  ): Promise<void> {
    const plan = this.#planOf(operation, predecessors);
    const input: SetUpInput = {
      plan,
      recover,
      budgetMs: this.#settings.budgetMs,
      followUpDelaysMs: this.#settings.followUpDelaysMs,
    };
    const starting = this.#client.workflow.start('setUpTrunk', {
      workflowId: setUpWorkflowId(operation.id),
      taskQueue: this.#settings.taskQueue,
      args: [input],
      workflowIdReusePolicy: recover ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowTaskTimeout,
      requestEagerStart: this.#settings.eager,
      staticSummary: setUpSummary(plan, operation.contract),
      typedSearchAttributes: new TypedSearchAttributes([
        { key: stateAttribute, value: 'running' },
        { key: organizationAttribute, value: operation.organizationId },
      ]),
    });
    try {
      await within(startLimitMs, starting);
    } catch (cause) {
      if (!(cause instanceof WorkflowExecutionAlreadyStartedError)) throw cause;
    }
  }

  /** @throws when Temporal cannot be reached. */
  async isRunning(operationId: OperationId): Promise<boolean> {
    const handle = this.#client.workflow.getHandle(setUpWorkflowId(operationId));
    try {
      const { status } = await within(startLimitMs, handle.describe());
      return status.name === 'RUNNING';
    } catch (cause) {
      if (cause instanceof WorkflowNotFoundError) return false;
      throw cause;
    }
  }

  #planOf(operation: StartableOperation, predecessors: readonly OperationId[]): SetUpPlan {
    return {
      operationId: operation.id,
      organizationId: operation.organizationId,
      deploymentId: this.#settings.deploymentId,
      acceptedAt: operation.acceptedAt.getTime(),
      predecessors,
      settings: operation.request.settings,
      sealedPassword: operation.request.sealedPassword,
      roomPrefix: this.#settings.roomPrefix,
    };
  }
}
