import { type ChangeSubject, commitChange, findChangeSubject } from '../database/operations/change.js';
import { earlierOperationsOf } from '../database/operations/queries.js';
import type { FullTrunkRecord } from '../database/trunks/records.js';
import type { FailureCode } from '../domain/failures.js';
import type { OperationId } from '../domain/ids.js';
import type { StepLog } from '../domain/operation/step-log.js';
import { collisionKeyOf } from '../domain/trunk/number.js';
import type { TrunkSpec } from '../domain/trunk/spec.js';
import { LiveKitProblem } from '../livekit/problem.js';
import type { SipObject } from '../livekit/sip-objects.js';
import { madeBy, tagOf } from './create-or-adopt.js';
import type { ActivityDependencies } from './dependencies.js';
import { finishedLog } from './finished-log.js';
import { fromDatabase } from './from-database.js';
import type { MendableFamily } from './mend.js';
import type { ChangedObject, ChangeOrder, ObjectChangeOrder, ObjectPutBack } from './orders.js';
import { type Deployment, knownPasswordOf, passwordOf, planOf } from './record-plan.js';
import { forwardFailure, noLongerRunning, undoFailure } from './step-failure.js';
import { changesPassword, type RecordedObject, recordedObject, wantsAnother } from './wanted-objects.js';

/**
 * The parts of a change. What was and what is to be both stand in the database, so a part can be repeated at any
 * time, and be put back without anything having been remembered. An object for which nothing changes is not touched.
 */
export function changeActivities({
  database,
  openLiveKit,
  keyRing,
  timeLeftMs,
  attempt,
  notifyCompletion,
  logger,
}: ActivityDependencies) {
  const subjectOf = ({ operationId }: ChangeOrder) =>
    fromDatabase(logger, 'retried', () => findChangeSubject(database, operationId));

  return {
    /** Makes an object what it is to be. */
    async changeObject(order: ObjectChangeOrder): Promise<ChangedObject> {
      const subject = await subjectOf(order);
      if (subject?.state !== 'running') throw noLongerRunning('nothing may be changed for it');
      const [before, after] = plansOf(subject, order);
      if (!wantsAnother(order.kind, before, after)) return { changed: false, repeated: false };
      const earlierOperations =
        order.kind === 'inbound'
          ? await fromDatabase(logger, 'retried', () =>
              earlierOperationsOf(database, collisionKeyOf(after.settings.number.value), new Date()),
            )
          : [];
      try {
        const livekit = openLiveKit(Math.min(order.timeLimitMs, timeLeftMs()));
        const plan = { ...after, earlierOperations };
        // A rule has none, and can be changed also when no key opens the trunk's.
        const password = order.kind === 'rule' ? null : passwordOf(plan, keyRing);
        const object = recordedObject(order.kind, livekit, plan, subject.before, password);
        await make(object, order, plan, subject.before);
        return { changed: true, repeated: order.mayRepeat };
      } catch (error) {
        throw forwardFailure(error);
      }
    },

    /**
     * Makes an object what it was. One that is so still is left alone: LiveKit may refuse every update of it, as it does where
     * somebody else's rule names the same trunk. A password that no key opens any more is nothing to wait for: a new one is the
     * remedy for a lost key, and a change that fails of something else must not take it away. What depends on it stays as it is.
     */
    async putObjectBack(order: ChangeOrder): Promise<ObjectPutBack> {
      const { operationId, kind } = order;
      const subject = await subjectOf(order);
      if (subject?.state !== 'compensating') return 'nothing_to_do';
      const [before, after] = plansOf(subject, order);
      if (!wantsAnother(kind, before, after)) return 'nothing_to_do';
      try {
        const livekit = openLiveKit(order.timeLimitMs);
        const password = knownPasswordOf(before, keyRing);
        const object = recordedObject(kind, livekit, before, subject.before, password);
        const differs = (await object.family.find(object.id))?.differs.length !== 0;
        if (differs) await make(object, order, before, subject.before);
        if (password === null && changesPassword(kind, before, after)) {
          logger.warn({ operationId, kind }, 'no key opens the password that a trunk is to have again');
          return 'password_unknown';
        }
        return differs ? 'restored' : 'nothing_to_do';
      } catch (error) {
        // Somebody has removed the object: there is nothing that could be between old and new.
        if (isMissing(error)) return 'nothing_to_do';
        throw undoFailure(error);
      }
    },

    /** The point of no return: from here on the trunk is what it was to be. */
    async commitChange(operationId: OperationId, steps: StepLog = []): Promise<void> {
      const now = new Date();
      const log = finishedLog({ attempt }, steps, { phase: 'forward', step: 'record' }, now);
      const trunk = await fromDatabase(logger, 'final', () => commitChange(database, operationId, now, log));
      if (trunk === null) throw noLongerRunning('nothing may be changed for it');
      notifyCompletion(operationId);
    },
  };
}

/** The trunk's plan as it was and as it is to be; both carry the tag of its set-up. */
function plansOf({ before, after }: ChangeSubject, deployment: Deployment): [TrunkSpec, TrunkSpec] {
  const plan = planOf(before, deployment);
  const { settings, sealedPassword, notes = before.row.notes } = after;
  return [plan, { ...plan, settings, sealedPassword, agentVersion: notes.inboundAgentVersion }];
}

/** Makes the object what a plan says, and believes it only when a look shows it. */
async function make(
  { id, family }: RecordedObject,
  { kind }: ChangeOrder,
  plan: TrunkSpec,
  before: FullTrunkRecord,
): Promise<void> {
  const moves = kind === 'inbound' && plan.settings.number.value !== before.number.value;
  if (moves) await clearTheWay(family, id, plan);
  await family.update(id, tagOf(plan, kind)).catch(explained);
  const changed = await family.find(id);
  if (changed === null || changed.differs.length > 0) throw notAsSent(changed);
  if (moves && (await family.list()).length > 1) throw numberTaken();
}

/** LiveKit does not notice that another trunk has the new number, so that is looked at first. */
async function clearTheWay(family: MendableFamily, own: string, plan: TrunkSpec): Promise<void> {
  for (const { id, name } of await family.list()) {
    if (id === own) continue;
    if (!madeBy(name, plan, plan.earlierOperations)) throw numberTaken();
    await family.remove(id);
  }
}

function explained(error: unknown): never {
  if (!(error instanceof LiveKitProblem)) throw error;
  if (error.problem.kind === 'conflict') throw numberTaken();
  if (error.problem.kind === 'gone')
    throw permanent('livekit_object_missing', 'The object is not in LiveKit.');
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
  return object === null
    ? permanent('livekit_echo_mismatch', 'The object is not there after its change.')
    : permanent(
        'livekit_echo_mismatch',
        `LiveKit shows other values than were sent: ${object.differs.join(', ')}.`,
      );
}

function numberTaken(): LiveKitProblem {
  return permanent(
    'number_taken',
    'A trunk that Trunkline did not make for this number answers to it already.',
  );
}

function permanent(code: FailureCode, message: string): LiveKitProblem {
  return new LiveKitProblem({ kind: 'failure', code, transient: false, mayHaveApplied: true }, message);
}
