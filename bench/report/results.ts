import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import type { Cluster } from '../measure/cluster.js';
import type { Growth } from '../measure/growth.js';
import type { Latencies } from '../measure/latency.js';
import type { Load } from '../measure/load.js';
import type { Operations } from '../measure/operations.js';
import { processorName } from '../stage/processes.js';

/** A part of a run, and how many processors other work on the machine used meanwhile. */
export interface Measured<T> {
  readonly result: T;
  readonly foreignCpus: number;
}

/** Everything that one run has measured. */
export interface Results {
  readonly about: About;
  readonly arms: readonly {
    readonly letter: string;
    readonly title: string;
    readonly missing: string | null;
  }[];
  readonly latency: readonly Measured<Latencies>[];
  readonly load: readonly Measured<Load>[];
  readonly operations: Measured<Operations> | null;
  readonly growth: Measured<readonly Growth[]> | null;
  readonly cluster: Measured<Cluster> | null;
}

/** The circumstances on which the figures depend. */
export interface About {
  readonly at: string;
  readonly commit: string;
  /** Whether files differed from the commit. */
  readonly dirty: boolean;
  readonly quick: boolean;
  readonly rounds: number;
  readonly processor: string;
  readonly processors: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** Describes this run. @param servers the versions of the servers */
export function aboutRun(quick: boolean, rounds: number, servers: Readonly<Record<string, string>>): About {
  const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8' }).trim();
  const pinned = (file: string): Readonly<Record<string, string>> =>
    JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')).dependencies;
  const [product, own] = [pinned('../../package.json'), pinned('../package.json')];
  return {
    at: new Date().toISOString(),
    commit: git('rev-parse', 'HEAD'),
    dirty: git('status', '--porcelain', '--', 'src', 'bench', 'dev-stack').length > 0,
    quick,
    rounds,
    processor: processorName(),
    processors: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()}`,
    versions: {
      Node: process.versions.node,
      ...servers,
      'Temporal SDK': product['@temporalio/worker'] ?? '',
      DBOS: own['@dbos-inc/dbos-sdk'] ?? '',
      'Restate server': own['@restatedev/restate-server'] ?? '',
      'Restate SDK': own['@restatedev/restate-sdk'] ?? '',
    },
  };
}
