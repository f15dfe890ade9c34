/** How much of one kind of work one process takes on. */
export interface AdmissionLimits {
  /** So many are worked on at the same time. */
  readonly atOnce: number;
  /** So many more may wait for their turn. */
  readonly waiting: number;
  /** None waits longer than this for its turn, in milliseconds. */
  readonly longestWaitMs: number;
}

/** What became of a wish to begin: a turn, which must be given back, or when it is worth asking again. */
export type Entry =
  | { readonly kind: 'admitted'; leave(): void }
  | { readonly kind: 'refused'; readonly retryAfterSeconds: number };

interface Waiting {
  readonly end: (admitted: boolean) => void;
}

/** How much one turn's duration weighs in the average that waits are foretold by. */
const weight = 0.1;
const longestRetryAfterSeconds = 30;

/**
 * The door before one kind of work. Under a burst its operations take turns, so that each is quick once it has begun; what could not
 * have its turn in time is refused at once, before anything is written, instead of timing out late. Nothing needs to
 * be reset afterwards: the door knows only who is inside and who waits.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #queue = new Set<Waiting>();
  #inside = 0;
  #averageMs = 0;
  readonly #closing = new AbortController();

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
  }

  /** How many are worked on. */
  get inside(): number {
    return this.#inside;
  }

  /** How many wait for their turn. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** Aborted when the process is about to stop. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** Resolves with a turn as soon as there is one, or with a refusal. */
  async enter(): Promise<Entry> {
    if (this.closing.aborted) return this.#refused();
    if (this.#inside < this.#limits.atOnce) {
      this.#inside += 1;
      return this.#admitted();
    }
    if (this.#queue.size >= this.#limits.waiting || this.#expectedWaitMs() > this.#limits.longestWaitMs) {
      return this.#refused();
    }
    const admitted = await this.#turn();
    return admitted ? this.#admitted() : this.#refused();
  }

  /** Refuses whoever waits and whoever comes from now on: the process is about to stop. */
  close(): void {
    this.#closing.abort();
    for (const { end } of this.#queue) end(false);
  }

  #turn(): Promise<boolean> {
    return new Promise((resolve) => {
      const waiting: Waiting = {
        end: (admitted) => {
          clearTimeout(timer);
          this.#queue.delete(waiting);
          resolve(admitted);
        },
      };
      const timer = setTimeout(() => waiting.end(false), this.#limits.longestWaitMs);
      this.#queue.add(waiting);
    });
  }

  #admitted(): Entry {
    const since = performance.now();
    let left = false;
    return {
      kind: 'admitted',
      leave: () => {
        if (left) return;
        left = true;
        this.#learn(performance.now() - since);
        // The turn goes straight to the one who waits longest: nobody who comes just now may slip in before.
        const [first] = this.#queue;
        if (first === undefined) this.#inside -= 1;
        else first.end(true);
      },
    };
  }

  #refused(): Entry {
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

/** The kinds of work that have a door of their own. */
export const admittedWork = ['set_up', 'change', 'tear_down'] as const;
export type AdmittedWork = (typeof admittedWork)[number];

/**
 * The doors before everything that a caller can begin a workflow with, one for each kind of work: a burst of one kind
 * keeps nobody else out. Retries and reverts go through the door of what they begin again.
 *
 * - A set-up or a change that cannot have its turn soon is refused; its caller has lost nothing by that.
 * - A tear-down is refused only when its caller would have been answered `unfinished` by then, or thousands wait. It
 *   makes room, and a refused one leaves a trunk that somebody pays for.
 * - A cancellation has no door. It begins no workflow, but ends one that has its turn already, and so brings the next
 *   turn nearer. Neither has an undo: it belongs to the turn of what it takes back.
 * - The lines of imports and the repairs of the reconciler are begun by workers, which have limits of their own.
 */
export type AdmissionControl = Readonly<Record<AdmittedWork, Admission>>;

/** Makes the doors of a process. */
export function admissionControl(limits: Readonly<Record<AdmittedWork, AdmissionLimits>>): AdmissionControl {
  return {
    set_up: new Admission(limits.set_up),
    change: new Admission(limits.change),
    tear_down: new Admission(limits.tear_down),
  };
}

/** Refuses whoever waits at any door and whoever comes from now on: the process is about to stop. */
export function closeAdmission(admission: AdmissionControl): void {
  for (const work of admittedWork) admission[work].close();
}
