import type { RunningArm } from '../arms/arm.js';
import { type Quantiles, quantilesOf } from '../report/statistics.js';
import { nextNumber } from '../stage/numbers.js';
import { cpuMsOf, memoryMiBOf } from '../stage/processes.js';
import type { PassedRequest } from '../stage/proxy.js';
import type { Stage } from '../stage/stage.js';
import { verifyAndClear } from './verify.js';

/** The cost of one set-up under load, by whoever bears it. Processor times are in milliseconds. */
export interface Cost {
  readonly own: number;
  /** Temporal or Restate; null for an arm without a server of its own. */
  readonly engine: number | null;
  readonly postgres: number;
  readonly livekit: number;
  readonly statements: number;
  /** Requests to LiveKit, by method. */
  readonly requests: Readonly<Record<string, number>>;
}

/** So many set-ups at a time, by one arm. */
export interface Load {
  readonly letter: string;
  readonly concurrency: number;
  readonly setUps: number;
  /** How many were refused or failed. They are in no other figure. */
  readonly refused: number;
  readonly perSecond: number;
  readonly ms: Quantiles;
  readonly perSetUp: Cost;
  /** Resident memory of the arm's own process afterwards, in MiB. */
  readonly memoryMiB: number;
}

const warmUpSetUps = 20;
const delayMs = 10;

/** Measures an arm alone, with 10 ms added to each call to LiveKit. @param count how many set-ups are measured. */
export async function measureLoad(
  stage: Stage,
  letter: string,
  arm: RunningArm,
  concurrency: number,
  count: number,
): Promise<Load> {
  await stage.proxy.delay(delayMs);
  await setUpMany(arm, warmUpSetUps, Math.min(concurrency, warmUpSetUps));
  await stage.proxy.settled();
  await stage.clearLivekit();
  const before = await readingOf(stage, arm);
  const started = performance.now();
  const { ms, numbers, refused } = await setUpMany(arm, count, concurrency);
  const seconds = (performance.now() - started) / 1_000;
  // Work that an arm does after its answers belongs to its cost.
  const requests = await stage.proxy.settled();
  const after = await readingOf(stage, arm);
  await (refused === 0 ? verifyAndClear(stage, [{ letter, arm, numbers }]) : stage.clearLivekit());
  const each = (of: 'own' | 'postgres' | 'livekit' | 'statements') => (after[of] - before[of]) / ms.length;
  return {
    ...{
      letter,
      concurrency,
      setUps: ms.length,
      refused,
      perSecond: ms.length / seconds,
      ms: quantilesOf(ms),
    },
    perSetUp: {
      own: each('own'),
      engine: after.engine === null ? null : (after.engine - (before.engine ?? 0)) / ms.length,
      postgres: each('postgres'),
      livekit: each('livekit'),
      statements: each('statements'),
      requests: requestsPer(requests, ms.length),
    },
    memoryMiB: memoryMiBOf(arm.pid),
  };
}

/** Sets up trunks, so many at a time. @returns the durations in milliseconds and the numbers of those that succeeded. */
export async function setUpMany(
  { setUp }: Pick<RunningArm, 'setUp'>,
  count: number,
  concurrency: number,
): Promise<{
  readonly ms: readonly number[];
  readonly numbers: readonly string[];
  readonly refused: number;
}> {
  const ms: number[] = [];
  const numbers: string[] = [];
  let begun = 0;
  const caller = async () => {
    while (begun < count) {
      begun += 1;
      const number = nextNumber();
      try {
        ms.push(await setUp(number));
        numbers.push(number);
      } catch {
        // Counted as refused.
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
  if (ms.length === 0) throw new Error('No set-up succeeded.');
  return { ms, numbers, refused: count - ms.length };
}

/** Divides the requests by the number of set-ups, for each method. */
function requestsPer(requests: readonly PassedRequest[], setUps: number): Readonly<Record<string, number>> {
  const shares: Record<string, number> = {};
  for (const { method } of requests) shares[method] = (shares[method] ?? 0) + 1 / setUps;
  return shares;
}

async function readingOf(stage: Stage, arm: RunningArm) {
  return {
    own: cpuMsOf(arm.pid),
    engine: arm.enginePid === null ? null : cpuMsOf(arm.enginePid),
    postgres: cpuMsOf(stage.pids.postgres),
    livekit: cpuMsOf(stage.pids.livekit),
    statements: await stage.statementsIn(arm.databaseUrl),
  };
}
