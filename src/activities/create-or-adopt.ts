import type { OperationId } from '../domain/ids.js';
import { LiveKitProblem } from '../domain/livekit/problem.js';
import type { SipObject } from '../domain/livekit/sip-objects.js';
import type { TrunkSpec } from '../domain/trunk/spec.js';
import { formatTag, type ObjectKind, parseTag, type Tag } from '../domain/trunk/tag.js';

/** The objects of one kind among which a set-up's own must be found, made or removed. */
export interface Family {
  readonly kind: ObjectKind;
  list(): Promise<SipObject[]>;
  create(name: string): Promise<SipObject>;
  /** Removes an object and what hangs on it; one that is not there is no error. */
  remove(id: string): Promise<void>;
}

/** The tag that a set-up's object of a kind carries. */
export function tagOf(plan: TrunkSpec, kind: ObjectKind): string {
  return formatTag({
    deploymentId: plan.deploymentId,
    operationId: plan.operationId,
    kind,
    acceptedAt: plan.acceptedAt,
  });
}

/** Tells whether an object's name says that one of these operations of this deployment made it. */
export function madeBy(name: string, plan: TrunkSpec, operationIds: readonly OperationId[]): boolean {
  const tag: Tag | null = parseTag(name);
  return tag !== null && tag.deploymentId === plan.deploymentId && operationIds.includes(tag.operationId);
}

/**
 * Makes sure that a set-up's object exists once, and returns its id. LiveKit has no idempotency key, so an
 * attempt that follows a doubtful one looks for its own tag before it creates (`checkFirst`); and a conflict may
 * be one's own success that landed late, or the leftover of a predecessor, before it is somebody else's trunk.
 * @throws {LiveKitProblem}
 */
export async function createOrAdopt(family: Family, plan: TrunkSpec, checkFirst: boolean): Promise<string> {
  if (checkFirst) {
    const { adopted } = await lookAround(family, plan);
    if (adopted !== null) return adopted;
  }
  try {
    return await create(family, plan);
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
  const { adopted, foreign } = await lookAround(family, plan);
  if (adopted !== null) return adopted;
  // What was in the way may be gone by now: removed just here, or by the follow-up of the set-up that left it.
  if (!foreign) {
    try {
      return await create(family, plan);
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
  throw new LiveKitProblem(
    { kind: 'failure', code: 'number_taken', transient: false, mayHaveApplied: false },
    'A trunk that Trunkline did not make for this number answers to it already.',
  );
}

/** Which objects a removal takes. */
export interface Removal {
  /** An object that stays, whatever its tag. */
  readonly keep?: string | null;
  /** The operations whose objects go; the set-up's own unless others are named. */
  readonly of?: readonly OperationId[];
  /** An object that goes as well, even if somebody has taken the tag off its name or given it another number. */
  readonly also?: string | null;
}

/** What a removal asks of the objects among which it takes its own. */
export interface RemovableFamily extends Pick<Family, 'list' | 'remove'> {
  /** Looks for an object by its id, whatever its number and its name; null when it is not there. */
  find(id: string): Promise<{ readonly id: string } | null>;
}

/** Removes objects of a kind by their tag until a list shows none. @returns how many of them there were. */
export async function removeOwn(
  family: RemovableFamily,
  plan: TrunkSpec,
  { keep = null, of = [plan.operationId], also = null }: Removal = {},
): Promise<number> {
  let removed = 0;
  for (;;) {
    const objects = await family.list();
    const superfluous = objects.filter(
      ({ id, name }) => id === also || (id !== keep && madeBy(name, plan, of)),
    );
    if (superfluous.length === 0) break;
    for (const { id } of superfluous) await family.remove(id);
    removed += superfluous.length;
  }
  if (also !== null) {
    // The list knows objects by their number, which somebody may have changed; its id finds it all the same.
    do await family.remove(also);
    while ((await family.find(also)) !== null);
  }
  return removed;
}

async function create(family: Family, plan: TrunkSpec): Promise<string> {
  const object = await family.create(tagOf(plan, family.kind));
  if (object.differs.length > 0) {
    // At once and by its id: if it is the name that differs, no later look would know it.
    await family.remove(object.id).catch(() => undefined);
    throw new LiveKitProblem(
      { kind: 'failure', code: 'livekit_echo_mismatch', transient: false, mayHaveApplied: true },
      `LiveKit stored another value than was sent for: ${object.differs.join(', ')}.`,
    );
  }
  return object.id;
}

/**
 * Finds the set-up's own object, and removes its damaged ones and what predecessors left. Doubles stay until the set-up
 * has ended: another attempt at the same step, which Temporal has given up or begun meanwhile, may see another choice of
 * them and have handed in the one that would be removed here.
 */
async function lookAround(
  family: Family,
  plan: TrunkSpec,
): Promise<{ adopted: string | null; foreign: boolean }> {
  const objects = await family.list();
  const own = objects.filter(({ name }) => madeBy(name, plan, [plan.operationId]));
  const [adopted] = own.filter(({ differs }) => differs.length === 0).sort(byId);
  const leftovers = objects.filter(({ name }) => madeBy(name, plan, plan.earlierOperations));
  const damaged = own.filter(({ differs }) => differs.length > 0);
  for (const { id } of [...damaged, ...leftovers]) await family.remove(id);
  return { adopted: adopted?.id ?? null, foreign: objects.length > own.length + leftovers.length };
}

function byId(left: SipObject, right: SipObject): number {
  return left.id < right.id ? -1 : 1;
}

function isConflict(error: unknown): boolean {
  return error instanceof LiveKitProblem && error.problem.kind === 'conflict';
}
