import type { FailureCode } from '../domain/failures.js';
import type { DeploymentId, OperationId } from '../domain/ids.js';
import type { StepLog } from '../domain/operation/step-log.js';
import type { TrunkSpec } from '../domain/trunk/spec.js';
import type { ObjectKind } from '../domain/trunk/tag.js';
import type { SipAddress, TrunkObjects } from '../domain/trunk/trunk.js';

/** One attempt at a step that makes an object in LiveKit. */
export interface StepOrder {
  readonly plan: TrunkSpec;
  /** Look for an object with one's own tag before creating: set after any doubt. */
  readonly checkFirst: boolean;
  /** All requests of the attempt together may take this long, in milliseconds. */
  readonly timeLimitMs: number;
}

/** What an attempt at a step has made or found. */
export interface MadeObject {
  readonly id: string;
  /** The attempt looked before it created: an earlier one may still land. */
  readonly checked: boolean;
}

/** What an attempt to connect a number at its carrier has made or found. */
export interface ConnectedCarrier {
  /** Where the carrier takes calls from us. */
  readonly address: SipAddress;
  /** See {@link MadeObject}. */
  readonly checked: boolean;
}

/** What came of the removal of what a set-up has made at a carrier; refused to the account, something may be left. */
export type Disconnection = 'done' | 'account_refused';

/** One attempt at the dispatch rule, which belongs to an inbound trunk. */
export interface RuleOrder extends StepOrder {
  readonly inboundTrunkId: string;
}

/** One attempt at the record. */
export interface RecordOrder {
  readonly plan: TrunkSpec;
  readonly objects: TrunkObjects;
  /** What has happened until then; absent in the orders of older runs. */
  readonly steps?: StepLog;
}

/** One look for what a set-up has left where it should not be. */
export interface CheckInput {
  readonly plan: TrunkSpec;
  /** All requests of the look together may take this long, in milliseconds. */
  readonly timeLimitMs: number;
}

/** One attempt at an undo. */
export interface RemovalOrder extends CheckInput {
  /** The object's id if it is known: somebody may have taken the tag off its name. */
  readonly id: string | null;
}

/** One attempt at a part of a tear-down; what it removes stands in the database. */
export interface TearDownOrder {
  readonly operationId: OperationId;
  readonly deploymentId: DeploymentId;
  /** All requests of the attempt together may take this long, in milliseconds. */
  readonly timeLimitMs: number;
}

/** One attempt at a part of a tear-down that happens at a carrier. */
export interface CarrierTearDownOrder extends TearDownOrder {
  /** An account that the carrier refuses is the end of it: set once an attempt has failed. */
  readonly mayGiveUp: boolean;
}

/** How such a part has ended. */
export interface CarrierTearDown {
  /** Why it was given up; null when nothing is left. */
  readonly givenUp: FailureCode | null;
}

/** One attempt at a change of one of a trunk's objects; what it is to be stands in the database. */
export interface ChangeOrder {
  readonly operationId: OperationId;
  readonly deploymentId: DeploymentId;
  readonly roomPrefix: string;
  readonly kind: ObjectKind;
  /** All requests of the attempt together may take this long, in milliseconds. */
  readonly timeLimitMs: number;
}

/**
 * What came of an attempt to make an object what it was. `password_unknown`: all of it but for its credentials, because no key
 * opens the password that it had. Runs that began before this was told have kept whether there was anything to do.
 */
export type ObjectPutBack = 'restored' | 'nothing_to_do' | 'password_unknown';

/** One attempt to make an object what it is to be. */
export interface ObjectChangeOrder extends ChangeOrder {
  /** An earlier attempt may have been carried out, and whoever made it may not know. */
  readonly mayRepeat: boolean;
}

/** What came of an attempt to change an object. */
export interface ChangedObject {
  /** There was anything to do. */
  readonly changed: boolean;
  /** An earlier attempt may still land. */
  readonly repeated: boolean;
}
