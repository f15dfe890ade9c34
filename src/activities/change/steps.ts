import { isDeepStrictEqual } from 'node:util';
import { type ChangeSubject, commitChange, findChangeSubject } from '../../database/operations/change.js';
import { earlierOperationsOf } from '../../database/operations/operations.js';
import { tornDownTrunk } from '../../database/operations/tear-down.js';
import { isLocked } from '../../database/operations/trunk-operations.js';
import type { StoredTrunk } from '../../database/schema.js';
import { type FullTrunkRecord, findTrunkRecord } from '../../database/trunks/queries.js';
import { LiveKitProblem } from '../../domain/failures.js';
import type { LiveKitSip, SipObject } from '../../domain/livekit/sip-objects.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import { calledNumbersOf, collisionKeyOf, objectIdsOf } from '../../domain/trunk/trunk.js';
import type { SealedSecret } from '../../domain/values.js';
import type { ActivityDependencies } from '../dependencies.js';
import {
  livekitFailure,
  madeBy,
  numberTaken,
  type ObjectCollection,
  tagOf,
} from '../objects/create-or-adopt.js';
import {
  type Deployment,
  knownPasswordOf,
  noPassword,
  objectParts,
  passwordOf,
  recordedSpec,
} from '../objects/object-parts.js';
import type { ObjectPart, PartDependencies, PartVerbs } from '../objects/part.js';
import {
  completing,
  forwardFailure,
  fromDatabase,
  noLongerRunning,
  retriedFailure,
} from '../step-failure.js';

/** The input of a check of one trunk. */
export interface TrunkCheckInput extends Deployment {
  readonly trunkId: number;
  /** How long all requests of the check may take together, in milliseconds. */
  readonly timeLimitMs: number;
}

/** How a trunk compares with its record. With `busy`, another operation works on it, so a difference means nothing yet. */
export type TrunkCheckResult = 'as_recorded' | 'differs' | 'busy' | 'torn_down';

/** Returns the activity that checks a trunk after a change, because requests of the change may be carried out after its end. */
export function changeFollowUpActivities({ database, openLiveKit, keyRing, logger }: ActivityDependencies) {
  const check = async (input: TrunkCheckInput, record: FullTrunkRecord): Promise<TrunkCheckResult> => {
    const trunk = recordedSpec(record, input);
    const livekit = openLiveKit(input.timeLimitMs);
    const { inboundTrunkId } = record;
    for (const part of Object.values(objectParts)) {
      const context = { livekit, trunk, password: knownPasswordOf(trunk, keyRing), inboundTrunkId };
      const object = await part.collection(context).find(objectIdsOf(record)[part.kind]);
      if (object?.differs.length !== 0 || object.name !== tagOf(trunk, part.kind)) {
        const busy = await fromDatabase(logger, 'retried', () => isLocked(database, record.collisionKey));
        return busy ? 'busy' : 'differs';
      }
    }
    return 'as_recorded';
  };

  return {
    /**
     * Checks whether a trunk matches its record. If the trunk was torn down, it removes objects that a late update has brought back.
     * LiveKit stores an update even if the object was removed while the update was running.
     */
    async checkAfterChange(input: TrunkCheckInput): Promise<TrunkCheckResult> {
      const record = await fromDatabase(logger, 'retried', () => findTrunkRecord(database, input.trunkId));
      try {
        if (record !== null) return await check(input, record);
        const trunk = await fromDatabase(logger, 'retried', () => tornDownTrunk(database, input.trunkId));
        if (trunk !== null) await removeRevived(openLiveKit(input.timeLimitMs), input, trunk);
        return 'torn_down';
      } catch (error) {
        throw retriedFailure(error);
      }
    },
  };
}

async function removeRevived(livekit: LiveKitSip, deployment: Deployment, torn: StoredTrunk): Promise<void> {
  const { inboundTrunkId } = torn;
  const trunk: TrunkSpec = {
    ...deployment,
    operationId: torn.operationId,
    organizationId: torn.organizationId,
    acceptedAt: 0,
    earlierOperations: [],
    settings: torn,
    sealedPassword: '' as SealedSecret,
  };
  for (const part of Object.values(objectParts).reverse()) {
    const objects = part.collection({ livekit, trunk, password: noPassword, inboundTrunkId });
    const revived = await objects.find(objectIdsOf(torn)[part.kind]);
    if (revived !== null && madeBy(revived.name, trunk, [torn.operationId])) await objects.remove(revived.id);
  }
}

/**
 * Returns the steps that change an object of a trunk in LiveKit in place, and restore it. The old and the requested values are in the
 * database, so a step can be repeated at any time. An object that a change does not concern is not touched.
 */
export function objectChangeSteps(
  part: ObjectPart,
  { database, openLiveKit, checkTarget, keyRing, timeLeftMs, logger }: PartDependencies,
): Pick<PartVerbs, 'change' | 'restore'> {
  const { kind, specOf, hasPassword } = part;
  const subjectOf = (operationId: Parameters<typeof findChangeSubject>[1]) =>
    fromDatabase(logger, 'retried', () => findChangeSubject(database, operationId));
  const desired = (trunk: TrunkSpec) =>
    JSON.stringify([specOf(trunk), hasPassword(trunk) ? trunk.sealedPassword : null]);
  const differ = (before: TrunkSpec, after: TrunkSpec) => desired(before) !== desired(after);

  return {
    change: async (input) => {
      const subject = await subjectOf(input.operationId);
      if (subject?.state !== 'running') throw noLongerRunning('nothing may be changed for it');
      const [before, after] = specsOf(subject, input);
      if (!differ(before, after)) return {};
      const earlierOperations =
        kind === 'inbound'
          ? await fromDatabase(logger, 'retried', () =>
              earlierOperationsOf(database, collisionKeyOf(after.settings.number.value), new Date()),
            )
          : [];
      try {
        const trunk = { ...after, earlierOperations };
        // While outbound calls are off, LiveKit has no address. They can be switched off because the host is gone.
        const isCalled = trunk.settings.outboundEnabled !== false;
        if (kind === 'outbound' && isCalled) await checkTarget(trunk.settings.outboundAddress);
        const objects = part.collection({
          livekit: openLiveKit(Math.min(input.timeLimitMs, timeLeftMs())),
          trunk,
          // A dispatch rule has no password, so it can change even if no key opens the password of the trunk.
          password: part.needsPassword ? passwordOf(trunk, keyRing) : null,
          inboundTrunkId: subject.before.inboundTrunkId,
        });
        await update(objects, objectIdsOf(subject.before)[kind], trunk, before);
        return input.checkFirst ? { ambiguous: true } : {};
      } catch (error) {
        throw forwardFailure(error);
      }
    },

    /**
     * Restores the object. An object that already has the old values is not touched, because LiveKit may refuse every update of it. It
     * does so if somebody else's rule names the same trunk. If no key opens the old password, the fields that depend on it stay as they
     * are. The step is skipped then.
     */
    restore: async (input) => {
      const subject = await subjectOf(input.operationId);
      if (subject?.state !== 'compensating') return {};
      const [before, after] = specsOf(subject, input);
      if (!differ(before, after)) return {};
      try {
        const password = knownPasswordOf(before, keyRing);
        const id = objectIdsOf(subject.before)[kind];
        const objects = part.collection({
          livekit: openLiveKit(input.timeLimitMs),
          trunk: before,
          password,
          inboundTrunkId: subject.before.inboundTrunkId,
        });
        if ((await objects.find(id))?.differs.length !== 0) await update(objects, id, before, before);
        const changesPassword = hasPassword(before) && before.sealedPassword !== after.sealedPassword;
        if (password !== null || !changesPassword) return {};
        logger.warn(
          { operationId: input.operationId, kind },
          'no key opens the password of a trunk to be restored',
        );
        return { skipped: 'password_unreadable' };
      } catch (error) {
        // Somebody has removed the object, so there is nothing to restore.
        if (isMissing(error)) return {};
        throw retriedFailure(error);
      }
    },
  };
}

/** Returns the old and the requested specification of the trunk. Both carry the tag of its set-up. */
function specsOf({ before, after }: ChangeSubject, deployment: Deployment): [TrunkSpec, TrunkSpec] {
  const spec = recordedSpec(before, deployment);
  const { settings, sealedPassword, notes = before.row.notes } = after;
  return [spec, { ...spec, settings, sealedPassword, agentVersion: notes.inboundAgentVersion }];
}

/** Updates an object, and confirms the update with a read. @throws {LiveKitProblem} */
async function update(
  objects: ObjectCollection,
  id: string,
  trunk: TrunkSpec,
  before: TrunkSpec,
): Promise<void> {
  const moves =
    objects.kind === 'inbound' &&
    !isDeepStrictEqual(calledNumbersOf(trunk.settings), calledNumbersOf(before.settings));
  if (moves) await freeNumber(objects, id, trunk);
  await objects.update(id, tagOf(trunk, objects.kind)).catch(explained);
  const changed = await objects.find(id);
  if (changed === null || changed.differs.length > 0) throw notAsSent(changed);
  if (moves && (await objects.list()).length > 1) throw numberTaken(true);
}

/**
 * Checks that no other trunk has the new number, because LiveKit does not notice that. Removes our own orphans.
 * @throws {LiveKitProblem} `number_in_use` if somebody else's trunk has the number.
 */
async function freeNumber(objects: ObjectCollection, own: string, trunk: TrunkSpec): Promise<void> {
  for (const { id, name } of await objects.list()) {
    if (id === own) continue;
    if (!madeBy(name, trunk, trunk.earlierOperations)) throw numberTaken(true);
    await objects.remove(id);
  }
}

function explained(error: unknown): never {
  if (!(error instanceof LiveKitProblem)) throw error;
  if (error.problem.kind === 'conflict') throw numberTaken(true);
  if (error.problem.kind === 'gone') {
    throw livekitFailure('livekit_object_missing', 'The object is not in LiveKit.', { mayHaveApplied: true });
  }
  throw error;
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof LiveKitProblem &&
    error.problem.kind === 'failure' &&
    error.problem.code === 'livekit_object_missing'
  );
}

function notAsSent(object: SipObject | null): LiveKitProblem {
  const message =
    object === null
      ? 'The object is not there after its change.'
      : `LiveKit shows other values than were sent: ${object.differs.join(', ')}.`;
  return livekitFailure('livekit_echo_mismatch', message, { mayHaveApplied: true });
}

/** Returns the step that updates the record of a trunk. It commits the change and completes it in the same transaction. */
export function recordChangeStep(dependencies: PartDependencies): Pick<PartVerbs, 'change'> {
  return {
    change: async ({ operationId, log }) => {
      const step = { operationId, phase: 'forward', step: 'record', log, persistence: 'final' } as const;
      const completed = await completing(dependencies, step, (now, steps) =>
        commitChange(dependencies.database, operationId, now, steps),
      );
      if (completed === null) throw noLongerRunning('nothing may be changed for it');
      return {};
    },
  };
}
