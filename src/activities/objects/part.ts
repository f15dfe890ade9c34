import type { Logger } from 'pino';
import type { KeyRing } from '../../crypto/key-ring.js';
import type { LiveKitSip } from '../../domain/livekit/livekit-sip.js';
import type { Secret } from '../../domain/secret.js';
import type { StepInputs, StepResult, StepVerb } from '../../domain/step/step.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import type { ObjectKind } from '../../domain/trunk/tag.js';
import type { ActivityDependencies } from '../dependencies.js';
import type { ObjectCollection, RemovableObjects } from './create-or-adopt.js';

/** What came of a step, but for the attempt, which is added where activities are made. */
export type StepOutcome = Omit<StepResult, 'attempt'>;

/** What can be done to one part. A verb that is missing is never asked of that part. */
export type PartVerbs = {
  readonly [Verb in StepVerb]?: (input: StepInputs[Verb]) => Promise<StepOutcome>;
};

/** What the verbs of a part work with. */
export type PartDependencies = Pick<
  ActivityDependencies,
  'database' | 'openLiveKit' | 'openCarrier' | 'keyRing' | 'timeLeftMs' | 'attempt' | 'notifyCompletion'
> & { readonly logger: Logger; readonly keyRing: KeyRing };

/** Where an object of a trunk is found in LiveKit. */
export interface ObjectContext {
  readonly livekit: LiveKitSip;
  readonly trunk: TrunkSpec;
  /** Null when no key opens it: what depends on it is then neither changed nor compared. */
  readonly password: Secret | null;
  /** The inbound trunk that a dispatch rule names. */
  readonly inboundTrunkId: string;
}

/** What distinguishes one kind of object in LiveKit from the others; everything else about them is the same. */
export interface ObjectPart {
  readonly kind: ObjectKind;
  /** It contains the SIP password of this trunk. */
  readonly hasPassword: (trunk: TrunkSpec) => boolean;
  /** Nothing of the kind can be made for a trunk whose password no key opens. */
  readonly needsPassword: boolean;
  /** What the trunk's object is to be, as a list that is compared; the password counts by its ciphertext. */
  readonly desired: (trunk: TrunkSpec) => readonly unknown[];
  readonly collection: (context: ObjectContext) => ObjectCollection;
  /** Where a removal finds objects of the kind; it needs no password, and ids only as far as they are known. */
  readonly removable: (livekit: LiveKitSip, trunk: TrunkSpec) => RemovableObjects;
}
