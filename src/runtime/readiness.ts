import type { Logger } from 'pino';
import type { Readiness } from '../api/http/dependencies.js';
import { probeSip } from '../carriers/sip-options.js';
import type { DatabaseConnection } from '../database/database.js';
import { liveKitStatusTexts } from '../domain/livekit/readiness.js';
import { type LiveKitAccess, probeLiveKit } from '../livekit/problem.js';
import { type TemporalReachability, within } from '../operations/runner/temporal-reachability.js';
import { sharedResult } from './shared-result.js';

/** A server that the start needs does not answer. The message names the variable to check. */
class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/**
 * Waits for a connection.
 * @param server the name of the server, as the beginning of a sentence
 * @param variable the environment variable with its address
 * @throws {UnreachableError} if the network fails; any other error of the connection as it is
 */
export async function reached<T>(server: string, variable: string, connecting: Promise<T>): Promise<T> {
  try {
    return await connecting;
  } catch (cause) {
    if (!isOfTheConnection(cause)) throw cause;
    throw new UnreachableError(`${server} cannot be reached. Check that it runs, and ${variable}.`, {
      cause,
    });
  }
}

/** Tells whether an error comes from the network or from gRPC's transport, and not from an answer of the server. */
function isOfTheConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'TransportError') return true;
  const code = 'code' in error ? error.code : undefined;
  // 4 and 14 are gRPC's DEADLINE_EXCEEDED and UNAVAILABLE.
  if (code === 4 || code === 14) return true;
  if (typeof code === 'string' && /^(E[A-Z_]+|57P03)$/.test(code)) return true;
  return isOfTheConnection(error.cause);
}

const probeLimitMs = 2_000;
/** A node answers at once. A packet that is lost is sent again. */
const sipProbeLimitMs = 1_000;
/** Everybody may ask, so that nobody may cause more probes than one of each component a second. */
const keptMs = 1_000;

/** Creates the check behind `/readyz`. It probes every component at the same time, or gives the result of the last second. */
export function readinessOf(
  connection: Pick<DatabaseConnection, 'ping'>,
  reachability: Pick<TemporalReachability, 'probe'>,
  livekit: LiveKitAccess,
  sipHost: string | null,
): () => Promise<Readiness> {
  return sharedResult(async () => {
    const [temporal, database, livekitStatus, sip] = await Promise.all([
      reachability.probe(),
      succeeds(() => connection.ping()),
      probeLiveKit(livekit, probeLimitMs),
      probeSip(sipHost, sipProbeLimitMs),
    ]);
    return { temporal, database, livekit: livekitStatus, sip };
  }, keptMs);
}

/** Writes into the log at the start if LiveKit cannot be used. The start goes on: a set-up says the same, and LiveKit may start later. */
export async function reportLiveKit(livekit: LiveKitAccess, logger: Logger): Promise<void> {
  const status = await probeLiveKit(livekit, probeLimitMs);
  if (status === 'ready') return;
  const text = `${liveKitStatusTexts[status]} Check LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET.`;
  logger.error({ livekit: status }, text);
}

async function succeeds(probe: () => Promise<unknown>): Promise<boolean> {
  try {
    await within(probeLimitMs, probe());
    return true;
  } catch {
    return false;
  }
}
