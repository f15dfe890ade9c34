import type { Logger } from 'pino';
import { findOperations } from '../../database/operation-list.js';
import type { OperationId } from '../../domain/ids.js';
import type { Follower, FollowOperation } from '../../domain/operation/follow.js';
import type { OperationCompletions } from '../runner/completion.js';
import { retryAfterSeconds } from '../runner/unavailable.js';
import { type Followed, followedOperation, operationViewOf } from './followed-operation.js';

/** What a feed works with. */
export interface FeedDependencies extends Followed {
  readonly ends: OperationCompletions;
  readonly logger: Logger;
}

/** How much a feed takes on. */
export interface FeedLimits {
  /** So many may follow operations at the same time. */
  readonly followers: number;
  /** How often all followed operations are looked at, in milliseconds. */
  readonly pollEveryMs: number;
  /** So many workflows are asked for their steps at each look; they take turns. */
  readonly asksPerPoll: number;
}

const usualLimits: FeedLimits = { followers: 200, pollEveryMs: 1_000, asksPerPoll: 20 };

/**
 * Tells whoever follows an operation how it goes on. All followers of a process share one look a second, which is one
 * query of the database and a bounded number of questions to workflows; an end that happens in this process is told at
 * once.
 */
export class OperationFeed {
  readonly #dependencies: FeedDependencies;
  readonly #limits: FeedLimits;
  readonly #followers = new Map<OperationId, Set<Follower>>();
  readonly #stopsListening = new Map<OperationId, () => void>();
  #open = 0;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(dependencies: FeedDependencies, limits: Partial<FeedLimits> = {}) {
    this.#dependencies = dependencies;
    this.#limits = { ...usualLimits, ...limits };
  }

  readonly follow: FollowOperation = async (organizationId, operationId, follower) => {
    if (this.#closed || this.#open >= this.#limits.followers) return { kind: 'too_many', retryAfterSeconds };
    // Counted before anything is waited for, so that a burst cannot slip past the limit.
    this.#open += 1;
    let following = false;
    try {
      const operation = await followedOperation(this.#dependencies, organizationId, operationId);
      if (operation === null) return { kind: 'not_found' };
      if (this.#closed) return { kind: 'too_many', retryAfterSeconds };
      following = true;
      return { kind: 'following', operation, stop: this.#add(operationId, follower) };
    } finally {
      if (!following) this.#open -= 1;
    }
  };

  /** Lets all followers go, and takes no more. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const followers of this.#followers.values()) {
      for (const follower of followers) follower.leave();
    }
  }

  /** @returns what takes the follower away again. */
  #add(operationId: OperationId, follower: Follower): () => void {
    const followers = this.#followers.get(operationId);
    if (followers !== undefined) followers.add(follower);
    else {
      this.#followers.set(operationId, new Set([follower]));
      const pass = () => void this.#pass([operationId]);
      this.#stopsListening.set(operationId, this.#dependencies.ends.subscribe(operationId, pass));
    }
    this.#timer ??= this.#nextPoll();
    // It may have gone on between the first look at it and now.
    void this.#pass([operationId]);
    return () => this.#remove(operationId, follower);
  }

  #remove(operationId: OperationId, follower: Follower): void {
    const followers = this.#followers.get(operationId);
    if (followers?.delete(follower) !== true) return;
    this.#open -= 1;
    if (followers.size > 0) return;
    this.#followers.delete(operationId);
    this.#stopsListening.get(operationId)?.();
    this.#stopsListening.delete(operationId);
  }

  #nextPoll(): NodeJS.Timeout {
    return setTimeout(async () => {
      await this.#pass([...this.#followers.keys()]);
      this.#timer = this.#followers.size === 0 || this.#closed ? undefined : this.#nextPoll();
    }, this.#limits.pollEveryMs).unref();
  }

  /** Looks at operations and shows them. A look that fails is made good by the next one. */
  async #pass(ids: readonly OperationId[]): Promise<void> {
    const { database, askForSteps, logger } = this.#dependencies;
    if (ids.length === 0 || this.#closed) return;
    try {
      const found = await findOperations(database, ids);
      const running = found.filter(({ finishedAt }) => finishedAt === null);
      const asked = new Set(running.slice(0, this.#limits.asksPerPoll).map(({ id }) => id));
      await Promise.all(
        found.map(async (operation) => {
          const steps = asked.has(operation.id) ? await askForSteps(operation.id) : null;
          const shown = operationViewOf(operation, steps);
          for (const follower of this.#followers.get(operation.id) ?? []) follower.show(shown);
        }),
      );
      for (const id of asked) this.#moveBack(id);
    } catch (error) {
      logger.warn({ err: error }, 'operations that are followed could not be looked at');
    }
  }

  /** Who was asked goes to the end of the line, so that everybody has a turn. */
  #moveBack(id: OperationId): void {
    const followers = this.#followers.get(id);
    if (followers === undefined) return;
    this.#followers.delete(id);
    this.#followers.set(id, followers);
  }
}
