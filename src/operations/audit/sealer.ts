import type { Logger } from 'pino';
import type { KeyedHash } from '../../crypto/secrets.js';
import { auditHead, containsHead, hasUnsealed, sealEntries } from '../../database/audit/chain.js';
import type { Database } from '../../database/database.js';
import { type AuditHead, emptyHead } from '../../domain/audit-chain.js';

/** Keeps the end of the audit log outside the database, so that the removal of its last entries shows. */
export interface KeptHead {
  /** Reads the end that was kept last; null when there is none. */
  read(): Promise<AuditHead | null>;
  keep(head: AuditHead): Promise<void>;
}

/** The dependencies of the sealer. */
interface SealerDependencies {
  readonly database: Database;
  readonly keyedHash: KeyedHash;
  readonly kept: KeptHead;
  readonly logger: Logger;
}

/** How often entries are sealed, in milliseconds. Until then the removal of an entry cannot be found. */
const sealEveryMs = 2_000;
/** How often the end is logged at most, in milliseconds: logs are kept elsewhere, and a verification can begin with a line of them. */
const logEveryMs = 600_000;

/**
 * Appends the entries of the audit log to its chain, every few seconds and for all entries at once. An act therefore needs no lock on
 * the end of the chain, and no further statement. Each process keeps the end of the chain, and checks it before it continues.
 */
export class AuditSealer {
  readonly #dependencies: SealerDependencies;
  #timer: NodeJS.Timeout | undefined;
  #sealing: Promise<void> | null = null;
  /** The end that this process knows; undefined until it has read what was kept. */
  #known: AuditHead | undefined;
  #reported = false;
  #loggedAt = 0;

  constructor(dependencies: SealerDependencies) {
    this.#dependencies = dependencies;
  }

  start(): void {
    this.#timer = setInterval(() => void this.seal(), sealEveryMs).unref();
  }

  /** Seals what is left, and ends. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.seal();
  }

  /** Seals all entries that wait. Calls that overlap share one run. A failure is logged; the next run tries again. */
  seal(): Promise<void> {
    this.#sealing ??= this.#run()
      .catch((error) =>
        this.#dependencies.logger.warn({ err: error }, 'entries of the audit log could not be sealed'),
      )
      .finally(() => {
        this.#sealing = null;
      });
    return this.#sealing;
  }

  async #run(): Promise<void> {
    const { database, keyedHash, kept, logger } = this.#dependencies;
    if (!(await hasUnsealed(database)) && this.#known !== undefined) return;
    this.#known ??= (await kept.read()) ?? emptyHead;
    if (!(await containsHead(database, this.#known))) {
      if (!this.#reported) logger.error({ ...this.#known }, 'the audit log lacks entries that it had before');
      // Sealing goes on, but the end that is lost stays kept, so that a verification finds the loss as well.
      this.#reported = true;
    }
    while ((await sealEntries(database, keyedHash))?.more === true);
    const head = await auditHead(database);
    if (this.#reported || head.position === this.#known.position) return;
    await kept.keep(head);
    this.#known = head;
    if (Date.now() - this.#loggedAt < logEveryMs) return;
    this.#loggedAt = Date.now();
    logger.info({ ...head }, 'the end of the audit log');
  }
}
