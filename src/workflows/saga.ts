import type { FailureCode } from '../domain/failures.js';
import type { StepName } from '../domain/operation/operation.js';
import { nothingRemoved, type OperationFailure } from '../domain/operation/operation.js';
import { isObjectKind, type ObjectKind } from '../domain/trunk/tag.js';
import type { SipAddress, TrunkObjects } from '../domain/trunk/trunk.js';

/** What is known of a failed attempt. */
export interface AttemptFailure {
  readonly code: FailureCode;
  /** Another attempt may succeed. */
  readonly transient: boolean;
  /** The attempt may have been carried out although it failed. */
  readonly ambiguous: boolean;
}

/** One step, in the two ways in which it can be tried. */
export interface StepPorts<Result> {
  readonly name: StepName;
  /** One quick attempt. */
  fast(): Promise<Result>;
  /** Attempts that survive crashes, for as long as the budget lasts; each looks before it creates. */
  durable(): Promise<Result>;
}

/** Everything that the order of a set-up is imposed on. Temporal is behind it, or a test. */
export interface SagaPorts {
  readonly inbound: StepPorts<string>;
  readonly outbound: StepPorts<string>;
  rule(inboundTrunkId: string): StepPorts<string>;
  record(objects: TrunkObjects): StepPorts<number>;
  /** Reads a failed attempt. */
  judge(error: unknown, step: StepName): AttemptFailure;
  /** Runs the undo where no cancellation reaches it. */
  shielded<Result>(compensation: () => Promise<Result>): Promise<Result>;
  readonly compensation: UndoPorts;
  /** What is to be done at the number's carrier; absent where its owner has seen to that. */
  readonly carrier?: CarrierPorts;
}

/** The part of a set-up that happens at a carrier. */
export interface CarrierPorts {
  /** Makes the connection, and brings the address at which the carrier takes calls from us. */
  readonly connect: StepPorts<SipAddress>;
  /** The outbound trunk, which can be made only now. */
  outbound(address: SipAddress): StepPorts<string>;
  /** Lets the calls to the number come in: the last thing before the record, because callers notice it. */
  readonly route: StepPorts<void>;
  /** The parts are retried without end, like every part of an undo. */
  readonly compensation: {
    putRouteBack(): Promise<void>;
    disconnect(): Promise<void>;
    /** Whether the outbound trunk goes beside the route; false in a run that has begun before that was so. */
    outboundBesideRoute(): boolean;
  };
}

/** The ids that a run has seen LiveKit give; a crash can hide some that were given. */
export type KnownIds = Partial<Record<ObjectKind, string>>;

/**
 * The parts of an undo; each is retried without end, so each promise only ever resolves. A removal goes by the
 * set-up's tag, and by the id as well when it is known, and tells how many objects it found.
 */
export interface UndoPorts {
  /** Notes the failure. @returns false when the record was made after all, so that nothing may be undone. */
  begin(failure: OperationFailure): Promise<boolean>;
  removeRule(known: KnownIds): Promise<number>;
  removeInbound(known: KnownIds): Promise<number>;
  removeOutbound(known: KnownIds): Promise<number>;
  release(removed: OperationFailure['removed']): Promise<void>;
}

/** How a set-up ended. `ambiguous`: a request may still land in LiveKit, so somebody should look again later. */
export type SagaOutcome =
  | { readonly kind: 'succeeded'; readonly known: KnownIds; readonly ambiguous: boolean }
  | { readonly kind: 'removed'; readonly failure: OperationFailure; readonly ambiguous: boolean };

/** A step that is given up, with what is known of its last attempt. */
export class StepGivenUp extends Error {
  constructor(
    readonly step: StepName,
    readonly failure: AttemptFailure,
    options: { readonly cause: unknown },
  ) {
    super(`The step "${step}" was given up.`, options);
  }
}

/**
 * Sets up a trunk or leaves nothing: inbound beside outbound, then the rule, then the record. Where there is a carrier, the
 * connection to it comes first, and the route of the number right before the record. When a step is given up, everything is
 * taken back, whatever was seen to be attempted: a crash or a cancellation can hide steps that were done.
 */
export async function setUpSaga(ports: SagaPorts): Promise<SagaOutcome> {
  const notes: Notes = { ambiguous: false, known: {} };
  const { carrier } = ports;
  try {
    let { outbound } = ports;
    // Without a carrier nothing may be awaited here: the commands of such a set-up are what they have always been.
    if (carrier !== undefined) {
      const [address] = await stage(ports, notes, [carrier.connect]);
      outbound = carrier.outbound(address);
    }
    const [inboundTrunkId, outboundTrunkId] = await stage(ports, notes, [ports.inbound, outbound]);
    const [dispatchRuleId] = await stage(ports, notes, [ports.rule(inboundTrunkId)]);
    if (carrier !== undefined) await stage(ports, notes, [carrier.route]);
    await stage(ports, notes, [ports.record({ inboundTrunkId, outboundTrunkId, dispatchRuleId })]);
    return { kind: 'succeeded', ...notes };
  } catch (error) {
    const givenUp = error instanceof StepGivenUp ? error : null;
    const untouched = givenUp?.step === 'carrier' && !notes.ambiguous;
    return undoSaga(
      untouched ? withoutCarrier(ports) : ports,
      {
        step: givenUp?.step ?? 'inbound',
        code: givenUp?.failure.code ?? ports.judge(error, 'inbound').code,
        removed: nothingRemoved,
      },
      { ...notes, ambiguous: notes.ambiguous || givenUp === null },
    );
  }
}

/**
 * A carrier that has certainly done nothing is not asked to take anything back. Whenever one is asked, and may leave something
 * because it refuses the account, the outcome is in doubt or the connection was written down.
 */
function withoutCarrier({ carrier: _, ...ports }: SagaPorts): SagaPorts {
  return ports;
}

/** What a run has learnt on its way. */
export interface Notes {
  ambiguous: boolean;
  known: KnownIds;
}

/**
 * Takes everything back: rule, then the trunk it names; the outbound trunk beside them; the number last. Where there is a
 * carrier, the calls go where they went before the set-up before the rule goes, and what was made there goes after all that.
 */
export function undoSaga(
  ports: SagaPorts,
  failure: OperationFailure,
  { ambiguous, known }: Readonly<Notes>,
): Promise<SagaOutcome> {
  const { compensation, carrier } = ports;
  const removeAll = async (ids: KnownIds, before?: () => Promise<void>) => {
    const ruleThenInbound = async () => {
      // Without it nothing may be awaited here: the rule's command stands before the outbound trunk's in every history.
      if (before !== undefined) await before();
      const rule = await compensation.removeRule(ids);
      return { rule, inbound: await compensation.removeInbound(ids) };
    };
    const [first, outbound] = await Promise.all([ruleThenInbound(), compensation.removeOutbound(ids)]);
    return { ...first, outbound };
  };
  return ports.shielded(async () => {
    if (!(await compensation.begin(failure))) return { kind: 'succeeded', known, ambiguous };
    const beside = carrier?.compensation.outboundBesideRoute() === true;
    if (carrier !== undefined && !beside) await carrier.compensation.putRouteBack();
    const found = await removeAll(known, beside ? carrier?.compensation.putRouteBack : undefined);
    // A last look: what landed while the others were removed must not outlive the number's reservation.
    const late = await removeAll({});
    const removed = {
      inbound: found.inbound + late.inbound,
      outbound: found.outbound + late.outbound,
      rule: found.rule + late.rule,
    };
    if (carrier !== undefined) await carrier.compensation.disconnect();
    await compensation.release(removed);
    return { kind: 'removed', failure: { ...failure, removed }, ambiguous };
  });
}

type Attempt =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly step: StepPorts<unknown>;
      readonly failure: AttemptFailure;
      readonly cause: unknown;
    };

/**
 * Runs sibling steps fast; once all of them have settled, repeats the ones that failed in passing, durably and in
 * their fixed order. Nothing else is begun before the last sibling has settled: a command issued in between would
 * stand at another place of the history when it is replayed.
 * @throws {StepGivenUp} for the step that failed for good.
 */
export async function stage<const Steps extends readonly StepPorts<unknown>[]>(
  ports: Pick<SagaPorts, 'judge'>,
  notes: Notes,
  steps: Steps,
): Promise<{ [Index in keyof Steps]: Awaited<ReturnType<Steps[Index]['fast']>> }> {
  const attempt = async (step: StepPorts<unknown>, run: () => Promise<unknown>): Promise<Attempt> => {
    try {
      const value = await run();
      if (isObjectKind(step.name) && typeof value === 'string') notes.known[step.name] = value;
      return { ok: true, value };
    } catch (cause) {
      const failure = ports.judge(cause, step.name);
      notes.ambiguous ||= failure.ambiguous;
      return { ok: false, step, failure, cause };
    }
  };
  const isHopeless = (outcome: Attempt) => !outcome.ok && !outcome.failure.transient;
  let outcomes = await Promise.all(steps.map((step) => attempt(step, () => step.fast())));
  if (!outcomes.some(isHopeless)) {
    outcomes = await Promise.all(
      outcomes.map(async (outcome) => {
        if (outcome.ok) return outcome;
        const again = await attempt(outcome.step, () => outcome.step.durable());
        // No time for another attempt is not why the step failed.
        return !again.ok && again.failure.code === 'out_of_time' ? outcome : again;
      }),
    );
  }
  const failed = outcomes.find(isHopeless) ?? outcomes.find((outcome) => !outcome.ok);
  if (failed !== undefined && !failed.ok) {
    throw new StepGivenUp(failed.step.name, failed.failure, { cause: failed.cause });
  }
  return outcomes.map((outcome) => (outcome.ok ? outcome.value : undefined)) as {
    [Index in keyof Steps]: Awaited<ReturnType<Steps[Index]['fast']>>;
  };
}
