import type { FailureCode } from '../failures.js';

/** Where a part of a trunk is made: in our database, in LiveKit, or at the carrier of the number, across the Internet. */
export type PartPlace = 'database' | 'livekit' | 'carrier';

/** One part of a trunk, as it is declared. */
export interface PartDeclaration<Name extends string = string> {
  readonly name: Name;
  /** The parts that must be there before this one is made, and that may go only once this one is gone. */
  readonly needs: readonly string[] | 'every other part';
  readonly at: PartPlace;
  /** A noun phrase for people, for example `inbound trunk`. */
  readonly title: string;
}

/** One part of a trunk in its graph. */
export interface Part<Name extends string = string> extends PartDeclaration<Name> {
  readonly needs: readonly string[];
}

/** Which parts an operation concerns: those at a carrier only where Trunkline connects the number there. */
export interface Scope {
  readonly atCarrier: boolean;
}

/**
 * The parts of a trunk and their dependencies. Every operation is a walk over this graph: a set-up makes the parts level by level; a
 * compensation and a tear-down remove each part once nothing needs it any more. A part that is declared takes part in all of them.
 */
export class PartGraph<Name extends string = string> {
  /** In the order of their declaration, which breaks ties; the commit comes last. */
  readonly parts: readonly Part<Name>[];
  /** The part that holds the number from the beginning to the end: it needs nothing. */
  readonly reservation: Part<Name>;
  /** The point of no return: it needs every other part. */
  readonly commit: Part<Name>;
  readonly #levels = new Map<string, number>();

  /**
   * @param declared each part after those that it needs, so that a cycle cannot be written down.
   * @throws {Error} for a part that is declared twice or needs one that is not declared before it, and unless one part needs nothing
   *   and one needs every other part.
   */
  constructor(declared: readonly PartDeclaration<Name>[]) {
    const others = declared.filter(({ needs }) => needs !== 'every other part');
    const names = others.map(({ name }) => name);
    this.parts = [...others, ...declared.filter((part) => !others.includes(part))].map((part) => ({
      ...part,
      needs: part.needs === 'every other part' ? names : part.needs,
    }));
    for (const { name, needs } of this.parts) {
      if (this.#levels.has(name)) throw new Error(`The part "${name}" is declared twice.`);
      this.#levels.set(name, 1 + Math.max(-1, ...needs.map((needed) => this.#levelOf(needed))));
    }
    this.reservation = onlyOne(this.parts.filter(({ needs }) => needs.length === 0));
    this.commit = onlyOne(this.parts.slice(others.length));
  }

  /** The parts that are objects in LiveKit. */
  get objects(): readonly Part<Name>[] {
    return this.parts.filter(({ at }) => at === 'livekit');
  }

  /** Finds a part by its name. @throws {Error} when there is none. */
  part(name: Name): Part<Name> {
    return onlyOne(this.parts.filter((part) => part.name === name));
  }

  /** The levels in which the parts are made: those of one level side by side. The reservation is there from the beginning. */
  levels(scope: Scope): readonly (readonly Part<Name>[])[] {
    const levels: Part<Name>[][] = [];
    for (const part of this.#within(scope)) {
      if (part === this.reservation) continue;
      const level = this.#levelOf(part.name);
      levels[level] = [...(levels[level] ?? []), part];
    }
    return levels.filter((level) => level !== undefined);
  }

  /** The parts without the commit in the order in which they are removed: each comes after those that need it. */
  backwards(scope: Scope): readonly Part<Name>[] {
    return this.#within(scope)
      .filter((part) => part !== this.commit)
      .sort((left, right) => this.#levelOf(right.name) - this.#levelOf(left.name));
  }

  #within({ atCarrier }: Scope): Part<Name>[] {
    return this.parts.filter(({ at }) => atCarrier || at !== 'carrier');
  }

  #levelOf(name: string): number {
    const level = this.#levels.get(name);
    if (level === undefined) throw new Error(`The part "${name}" is not declared before it is needed.`);
    return level;
  }
}

/** The failure code of an attempt at a part that ended without an answer. */
export function timeoutCodeAt(place: PartPlace): FailureCode {
  switch (place) {
    case 'carrier':
      return 'carrier_unreachable';
    case 'database':
      return 'database_fault';
    case 'livekit':
      return 'livekit_timeout';
  }
}

function onlyOne<Entry>(entries: readonly Entry[]): Entry {
  const [entry, ...others] = entries;
  if (entry === undefined || others.length > 0)
    throw new Error(`There are ${entries.length} such parts instead of one.`);
  return entry;
}

/**
 * The parts of a trunk.
 *
 * - `number`: the reservation of the number, written when the operation is accepted. LiveKit has no lock for it, so it goes last.
 * - `carrier`: the connection at the carrier. It comes before everything in LiveKit: nothing is made for a number that the account
 *   does not own, and it yields the address of the outbound trunk.
 * - `rule`: the dispatch rule. It names the inbound trunk, and LiveKit would keep it when that trunk is deleted.
 * - `route`: lets the calls come in. Callers notice it, so only the record follows it. It does not need the outbound trunk.
 * - `record`: the point of no return.
 */
const declared = [
  { name: 'number', needs: [], at: 'database', title: 'number reservation' },
  { name: 'carrier', needs: ['number'], at: 'carrier', title: 'connection at the carrier' },
  { name: 'inbound', needs: ['number', 'carrier'], at: 'livekit', title: 'inbound trunk' },
  { name: 'outbound', needs: ['number', 'carrier'], at: 'livekit', title: 'outbound trunk' },
  { name: 'rule', needs: ['inbound'], at: 'livekit', title: 'dispatch rule' },
  { name: 'route', needs: ['rule'], at: 'carrier', title: 'route of the number' },
  { name: 'record', needs: 'every other part', at: 'database', title: 'phone number record' },
] as const satisfies readonly PartDeclaration[];

/** The name of a part of a trunk. */
export type PartName = (typeof declared)[number]['name'];

/** The graph of every trunk. */
export const trunkParts: PartGraph<PartName> = new PartGraph<PartName>(declared);
