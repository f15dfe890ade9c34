import type { Logger } from 'pino';
import type { Database } from '../../database/database.js';
import { organizationsThatUsedKeys } from '../../database/keys/api-keys.js';
import type { Asker } from '../../domain/explain/explain.js';
import type { OrganizationId } from '../../domain/values.js';

/** An organization, or the operator, who checks trunks and explains calls. */
export type TenantId = OrganizationId | 'operator';

/** Returns for whom somebody who asks counts. */
export function tenantOf(asker: Asker): TenantId {
  return asker === 'operator' ? asker : asker.organizationId;
}

/** Knows which organizations have sent requests lately, whatever they asked for. */
export interface Presence {
  /** Takes note of a request. */
  note(id: TenantId): void;
  hasOthersThan(id: TenantId): boolean;
}

/** For so long after its last request an organization counts as somebody who wants slots, in milliseconds. */
const rememberedMs = 30_000;

/** The presence of those who send requests to this process. */
export class OwnPresence implements Presence {
  /** When each has asked last; the one that has been silent longest comes first. */
  readonly #seenAt = new Map<TenantId, number>();

  note(id: TenantId): void {
    this.#seenAt.delete(id);
    this.#seenAt.set(id, performance.now());
  }

  hasOthersThan(id: TenantId): boolean {
    for (const [seen, at] of this.#seenAt) {
      if (performance.now() - at <= rememberedMs) break;
      this.#seenAt.delete(seen);
    }
    return this.#seenAt.size > (this.#seenAt.has(id) ? 1 : 0);
  }
}

/** How often the database is asked at most, in milliseconds. */
const askedEveryMs = 2_000;
/** The use of a key is stored once a minute. */
const usedWithinSeconds = 90;

/** The presence of those who send requests to any process, as the database knows it from the last use of their keys. */
export class SharedPresence implements Presence {
  readonly #database: Database;
  readonly #logger: Logger;
  #organizations: readonly OrganizationId[] = [];
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(database: Database, logger: Logger) {
    this.#database = database;
    this.#logger = logger;
  }

  /** The use of a key is stored when it is checked. */
  note(): void {
    this.#refresh();
  }

  hasOthersThan(id: TenantId): boolean {
    this.#refresh();
    return this.#organizations.some((each) => each !== id);
  }

  #refresh(): void {
    const now = performance.now();
    if (now - this.#askedAt < askedEveryMs) return;
    this.#askedAt = now;
    organizationsThatUsedKeys(this.#database, usedWithinSeconds).then(
      (organizations) => {
        this.#organizations = organizations;
      },
      (error: unknown) =>
        this.#logger.warn({ err: error }, 'the organizations that are active could not be read'),
    );
  }
}
