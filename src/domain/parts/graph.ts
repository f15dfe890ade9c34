import type { FailureCode } from '../failures.js';

/** Where a part of a trunk is made: in our database, in LiveKit, or at the carrier of the number, across the Internet. */
export type PartPlace = 'database' | 'livekit' | 'carrier';

/** What one part of a trunk is, and what it depends on. */
export interface Part<Name extends string = string> {
  readonly name: Name;
  /** The parts that must be there before this one is made, and that may go only once this one is gone. */
  readonly needs: readonly string[];
  readonly at: PartPlace;
  /** A noun phrase for people, for example `inbound trunk`. */
  readonly title: string;
}

/** Tells whether an operation on this trunk concerns the carrier of its number. */
export interface Scope {
  readonly atCarrier: boolean;
}

/**
 * The parts of a trunk and their dependencies. Every operation is a walk over this graph: a set-up makes the parts level by level, a
 * compensation and a tear-down remove them against the dependencies. A part that is added to the list therefore takes part in everything.
 */
export class PartGraph<Name extends string = string> {
  /** In the order in which they are declared, which breaks ties. */
  readonly parts: readonly Part<Name>[];
  readonly #levels: ReadonlyMap<string, number>;

  /** @throws {Error} for a part that is declared twice, or that needs one which is not declared before it: so there is no cycle. */
  constructor(parts: readonly Part<Name>[]) {
    const levels = new Map<string, number>();
    for (const { name, needs } of parts) {
      if (levels.has(name)) throw new Error(`The part "${name}" is declared twice.`);
      const below = needs.map((needed) => {
        const level = levels.get(needed);
        if (level === undefined)
          throw new Error(`The part "${name}" needs "${needed}", which is not declared before it.`);
        return level;
      });
      levels.set(name, 1 + Math.max(-1, ...below));
    }
    this.parts = parts;
    this.#levels = levels;
  }

  /** Finds a part by its name. @throws {Error} when there is none. */
  part(name: string): Part<Name> {
    const found = this.parts.find((part) => part.name === name);
    if (found === undefined) throw new Error(`A trunk has no part "${name}".`);
    return found;
  }

  /** The parts that an operation of this scope concerns; what is at a carrier is passed over where Trunkline does nothing there. */
  within({ atCarrier }: Scope): readonly Part<Name>[] {
    return this.parts.filter(({ at }) => atCarrier || at !== 'carrier');
  }

  /** The parts in the order in which they are made: what has no dependency between it stands at the same level. */
  levels(scope: Scope): readonly (readonly Part<Name>[])[] {
    const levels: Part<Name>[][] = [];
    for (const part of this.within(scope)) {
      const level = this.#levelOf(part);
      levels[level] = [...(levels[level] ?? []), part];
    }
    return levels.filter((level) => level !== undefined);
  }

  /** The parts in the order in which they are removed. Those that do not depend on each other are removed at the same time. */
  backwards(scope: Scope): readonly Part<Name>[] {
    return [...this.within(scope)].sort((left, right) => this.#levelOf(right) - this.#levelOf(left));
  }

  /** The parts of a scope that depend on a part directly: it may go only once they are gone. */
  dependentsOf({ name }: Part<Name>, scope: Scope): readonly Part<Name>[] {
    return this.within(scope).filter(({ needs }) => needs.includes(name));
  }

  #levelOf({ name }: Part<Name>): number {
    return this.#levels.get(name) ?? 0;
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
