import type { FailureCode } from '../../../src/domain/failures.js';
import type { OperationFailure, StepName } from '../../../src/domain/operation/operation.js';
import type { SipAddress, TrunkObjects } from '../../../src/domain/trunk/trunk.js';
import type { AttemptFailure, SagaPorts, StepPorts } from '../../../src/workflows/saga.js';

/** A failed attempt as the script of a test wants it to be read. */
export class ScriptedFailure extends Error {
  constructor(readonly failure: AttemptFailure) {
    super(failure.code);
  }
}

/** An attempt that fails. It is in doubt or transient only where the test says so. */
export function failing(code: FailureCode, traits: Partial<AttemptFailure> = {}): ScriptedFailure {
  return new ScriptedFailure({ code, transient: false, ambiguous: false, ...traits });
}

/** What a step does at each of its two attempts; an attempt that is not scripted succeeds. */
export interface StepScript {
  readonly fast?: Error;
  readonly durable?: Error;
}

/** How the world behaves towards one run of the saga. */
export interface Script {
  readonly steps?: Partial<Record<StepName, StepScript>>;
  /** True when the record turns out to have been made at the moment when the undo begins. */
  readonly recordMadeAfterAll?: boolean;
  /** What each look of the undo finds, first look first; nothing once the list is used up. */
  readonly found?: Partial<Record<'inbound' | 'outbound' | 'rule', readonly number[]>>;
}

/** The ids that the scripted steps make. */
export const made = {
  inbound: 'ST_in',
  outbound: 'ST_out',
  rule: 'SDR_rule',
  record: 7,
  address: 'tl-1.pstn.twilio.com' as SipAddress,
} as const;

/** A world with a script, and the notes it takes of what the saga does with it. */
export interface ScriptedWorld {
  readonly ports: SagaPorts;
  /** A step that does as the script says, in any place. */
  readonly step: <Result>(name: StepName, turns: number, result: Result) => StepPorts<Result>;
  /** A part of the undo that no cancellation may reach. */
  readonly compensatedPart: (name: string) => () => Promise<void>;
  /** Beginnings and ends of everything, in order, as `begin inbound.fast` and `end inbound.fast`. */
  readonly events: readonly string[];
  readonly ruleFor: readonly string[];
  readonly recordFor: readonly TrunkObjects[];
  readonly beganWith: readonly OperationFailure[];
  readonly releasedWith: readonly OperationFailure['removed'][];
}

/** Makes a world in which everything succeeds but for what the script says. */
export function scriptedWorld({
  steps = {},
  recordMadeAfterAll = false,
  found = {},
}: Script = {}): ScriptedWorld {
  const events: string[] = [];
  const ruleFor: string[] = [];
  const recordFor: TrunkObjects[] = [];
  const beganWith: OperationFailure[] = [];
  const releasedWith: OperationFailure['removed'][] = [];
  let shields = 0;

  /** Takes a few turns, as anything does that goes over a wire, so that a race would show. */
  async function noted<Result>(name: string, turns: number, end: () => Result): Promise<Result> {
    events.push(`begin ${name}`);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    events.push(`end ${name}`);
    return end();
  }

  const step = <Result>(name: StepName, turns: number, result: Result): StepPorts<Result> => {
    const attempt = (mode: 'fast' | 'durable') =>
      noted(`${name}.${mode}`, turns, () => {
        const failure = steps[name]?.[mode];
        if (failure !== undefined) throw failure;
        return result;
      });
    return { name, fast: () => attempt('fast'), durable: () => attempt('durable') };
  };

  const polls = { inbound: 0, outbound: 0, rule: 0 };
  const removal = (kind: 'inbound' | 'outbound' | 'rule', turns: number) => () => {
    if (shields === 0) throw new Error(`The undo of "${kind}" can be cancelled.`);
    return noted(`undo.${kind}`, turns, () => {
      const count = found[kind]?.[polls[kind]] ?? 0;
      polls[kind] += 1;
      return count;
    });
  };

  return {
    step,
    compensatedPart: (name) => () => {
      if (shields === 0) throw new Error(`The undo of "${name}" can be cancelled.`);
      return noted(`undo.${name}`, 2, () => undefined);
    },
    events,
    ruleFor,
    recordFor,
    beganWith,
    releasedWith,
    ports: {
      inbound: step('inbound', 3, made.inbound),
      outbound: step('outbound', 9, made.outbound),
      rule: (inboundTrunkId) => {
        ruleFor.push(inboundTrunkId);
        return step('rule', 2, made.rule);
      },
      record: (objects) => {
        recordFor.push(objects);
        return step('record', 2, made.record);
      },
      judge: (error) =>
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
      compensation: {
        begin: (failure) => {
          if (shields === 0) throw new Error('The undo can be cancelled.');
          beganWith.push(failure);
          return noted('undo.begin', 1, () => !recordMadeAfterAll);
        },
        removeRule: removal('rule', 4),
        removeInbound: removal('inbound', 2),
        removeOutbound: removal('outbound', 1),
        release: (removed) => {
          releasedWith.push(removed);
          return noted('undo.release', 1, () => undefined);
        },
      },
    },
  };
}

/**
 * The same world with a carrier in it, and the addresses that outbound trunks were made for.
 * @param outboundBesideRoute false for a run that has begun before the outbound trunk went beside the route.
 */
export function withCarrier(
  script: Script = {},
  outboundBesideRoute = true,
): {
  readonly ports: SagaPorts;
  readonly world: ScriptedWorld;
  readonly addresses: readonly SipAddress[];
} {
  const world = scriptedWorld(script);
  const addresses: SipAddress[] = [];
  const { step, compensatedPart } = world;
  return {
    world,
    addresses,
    ports: {
      ...world.ports,
      carrier: {
        connect: step('carrier', 4, made.address),
        outbound: (address) => {
          addresses.push(address);
          return world.ports.outbound;
        },
        route: step('route', 2, undefined),
        compensation: {
          putRouteBack: compensatedPart('route'),
          disconnect: compensatedPart('carrier'),
          outboundBesideRoute: () => outboundBesideRoute,
        },
      },
    },
  };
}
