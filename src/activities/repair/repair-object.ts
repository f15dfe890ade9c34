import { LiveKitProblem } from '../../domain/livekit/problem.js';
import type { SipObject } from '../../domain/livekit/sip-objects.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import { parseTag } from '../../domain/trunk/tag.js';
import {
  byId,
  createOrAdopt,
  echoMismatch,
  livekitFailure,
  madeBy,
  type ObjectCollection,
  tagOf,
} from '../objects/create-or-adopt.js';

/** What is known of a trunk's object before its repair. */
export interface KnownState {
  /** The id that the record has. */
  readonly recordedId: string;
  /** Objects with the trunk's own tag that a reconciliation found beside the recorded one; they are removed. */
  readonly doubles: readonly string[];
  /** The recorded id if a reconciliation did not find it in LiveKit; null when it did. */
  readonly missing: string | null;
  /** Check what exists before anything is made, whatever a reconciliation found. */
  readonly checkFirst: boolean;
}

/**
 * Makes sure that a trunk's object exists and is what it should be, and returns its id. That is the recorded object, changed in place
 * where it differs; or else one with the trunk's own tag; or else a new one. Only the holder of the number's lock may call this. It
 * leaves alone what does not carry this deployment's tag.
 * @throws {LiveKitProblem}
 */
export async function repairObject(
  objects: ObjectCollection,
  trunk: TrunkSpec,
  { recordedId, doubles, missing, checkFirst }: KnownState,
): Promise<string> {
  // LiveKit reads all trunks for every list, so what both passes over everything have shown is not read a third time.
  if (!checkFirst && missing === recordedId && doubles.length === 0)
    return createOrAdopt(objects, trunk, false);
  const recorded = await objects.find(recordedId);
  if (recorded !== null) {
    // Before the change: LiveKit refuses to change a trunk that has a duplicate.
    await removeDuplicates(objects, trunk, doubles, recorded.id);
    const isOurs = parseTag(recorded.name)?.deploymentId === trunk.deploymentId;
    return isOurs ? asDesired(objects, trunk, recorded) : recorded.id;
  }
  const listed = await objects.list();
  const own = listed.filter(({ name }) => madeBy(name, trunk, [trunk.operationId])).sort(byId);
  const candidate = own.find((object) => isAsDesired(objects, trunk, object)) ?? own[0];
  if (candidate === undefined) {
    // Duplicates that are not listed here answer to another number or trunk, so they are not in the way.
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

/** Says what the answer to an update means here: another trunk has the number, or the object was removed just now. */
function explained(error: unknown): never {
  if (!(error instanceof LiveKitProblem)) throw error;
  switch (error.problem.kind) {
    case 'conflict':
      throw livekitFailure('number_taken', 'Another object in LiveKit is in the way of the change.');
    case 'gone':
      throw transient('The object was removed while it was compared.');
    default:
      throw error;
  }
}

function transient(message: string): LiveKitProblem {
  return livekitFailure('livekit_fault', message, { transient: true });
}
