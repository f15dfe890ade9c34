import { setTimeout as sleep } from 'node:timers/promises';
import { type Quantiles, quantilesOf } from '../report/statistics.js';
import { temporalOnPostgres } from '../stage/cluster.js';
import { cpuMsOf } from '../stage/processes.js';
import { trunklineRecordsQuery } from '../stage/records.js';
import type { Stage } from '../stage/stage.js';
import { TrunklineService } from '../stage/trunkline-service.js';
import { setUpMany } from './load.js';
import { verifyAndClear } from './verify.js';

const delayMs = 10;
const atOnce = 10;
const warmUpSetUps = 40;
const killAfterMs = 1_000;

/** Two gateways and two workers on a Temporal server that keeps its histories in PostgreSQL. */
export interface Cluster {
  /** One set-up at a time, in milliseconds. */
  readonly alone: Quantiles;
  /** So many set-ups at once. */
  readonly atOnce: number;
  readonly ms: Quantiles;
  readonly perSecond: number;
  /** Processor time per set-up in milliseconds, by whoever bears it. */
  readonly perSetUp: Readonly<Record<'gateways' | 'workers' | 'temporal' | 'postgres' | 'livekit', number>>;
  /** How many set-ups ran while one of the workers was killed, and how many of them succeeded. The others left nothing. */
  readonly killed: { readonly setUps: number; readonly succeeded: number };
}

/** Measures the processes apart. @param count how many set-ups each measurement has */
export async function measureCluster(stage: Stage, count: number): Promise<Cluster> {
  const { pid: temporal, env } = await temporalOnPostgres(stage);
  const databaseUrl = await stage.createDatabase();
  await stage.proxy.delay(delayMs);
  const first = await TrunklineService.start(stage, { ...env, DATABASE_URL: databaseUrl, ROLE: 'gateway' });
  const second = await first.startGateway();
  const gateways = [first, second];
  const workers = [await first.startWorker(), await first.startWorker()];
  let turn = 0;
  const arm = {
    setUp: async (number: string) => {
      turn += 1;
      const started = performance.now();
      await (turn % 2 === 0 ? first : second).createTrunk(number);
      return performance.now() - started;
    },
    ...{ pid: first.pid, enginePid: temporal, databaseUrl, recordsQuery: trunklineRecordsQuery },
    stop: () => first.stop(),
  };
  const pids = { gateways: gateways.map(({ pid }) => pid), workers: workers.map(({ pid }) => pid) };
  const reading = () => ({
    gateways: sum(pids.gateways.map(cpuMsOf)),
    workers: sum(pids.workers.map(cpuMsOf)),
    temporal: cpuMsOf(temporal),
    postgres: cpuMsOf(stage.pids.postgres),
    livekit: cpuMsOf(stage.pids.livekit),
  });
  const measured = async (setUps: number, concurrency: number, meanwhile?: () => Promise<void>) => {
    const [{ ms, numbers }] = await Promise.all([setUpMany(arm, setUps, concurrency), meanwhile?.()]);
    await stage.proxy.settled();
    await verifyAndClear(stage, [{ letter: 'f', arm, numbers }]);
    return ms;
  };
  try {
    await measured(warmUpSetUps, atOnce);
    const alone = await measured(count, 1);
    const [before, started] = [reading(), performance.now()];
    const { ms, numbers } = await setUpMany(arm, count, atOnce);
    const seconds = (performance.now() - started) / 1_000;
    await stage.proxy.settled();
    const after = reading();
    await verifyAndClear(stage, [{ letter: 'f', arm, numbers }]);
    const each = (of: keyof typeof before) => (after[of] - before[of]) / ms.length;
    const [victim] = workers;
    const survived = await measured(count, atOnce, async () => {
      await sleep(killAfterMs);
      await victim?.kill();
    });
    return {
      ...{ alone: quantilesOf(alone), atOnce, ms: quantilesOf(ms), perSecond: ms.length / seconds },
      perSetUp: {
        ...{ gateways: each('gateways'), workers: each('workers'), temporal: each('temporal') },
        ...{ postgres: each('postgres'), livekit: each('livekit') },
      },
      killed: { setUps: count, succeeded: survived.length },
    };
  } finally {
    await Promise.all([...workers, ...gateways].map((each) => each.stop()));
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
