import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../../database/database.js';
import { forgetSecrets } from '../../database/secrets/retention.js';

const dayMs = 24 * 3_600_000;
/** The first sweep waits until a start has done more urgent work. A process that is restarted often sweeps as well. */
const firstAfterMs = 60_000;

/** Deletes secrets of finished operations and deleted trunks, once a day. */
export class SecretRetention {
  readonly #options: RetentionOptions;
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  start(): void {
    this.#loop = this.#repeat();
  }

  /** Resolves when no sweep is under way any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
  }

  async #repeat(): Promise<void> {
    const { signal } = this.#stopping;
    const { database, keptDays, logger, everyMs = dayMs } = this.#options;
    for (let pauseMs = Math.min(firstAfterMs, everyMs); ; pauseMs = everyMs) {
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        const forgotten = await forgetSecrets(database, new Date(Date.now() - keptDays * dayMs), signal);
        if (forgotten > 0) logger.info({ forgotten }, 'secrets that nothing needs any more were deleted');
      } catch (error) {
        // The next sweep makes good what this one could not.
        if (!signal.aborted) logger.warn({ err: error }, 'old secrets could not be deleted');
      }
    }
  }
}

/** The options of the retention of secrets. */
export interface RetentionOptions {
  readonly database: Database;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  /** How many days a secret is kept after its operation has finished. */
  readonly keptDays: number;
  /** How often to sweep, in milliseconds; once a day unless given. */
  readonly everyMs?: number;
}
