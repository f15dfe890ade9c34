import type { Logger } from 'pino';
import type { Database } from '../../database/database.js';
import { type OperationRow, operationStatusOf, takeDueOperations } from '../../database/operation-rows.js';
import { earlierOperationsOf } from '../../database/predecessors.js';
import { PeriodicPoll } from '../periodic-poll.js';
import type { WorkflowStarter } from './workflow-starter.js';

const pollEveryMs = 1_000;
/** An operation that was looked at is left alone for this long. */
const againAfterMs = 10_000;
const operationsPerPoll = 20;

/**
 * Makes sure that every accepted operation has a workflow: its gateway may have died before the start, the start's
 * outcome may be unknown, or a run may have been terminated. What it starts looks before it creates.
 */
export class Dispatcher {
  readonly #database: Database;
  readonly #starter: WorkflowStarter;
  readonly #logger: Logger;
  readonly #polls = new PeriodicPoll(pollEveryMs, () => this.#pass());

  constructor(database: Database, starter: WorkflowStarter, logger: Logger) {
    this.#database = database;
    this.#starter = starter;
    this.#logger = logger;
  }

  start(): void {
    this.#polls.start();
  }

  /** Resolves when no look is under way any more. */
  stop(): Promise<void> {
    return this.#polls.stop();
  }

  async #pass(): Promise<void> {
    try {
      const due = await takeDueOperations(this.#database, new Date(), againAfterMs, operationsPerPoll);
      for (const operation of due) await this.#dispatch(operation);
    } catch (error) {
      this.#logger.warn({ err: error }, 'the dispatcher could not look for operations without a workflow');
    }
  }

  /** One operation that cannot be started must not hold up the others. */
  async #dispatch(operation: OperationRow): Promise<void> {
    try {
      await this.#startUnlessRunning(operation);
    } catch (error) {
      this.#logger.warn({ err: error, operationId: operation.id }, 'an operation could not be started again');
    }
  }

  async #startUnlessRunning(operation: OperationRow): Promise<void> {
    if (await this.#starter.isRunning(operation.id)) return this.#passOnCancellation(operation);
    // It may have ended between the two looks, and its workflow with it.
    const status = await operationStatusOf(this.#database, operation.id);
    if (status !== 'running' && status !== 'compensating') return;
    const earlierOperations = await earlierOperationsOf(
      this.#database,
      operation.collisionKey,
      operation.acceptedAt,
    );
    await this.#starter.start(operation, earlierOperations, true);
    this.#logger.warn({ operationId: operation.id }, 'an operation without a workflow was started again');
    await this.#passOnCancellation(operation);
  }

  /** Whoever wrote the wish down may not have lived to tell the workflow, or there was none yet. */
  async #passOnCancellation({ id, cancelRequestedAt }: OperationRow): Promise<void> {
    if (cancelRequestedAt !== null) await this.#starter.cancel(id);
  }
}
