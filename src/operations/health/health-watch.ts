import type { Logger } from 'pino';
import type { Database } from '../../database/database.js';
import { endUnseenCalls, pruneCalls, takeDueCalls } from '../../database/health/calls.js';
import { reviewHealth } from '../../database/health/states.js';
import type { FindPresent } from '../../domain/health/call.js';
import { countedForMs } from '../../domain/health/state.js';
import { Passes } from '../runner/passes.js';

/** livekit-sip ends every call after a day. LiveKit may list it longer: a node that dies leaves its rooms in Redis. */
const longestCallMs = 86_400_000 + 3_600_000;
/** How long ended calls are kept, in milliseconds. */
const keptMs = 2 * countedForMs;

/** The dependencies of the watch. */
export interface WatchParts {
  readonly database: Database;
  readonly findPresent: FindPresent;
  readonly logger: Logger;
  /** How often LiveKit is asked about a current call, in milliseconds. */
  readonly everyMs: number;
}

/**
 * Keeps what is known about calls true while no webhook arrives: it ends current calls whose end was missed, derives states again whose
 * facts are too old, and deletes old calls. Several processes may do it at once.
 */
export class HealthWatch {
  readonly #parts: WatchParts;
  readonly #passes = new Passes();

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  start(): void {
    const { logger, everyMs } = this.#parts;
    this.#passes.start({
      everyMs,
      run: () => this.#pass(new Date()),
      onFailure: (error) =>
        logger.warn({ err: error }, 'the current calls could not be compared with LiveKit'),
    });
  }

  /** Resolves when no pass is under way any more. */
  stop(): Promise<void> {
    return this.#passes.stop();
  }

  async #pass(now: Date): Promise<void> {
    const { database } = this.#parts;
    await reviewHealth(database, now);
    await pruneCalls(database, new Date(now.getTime() - keptMs));
    await this.#endMissedCalls(now);
  }

  async #endMissedCalls(now: Date): Promise<void> {
    const { database, findPresent, everyMs } = this.#parts;
    const due = await takeDueCalls(database, now, everyMs);
    if (due.length === 0) return;
    const present = await findPresent(new Set(due.map(({ roomId }) => roomId)));
    const over = due.filter(
      ({ participantId, startedAt }) =>
        !present.has(participantId) || now.getTime() - startedAt.getTime() > longestCallMs,
    );
    const ids = over.map(({ participantId }) => participantId);
    await endUnseenCalls(database, ids, now);
  }
}
