import type { FailureCode } from '../failures.js';
import type { DeploymentId, OperationId } from '../ids.js';
import type { RemovedObjects, SkippedPart } from '../operation/operation.js';
import type { StepLog } from '../operation/step-log.js';
import type { PartName } from '../parts/trunk-parts.js';
import type { ObjectFindings } from '../reconcile/run.js';
import type { TrunkSpec } from '../trunk/spec.js';

/** The result of a successful attempt at a step. */
export interface StepResult {
  /** The value that other parts need: the id in LiveKit, the carrier's address, or the id of the record. */
  readonly output?: string;
  /** The outcome of an earlier attempt is ambiguous: it may still be carried out. */
  readonly ambiguous?: true;
  /** The number of removed objects. */
  readonly removed?: number;
  /** The reason why nobody can finish the step any more. The operation continues without it. */
  readonly skipped?: FailureCode;
  /** The number of the attempt, counted from 1. Temporal does not report it to a workflow. */
  readonly attempt: number;
}

interface AnyInput {
  /** All requests of the attempt together may take this long, in milliseconds. */
  readonly timeLimitMs: number;
  /** The log until then. Only parts in the database get it, because they store it together with their result. */
  readonly log?: StepLog;
}

interface InputOnTrunk extends AnyInput {
  readonly operationId: OperationId;
  readonly deploymentId: DeploymentId;
  /** The beginning of the name of every room that a call to the trunk opens. */
  readonly roomPrefix: string;
}

/** The inputs of the attempts, by verb. Everything else is in the database. */
export interface StepInputs {
  /** Creates a part in a set-up, or adopts the object of an earlier attempt. */
  create: AnyInput & {
    readonly spec: TrunkSpec;
    /** The outputs of the parts that exist already. */
    readonly made: Readonly<Record<string, string>>;
    /** An earlier attempt may have been carried out. */
    readonly checkFirst: boolean;
  };
  /** Removes a part in the compensation of a set-up. */
  remove: AnyInput & {
    readonly spec: TrunkSpec;
    /** The id of the object if it is known, because somebody may have changed its name. */
    readonly id: string | null;
    /** The objects that were removed before. Only the reservation gets it, because it completes the operation. */
    readonly removed?: RemovedObjects;
    readonly skipped?: readonly SkippedPart[];
  };
  /** Changes a part to the requested settings. */
  change: InputOnTrunk & { readonly checkFirst: boolean };
  /** Restores a part as it was before a change. */
  restore: InputOnTrunk & { readonly skipped?: readonly SkippedPart[] };
  /** Removes a part in a tear-down. */
  tearDown: InputOnTrunk & {
    /** The step is skipped if the carrier refuses the account. It is set for repeated attempts. */
    readonly maySkip: boolean;
  };
  /** Repairs a part so that it matches the record. */
  repair: InputOnTrunk & {
    readonly trunkId: number;
    readonly made: Readonly<Record<string, string>>;
    /** The findings of the reconciliation. */
    readonly findings: ObjectFindings;
    readonly checkFirst: boolean;
  };
}

/** The name of something that an operation does to a part. */
export type StepVerb = keyof StepInputs;

/** The name of an activity as it is registered, for example `createInbound` or `removeRule`. */
type ActivityName<Verb extends StepVerb> = `${Verb}${Capitalize<PartName>}`;

/** The activities of all steps. Not every part has all of them; the modules of the parts declare them. */
export type StepActivities = {
  readonly [Verb in StepVerb as ActivityName<Verb>]: (input: StepInputs[Verb]) => Promise<StepResult>;
};

/** Returns the name of the activity of a verb on a part. */
export function activityName<Verb extends StepVerb>(verb: Verb, part: PartName): ActivityName<Verb> {
  return `${verb}${part.charAt(0).toUpperCase()}${part.slice(1)}` as ActivityName<Verb>;
}

/** Finds the activity that does something to a part. @param activities all activities of the worker, or a proxy for them. */
export function stepActivity<Verb extends StepVerb>(
  activities: Readonly<Record<string, (...input: never[]) => Promise<unknown>>>,
  verb: Verb,
  part: PartName,
): (input: StepInputs[Verb]) => Promise<StepResult> {
  const activity = activities[activityName(verb, part)];
  if (activity === undefined) throw new Error(`The part "${part}" has no activity "${verb}".`);
  return activity as (input: StepInputs[Verb]) => Promise<StepResult>;
}
