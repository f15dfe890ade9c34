import type { FailureCode } from '../../domain/failures.js';
import type { OperationId } from '../../domain/ids.js';
import { LiveKitProblem } from '../../domain/livekit/problem.js';
import type { SipObject } from '../../domain/livekit/sip-objects.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import { formatTag, type ObjectKind, parseTag, type Tag } from '../../domain/trunk/tag.js';

/** What a removal needs of the objects among which it finds its own. */
export interface RemovableObjects {
  list(): Promise<readonly Pick<SipObject, 'id' | 'name'>[]>;
  /** Finds an object by its id, whatever its number and its name; null when it is not there. */
  find(id: string): Promise<Pick<SipObject, 'id' | 'name'> | null>;
  /** Removes an object and what depends on it; one that is not there is no error. */
  remove(id: string): Promise<void>;
}

/** The objects of one kind among which a trunk's own is found, made, changed or removed. */
export interface ObjectCollection extends RemovableObjects {
  readonly kind: ObjectKind;
  list(): Promise<SipObject[]>;
  find(id: string): Promise<SipObject | null>;
  create(name: string): Promise<SipObject>;
  update(id: string, name: string): Promise<SipObject>;
}

/** The tag that a trunk's object of a kind carries. */
export function tagOf(trunk: TrunkSpec, kind: ObjectKind): string {
  return formatTag({
    deploymentId: trunk.deploymentId,
    operationId: trunk.operationId,
    kind,
    acceptedAt: trunk.acceptedAt,
  });
}

/** Tells whether one of these operations of this deployment made an object, by the object's name. */
export function madeBy(name: string, trunk: TrunkSpec, operationIds: readonly OperationId[]): boolean {
  const tag: Tag | null = parseTag(name);
  return tag !== null && tag.deploymentId === trunk.deploymentId && operationIds.includes(tag.operationId);
}

/** A failure that this service finds out by itself. */
export function livekitFailure(
  code: FailureCode,
  message: string,
  { transient = false, mayHaveApplied = false } = {},
): LiveKitProblem {
  return new LiveKitProblem({ kind: 'failure', code, transient, mayHaveApplied }, message);
}

/** The failure of a trunk whose number somebody else's trunk answers to. */
export function numberTaken(mayHaveApplied = false): LiveKitProblem {
  const message = 'A trunk that Trunkline did not make for this number answers to it already.';
  return livekitFailure('number_taken', message, { mayHaveApplied });
}

/**
 * Makes sure that a set-up's object exists once, and returns its id. LiveKit has no idempotency key. So an attempt that follows an
 * ambiguous one searches for its own tag before it creates (`checkFirst`). A conflict, too, can be the set-up's own write that came
 * late, or an orphan of an earlier operation, before it is somebody else's trunk.
 * @throws {LiveKitProblem}
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
  // What was in the way may be gone: removed just here, or by the follow-up of the set-up that left it.
  if (!foreign) {
    try {
      return await create(objects, trunk);
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
  throw numberTaken();
}

/** Which objects a removal takes. */
export interface Removal {
  /** An object that stays, whatever its tag. */
  readonly keep?: string | null;
  /** The operations whose objects go; the trunk's own operation unless others are named. */
  readonly of?: readonly OperationId[];
  /** An object that goes as well, even if somebody has changed its name or its number. */
  readonly also?: string | null;
}

/** Removes objects of a kind by their tag until a list shows none. @returns how many of them there were. */
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
    // The list goes by the number, which somebody may have changed; the id finds the object all the same.
    do await objects.remove(also);
    while ((await objects.find(also)) !== null);
  }
  return removed;
}

async function create(objects: ObjectCollection, trunk: TrunkSpec): Promise<string> {
  const object = await objects.create(tagOf(trunk, objects.kind));
  if (object.differs.length === 0) return object.id;
  // At once and by its id: if it is the name that differs, no later check would find it.
  await objects.remove(object.id).catch(() => undefined);
  throw echoMismatch(object.differs.join(', '));
}

/** The failure of a request that LiveKit answered with other values than were sent. @param fields the names of the fields. */
export function echoMismatch(fields: string): LiveKitProblem {
  const message = `LiveKit stored another value than was sent for: ${fields}.`;
  return livekitFailure('livekit_echo_mismatch', message, { mayHaveApplied: true });
}

/**
 * Finds the set-up's own object, and removes its damaged ones and the orphans of earlier operations. Duplicates stay until the set-up
 * has ended: another attempt at the same step may run at the same time and may have returned the one that would be removed here.
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

/** Orders objects by their ids, so that everybody chooses the same of several. */
export function byId(left: SipObject, right: SipObject): number {
  return left.id < right.id ? -1 : 1;
}

function isConflict(error: unknown): boolean {
  return error instanceof LiveKitProblem && error.problem.kind === 'conflict';
}
