import type { FailureCode } from '../../../src/domain/failures.js';
import type { OperationFailure, RemovedObjects, StepName } from '../../../src/domain/operation/operation.js';
import { type Part, type PartName, trunkParts } from '../../../src/domain/parts/graph.js';
import {
  type AttemptFailure,
  type Attempts,
  type Made,
  type SagaPorts,
  walkCompensation,
} from '../../../src/workflows/saga/walk.js';

/** A failed attempt as the script of a test wants it to be read. */
export class ScriptedFailure extends Error {
  constructor(readonly failure: AttemptFailure) {
    super(failure.code);
  }
}

/** An attempt that fails. It is ambiguous or transient only where the test says so. */
export function failing(code: FailureCode, traits: Partial<AttemptFailure> = {}): ScriptedFailure {
  return new ScriptedFailure({ code, transient: false, ambiguous: false, ...traits });
}

/** The failures of the two attempts at a step. An attempt without a failure succeeds. */
export interface StepScript {
  readonly quick?: Error;
  readonly durable?: Error;
}

/** How the world behaves towards one run of a set-up. */
export interface Script {
  readonly steps?: Partial<Record<StepName, StepScript>>;
  readonly atCarrier?: boolean;
  /** True when the record turns out to have been made at the moment when the compensation begins. */
  readonly recordMadeAfterAll?: boolean;
  /** How many objects each pass of the compensation finds, first pass first. A pass beyond the list finds none. */
  readonly found?: Partial<Record<PartName, readonly number[]>>;
  /** A part whose removal never ends. */
  readonly stuck?: PartName;
}

/** The outputs of the scripted steps, by part. */
export const made: Readonly<Record<StepName, string>> = {
  carrier: 'tl-1.pstn.twilio.com',
  inbound: 'ST_in',
  outbound: 'ST_out',
  rule: 'SDR_rule',
  route: 'routed',
  record: '7',
};

/** How many microtasks an attempt at a part takes, as anything does that goes over a wire, so that a race would show. */
const durations: Readonly<Record<PartName, number>> = {
  number: 1,
  carrier: 4,
  inbound: 3,
  outbound: 9,
  rule: 2,
  route: 2,
  record: 2,
};

/** A world with a script, and the notes it takes of what the saga does with it. */
export interface ScriptedWorld {
  readonly ports: SagaPorts<PartName>;
  /** Beginnings and ends of everything, in order, as `begin inbound.quick` and `end inbound.quick`. */
  readonly events: readonly string[];
  /** The outputs that were known when each step began, by part. */
  readonly madeBefore: ReadonlyMap<PartName, Made>;
  readonly beganWith: readonly OperationFailure[];
  /** The ids that each removal was given, first pass first. */
  readonly removedIds: ReadonlyMap<PartName, readonly (string | null)[]>;
  /** The counts with which the number was released. */
  readonly releasedWith: readonly RemovedObjects[];
}

/** Makes a world in which everything succeeds but for what the script says. */
export function scriptedWorld({
  steps = {},
  atCarrier = false,
  recordMadeAfterAll = false,
  found = {},
  stuck,
}: Script = {}): ScriptedWorld {
  const events: string[] = [];
  const madeBefore = new Map<PartName, Made>();
  const beganWith: OperationFailure[] = [];
  const removedIds = new Map<PartName, (string | null)[]>();
  const releasedWith: RemovedObjects[] = [];
  let shields = 0;

  const noted = async <Result>(name: string, microtasks: number, end: () => Result): Promise<Result> => {
    events.push(`begin ${name}`);
    for (let passed = 0; passed < microtasks; passed += 1) await Promise.resolve();
    events.push(`end ${name}`);
    return end();
  };
  const requireShield = (name: string) => {
    if (shields === 0) throw new Error(`The compensation of "${name}" can be cancelled.`);
  };
  const attemptsAt = ({ name }: Part<PartName>, known: Made): Attempts<string | null> => {
    if (name === 'number') throw new Error('The number is reserved before.');
    madeBefore.set(name, { ...known });
    const attempt = (mode: 'quick' | 'durable') => () =>
      noted(`${name}.${mode}`, durations[name], () => {
        const failure = steps[name]?.[mode];
        if (failure !== undefined) throw failure;
        return made[name];
      });
    return { quick: attempt('quick'), durable: attempt('durable') };
  };
  const scope = { atCarrier };

  return {
    events,
    madeBefore,
    beganWith,
    removedIds,
    releasedWith,
    ports: {
      levels: trunkParts.levels(scope),
      attemptsAt,
      readFailure: (error) =>
        error instanceof ScriptedFailure
          ? error.failure
          : { code: 'internal', transient: false, ambiguous: true },
      shielded: async (compensation) => {
        shields += 1;
        try {
          return await compensation();
        } finally {
          shields -= 1;
        }
      },
      beginCompensation: (failure) => {
        requireShield('operation');
        beganWith.push(failure);
        return noted('compensation', 1, () => !recordMadeAfterAll);
      },
      compensate: (progress, failed) =>
        walkCompensation(trunkParts, scope, progress, failed, {
          remove: ({ name }, id, removed) => {
            requireShield(name);
            if (name === stuck) return new Promise(() => events.push(`begin remove ${name}`));
            const ids = removedIds.get(name) ?? [];
            removedIds.set(name, [...ids, id]);
            if (name === 'number') releasedWith.push(removed);
            return noted(`remove ${name}`, durations[name], () => found[name]?.[ids.length] ?? 0);
          },
        }),
    },
  };
}
