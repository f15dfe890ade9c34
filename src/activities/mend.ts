import { LiveKitProblem } from '../domain/livekit/problem.js';
import type { SipObject } from '../domain/livekit/sip-objects.js';
import type { TrunkSpec } from '../domain/trunk/spec.js';
import { parseTag } from '../domain/trunk/tag.js';
import { createOrAdopt, type Family, madeBy, tagOf } from './create-or-adopt.js';

/** A family whose objects can be found by their id, and changed in place. */
export interface MendableFamily extends Family {
  find(id: string): Promise<SipObject | null>;
  update(id: string, name: string): Promise<SipObject>;
}

/** What is known of a trunk's object before it is mended. */
export interface MendOrder {
  /** The id that the record has. */
  readonly recordedId: string;
  /** Objects with the trunk's own tag that a reconciliation saw beside the recorded one; they go. */
  readonly doubles: readonly string[];
  /** An id that a reconciliation did not see, although the record had it; null when it saw the object. */
  readonly missing: string | null;
  /** Look before anything is made, whatever a reconciliation saw: set after any doubt. */
  readonly checkFirst: boolean;
}

/**
 * Makes sure that a trunk's object is there and is what it should be, and returns its id: the recorded one, changed
 * in place where it differs; or else one with the trunk's own tag; or else a new one. Only the holder of the
 * number's lock may do this. What does not carry this deployment's tag is left as it is.
 * @throws {LiveKitProblem}
 */
export async function mend(
  family: MendableFamily,
  plan: TrunkSpec,
  { recordedId, doubles, missing, checkFirst }: MendOrder,
): Promise<string> {
  // LiveKit reads all trunks for every look. What two looks at everything have shown need not be seen a third time.
  if (!checkFirst && missing === recordedId && doubles.length === 0) {
    return createOrAdopt(family, plan, false);
  }
  const recorded = await family.find(recordedId);
  if (recorded !== null) {
    // Before the change: LiveKit refuses to change a trunk that has a double.
    await removeDoubles(family, plan, doubles, recorded.id);
    return isOfThisDeployment(recorded, plan) ? asDesired(family, plan, recorded) : recorded.id;
  }
  const objects = await family.list();
  const own = objects
    .filter(({ name }) => madeBy(name, plan, [plan.operationId]))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
  const candidate = own.find((object) => isAsDesired(family, plan, object)) ?? own[0];
  if (candidate === undefined) {
    // Doubles that are not listed here answer to another number or trunk; they are not in the way.
    const id = await createOrAdopt(family, plan, false);
    await removeDoubles(family, plan, doubles, id);
    return id;
  }
  await removeDoubles(family, plan, doubles, candidate.id);
  return asDesired(family, plan, candidate);
}

async function removeDoubles(
  family: MendableFamily,
  plan: TrunkSpec,
  doubles: readonly string[],
  kept: string,
): Promise<void> {
  for (const id of doubles) {
    if (id === kept) continue;
    const double = await family.find(id);
    if (double === null || !madeBy(double.name, plan, [plan.operationId])) continue;
    await family.remove(id);
    if ((await family.find(id)) !== null) throw transient('An object is still there after its removal.');
  }
}

async function asDesired(family: MendableFamily, plan: TrunkSpec, object: SipObject): Promise<string> {
  if (isAsDesired(family, plan, object)) return object.id;
  const name = tagOf(plan, family.kind);
  const changed = await family.update(object.id, name).catch(explained);
  if (!isAsDesired(family, plan, changed)) {
    throw new LiveKitProblem(
      { kind: 'failure', code: 'livekit_echo_mismatch', transient: false, mayHaveApplied: true },
      `LiveKit stored another value than was sent for: ${changed.differs.join(', ') || 'name'}.`,
    );
  }
  return changed.id;
}

function isAsDesired(family: MendableFamily, plan: TrunkSpec, { name, differs }: SipObject): boolean {
  return differs.length === 0 && name === tagOf(plan, family.kind);
}

function isOfThisDeployment({ name }: SipObject, { deploymentId }: TrunkSpec): boolean {
  return parseTag(name)?.deploymentId === deploymentId;
}

/** Says what the answer to an update means here: another trunk has the number, or the object has just gone. */
function explained(error: unknown): never {
  if (!(error instanceof LiveKitProblem)) throw error;
  if (error.problem.kind === 'conflict') {
    throw new LiveKitProblem(
      { kind: 'failure', code: 'number_taken', transient: false, mayHaveApplied: false },
      'Another object in LiveKit is in the way of the change.',
    );
  }
  if (error.problem.kind === 'gone') {
    throw transient('The object was removed while it was looked at.');
  }
  throw error;
}

function transient(message: string): LiveKitProblem {
  return new LiveKitProblem(
    { kind: 'failure', code: 'livekit_fault', transient: true, mayHaveApplied: false },
    message,
  );
}
