import type { Logger } from 'pino';
import type { Database } from '../database/database.js';
import { type Acceptance, acceptIntent, type Intent } from '../database/intents.js';
import { isTransientDatabaseError } from '../database/problem.js';
import type { KeyRing } from '../security/key-ring.js';
import type { KeyedHash } from '../security/keyed-hash.js';
import { newOperationId } from '../security/random-ids.js';
import type { OperationId } from '../trunks/ids.js';
import { collisionKeyOf } from '../trunks/number.js';
import { passwordContext } from '../trunks/plan.js';
import type { SetUpAnswer, SetUpCommand, SetUpTrunk } from '../trunks/set-up.js';
import type { Admission } from './admission.js';
import { canonicalRequest } from './canonical-request.js';
import type { OperationEnds } from './operation-ends.js';
import { namesTheSameAccount } from './same-account.js';
import type { TemporalReachability } from './temporal-reachability.js';
import { waitForEnd } from './wait-for-end.js';
import type { WorkflowStarter } from './workflow-starter.js';

export interface SetUpDependencies {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly keyedHash: KeyedHash;
  readonly starter: WorkflowStarter;
  readonly ends: OperationEnds;
  readonly reachability: TemporalReachability;
  readonly admission: Admission;
  readonly logger: Logger;
  /** How long a caller waits for the end before it is told `unfinished`, in milliseconds. */
  readonly answerWaitMs: number;
}

const retryAfterSeconds = 5;

/**
 * The use case behind both create endpoints. The intent is written and the number reserved before anything is
 * started: from then on the set-up happens, whatever becomes of this process or of its caller.
 */
export function setUpTrunkWith(dependencies: SetUpDependencies): SetUpTrunk {
  const { database, starter, ends, reachability, admission, logger, answerWaitMs } = dependencies;

  return async (command) => {
    const deadline = performance.now() + answerWaitMs;
    if (!reachability.reachable) return { kind: 'unavailable', component: 'temporal', retryAfterSeconds };
    const entry = await admission.enter();
    if (entry.kind === 'refused') return { ...entry, kind: 'unavailable', component: 'capacity' };
    const intent = intentOf(command, dependencies);
    const listener = ends.listen(intent.operationId);
    try {
      const acceptance = await accept(database, intent);
      if (acceptance === null) return { kind: 'unavailable', component: 'database', retryAfterSeconds };
      if (acceptance.kind === 'number_leaving') return { kind: 'number_in_use' };
      if (acceptance.kind !== 'accepted') {
        // Whoever waits for somebody else's set-up takes no turn of its own.
        entry.leave();
        return await answerToRepetition(command, intent, acceptance, deadline);
      }
      const operation = {
        ...intent,
        id: intent.operationId,
        kind: 'set_up_trunk',
        trunkId: null,
      } as const;
      starter.start(operation, acceptance.predecessors, false).catch((error) => {
        reachability.doubt();
        logger.warn(
          { err: error, operationId: intent.operationId },
          'the workflow could not be started; the dispatcher will',
        );
      });
      return await waitForEnd(database, intent.operationId, listener, deadline, { lookAtOnce: false });
    } finally {
      listener.stop();
      entry.leave();
    }
  };

  function answerToRepetition(
    command: SetUpCommand,
    intent: Intent,
    { kind, holder }: Extract<Acceptance, { holder: unknown }>,
    deadline: number,
  ): SetUpAnswer | Promise<SetUpAnswer> {
    const own = holder.organizationId === intent.organizationId;
    const same = own && holder.requestHash === intent.requestHash;
    if (kind === 'key_known') return same ? join(holder.id, deadline) : { kind: 'idempotency_key_reused' };
    if (same && (holder.finishedAt === null || isRecent(holder.finishedAt, command.replayForMs))) {
      return join(holder.id, deadline);
    }
    return own && namesTheSameAccount(holder, intent)
      ? { kind: 'already_exists', trunk: holder.trunk }
      : { kind: 'number_in_use' };
  }

  /** Gives a repeated call the one answer of the operation that is there. */
  async function join(operationId: OperationId, deadline: number): Promise<SetUpAnswer> {
    const listener = ends.listen(operationId);
    try {
      return await waitForEnd(database, operationId, listener, deadline, { lookAtOnce: true });
    } finally {
      listener.stop();
    }
  }
}

function intentOf(command: SetUpCommand, { keyRing, keyedHash }: SetUpDependencies): Intent {
  const { organizationId, contract, request } = command;
  const operationId = newOperationId();
  return {
    operationId,
    organizationId,
    contract,
    collisionKey: collisionKeyOf(request.settings.number.value),
    request: {
      settings: request.settings,
      sealedPassword: keyRing.seal(request.password, passwordContext({ organizationId, operationId })),
    },
    requestHash: keyedHash.of('request', canonicalRequest(contract, request)),
    idempotencyKey: command.idempotencyKey,
    acceptedAt: new Date(),
  };
}

/** @returns null when the database cannot be reached: whether the intent was written is then unknown. */
async function accept(database: Database, intent: Intent): Promise<Acceptance | null> {
  try {
    return await acceptIntent(database, intent);
  } catch (cause) {
    if (isTransientDatabaseError(cause)) return null;
    throw cause;
  }
}

function isRecent(finishedAt: Date, windowMs: number): boolean {
  return Date.now() - finishedAt.getTime() < windowMs;
}
