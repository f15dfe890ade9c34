import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { NoopLogger } from 'drizzle-orm/logger';
import { vi } from 'vitest';

/** Node publishes here before a server handles a request. */
const requestStarted = 'http.server.request.start';

/**
 * Records the SQL statements that the gateway of this process runs to answer a request. Two requests that run the same
 * statements take equally long, as far as Trunkline decides that. Statements of workers and dispatchers are not recorded.
 */
export class StatementRecorder {
  /** The statements of the request that is handled, also in calls that its handling makes indirectly. */
  readonly #ofRequest = new AsyncLocalStorage<string[] | null>();
  #statements: string[] | null = null;
  readonly #enter = () => this.#ofRequest.enterWith(this.#statements);
  // Drizzle reports every statement to its logger. Trunkline gives it none, which means this one.
  readonly #logger = vi
    .spyOn(NoopLogger.prototype, 'logQuery')
    .mockImplementation((...[statement]: unknown[]) => {
      // The last use of a key is written once a minute, whatever the request asks for.
      if (!String(statement).startsWith('update "api_keys" set "last_used_at"')) {
        this.#ofRequest.getStore()?.push(String(statement));
      }
    });

  constructor() {
    subscribe(requestStarted, this.#enter);
  }

  /**
   * Sends one request.
   * @param about `work` leaves out the look-up of the request's key: the gateway remembers a key for a second, so it runs by chance.
   * @returns its answer and the statements that ran for it, without their values.
   */
  async during<T>(
    request: () => Promise<T>,
    about: 'work' | 'authentication' = 'work',
  ): Promise<{ answer: T; statements: readonly string[] }> {
    const statements: string[] = [];
    this.#statements = statements;
    const answer = await request();
    this.#statements = null;
    const ofKeys = (statement: string) => about === 'work' && statement.includes('from "api_keys"');
    return { answer, statements: statements.filter((statement) => !ofKeys(statement)) };
  }

  end(): void {
    unsubscribe(requestStarted, this.#enter);
    this.#logger.mockRestore();
  }
}
