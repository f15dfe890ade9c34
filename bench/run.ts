import type { RunningArm } from './arms/arm.js';
import { arms } from './arms/arms.js';
import { measureCluster } from './measure/cluster.js';
import { measureGrowth } from './measure/growth.js';
import { measureLatency } from './measure/latency.js';
import { measureLoad } from './measure/load.js';
import { measureOperations, type Repetitions } from './measure/operations.js';
import { markdownOf } from './report/markdown.js';
import { aboutRun, type Results } from './report/results.js';
import { write } from './report/write.js';
import { besideOthers } from './stage/processes.js';
import { Stage } from './stage/stage.js';

/** The parts of a run. */
export const partNames = ['latency', 'growth', 'load', 'operations', 'cluster'] as const;
export type PartName = (typeof partNames)[number];

/** How much a run measures. */
interface Extent {
  readonly delaysMs: readonly number[];
  readonly rounds: number;
  readonly warmUp: number;
  /** The arms that are measured under load. */
  readonly loaded: readonly string[];
  readonly concurrencies: readonly number[];
  readonly setUpsAt: (concurrency: number) => number;
  readonly operations: Repetitions;
  readonly sizes: readonly number[];
  readonly callsBeside: number;
  /** How many set-ups each measurement on a Temporal server of its own has. */
  readonly setUpsOnCluster: number;
}

const full: Extent = {
  delaysMs: [0, 10, 50],
  rounds: 200,
  warmUp: 20,
  loaded: arms.map(({ letter }) => letter),
  concurrencies: [1, 10, 50, 200],
  setUpsAt: (concurrency) => Math.max(200, concurrency * 3),
  operations: { calls: 100, importLines: 1_000, kills: 10, starts: 10, setUpsForMemory: 1_000 },
  sizes: [0, 1_000, 10_000, 50_000],
  callsBeside: 20,
  setUpsOnCluster: 200,
};

/** Enough to see whether something has become much slower, in less than two minutes. */
const quick: Extent = {
  delaysMs: [0, 10],
  rounds: 15,
  warmUp: 5,
  loaded: ['b', 'f'],
  concurrencies: [10],
  setUpsAt: () => 100,
  operations: { calls: 5, importLines: 20, kills: 1, starts: 1, setUpsForMemory: 100 },
  sizes: [0],
  callsBeside: 5,
  setUpsOnCluster: 100,
};

/** The choices of a run. */
export interface RunOptions {
  readonly quick: boolean;
  readonly parts: readonly PartName[];
  /** The folder for the results; null to print the tables only. */
  readonly out: string | null;
}

/** Measures, one part after the other, and writes the results after each part, so that an aborted run keeps what it has. */
export async function run({ quick: isQuick, parts, out }: RunOptions): Promise<void> {
  const extent = isQuick ? quick : full;
  const stage = await Stage.start();
  const interrupted = () => void stage.stop().finally(() => process.exit(1));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const { running, described } = await startAll(stage);
    let results: Results = {
      about: aboutRun(isQuick, extent.rounds, stage.versions),
      arms: described,
      ...{ latency: [], load: [], operations: null, growth: null, cluster: null },
    };
    const keep = async (more: Partial<Results>) => {
      results = { ...results, ...more };
      if (out !== null) await write(results, out);
    };
    if (parts.includes('latency')) {
      for (const delayMs of extent.delaysMs) {
        say(`one set-up at a time, ${delayMs} ms added to each call`);
        const { rounds, warmUp } = extent;
        const measured = await besideOthers(() =>
          measureLatency(stage, running, { delayMs, rounds, warmUp }),
        );
        await keep({ latency: [...results.latency, measured] });
      }
    }
    // From here on each arm runs alone, so that an idle one costs the others nothing.
    const [script] = running.values();
    await Promise.all([...running.values()].slice(1).map((arm) => arm.stop()));
    if (parts.includes('growth') && script !== undefined) {
      say('growth with the number of trunks');
      const { sizes, callsBeside } = extent;
      await keep({ growth: await besideOthers(() => measureGrowth(stage, script, sizes, callsBeside)) });
    }
    await script?.stop();
    if (parts.includes('load')) {
      for (const arm of arms.filter(({ letter }) => running.has(letter) && extent.loaded.includes(letter))) {
        const alone = await arm.start(stage);
        for (const concurrency of extent.concurrencies) {
          say(`${arm.title}, ${concurrency} at once`);
          await besideOthers(() =>
            measureLoad(stage, arm.letter, alone, concurrency, extent.setUpsAt(concurrency)),
          ).then(
            (load) => keep({ load: [...results.load, load] }),
            // The machine may be too busy for one arm; the others are still worth measuring.
            (error: unknown) => say(`not measured: ${error}`),
          );
        }
        await alone.stop();
      }
    }
    if (parts.includes('operations')) {
      say('other operations of Trunkline');
      await keep({ operations: await besideOthers(() => measureOperations(stage, extent.operations)) });
    }
    if (parts.includes('cluster')) {
      say('two gateways and two workers on a Temporal server with PostgreSQL');
      await besideOthers(() => measureCluster(stage, extent.setUpsOnCluster)).then(
        (cluster) => keep({ cluster }),
        (error: unknown) => say(`not measured: ${error}`),
      );
    }
    process.stdout.write(`${markdownOf(results)}\n`);
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await stage.stop();
  }
}

/** Starts all arms side by side. @returns those that run, in the sequence of the reports, and all as the report names them. */
async function startAll(stage: Stage) {
  const running = new Map<string, RunningArm>();
  const outcomes = await Promise.allSettled(arms.map((arm) => arm.start(stage)));
  const described = arms.map(({ letter, title }, index) => {
    const outcome = outcomes[index];
    if (outcome?.status === 'fulfilled') running.set(letter, outcome.value);
    return { letter, title, missing: outcome?.status === 'rejected' ? String(outcome.reason) : null };
  });
  return { running, described };
}

function say(what: string): void {
  process.stderr.write(`  ${new Date().toISOString().slice(11, 19)} ${what}\n`);
}
