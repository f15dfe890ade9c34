import { type FailureCode, LiveKitProblem } from '../../domain/failures.js';
import type { SipObject } from '../../domain/livekit/sip-objects.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import { formatTag, type ObjectKind, parseTag, type Tag } from '../../domain/trunk/trunk.js';
import type { OperationId } from '../../domain/values.js';

/** The objects of one kind among which a removal finds its own. */
export interface RemovableObjects {
  list(): Promise<readonly Pick<SipObject, 'id' | 'name'>[]>;
  /** Finds an object by its id, even if its number or name was changed; null if it does not exist. */
  find(id: string): Promise<Pick<SipObject, 'id' | 'name'> | null>;
  /** Removes an object and the objects that depend on it. It succeeds if the object does not exist. */
  remove(id: string): Promise<void>;
}

/** The objects of one kind among which a trunk's own is found, created, changed or removed. */
export interface ObjectCollection extends RemovableObjects {
  readonly kind: ObjectKind;
  list(): Promise<SipObject[]>;
  find(id: string): Promise<SipObject | null>;
  create(name: string): Promise<SipObject>;
  update(id: string, name: string): Promise<SipObject>;
}

/** Returns the tag of a trunk's object of a kind. */
export function tagOf(trunk: TrunkSpec, kind: ObjectKind): string {
  return formatTag({
    deploymentId: trunk.deploymentId,
    operationId: trunk.operationId,
    kind,
    acceptedAt: trunk.acceptedAt,
  });
}

/** Tells by the name of an object whether one of these operations of this deployment made it. */
export function madeBy(name: string, trunk: TrunkSpec, operationIds: readonly OperationId[]): boolean {
  const tag: Tag | null = parseTag(name);
  return tag !== null && tag.deploymentId === trunk.deploymentId && operationIds.includes(tag.operationId);
}

/** Creates the problem for a failure that Trunkline detects itself, without an error from LiveKit. */
export function livekitFailure(
  code: FailureCode,
  message: string,
  { transient = false, mayHaveApplied = false } = {},
): LiveKitProblem {
  return new LiveKitProblem({ kind: 'failure', code, transient, mayHaveApplied }, message);
}

/** Creates the problem for a number to which somebody else's trunk answers already. */
export function numberTaken(mayHaveApplied = false): LiveKitProblem {
  const message = 'A trunk that Trunkline did not make for this number answers to it already.';
  return livekitFailure('number_in_use', message, { mayHaveApplied });
}

/**
 * Makes sure that a set-up's object exists. LiveKit has no idempotency key, so an attempt after an ambiguous one must search for its own
 * tag first. After a conflict it searches as well: the other object can be a late write of this set-up or an orphan of an earlier
 * operation.
 * @param checkFirst whether to search for an existing object before a new one is created.
 * @returns the id of the object.
 * @throws {LiveKitProblem} `number_in_use` if somebody else's trunk answers to the number.
 */
export async function createOrAdopt(
  objects: ObjectCollection,
  trunk: TrunkSpec,
  checkFirst: boolean,
): Promise<string> {
  if (checkFirst) {
    const { adopted } = await findExisting(objects, trunk);
    if (adopted !== null) return adopted;
  }
  try {
    return await create(objects, trunk);
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
  const { adopted, foreign } = await findExisting(objects, trunk);
  if (adopted !== null) return adopted;
  // The conflicting object may be gone: this attempt or the follow-up of an earlier set-up has removed it.
  if (!foreign) {
    try {
      return await create(objects, trunk);
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
  throw numberTaken();
}

/** The selection of the objects to remove. */
export interface Removal {
  /** The id of an object that stays even if its tag matches. */
  readonly keep?: string | null;
  /** The operations whose objects are removed. The default is the trunk's own operation. */
  readonly of?: readonly OperationId[];
  /** The id of an object that is removed as well, even if somebody has changed its name or its number. */
  readonly also?: string | null;
}

/** Removes objects of a kind by their tag until a list shows none. @returns the number of objects that were removed. */
export async function removeOwn(
  objects: RemovableObjects,
  trunk: TrunkSpec,
  { keep = null, of = [trunk.operationId], also = null }: Removal = {},
): Promise<number> {
  let removed = 0;
  for (;;) {
    const listed = await objects.list();
    const superfluous = listed.filter(
      ({ id, name }) => id === also || (id !== keep && madeBy(name, trunk, of)),
    );
    if (superfluous.length === 0) break;
    for (const { id } of superfluous) await objects.remove(id);
    removed += superfluous.length;
  }
  if (also !== null) {
    // Somebody may have changed the number, by which the list finds objects. A search by the id finds the object anyway.
    do await objects.remove(also);
    while ((await objects.find(also)) !== null);
  }
  return removed;
}

async function create(objects: ObjectCollection, trunk: TrunkSpec): Promise<string> {
  const object = await objects.create(tagOf(trunk, objects.kind));
  if (object.differs.length === 0) return object.id;
  // It is removed at once by its id. If its name differs, no later check would find it.
  await objects.remove(object.id).catch(() => undefined);
  throw echoMismatch(object.differs.join(', '));
}

/** Creates the problem for an answer of LiveKit with other values than were sent. @param fields the names of the fields. */
export function echoMismatch(fields: string): LiveKitProblem {
  const message = `LiveKit stored another value than was sent for: ${fields}.`;
  return livekitFailure('livekit_echo_mismatch', message, { mayHaveApplied: true });
}

/**
 * Finds the set-up's own object. Removes its own objects with wrong values, and the orphans of earlier operations. Duplicates stay until
 * the set-up has ended, because another attempt at the same step may run at the same time and return one of them.
 * @returns the id of the own object, or null; and whether there is an object of somebody else.
 */
async function findExisting(
  objects: ObjectCollection,
  trunk: TrunkSpec,
): Promise<{ adopted: string | null; foreign: boolean }> {
  const listed = await objects.list();
  const own = listed.filter(({ name }) => madeBy(name, trunk, [trunk.operationId]));
  const [adopted] = own.filter(({ differs }) => differs.length === 0).sort(byId);
  const orphans = listed.filter(({ name }) => madeBy(name, trunk, trunk.earlierOperations));
  const damaged = own.filter(({ differs }) => differs.length > 0);
  for (const { id } of [...damaged, ...orphans]) await objects.remove(id);
  return { adopted: adopted?.id ?? null, foreign: listed.length > own.length + orphans.length };
}

/** Orders objects by their ids, so that all attempts choose the same one of several. */
export function byId(left: SipObject, right: SipObject): number {
  return left.id < right.id ? -1 : 1;
}

function isConflict(error: unknown): boolean {
  return error instanceof LiveKitProblem && error.problem.kind === 'conflict';
}
