import type { FailureCode } from '../failures.js';
import type { DeploymentId, OperationId } from '../ids.js';
import type { RemovedObjects, SkippedPart } from '../operation/operation.js';
import type { StepLog } from '../operation/step-log.js';
import type { PartName } from '../parts/trunk-parts.js';
import type { ObjectFindings } from '../reconcile/run.js';
import type { TrunkSpec } from '../trunk/spec.js';

/** What came of an attempt at a step. */
export interface StepResult {
  /** What other parts need of this one: its id in LiveKit, the carrier's address, the id of the record. */
  readonly output?: string;
  /** An earlier attempt may still be carried out, although this one has succeeded. */
  readonly ambiguous?: true;
  /** How many objects were removed. */
  readonly removed?: number;
  /** Nobody can finish the step any more, for this reason: the operation goes on without it. */
  readonly skipped?: FailureCode;
  /** Which attempt it was, counted from 1: Temporal does not report that to a workflow. */
  readonly attempt: number;
}

interface AnyInput {
  /** All requests of the attempt together may take this long, in milliseconds. */
  readonly timeLimitMs: number;
  /** What has happened until then; only for parts in the database, which write it down with what they do. */
  readonly log?: StepLog;
}

interface InputOnTrunk extends AnyInput {
  readonly operationId: OperationId;
  readonly deploymentId: DeploymentId;
  /** Begins the name of every room that a call to the trunk opens. */
  readonly roomPrefix: string;
}

/** What an attempt is given, by what it does to a part. What is not here stands in the database. */
export interface StepInputs {
  /** Makes a part in a set-up, or adopts what an earlier attempt has made. */
  create: AnyInput & {
    readonly spec: TrunkSpec;
    /** What the parts have yielded that were made before. */
    readonly made: Readonly<Record<string, string>>;
    /** An earlier attempt may have been carried out. */
    readonly checkFirst: boolean;
  };
  /** Removes a part in the compensation of a set-up. */
  remove: AnyInput & {
    readonly spec: TrunkSpec;
    /** The object's id if it is known: somebody may have changed its name. */
    readonly id: string | null;
    /** What was removed before; only for the reservation, with which the operation ends. */
    readonly removed?: RemovedObjects;
    readonly skipped?: readonly SkippedPart[];
  };
  /** Makes a part what a change requests. */
  change: InputOnTrunk & { readonly checkFirst: boolean };
  /** Makes a part what it was before a change. */
  restore: InputOnTrunk & { readonly skipped?: readonly SkippedPart[] };
  /** Removes a part in a tear-down. */
  tearDown: InputOnTrunk & {
    /** A carrier that refuses the account ends the step: set for repeated attempts. */
    readonly maySkip: boolean;
  };
  /** Makes a part what the record says. */
  repair: InputOnTrunk & {
    readonly trunkId: number;
    readonly made: Readonly<Record<string, string>>;
    /** What a reconciliation found. */
    readonly findings: ObjectFindings;
    readonly checkFirst: boolean;
  };
}

/** What can be done to a part. */
export type StepVerb = keyof StepInputs;

/** The activities of one verb, as they are registered: `createInbound`, `removeRule`. */
type ActivityName<Verb extends StepVerb> = `${Verb}${Capitalize<PartName>}`;

/** The activities of all steps. Not every part has all of them; see the modules of the parts. */
export type StepActivities = {
  readonly [Verb in StepVerb as ActivityName<Verb>]: (input: StepInputs[Verb]) => Promise<StepResult>;
};

/** The name of the activity that does something to a part. */
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
