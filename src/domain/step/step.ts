import type { FailureCode } from '../failures.js';
import type { RemovedObjects, SkippedPart, StepLog } from '../operation/operation.js';
import type { PartName } from '../parts/trunk-parts.js';
import type { ObjectFindings } from '../reconcile/run.js';
import type { TrunkSpec } from '../trunk/spec.js';
import type { DeploymentId, OperationId } from '../values.js';

/** The result of an attempt at a step that succeeded or was skipped. */
export interface StepResult {
  /** The value that other parts need: an id in LiveKit, the carrier's address, or the id of the record. */
  readonly output?: string;
  /** An earlier attempt may have taken effect, or may still do so, although this one succeeded. */
  readonly ambiguous?: true;
  /** How many objects were removed. */
  readonly removed?: number;
  /** The reason why nobody can finish the step any more. The operation continues without it. */
  readonly skipped?: FailureCode;
  /** The number of the attempt, counted from 1. Temporal does not report it to a workflow. */
  readonly attempt: number;
}

interface AnyInput {
  /** All requests of the attempt together may take this long, in milliseconds. */
  readonly timeLimitMs: number;
  /** The log of the steps until then. Only the parts in the database get it; they store it in the same transaction. */
  readonly log?: StepLog;
}

interface InputOnTrunk extends AnyInput {
  readonly operationId: OperationId;
  readonly deploymentId: DeploymentId;
  /** Begins the name of every room that a call to the trunk opens. */
  readonly roomPrefix: string;
}

/** The inputs of the activities of steps, by verb. Everything else is in the database. */
export interface StepInputs {
  /** Creates a part in a set-up, or adopts the part that an earlier attempt created. */
  create: AnyInput & {
    readonly spec: TrunkSpec;
    /** The outputs of the parts that were made before, by name. */
    readonly made: Readonly<Record<string, string>>;
    /** An earlier attempt may have been carried out, so this one checks what exists before it creates. */
    readonly checkFirst: boolean;
  };
  /** Removes a part in the compensation of a set-up. */
  remove: AnyInput & {
    readonly spec: TrunkSpec;
    /** The object's id; null if it is not known. It finds an object whose name somebody has changed. */
    readonly id: string | null;
    /** The numbers of objects that were removed before. Only the reservation gets them, because it ends the operation. */
    readonly removed?: RemovedObjects;
    readonly skipped?: readonly SkippedPart[];
  };
  /** Changes a part to the requested state. */
  change: InputOnTrunk & { readonly checkFirst: boolean };
  /** Restores a part to its state before a change. */
  restore: InputOnTrunk & { readonly skipped?: readonly SkippedPart[] };
  /** Removes a part in a tear-down. */
  tearDown: InputOnTrunk & {
    /** True for repeated attempts: the step is skipped if the carrier refuses the account. */
    readonly maySkip: boolean;
  };
  /** Repairs a part until it matches the record. */
  repair: InputOnTrunk & {
    readonly trunkId: number;
    readonly made: Readonly<Record<string, string>>;
    /** The findings of a reconciliation on this object. */
    readonly findings: ObjectFindings;
    readonly checkFirst: boolean;
  };
}

/** The things that a step can do to a part. */
export type StepVerb = keyof StepInputs;

/** The activities of one verb, as they are registered: `createInbound`, `removeRule`. */
type ActivityName<Verb extends StepVerb> = `${Verb}${Capitalize<PartName>}`;

/** The activities of all steps. A part has only some of the verbs; see the modules of the parts. */
export type StepActivities = {
  readonly [Verb in StepVerb as ActivityName<Verb>]: (input: StepInputs[Verb]) => Promise<StepResult>;
};

/** Returns the name of the activity of a verb and a part. */
export function activityName<Verb extends StepVerb>(verb: Verb, part: PartName): ActivityName<Verb> {
  return `${verb}${part.charAt(0).toUpperCase()}${part.slice(1)}` as ActivityName<Verb>;
}

/**
 * Finds the activity of a verb and a part.
 * @param activities all activities of the worker, or a proxy for them.
 * @throws {Error} if the part has no such verb.
 */
export function stepActivity<Verb extends StepVerb>(
  activities: Readonly<Record<string, (...input: never[]) => Promise<unknown>>>,
  verb: Verb,
  part: PartName,
): (input: StepInputs[Verb]) => Promise<StepResult> {
  const activity = activities[activityName(verb, part)];
  if (activity === undefined) throw new Error(`The part "${part}" has no activity "${verb}".`);
  return activity as (input: StepInputs[Verb]) => Promise<StepResult>;
}
