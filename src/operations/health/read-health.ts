import type { Database } from '../../database/database.js';
import { countCalls, lastCalls, lastFailures } from '../../database/health/calls.js';
import { healthOf, storedHealth } from '../../database/health/states.js';
import { lastWebhookAt } from '../../database/keys/installation.js';
import type { CallDirection } from '../../domain/health/call.js';
import type { DirectionHealth, TrunkHealth, TrunkHealths } from '../../domain/health/health.js';
import { countedForMs } from '../../domain/health/state.js';

/** Creates the use case that reads the health of trunks. */
export function readHealthWith(database: Database): TrunkHealths {
  const dayAgo = () => new Date(Date.now() - countedForMs);

  /** Gives the health of a trunk without data: the installation decides about the reason. */
  async function withoutData(since: Date | null): Promise<TrunkHealth> {
    const last = await lastWebhookAt(database);
    return { reason: last === null || last < dayAgo() ? 'no_webhook' : 'no_call', since };
  }

  return {
    async of(trunkIds) {
      const known = await healthOf(database, trunkIds);
      const isUnknown = (id: number) => (known.get(id)?.reason ?? 'no_call') === 'no_call';
      const unknown = trunkIds.some(isUnknown) ? await withoutData(null) : null;
      return (id) => {
        const health = known.get(id) ?? { reason: 'no_call', since: null };
        return unknown !== null && isUnknown(id) ? { ...unknown, since: health.since } : health;
      };
    },

    async report(trunkId) {
      const since = dayAgo();
      const stored = await storedHealth(database, trunkId);
      const [counts, last, failures] = await Promise.all([
        countCalls(database, trunkId, since),
        lastCalls(database, trunkId),
        lastFailures(database, trunkId, since),
      ]);
      const ofDirection = (direction: CallDirection): DirectionHealth => {
        const own = counts.filter((each) => each.direction === direction);
        return {
          currentCalls: own.find(({ outcome }) => outcome === null)?.calls ?? 0,
          lastCall: last.find((call) => call.direction === direction) ?? null,
          ended: Object.fromEntries(
            own.flatMap(({ outcome, calls }) => (outcome === null ? [] : [[outcome, calls]])),
          ),
        };
      };
      return {
        ...(stored ?? { changes: [], check: null, foreignOnNumberSince: null }),
        ...(stored === null || stored.reason === 'no_call'
          ? await withoutData(stored?.since ?? null)
          : { reason: stored.reason, since: stored.since }),
        directions: { inbound: ofDirection('inbound'), outbound: ofDirection('outbound') },
        failures,
      };
    },
  };
}
