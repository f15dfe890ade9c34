import type { Logger } from 'pino';
import type { OpenCarrier } from '../carriers/carrier.js';
import type { KeyRing } from '../crypto/key-ring.js';
import type { Database } from '../database/database.js';
import type { OperationId } from '../domain/ids.js';
import type { SetUpLine } from '../domain/import/import.js';
import type { OpenLiveKit } from '../domain/livekit/livekit-sip.js';
import type { SurveyLiveKit } from '../domain/livekit/survey.js';

/** What the activities work on; passed in once, when the worker is built. */
export interface ActivityDependencies {
  readonly database: Database;
  readonly openLiveKit: OpenLiveKit;
  readonly surveyLiveKit: SurveyLiveKit;
  readonly openCarrier: OpenCarrier;
  readonly keyRing: KeyRing;
  readonly logger: Logger;
  /** How long the attempt that runs may still take, in milliseconds; see `attemptTimeLeftMs`. */
  readonly timeLeftMs: () => number;
  /** Which attempt runs, counted from 1. */
  readonly attempt: () => number;
  /** Sets up the trunk of an import's line. */
  readonly setUpLine: SetUpLine;
  /** Tells whoever waits in this process that an operation has ended. */
  readonly notifyCompletion: (operationId: OperationId) => void;
}
