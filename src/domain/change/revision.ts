import type { OperationId } from '../ids.js';
import type { OperationOrigin } from '../operation/operation.js';
import type { TrunkNotes } from '../trunk/notes.js';
import type { TrunkSettings } from '../trunk/trunk.js';

/** All that an owner decides about a trunk, but for the password. */
export interface TrunkConfiguration {
  readonly settings: TrunkSettings;
  readonly notes: TrunkNotes;
}

/** The API key by which something was asked for. */
export interface Requester {
  readonly keyId: string;
  readonly label: string;
}

/** What a trunk was set to by its set-up or by a change. A change that changed nothing makes none. */
export interface Revision extends TrunkConfiguration {
  readonly trunkId: number;
  /** Counted from 1, which is the set-up, without gaps. */
  readonly revision: number;
  readonly madeAt: Date;
  readonly operationId: OperationId;
  readonly contract: OperationOrigin;
  /** Null where nobody wrote it down. */
  readonly requestedBy: Requester | null;
  /** How the trunk was before; null for the first revision. */
  readonly before: TrunkConfiguration | null;
  /** Whether the password is another than before; the passwords themselves are nobody's to see. */
  readonly passwordChanged: boolean;
}

/** A part of a trunk's history, newest first. */
export interface RevisionPage {
  readonly revisions: readonly Revision[];
  /** Whether there are older ones. */
  readonly more: boolean;
}
