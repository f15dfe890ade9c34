import type { Refused, Slot } from '../../domain/limits.js';
import { OwnPresence, type Presence, type TenantId } from './presence.js';

/** How much of one kind of work a process takes on. */
export interface AdmissionLimits {
  /** How many operations run at the same time. */
  readonly atOnce: number;
  /** How many operations of one organization run at the same time. It may have all slots while nobody else sends requests. */
  readonly perOrganization: number;
  /**
   * How many run at the same time of an organization that crowds: as many of its operations wait as it may have slots. Each of these
   * slots also rests after an operation. Unless given, such an organization has as many as others.
   */
  readonly whileCrowding?: number;
  /** Whether an organization never has more, not even while nobody else wants a slot. */
  readonly alwaysShared?: true;
  /** How many more of one organization may wait for a slot. */
  readonly waiting: number;
  /** The longest wait for a slot, in milliseconds. */
  readonly longestWaitMs: number;
}

/** How long a slot rests after an operation that took so long, both in milliseconds. Others then have two thirds of the time. */
const restAfter = (tookMs: number) => Math.min(2 * tookMs, 1_000);

interface Waiting {
  readonly tenant: Tenant;
  readonly settle: (admitted: boolean) => void;
}

/** How many slots one organization has, and how many of its operations wait. */
interface Tenant {
  readonly id: TenantId;
  active: number;
  waiting: number;
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
 * one that has the fewest. An organization with a long queue gets still fewer, which rest most of the time, because each of its
 * operations takes processor time from the requests of others. Each organization has a queue of its own.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #presence: Presence;
  readonly #queue = new Set<Waiting>();
  /** Those who have a slot or wait for one. */
  readonly #tenants = new Map<TenantId, Tenant>();
  #active = 0;
  #averageMs = 0;
  readonly #closing = new AbortController();

  /** @param presence shared by the admissions of all kinds of work. */
  constructor(limits: AdmissionLimits, presence: Presence = new OwnPresence()) {
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
  async acquire(id: TenantId): Promise<Slot | Refused> {
    this.#presence.note(id);
    const tenant = this.#tenants.get(id) ?? { id, active: 0, waiting: 0 };
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

  /** Counts operations of an organization. */
  #count(tenant: Tenant, changes: { readonly active?: number; readonly waiting?: number }): void {
    const { active = 0, waiting = 0 } = changes;
    tenant.active += active;
    tenant.waiting += waiting;
    if (tenant.active + tenant.waiting > 0) this.#tenants.set(tenant.id, tenant);
    else this.#tenants.delete(tenant.id);
  }

  /** Returns how many slots an organization may have now. */
  #shareOf(tenant: Tenant): number {
    const { alwaysShared, atOnce, perOrganization, whileCrowding = perOrganization } = this.#limits;
    if (alwaysShared !== true && !this.#hasOthersThan(tenant)) return atOnce;
    return Math.min(atOnce, perOrganization, this.#crowds(tenant) ? whileCrowding : perOrganization);
  }

  #hasOthersThan({ id }: Tenant): boolean {
    return this.#tenants.size > 1 || this.#presence.hasOthersThan(id);
  }

  /** Tells whether an organization crowds out others. */
  #crowds(tenant: Tenant): boolean {
    const { perOrganization, whileCrowding } = this.#limits;
    return whileCrowding !== undefined && tenant.waiting >= perOrganization && this.#hasOthersThan(tenant);
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
          if (this.#queue.delete(waiting)) this.#count(tenant, { waiting: -1 });
          resolve(admitted);
        },
      };
      const timer = setTimeout(() => waiting.settle(false), this.#limits.longestWaitMs);
      this.#queue.add(waiting);
      this.#count(tenant, { waiting: 1 });
    });
  }

  #admitted(tenant: Tenant): Slot {
    this.#active += 1;
    this.#count(tenant, { active: 1 });
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
        const tookMs = performance.now() - since;
        this.#learn(tookMs);
        this.#active -= 1;
        if (!this.#crowds(tenant)) this.#end(tenant);
        else {
          setTimeout(() => this.#end(tenant), restAfter(tookMs)).unref();
          this.#admitWaiting();
        }
      },
    };
  }

  /** Gives the slot of an organization to whoever is next. */
  #end(tenant: Tenant): void {
    this.#count(tenant, { active: -1 });
    this.#presence.note(tenant.id);
    this.#admitWaiting();
  }

  /** Gives free slots to those who wait, so that nobody who comes now can overtake. */
  #admitWaiting(): void {
    for (let next = this.#next(); next !== null; next = this.#next()) {
      this.#active += 1;
      this.#count(next.tenant, { active: 1 });
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
    const perOperationMs = this.#averageMs + (this.#crowds(tenant) ? restAfter(this.#averageMs) : 0);
    return ((tenant.waiting + 1) * perOperationMs) / this.#shareOf(tenant);
  }

  #learn(durationMs: number): void {
    this.#averageMs =
      this.#averageMs === 0 ? durationMs : this.#averageMs + weight * (durationMs - this.#averageMs);
  }
}

/** The kinds of work that have slots of their own. */
export const admittedWork = [
  'set_up',
  'change',
  'tear_down',
  'read',
  'download',
  'file',
  'check',
  'keys',
] as const;
export type AdmittedWork = (typeof admittedWork)[number];

/**
 * The admission to everything with which a caller can start a workflow. Each kind of work has its own slots, so that a
 * burst of one kind keeps no other kind out. Retries and reverts take a slot of the kind of operation that they begin.
 *
 * - A set-up or a change that cannot have a slot soon is refused. Its caller has lost nothing.
 * - A tear-down is refused only when its caller would have got `unfinished` by then, or when thousands wait. It frees
 *   resources, and a refused one leaves a trunk that somebody pays for.
 * - A cancellation starts no workflow; it ends one that has a slot already, and so frees it sooner. It takes the slot of a read
 *   while it is written. Compensation takes no slot: it belongs to the slot of the operation that it compensates.
 * - A read keeps its slot until it is answered, so that the reads of one organization leave connections to the database. Every
 *   command that begins no operation counts as one.
 * - A download keeps its slot while the caller reads it, so that an organization makes one after the other.
 * - A file of an import keeps its slot while it is received and read, because it takes much memory. So does the retry of an import.
 * - A check or an explanation reads all objects in LiveKit, and a check sends requests to hosts that tenants name.
 * - The administration of keys has its own slots: a revocation never waits for requests of the key that is to be revoked, unless
 *   that key administers as well. One organization has one of them, because its changes wait for one row anyway.
 * - Workers start the lines of imports and the repairs of the reconciler, and have limits of their own.
 */
export type AdmissionControl = Readonly<Record<AdmittedWork, Admission>>;

/** Creates the admission of a process. */
export function admissionControl(limits: Readonly<Record<AdmittedWork, AdmissionLimits>>): AdmissionControl {
  const presence = new OwnPresence();
  return {
    set_up: new Admission(limits.set_up, presence),
    change: new Admission(limits.change, presence),
    tear_down: new Admission(limits.tear_down, presence),
    read: new Admission(limits.read, presence),
    download: new Admission(limits.download, presence),
    file: new Admission(limits.file, presence),
    check: new Admission(limits.check, presence),
    keys: new Admission(limits.keys, presence),
  };
}

/** Refuses everybody who waits for any kind of work, and everybody who comes later: the process is about to stop. */
export function closeAdmission(admission: AdmissionControl): void {
  for (const work of admittedWork) admission[work].close();
}
