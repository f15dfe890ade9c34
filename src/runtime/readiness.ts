import type { Readiness } from '../api/http/dependencies.js';
import type { DatabaseConnection } from '../database/database.js';
import { type LiveKitAccess, probeLiveKit } from '../livekit/twirp.js';
import type { TemporalReachability } from '../operations/runner/temporal-reachability.js';
import { within } from '../operations/runner/within.js';

const probeLimitMs = 2_000;

/** Creates the check behind `/readyz`. It probes every component at the same time. */
export function readinessOf(
  connection: DatabaseConnection,
  reachability: TemporalReachability,
  livekit: LiveKitAccess,
): () => Promise<Readiness> {
  return async () => {
    const [temporal, database, livekitAnswers] = await Promise.all([
      reachability.probe(),
      succeeds(() => connection.ping()),
      succeeds(() => probeLiveKit(livekit, probeLimitMs)),
    ]);
    return { temporal, database, livekit: livekitAnswers };
  };
}

async function succeeds(probe: () => Promise<unknown>): Promise<boolean> {
  try {
    await within(probeLimitMs, probe());
    return true;
  } catch {
    return false;
  }
}
