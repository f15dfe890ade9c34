/** How much of one kind of work a process takes on. */
export interface AdmissionLimits {
  /** How many operations run at the same time. */
  readonly atOnce: number;
  /** How many more may wait for a slot. */
  readonly waiting: number;
  /** The longest wait for a slot, in milliseconds. */
  readonly longestWaitMs: number;
}

/** The right to run one operation. */
export interface Slot {
  readonly kind: 'admitted';
  /** Frees the slot. Later calls do nothing. */
  release(): void;
}

/** No slot is free soon enough. */
export interface Refused {
  readonly kind: 'refused';
  /** When another try makes sense, in seconds. */
  readonly retryAfterSeconds: number;
}

interface Waiting {
  readonly settle: (admitted: boolean) => void;
}

/** The weight of the latest operation in the average duration, from which waits are predicted. */
const weight = 0.1;
const longestRetryAfterSeconds = 30;

/**
 * Limits how many operations of one kind run at once. Under a burst the operations queue for slots, so that each is quick
 * once it has begun. An operation that would wait too long is refused at once, before anything is written, instead of
 * timing out late. docs/decisions/0013 says why this is not a library.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #queue = new Set<Waiting>();
  #active = 0;
  #averageMs = 0;
  readonly #closing = new AbortController();

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
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

  /** Resolves with a slot as soon as one is free, or with a refusal. */
  async acquire(): Promise<Slot | Refused> {
    if (this.closing.aborted) return this.#refused();
    if (this.#active < this.#limits.atOnce) {
      this.#active += 1;
      return this.#admitted();
    }
    if (this.#queue.size >= this.#limits.waiting || this.#expectedWaitMs() > this.#limits.longestWaitMs) {
      return this.#refused();
    }
    const admitted = await this.#wait();
    return admitted ? this.#admitted() : this.#refused();
  }

  /** Refuses everybody who waits and everybody who comes later: the process is about to stop. */
  close(): void {
    this.#closing.abort();
    for (const { settle } of this.#queue) settle(false);
  }

  #wait(): Promise<boolean> {
    return new Promise((resolve) => {
      const waiting: Waiting = {
        settle: (admitted) => {
          clearTimeout(timer);
          this.#queue.delete(waiting);
          resolve(admitted);
        },
      };
      const timer = setTimeout(() => waiting.settle(false), this.#limits.longestWaitMs);
      this.#queue.add(waiting);
    });
  }

  #admitted(): Slot {
    const since = performance.now();
    let released = false;
    return {
      kind: 'admitted',
      release: () => {
        if (released) return;
        released = true;
        this.#learn(performance.now() - since);
        // The slot goes straight to the one who has waited longest, so that nobody who comes now can overtake.
        const [first] = this.#queue;
        if (first === undefined) this.#active -= 1;
        else first.settle(true);
      },
    };
  }

  #refused(): Refused {
    const seconds = Math.ceil(this.#expectedWaitMs() / 1_000);
    return {
      kind: 'refused',
      retryAfterSeconds: Math.min(longestRetryAfterSeconds, Math.max(1, seconds)),
    };
  }

  #expectedWaitMs(): number {
    return ((this.#queue.size + 1) * this.#averageMs) / this.#limits.atOnce;
  }

  #learn(durationMs: number): void {
    this.#averageMs =
      this.#averageMs === 0 ? durationMs : this.#averageMs + weight * (durationMs - this.#averageMs);
  }
}

/** The kinds of work that have slots of their own. */
export const admittedWork = ['set_up', 'change', 'tear_down'] as const;
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
 * - Workers start the lines of imports and the repairs of the reconciler, and have limits of their own.
 */
export type AdmissionControl = Readonly<Record<AdmittedWork, Admission>>;

/** Creates the admission of a process. */
export function admissionControl(limits: Readonly<Record<AdmittedWork, AdmissionLimits>>): AdmissionControl {
  return {
    set_up: new Admission(limits.set_up),
    change: new Admission(limits.change),
    tear_down: new Admission(limits.tear_down),
  };
}

/** Refuses everybody who waits for any kind of work, and everybody who comes later: the process is about to stop. */
export function closeAdmission(admission: AdmissionControl): void {
  for (const work of admittedWork) admission[work].close();
}
