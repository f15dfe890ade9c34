import type { Logger } from 'pino';
import type { KeyRing } from '../../crypto/secrets.js';
import type { LiveKitSip } from '../../domain/livekit/sip-objects.js';
import type { StepInputs, StepResult, StepVerb } from '../../domain/operation/operation.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import type { ObjectKind } from '../../domain/trunk/trunk.js';
import type { Secret } from '../../domain/values.js';
import type { ActivityDependencies } from '../dependencies.js';
import type { ObjectCollection, RemovableObjects } from './create-or-adopt.js';

/** The result of a step without the number of the attempt, which `createActivities` adds. */
export type StepOutcome = Omit<StepResult, 'attempt'>;

/** The verbs of one part. No workflow calls a verb that is missing. */
export type PartVerbs = {
  readonly [Verb in StepVerb]?: (input: StepInputs[Verb]) => Promise<StepOutcome>;
};

/** The dependencies of the verbs of a part. */
export type PartDependencies = Pick<
  ActivityDependencies,
  | 'database'
  | 'openLiveKit'
  | 'openCarrier'
  | 'checkTarget'
  | 'keyRing'
  | 'headStart'
  | 'timeLeftMs'
  | 'attempt'
  | 'notifyCompletion'
  | 'checkForDoubles'
> & { readonly logger: Logger; readonly keyRing: KeyRing };

/** The values that locate and describe an object of a trunk in LiveKit. */
export interface ObjectContext {
  readonly livekit: LiveKitSip;
  readonly trunk: TrunkSpec;
  /** Null if no key opens it. Then the fields that depend on it are neither changed nor compared. */
  readonly password: Secret | null;
  /** The inbound trunk that a dispatch rule names. */
  readonly inboundTrunkId: string;
}

/** The differences between the kinds of objects in LiveKit. Everything else about them is the same. */
export interface ObjectPart {
  readonly kind: ObjectKind;
  /** Tells whether the object contains the SIP password of this trunk. */
  readonly hasPassword: (trunk: TrunkSpec) => boolean;
  /** True if an object of the kind can only be created when a key opens the password. */
  readonly needsPassword: boolean;
  /** Returns the specification of the trunk's object without its password and the ids of other objects, for comparison. */
  readonly specOf: (trunk: TrunkSpec) => object;
  /** Returns the objects of the kind among which the trunk's own is. */
  readonly collection: (context: ObjectContext) => ObjectCollection;
  /** Returns the objects of the kind for a removal, which needs neither the password nor the ids. */
  readonly removable: (livekit: LiveKitSip, trunk: TrunkSpec) => RemovableObjects;
}
