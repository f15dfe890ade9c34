import type { ObjectCollection } from '../../../src/activities/objects/create-or-adopt.js';
import { LiveKitProblem } from '../../../src/domain/failures.js';
import type { SipObject } from '../../../src/domain/livekit/sip-objects.js';
import type { ObjectKind } from '../../../src/domain/trunk/trunk.js';

/** How LiveKit handles one create request. */
export type CreateBehaviour =
  /** Carries it out and answers. */
  | 'answers'
  /** Carries it out, but the answer is lost. */
  | 'loses the answer'
  /** Stalls: the caller's time is over, and the object appears when `landLate` is called. */
  | 'lands late'
  /** Fails before anything is written. */
  | 'fails'
  /** Carries it out, but stores other values than were sent. */
  | 'stores something else';

/** A failed request whose outcome is unknown. */
function ambiguous(): LiveKitProblem {
  return new LiveKitProblem(
    { kind: 'failure', code: 'livekit_timeout', transient: true, mayHaveApplied: true },
    'LiveKit did not answer in time.',
  );
}

/**
 * The objects of one kind in memory, under LiveKit's rules. It chooses the ids. With `guarded` set it refuses an object while another
 * one exists for the same number. It deletes an object that does not exist without an error.
 */
export class InMemoryCollection implements ObjectCollection {
  readonly objects: SipObject[] = [];
  readonly requests: string[] = [];
  readonly #guarded: boolean;
  readonly #late: SipObject[] = [];
  readonly #behaviours: CreateBehaviour[] = [];
  #refusesUpdates = false;
  #ids = 0;

  constructor(
    readonly kind: ObjectKind,
    { guarded }: { readonly guarded: boolean },
  ) {
    this.#guarded = guarded;
  }

  /** Sets what happens to the next create requests, in order; later ones are answered. */
  behave(...behaviours: readonly CreateBehaviour[]): this {
    this.#behaviours.push(...behaviours);
    return this;
  }

  /** Adds an object, as somebody else, an earlier operation or a stalled request may have done. */
  put(name: string, differs: readonly string[] = []): SipObject {
    const object = { id: this.#nextId(), name, differs };
    this.objects.push(object);
    return object;
  }

  /** Carries out the requests that were stalled; LiveKit's guard does not check again. */
  landLate(): void {
    this.objects.push(...this.#late.splice(0));
  }

  async list(): Promise<SipObject[]> {
    this.requests.push('list');
    return [...this.objects];
  }

  async find(id: string): Promise<SipObject | null> {
    this.requests.push(`find ${id}`);
    return this.objects.find((object) => object.id === id) ?? null;
  }

  /** Refuses every update from now on, as LiveKit does when two trunks would have one number. */
  refuseUpdates(): void {
    this.#refusesUpdates = true;
  }

  async update(id: string, name: string): Promise<SipObject> {
    this.requests.push(`update ${id}`);
    if (this.#refusesUpdates) {
      throw new LiveKitProblem({ kind: 'conflict' }, 'Conflicting inbound SIP Trunks');
    }
    const index = this.objects.findIndex((object) => object.id === id);
    if (index < 0) throw new LiveKitProblem({ kind: 'gone' }, 'There is no such object.');
    const changed = { id, name, differs: [] };
    this.objects[index] = changed;
    return changed;
  }

  async create(name: string): Promise<SipObject> {
    this.requests.push('create');
    const behaviour = this.#behaviours.shift() ?? 'answers';
    if (behaviour === 'fails') throw ambiguous();
    if (this.#guarded && this.objects.length > 0) {
      throw new LiveKitProblem({ kind: 'conflict' }, 'Conflicting inbound SIP Trunks');
    }
    if (behaviour === 'lands late') {
      this.#late.push({ id: this.#nextId(), name, differs: [] });
      throw ambiguous();
    }
    const object = this.put(name, behaviour === 'stores something else' ? ['allowedAddresses'] : []);
    if (behaviour === 'loses the answer') throw ambiguous();
    return object;
  }

  async remove(id: string): Promise<void> {
    this.requests.push(`remove ${id}`);
    const index = this.objects.findIndex((object) => object.id === id);
    if (index >= 0) this.objects.splice(index, 1);
  }

  #nextId(): string {
    this.#ids += 1;
    return `ST_${String(this.#ids).padStart(4, '0')}`;
  }
}
