import type { Logger } from 'pino';
import type { OpenCarrier } from '../carriers/carrier.js';
import type { KeyRing } from '../crypto/secrets.js';
import type { Database } from '../database/database.js';
import type { OperationRow } from '../database/schema.js';
import type { SetUpLine } from '../domain/import/import.js';
import type { Calls } from '../domain/livekit/calls.js';
import type { OpenLiveKit, SurveyLiveKit } from '../domain/livekit/sip-objects.js';
import type { Waiting } from '../domain/operation/view.js';
import type { TrunkSpec } from '../domain/trunk/spec.js';
import type { ObjectKind } from '../domain/trunk/trunk.js';
import type { OperationId } from '../domain/values.js';
import type { CheckTarget } from './objects/target-check.js';

/** A set-up that has just succeeded. */
export interface RecentSetUp {
  readonly spec: TrunkSpec;
  readonly inboundTrunkId: string;
}

/** The dependencies of the activities. They are passed in once, when the worker is built. */
export interface ActivityDependencies {
  readonly database: Database;
  readonly openLiveKit: OpenLiveKit;
  readonly surveyLiveKit: SurveyLiveKit;
  readonly calls: Calls;
  readonly openCarrier: OpenCarrier;
  readonly checkTarget: CheckTarget;
  readonly keyRing: KeyRing;
  /** The first objects of set-ups whose workflows this process has just started. */
  readonly headStart: { take(operationId: OperationId, kind: ObjectKind): Promise<string | null> | null };
  readonly logger: Logger;
  /** Returns how long the running attempt may still take, in milliseconds; see `attemptTimeLeftMs`. */
  readonly timeLeftMs: () => number;
  /** Returns the number of the running attempt, counted from 1. */
  readonly attempt: () => number;
  /** Lets a set-up be checked for doubles soon: see `OrphanCheck`. */
  readonly checkForDoubles: (setUp: RecentSetUp) => void;
  /** Sets up the trunk of an import's line. */
  readonly setUpLine: SetUpLine;
  /**
   * Notifies the callers that wait in this process that an operation has completed.
   * @param completed the operation as its transaction stored it; null if the callers must read it.
   */
  readonly notifyCompletion: (operationId: OperationId, completed: OperationRow | null) => void;
  /** Reads what Temporal waits for in the workflow of an operation; null when it does not answer. */
  readonly askForWaiting: (operationId: OperationId) => Promise<Waiting | null>;
}
