import type { Logger } from 'pino';
import { acceptedKeys } from '../../database/keys/api-keys.js';
import { findOperations } from '../../database/operations/queries.js';
import type { Follower, FollowOperation } from '../../domain/operation/view.js';
import type { OperationId, OrganizationId } from '../../domain/values.js';
import type { OperationCompletions } from '../runner/completion.js';
import { retryAfterSeconds } from '../runner/run-operation.js';
import { currentView, type Followed, followedOperation, operationViewOf } from './followed-operation.js';

/** The dependencies of a feed of operations. */
export interface FeedDependencies extends Followed {
  readonly completions: OperationCompletions;
  readonly logger: Logger;
}

/** How much a feed takes on. */
export interface FeedLimits {
  /** How many may follow operations at the same time. */
  readonly followers: number;
  /** How many of one organization. */
  readonly perOrganization: number;
  /** How often all followed operations are read, in milliseconds. */
  readonly pollEveryMs: number;
  /** How often the keys of all followers are checked, in milliseconds. Streams must end within a second of a revocation. */
  readonly checkKeysEveryMs: number;
  /** How many workflows are queried for their steps at each poll, in rotation. */
  readonly asksPerPoll: number;
}

const usualLimits: FeedLimits = {
  followers: 200,
  perOrganization: 100,
  pollEveryMs: 1_000,
  checkKeysEveryMs: 500,
  asksPerPoll: 20,
};

/**
 * Shows the progress of operations to their followers. All followers of a process share one poll a second: one query of the
 * database and a limited number of queries to workflows. A completion in this process is shown at once.
 */
export class OperationFeed {
  readonly #dependencies: FeedDependencies;
  readonly #limits: FeedLimits;
  readonly #followers = new Map<OperationId, Set<Follower>>();
  readonly #stopsListening = new Map<OperationId, () => void>();
  readonly #openOf = new Map<OrganizationId, number>();
  #open = 0;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;
  #keyTimer: NodeJS.Timeout | undefined;

  constructor(dependencies: FeedDependencies, limits: Partial<FeedLimits> = {}) {
    this.#dependencies = dependencies;
    this.#limits = { ...usualLimits, ...limits };
  }

  readonly follow: FollowOperation = async (organizationId, operationId, follower) => {
    const { followers, perOrganization } = this.#limits;
    const isFull = this.#open >= followers || this.#openIn(organizationId) >= perOrganization;
    if (this.#closed || isFull) return { kind: 'too_many', retryAfterSeconds };
    // Counted before the first await, so that a burst cannot slip past the limit.
    this.#count(organizationId, 1);
    let following = false;
    try {
      const operation = await followedOperation(this.#dependencies, organizationId, operationId);
      if (operation === null) return { kind: 'not_found' };
      if (this.#closed) return { kind: 'too_many', retryAfterSeconds };
      following = true;
      return { kind: 'following', operation, stop: this.#add(organizationId, operationId, follower) };
    } finally {
      if (!following) this.#count(organizationId, -1);
    }
  };

  #openIn(organizationId: OrganizationId): number {
    return this.#openOf.get(organizationId) ?? 0;
  }

  #count(organizationId: OrganizationId, change: 1 | -1): void {
    this.#open += change;
    const open = this.#openIn(organizationId) + change;
    if (open === 0) this.#openOf.delete(organizationId);
    else this.#openOf.set(organizationId, open);
  }

  /** Ends all followers' streams, and refuses new followers. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#keyTimer);
    for (const followers of this.#followers.values()) {
      for (const follower of followers) follower.leave();
    }
  }

  /** @returns a function that removes the follower. */
  #add(organizationId: OrganizationId, operationId: OperationId, follower: Follower): () => void {
    const followers = this.#followers.get(operationId);
    if (followers !== undefined) followers.add(follower);
    else {
      this.#followers.set(operationId, new Set([follower]));
      const pass = () => void this.#pass([operationId]);
      this.#stopsListening.set(operationId, this.#dependencies.completions.subscribe(operationId, pass));
    }
    this.#timer ??= this.#nextPoll();
    this.#keyTimer ??= this.#nextKeyCheck();
    // The operation may have gone on since it was first read.
    void this.#pass([operationId]);
    return () => this.#remove(organizationId, operationId, follower);
  }

  #remove(organizationId: OrganizationId, operationId: OperationId, follower: Follower): void {
    const followers = this.#followers.get(operationId);
    if (followers?.delete(follower) !== true) return;
    this.#count(organizationId, -1);
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

  #nextKeyCheck(): NodeJS.Timeout {
    return setTimeout(async () => {
      await this.#checkKeys();
      this.#keyTimer = this.#followers.size === 0 || this.#closed ? undefined : this.#nextKeyCheck();
    }, this.#limits.checkKeysEveryMs).unref();
  }

  /** Ends the streams of keys that are no longer accepted. One query checks the keys of all followers. */
  async #checkKeys(): Promise<void> {
    const { database, logger } = this.#dependencies;
    const followers = [...this.#followers.values()].flatMap((each) => [...each]);
    if (followers.length === 0) return;
    try {
      const accepted = await acceptedKeys(database, [...new Set(followers.map(({ keyId }) => keyId))]);
      for (const follower of followers) if (!accepted.has(follower.keyId)) follower.leave();
    } catch (error) {
      logger.warn({ err: error }, 'the keys of event streams could not be checked');
    }
  }

  /** Reads operations and shows them. A failed pass is made good by the next one. */
  async #pass(ids: readonly OperationId[]): Promise<void> {
    const { database, logger } = this.#dependencies;
    if (ids.length === 0 || this.#closed) return;
    try {
      const found = await findOperations(database, ids);
      const running = found.filter(({ finishedAt }) => finishedAt === null);
      const asked = new Set(running.slice(0, this.#limits.asksPerPoll).map(({ id }) => id));
      await Promise.all(
        found.map(async (operation) => {
          const shown = asked.has(operation.id)
            ? await currentView(operation, this.#dependencies)
            : operationViewOf(operation, null);
          for (const follower of this.#followers.get(operation.id) ?? []) follower.show(shown);
        }),
      );
      for (const id of asked) this.#moveBack(id);
    } catch (error) {
      logger.warn({ err: error }, 'the followed operations could not be read');
    }
  }

  /** Moves a queried operation to the end, so that all of them are queried in rotation. */
  #moveBack(id: OperationId): void {
    const followers = this.#followers.get(id);
    if (followers === undefined) return;
    this.#followers.delete(id);
    this.#followers.set(id, followers);
  }
}
