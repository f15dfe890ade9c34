import { recordsSince } from '../../database/trunks/queries.js';
import type { LiveKitSip } from '../../domain/livekit/sip-objects.js';
import { callerIdOf } from '../../domain/trunk/numbers/dialling.js';
import type { TrunkSpec } from '../../domain/trunk/spec.js';
import { parseTag } from '../../domain/trunk/trunk.js';
import type { OperationId } from '../../domain/values.js';
import type { ActivityDependencies, RecentSetUp } from '../dependencies.js';
import { type Deployment, recordedSpec } from '../objects/object-parts.js';
import { orphanActivities } from './steps.js';

/** How long set-ups are collected before one check, in milliseconds. */
const collectForMs = 2_000;
/** How long the lists of one check may take, in milliseconds. */
const timeLimitMs = 10_000;
/** The set-ups that a starting process checks, in milliseconds before its start. */
const recentMs = 600_000;
/** How often a check is tried. The next reconciliation finds what it leaves. */
const mostAttempts = 3;

/**
 * Checks the set-ups of the last seconds for doubles, all with three lists. LiveKit reads all trunks of the project for every list, so a
 * list for each set-up would cost more than the set-up itself. A double can only exist if something between here and LiveKit has sent a
 * request twice: after any ambiguous outcome, the set-up's own workflow checks.
 */
export class OrphanCheck {
  readonly #dependencies: Pick<ActivityDependencies, 'database' | 'openLiveKit' | 'logger'>;
  #recent: RecentSetUp[] = [];
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(dependencies: Pick<ActivityDependencies, 'database' | 'openLiveKit' | 'logger'>) {
    this.#dependencies = dependencies;
  }

  /** Adds a set-up to the next check. */
  add(setUp: RecentSetUp): void {
    this.#recent.push(setUp);
    this.#timer ??= setTimeout(() => void this.#begin(), collectForMs);
  }

  /**
   * Adds the set-ups of the last minutes, because a process that was killed had not checked its own.
   * @param deployment the values that all trunks share.
   */
  async addRecent(deployment: Deployment): Promise<void> {
    const { database } = this.#dependencies;
    const records = await recordsSince(database, new Date(Date.now() - recentMs));
    for (const record of records) {
      this.add({ spec: recordedSpec(record, deployment), inboundTrunkId: record.inboundTrunkId });
    }
  }

  /** Checks at once what was added, and resolves when that is done. */
  async checkNow(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#begin();
  }

  #begin(): Promise<void> {
    this.#timer = undefined;
    this.#running = this.#running.then(() => this.#check());
    return this.#running;
  }

  async #check(): Promise<void> {
    const recent = this.#recent.splice(0);
    const { logger, openLiveKit } = this.#dependencies;
    for (let attempt = 1; recent.length > 0 && attempt <= mostAttempts; attempt += 1) {
      try {
        const suspects = await suspectsAmong(recent, openLiveKit(timeLimitMs));
        const { removeOrphansOf } = orphanActivities(this.#dependencies);
        for (const spec of suspects) await removeOrphansOf({ spec, timeLimitMs });
        return;
      } catch (error) {
        logger.warn({ err: error, setUps: recent.length, attempt }, 'a check for doubles has failed');
      }
    }
  }
}

/** Finds the set-ups that have more objects of a kind than one, or meet objects of an earlier operation on their number. */
async function suspectsAmong(recent: readonly RecentSetUp[], livekit: LiveKitSip): Promise<Set<TrunkSpec>> {
  const names = await livekit.namesFor({
    numbers: recent.flatMap(({ spec: { settings } }) => [settings.number.value, callerIdOf(settings)]),
    inboundTrunkIds: recent.map(({ inboundTrunkId }) => inboundTrunkId),
  });
  const owners = new Map<OperationId, TrunkSpec>();
  for (const { spec } of recent) {
    for (const id of [...spec.earlierOperations, spec.operationId]) owners.set(id, spec);
  }
  const seen = new Set<string>();
  const suspects = new Set<TrunkSpec>();
  for (const name of names) {
    const tag = parseTag(name);
    const spec = tag === null ? undefined : owners.get(tag.operationId);
    if (tag === null || spec === undefined || tag.deploymentId !== spec.deploymentId) continue;
    const object = `${tag.operationId} ${tag.kind}`;
    if (seen.has(object) || tag.operationId !== spec.operationId) suspects.add(spec);
    seen.add(object);
  }
  return suspects;
}
