import type { Refused, Slot } from '../../domain/limits.js';
import type { OrganizationId } from '../../domain/values.js';

/** How much of one kind of work a process takes on. */
export interface AdmissionLimits {
  /** How many operations run at the same time. */
  readonly atOnce: number;
  /** How many operations of one organization run at the same time. It may have all slots while nobody else sends requests. */
  readonly perOrganization: number;
  /**
   * How many run at the same time of an organization that crowds: more of its operations wait than it may have slots. Unless given,
   * it has as many as others.
   */
  readonly whileCrowding?: number;
  /** Whether an organization never has more, not even while nobody else wants a slot. */
  readonly alwaysShared?: true;
  /** How many more of one organization may wait for a slot. */
  readonly waiting: number;
  /** The longest wait for a slot, in milliseconds. */
  readonly longestWaitMs: number;
}

/** For so long after its last request an organization counts as somebody who wants slots, in milliseconds. */
const rememberedMs = 30_000;

/** Knows which organizations have sent requests lately, whatever they asked for. */
export class Presence {
  /** When each has asked last; the one that has been silent longest comes first. */
  readonly #seenAt = new Map<OrganizationId, number>();

  note(organizationId: OrganizationId): void {
    this.#seenAt.delete(organizationId);
    this.#seenAt.set(organizationId, performance.now());
  }

  hasOthersThan(organizationId: OrganizationId): boolean {
    for (const [id, at] of this.#seenAt) {
      if (performance.now() - at <= rememberedMs) break;
      this.#seenAt.delete(id);
    }
    return this.#seenAt.size > (this.#seenAt.has(organizationId) ? 1 : 0);
  }
}

interface Waiting {
  readonly tenant: Tenant;
  readonly settle: (admitted: boolean) => void;
}

/** The slots and the queue of one organization. */
interface Tenant {
  readonly id: OrganizationId | 'operator';
  active: number;
  waiting: number;
  /** When it last asked for a slot or released one. */
  seenAt: number;
}

/** The weight of the latest operation in the average duration, from which waits are predicted. */
const weight = 0.1;
const longestRetryAfterSeconds = 30;

/**
 * Limits how many operations of one kind run at once. Under a burst the operations queue for slots, so that each is quick
 * once it has begun. An operation that would wait too long is refused at once, before anything is written, instead of
 * timing out late. docs/decisions/0013 says why this is not a library.
 *
 * Slots are shared fairly: while another organization sends requests of any kind, each has only a few, and a free slot goes to the
 * one that has the fewest. An organization with a long queue gets still fewer, because each of its operations takes processor time
 * from the requests of others. Each organization has a queue of its own.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #presence: Presence;
  readonly #queue = new Set<Waiting>();
  readonly #tenants = new Map<OrganizationId | 'operator', Tenant>();
  #active = 0;
  #averageMs = 0;
  readonly #closing = new AbortController();

  /** @param presence shared by the admissions of all kinds of work. */
  constructor(limits: AdmissionLimits, presence = new Presence()) {
    this.#limits = limits;
    this.#presence = presence;
  }

  /** How many slots are taken. */
  get active(): number {
    return this.#active;
  }

  /** How many callers wait for a slot. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** Aborted when the process is about to stop. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** Resolves with a slot as soon as one is free for the organization, or with a refusal. */
  async acquire(organizationId: OrganizationId | 'operator'): Promise<Slot | Refused> {
    const tenant = this.#tenantOf(organizationId);
    if (this.closing.aborted) return this.#refused(tenant);
    if (this.#hasRoomFor(tenant)) return this.#admitted(tenant);
    const isFull = tenant.waiting >= this.#limits.waiting;
    if (isFull || this.#expectedWaitMs(tenant) > this.#limits.longestWaitMs) return this.#refused(tenant);
    const admitted = await this.#wait(tenant);
    return admitted ? this.#slotOf(tenant) : this.#refused(tenant);
  }

  /** Refuses everybody who waits and everybody who comes later: the process is about to stop. */
  close(): void {
    this.#closing.abort();
    for (const { settle } of this.#queue) settle(false);
  }

  #tenantOf(organizationId: OrganizationId | 'operator'): Tenant {
    const now = performance.now();
    this.#forgetIdle(now);
    if (organizationId !== 'operator') this.#presence.note(organizationId);
    const tenant = this.#tenants.get(organizationId) ?? {
      ...{ id: organizationId, active: 0, waiting: 0 },
      seenAt: now,
    };
    tenant.seenAt = now;
    this.#tenants.set(organizationId, tenant);
    return tenant;
  }

  #forgetIdle(now: number): void {
    for (const [id, { active, waiting, seenAt }] of this.#tenants) {
      if (active + waiting === 0 && now - seenAt > rememberedMs) this.#tenants.delete(id);
    }
  }

  /** Returns how many slots an organization may have now. */
  #shareOf({ id, waiting }: Tenant): number {
    const { alwaysShared, atOnce, perOrganization, whileCrowding = perOrganization } = this.#limits;
    const isShared =
      alwaysShared === true ||
      this.#tenants.size > 1 ||
      (id !== 'operator' && this.#presence.hasOthersThan(id));
    if (!isShared) return atOnce;
    return Math.min(atOnce, perOrganization, waiting > perOrganization ? whileCrowding : perOrganization);
  }

  #hasRoomFor(tenant: Tenant): boolean {
    return this.#active < this.#limits.atOnce && tenant.active < this.#shareOf(tenant);
  }

  #wait(tenant: Tenant): Promise<boolean> {
    return new Promise((resolve) => {
      const waiting: Waiting = {
        tenant,
        settle: (admitted) => {
          clearTimeout(timer);
          if (this.#queue.delete(waiting)) tenant.waiting -= 1;
          resolve(admitted);
        },
      };
      const timer = setTimeout(() => waiting.settle(false), this.#limits.longestWaitMs);
      this.#queue.add(waiting);
      tenant.waiting += 1;
    });
  }

  #admitted(tenant: Tenant): Slot {
    this.#active += 1;
    tenant.active += 1;
    return this.#slotOf(tenant);
  }

  #slotOf(tenant: Tenant): Slot {
    const since = performance.now();
    let released = false;
    return {
      kind: 'admitted',
      release: () => {
        if (released) return;
        released = true;
        this.#learn(performance.now() - since);
        this.#active -= 1;
        tenant.active -= 1;
        tenant.seenAt = performance.now();
        this.#forgetIdle(tenant.seenAt);
        this.#admitWaiting();
      },
    };
  }

  /** Gives free slots to those who wait, so that nobody who comes now can overtake. */
  #admitWaiting(): void {
    for (let next = this.#next(); next !== null; next = this.#next()) {
      this.#active += 1;
      next.tenant.active += 1;
      next.settle(true);
    }
  }

  /** Finds who gets the next slot: of the organizations with the fewest slots the one that has waited longest. */
  #next(): Waiting | null {
    let best: Waiting | null = null;
    for (const waiting of this.#queue) {
      if (!this.#hasRoomFor(waiting.tenant)) continue;
      if (best === null || waiting.tenant.active < best.tenant.active) best = waiting;
      if (best.tenant.active === 0) break;
    }
    return best;
  }

  #refused(tenant: Tenant): Refused {
    const seconds = Math.ceil(this.#expectedWaitMs(tenant) / 1_000);
    return {
      kind: 'refused',
      retryAfterSeconds: Math.min(longestRetryAfterSeconds, Math.max(1, seconds)),
    };
  }

  #expectedWaitMs(tenant: Tenant): number {
    return ((tenant.waiting + 1) * this.#averageMs) / this.#shareOf(tenant);
  }

  #learn(durationMs: number): void {
    this.#averageMs =
      this.#averageMs === 0 ? durationMs : this.#averageMs + weight * (durationMs - this.#averageMs);
  }
}

/** The kinds of work that have slots of their own. */
export const admittedWork = ['set_up', 'change', 'tear_down', 'read', 'file'] as const;
export type AdmittedWork = (typeof admittedWork)[number];

/**
 * The admission to everything with which a caller can start a workflow. Each kind of work has its own slots, so that a
 * burst of one kind keeps no other kind out. Retries and reverts take a slot of the kind of operation that they begin.
 *
 * - A set-up or a change that cannot have a slot soon is refused. Its caller has lost nothing.
 * - A tear-down is refused only when its caller would have got `unfinished` by then, or when thousands wait. It frees
 *   resources, and a refused one leaves a trunk that somebody pays for.
 * - A cancellation takes no slot. It starts no workflow; it ends one that has a slot already, and so frees it sooner.
 *   Compensation takes no slot either: it belongs to the slot of the operation that it compensates.
 * - A read keeps its slot until it is answered, so that the reads of one organization leave connections to the database.
 * - A file of an import keeps its slot while it is received and read, because it takes much memory.
 * - Workers start the lines of imports and the repairs of the reconciler, and have limits of their own.
 */
export type AdmissionControl = Readonly<Record<AdmittedWork, Admission>>;

/** Creates the admission of a process. */
export function admissionControl(limits: Readonly<Record<AdmittedWork, AdmissionLimits>>): AdmissionControl {
  const presence = new Presence();
  return {
    set_up: new Admission(limits.set_up, presence),
    change: new Admission(limits.change, presence),
    tear_down: new Admission(limits.tear_down, presence),
    read: new Admission(limits.read, presence),
    file: new Admission(limits.file, presence),
  };
}

/** Refuses everybody who waits for any kind of work, and everybody who comes later: the process is about to stop. */
export function closeAdmission(admission: AdmissionControl): void {
  for (const work of admittedWork) admission[work].close();
}
