import type { OperationId } from '../ids.js';
import type { OperationOrigin } from '../operation/operation.js';
import type { TrunkNotes } from '../trunk/notes.js';
import type { TrunkSettings } from '../trunk/trunk.js';

/** Everything that an owner decides about a trunk, without the password. */
export interface TrunkConfiguration {
  readonly settings: TrunkSettings;
  readonly notes: TrunkNotes;
}

/** The API key of a request. */
export interface Requester {
  readonly keyId: string;
  readonly label: string;
}

/** The configuration that a set-up or a change gave to a trunk. A change without effect makes no revision. */
export interface Revision extends TrunkConfiguration {
  readonly trunkId: number;
  /** The number of the revision. 1 is the set-up; there are no gaps. */
  readonly revision: number;
  readonly madeAt: Date;
  readonly operationId: OperationId;
  readonly contract: OperationOrigin;
  /** Null when it was not recorded. */
  readonly requestedBy: Requester | null;
  /** The configuration before; null for the first revision. */
  readonly before: TrunkConfiguration | null;
  /** Whether the password changed. The passwords themselves are never shown. */
  readonly passwordChanged: boolean;
}

/** A part of a trunk's history, newest first. */
export interface RevisionPage {
  readonly revisions: readonly Revision[];
  /** Whether there are older revisions. */
  readonly more: boolean;
}
