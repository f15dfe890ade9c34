import type { Logger } from 'pino';
import type { Database } from '../../database/database.js';
import { takeDueImports } from '../../database/imports/imports.js';
import { takeDueOperations } from '../../database/operations/control.js';
import { earlierOperationsOf, operationStatusOf } from '../../database/operations/operations.js';
import type { OperationRow } from '../../database/schema.js';
import { takeDueTestCalls } from '../../database/test-calls/test-calls.js';
import { Passes } from './passes.js';
import type { WorkflowStarter } from './workflow-starter.js';

/** How often the dispatcher polls, and how long it leaves alone what it has taken, in milliseconds. */
const operationRhythm = { pollEveryMs: 1_000, againAfterMs: 10_000 };
const importRhythm = { pollEveryMs: 5_000, againAfterMs: 30_000 };
const testCallRhythm = { pollEveryMs: 2_000, againAfterMs: 10_000 };
const operationsPerPoll = 20;

/**
 * Makes sure that every accepted operation, import and test call has a workflow. Its gateway may have died before the start,
 * the outcome of the start may be unknown, or somebody may have terminated a run. A workflow that the dispatcher starts
 * checks for existing objects before it creates any.
 */
export class Dispatcher {
  readonly #database: Database;
  readonly #starter: WorkflowStarter;
  readonly #logger: Logger;
  readonly #passes = new Passes();

  constructor(database: Database, starter: WorkflowStarter, logger: Logger) {
    this.#database = database;
    this.#starter = starter;
    this.#logger = logger;
  }

  start(): void {
    this.#repeat(operationRhythm.pollEveryMs, 'operations', () => this.#dispatchOperations());
    this.#repeat(importRhythm.pollEveryMs, 'imports', () => this.#dispatchImports());
    this.#repeat(testCallRhythm.pollEveryMs, 'test calls', () => this.#dispatchTestCalls());
  }

  /** Resolves when no pass is under way any more. */
  stop(): Promise<void> {
    return this.#passes.stop();
  }

  #repeat(everyMs: number, what: string, run: () => Promise<void>): void {
    const onFailure = (error: unknown) =>
      this.#logger.warn({ err: error }, `the dispatcher could not check the ${what}`);
    this.#passes.start({ everyMs, run, onFailure });
  }

  async #dispatchImports(): Promise<void> {
    // Starting an import that runs changes nothing, so nobody has to ask first.
    for (const name of await takeDueImports(this.#database, new Date(), importRhythm.againAfterMs)) {
      await this.#starter.startImport(name);
    }
  }

  async #dispatchTestCalls(): Promise<void> {
    const due = await takeDueTestCalls(this.#database, new Date(), testCallRhythm.againAfterMs);
    for (const call of due) await this.#starter.startTestCall(call);
  }

  async #dispatchOperations(): Promise<void> {
    const { againAfterMs } = operationRhythm;
    const due = await takeDueOperations(this.#database, new Date(), againAfterMs, operationsPerPoll);
    for (const operation of due) {
      // One operation that cannot be started must not hold up the others.
      await this.#startUnlessRunning(operation).catch((error) => {
        this.#logger.warn(
          { err: error, operationId: operation.id },
          'an operation could not be started again',
        );
      });
    }
  }

  async #startUnlessRunning(operation: OperationRow): Promise<void> {
    if (await this.#starter.isRunning(operation.id)) return this.#passOnCancellation(operation);
    // The operation, and its workflow with it, may have been completed since it was taken.
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

  /** The process that wrote the cancellation may have died before it cancelled the workflow, or there was none yet. */
  async #passOnCancellation({ id, cancelRequestedAt }: OperationRow): Promise<void> {
    if (cancelRequestedAt !== null) await this.#starter.cancel(id);
  }
}
