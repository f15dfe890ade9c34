import type { Logger } from 'pino';
import type { Database } from '../../database/database.js';
import { forgetSecrets } from '../../database/secrets/retention.js';
import { Passes } from '../runner/passes.js';

const dayMs = 24 * 3_600_000;
/** The first sweep waits until a start has done more urgent work. A process that is restarted often sweeps as well. */
const firstAfterMs = 60_000;

/** Deletes secrets of finished operations and deleted trunks, once a day. */
export class SecretRetention {
  readonly #options: RetentionOptions;
  readonly #passes = new Passes();

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  start(): void {
    const { database, keptDays, logger, everyMs = dayMs } = this.#options;
    this.#passes.start({
      everyMs,
      firstAfterMs: Math.min(firstAfterMs, everyMs),
      async run(stopping) {
        const forgotten = await forgetSecrets(database, new Date(Date.now() - keptDays * dayMs), stopping);
        if (forgotten > 0) logger.info({ forgotten }, 'secrets that nothing needs any more were deleted');
      },
      onFailure(error, stopping) {
        if (!stopping.aborted) logger.warn({ err: error }, 'old secrets could not be deleted');
      },
    });
  }

  /** Resolves when no sweep is under way any more. */
  stop(): Promise<void> {
    return this.#passes.stop();
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
