import { earlierOperationsOf } from '../../database/operations/operations.js';
import {
  beginRepair,
  endRepair,
  type RepairStart,
  recordUnderRepair,
} from '../../database/operations/repair.js';
import { LiveKitProblem } from '../../domain/failures.js';
import type { SipObject } from '../../domain/livekit/sip-objects.js';
import type { OperationFailure, StepLog } from '../../domain/operation/operation.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import { objectIdsOf, parseTag, trunkObjectsOf } from '../../domain/trunk/trunk.js';
import type { OperationId } from '../../domain/values.js';
import type { ActivityDependencies } from '../dependencies.js';
import {
  byId,
  createOrAdopt,
  echoMismatch,
  livekitFailure,
  madeBy,
  type ObjectCollection,
  tagOf,
} from '../objects/create-or-adopt.js';
import { passwordOf, recordedSpec } from '../objects/object-parts.js';
import type { ObjectPart, PartDependencies, PartVerbs } from '../objects/part.js';
import { completing, forwardFailure, fromDatabase, noLongerRunning } from '../step-failure.js';

/** A trunk, and the operation that repairs it. */
export interface RepairTarget {
  readonly operationId: OperationId;
  readonly trunkId: number;
}

/** The start of a repair, or why it cannot start. `made` contains the ids in the record, by the names of the parts. */
export type BegunRepair =
  | (Omit<Extract<RepairStart, { kind: 'begun' }>, 'objects'> & {
      readonly made: Readonly<Record<string, string>>;
    })
  | Exclude<RepairStart, { kind: 'begun' }>;

/** Returns the activities that begin a repair, and that end a failed one. */
export function repairActivities({ database, notifyCompletion, logger }: ActivityDependencies) {
  return {
    /** Takes the lock of the trunk's number, or returns the reason why it cannot. */
    async beginRepair({ operationId, trunkId }: RepairTarget): Promise<BegunRepair> {
      const start = await fromDatabase(logger, 'retried', () =>
        beginRepair(database, operationId, trunkId, new Date()),
      );
      if (start.kind !== 'begun') return start;
      const { objects, ...begun } = start;
      return { ...begun, made: objectIdsOf(objects) };
    },

    /** Ends a failed repair: stores the known ids, and releases the lock of the number. */
    async failRepair(
      { operationId, trunkId }: RepairTarget,
      made: Readonly<Record<string, string>>,
      failure: OperationFailure,
      log: StepLog,
    ): Promise<void> {
      const completed = await fromDatabase(logger, 'retried', () =>
        endRepair(database, operationId, trunkId, trunkObjectsOf(made), failure, new Date(), log),
      );
      notifyCompletion(operationId, completed);
    },
  };
}

/** The facts about a trunk's object before its repair. */
export interface KnownState {
  /** The id in the record. */
  readonly recordedId: string;
  /** The ids of further objects with the trunk's own tag that a reconciliation found. They are removed. */
  readonly doubles: readonly string[];
  /** The recorded id if a reconciliation did not find it in LiveKit; null if it did. */
  readonly missing: string | null;
  /** Whether to check what exists before anything is created, even if a reconciliation found nothing. */
  readonly checkFirst: boolean;
}

/**
 * Makes sure that a trunk's object exists and has the desired values. It uses the recorded object, and updates it in place if it
 * differs. If that does not exist, it uses another object with the trunk's own tag, or creates one. It does not touch objects without a
 * tag of this deployment. Only the holder of the number's lock may call it.
 * @returns the id of the object.
 * @throws {LiveKitProblem}
 */
export async function repairObject(
  objects: ObjectCollection,
  trunk: TrunkSpec,
  { recordedId, doubles, missing, checkFirst }: KnownState,
): Promise<string> {
  // Both passes have shown that the object is missing. A third read is avoided, because LiveKit reads all trunks for every list.
  if (!checkFirst && missing === recordedId && doubles.length === 0)
    return createOrAdopt(objects, trunk, false);
  const recorded = await objects.find(recordedId);
  if (recorded !== null) {
    // Duplicates are removed first, because LiveKit refuses to change a trunk that has one.
    await removeDuplicates(objects, trunk, doubles, recorded.id);
    const isOurs = parseTag(recorded.name)?.deploymentId === trunk.deploymentId;
    return isOurs ? asDesired(objects, trunk, recorded) : recorded.id;
  }
  const listed = await objects.list();
  const own = listed.filter(({ name }) => madeBy(name, trunk, [trunk.operationId])).sort(byId);
  const candidate = own.find((object) => isAsDesired(objects, trunk, object)) ?? own[0];
  if (candidate === undefined) {
    // Duplicates that are not in this list belong to another number or trunk, so they cause no conflict.
    const id = await createOrAdopt(objects, trunk, false);
    await removeDuplicates(objects, trunk, doubles, id);
    return id;
  }
  await removeDuplicates(objects, trunk, doubles, candidate.id);
  return asDesired(objects, trunk, candidate);
}

async function removeDuplicates(
  objects: ObjectCollection,
  trunk: TrunkSpec,
  doubles: readonly string[],
  kept: string,
): Promise<void> {
  for (const id of doubles) {
    if (id === kept) continue;
    const double = await objects.find(id);
    if (double === null || !madeBy(double.name, trunk, [trunk.operationId])) continue;
    await objects.remove(id);
    if ((await objects.find(id)) !== null) throw transient('An object is still there after its removal.');
  }
}

async function asDesired(objects: ObjectCollection, trunk: TrunkSpec, object: SipObject): Promise<string> {
  if (isAsDesired(objects, trunk, object)) return object.id;
  const changed = await objects.update(object.id, tagOf(trunk, objects.kind)).catch(explained);
  if (!isAsDesired(objects, trunk, changed)) throw echoMismatch(changed.differs.join(', ') || 'name');
  return changed.id;
}

function isAsDesired(objects: ObjectCollection, trunk: TrunkSpec, { name, differs }: SipObject): boolean {
  return differs.length === 0 && name === tagOf(trunk, objects.kind);
}

/** Translates a refused update: another trunk has the number, or the object was removed just now. @throws always. */
function explained(error: unknown): never {
  if (!(error instanceof LiveKitProblem)) throw error;
  switch (error.problem.kind) {
    case 'conflict':
      throw livekitFailure('number_in_use', 'Another object in LiveKit is in the way of the change.');
    case 'gone':
      throw transient('The object was removed while it was compared.');
    default:
      throw error;
  }
}

function transient(message: string): LiveKitProblem {
  return livekitFailure('livekit_fault', message, { transient: true });
}

/**
 * Returns the step that repairs an object of a trunk until it matches its record. It reads the record each time. It works only while
 * the repair is unfinished, because only then the repair holds the lock of the number.
 */
export function objectRepairSteps(
  part: ObjectPart,
  { database, openLiveKit, keyRing, timeLeftMs, logger }: PartDependencies,
): Pick<PartVerbs, 'repair'> {
  return {
    repair: async ({ operationId, trunkId, made, findings, checkFirst, timeLimitMs, ...deployment }) => {
      const record = await fromDatabase(logger, 'retried', () =>
        recordUnderRepair(database, operationId, trunkId),
      );
      if (record === null) throw noLongerRunning('nothing may be changed for it');
      const earlierOperations = await fromDatabase(logger, 'retried', () =>
        earlierOperationsOf(database, record.collisionKey, new Date()),
      );
      const trunk = recordedSpec(record, deployment, earlierOperations);
      try {
        const objects = part.collection({
          livekit: openLiveKit(Math.min(timeLimitMs, timeLeftMs())),
          trunk,
          password: part.needsPassword ? passwordOf(trunk, keyRing) : null,
          inboundTrunkId: made.inbound ?? record.inboundTrunkId,
        });
        const { doubles, missing } = findings;
        const recordedId = objectIdsOf(record)[part.kind];
        return { output: await repairObject(objects, trunk, { recordedId, doubles, missing, checkFirst }) };
      } catch (error) {
        throw forwardFailure(error);
      }
    },
  };
}

/** Returns the step that stores the ids of a repaired trunk. It completes the repair in the same transaction. */
export function recordRepairStep(dependencies: PartDependencies): Pick<PartVerbs, 'repair'> {
  return {
    repair: async ({ operationId, trunkId, made, log }) => {
      const step = { operationId, phase: 'forward', step: 'record', log, persistence: 'retried' } as const;
      await completing(dependencies, step, (now, steps) =>
        endRepair(dependencies.database, operationId, trunkId, trunkObjectsOf(made), null, now, steps),
      );
      return {};
    },
  };
}
