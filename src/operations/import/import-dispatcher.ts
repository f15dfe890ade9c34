import type { Logger } from 'pino';
import type { Database } from '../../database/database.js';
import { takeDueImports } from '../../database/import-rows.js';
import { PeriodicPoll } from '../periodic-poll.js';
import type { ImportStarter } from '../runner/workflow-starter.js';

const pollEveryMs = 5_000;
/** An import that was looked at is left alone for this long. */
const againAfterMs = 30_000;

/**
 * Makes sure that every import has a workflow: its gateway may have died before the start, or a run may have been
 * terminated. Starting one that runs changes nothing, so nobody has to ask first.
 */
export class ImportDispatcher {
  readonly #database: Database;
  readonly #starter: ImportStarter;
  readonly #logger: Logger;
  readonly #polls = new PeriodicPoll(pollEveryMs, () => this.#pass());

  constructor(database: Database, starter: ImportStarter, logger: Logger) {
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
      for (const id of await takeDueImports(this.#database, new Date(), againAfterMs)) {
        await this.#starter.start(id);
      }
    } catch (error) {
      this.#logger.warn({ err: error }, 'the dispatcher could not look after the imports');
    }
  }
}
