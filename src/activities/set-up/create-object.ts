import { LRUCache } from 'lru-cache';
import { fairAttemptMs } from '../../domain/failures.js';
import { trunkParts } from '../../domain/parts/graph.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import type { ObjectKind, SipAddress } from '../../domain/trunk/trunk.js';
import type { OperationId } from '../../domain/values.js';
import type { ActivityDependencies } from '../dependencies.js';
import { createOrAdopt } from '../objects/create-or-adopt.js';
import { noPassword, objectParts, passwordOf } from '../objects/object-parts.js';
import type { ObjectPart } from '../objects/part.js';

type Dependencies = Pick<ActivityDependencies, 'openLiveKit' | 'checkTarget' | 'keyRing'>;

/** One attempt to create an object of a trunk. */
interface ObjectAttempt {
  readonly spec: TrunkSpec;
  /** The outputs of the parts that were made before, by name. */
  readonly made: Readonly<Record<string, string>>;
  readonly checkFirst: boolean;
  /** How long all requests of the attempt may take together, in milliseconds. */
  readonly timeLimitMs: number;
}

/**
 * Creates an object of a trunk in LiveKit, or adopts the one that an earlier attempt created.
 * @returns the id of the object.
 * @throws {LiveKitProblem | UnreadableSecretError} and what `checkTarget` throws.
 */
export async function createObject(
  part: ObjectPart,
  { openLiveKit, checkTarget, keyRing }: Dependencies,
  { spec, made, checkFirst, timeLimitMs }: ObjectAttempt,
): Promise<string> {
  const trunk = calledThrough(spec, made.carrier);
  // A name that the carrier has just given to a connection may not be in the DNS yet, and no tenant has chosen it.
  const isChosen = made.carrier === undefined && trunk.settings.outboundEnabled !== false;
  if (part.kind === 'outbound' && isChosen) await checkTarget(trunk.settings.outboundAddress);
  const context = {
    livekit: openLiveKit(timeLimitMs),
    trunk,
    password: part.needsPassword ? passwordOf(spec, keyRing) : noPassword,
    inboundTrunkId: made.inbound ?? '',
  };
  return createOrAdopt(part.collection(context), trunk, checkFirst);
}

/** Returns the specification with the address of the connection at the carrier, if there is one, as its outbound address. */
function calledThrough(spec: TrunkSpec, address: string | undefined): TrunkSpec {
  if (address === undefined) return spec;
  return { ...spec, settings: { ...spec.settings, outboundAddress: address as SipAddress } };
}

/** The parts for which no object waits: the number is reserved already, and nothing is connected at a carrier. */
const thereAlready: readonly string[] = trunkParts.parts
  .filter((part) => part === trunkParts.reservation || part.at === 'carrier')
  .map(({ name }) => name);

/** The attempts that a set-up takes over stay here this long at most, in milliseconds. A set-up asks for them at once. */
const keptMs = 60_000;

/**
 * Creates the objects of a trunk while its workflow is being started, because the start takes about as long as LiveKit. The intent
 * is committed by then, so a workflow will run in any case, and finds the objects by their tag. The first attempts of the workflow
 * take the results over. Where they cannot, because they run in another process, they check what exists before they create.
 */
export class HeadStart {
  readonly #dependencies: Dependencies;
  readonly #underWay = new LRUCache<string, Promise<string | null>>({ max: 10_000, ttl: keptMs });

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** Begins each object as soon as those that it needs are there. The trunk must not be connected at a carrier. It never throws. */
  begin(spec: TrunkSpec): void {
    const made = new Map<string, Promise<string | null>>();
    for (const { name, needs } of trunkParts.objects) {
      const part = Object.values(objectParts).find(({ kind }) => kind === name);
      if (part === undefined) continue;
      const needed = needs.filter((need) => !thereAlready.includes(need));
      const created = this.#createAfter(part, spec, new Map(needed.map((need) => [need, made.get(need)])));
      // Nobody may come for it, and then its failure matters to nobody.
      created.catch(() => undefined);
      made.set(name, created);
      this.#underWay.set(keyOf(spec.operationId, part.kind), created);
    }
  }

  /** @returns null if an object that it needs could not be created; then nothing was begun. */
  async #createAfter(
    part: ObjectPart,
    spec: TrunkSpec,
    needed: ReadonlyMap<string, Promise<string | null> | undefined>,
  ): Promise<string | null> {
    const made: Record<string, string> = {};
    for (const [name, creation] of needed) {
      const id = (await creation?.catch(() => null)) ?? null;
      if (id === null) return null;
      made[name] = id;
    }
    const attempt = { spec, made, checkFirst: false, timeLimitMs: fairAttemptMs };
    return createObject(part, this.#dependencies, attempt);
  }

  /**
   * Takes over the attempt at an object.
   * @returns null if this process has begun none, or another attempt took it already. The promise becomes null if nothing was begun
   *   because an object that it needs is missing.
   */
  take(operationId: OperationId, kind: ObjectKind): Promise<string | null> | null {
    const key = keyOf(operationId, kind);
    const created = this.#underWay.get(key) ?? null;
    this.#underWay.delete(key);
    return created;
  }
}

function keyOf(operationId: OperationId, kind: ObjectKind): string {
  return `${operationId} ${kind}`;
}
