import { KeyRing } from '../../src/crypto/secrets.js';
import { connectDatabase } from '../../src/database/connect.js';
import { parseConfig } from '../../src/runtime/config/config.js';
import { createLogger } from '../../src/runtime/logger.js';
import type { RunningArm } from '../arms/arm.js';
import { quantile } from '../report/statistics.js';
import { nextNumber, nextNumbers } from '../stage/numbers.js';
import { cpuMsOf } from '../stage/processes.js';
import type { PassedRequest } from '../stage/proxy.js';
import { writeTrunks } from '../stage/records.js';
import type { Stage } from '../stage/stage.js';
import { TrunklineService } from '../stage/trunkline-service.js';
import { timed } from './operations.js';

/** A duration, and how much of it a request to LiveKit was under way. Medians in milliseconds. */
export interface Shares {
  readonly total: number;
  readonly livekit: number;
  /** The rest: everything except LiveKit. */
  readonly others: number;
}

/** The cost beside so many trunks in LiveKit and in the database, without any delay. */
export interface Growth {
  readonly trunks: number;
  readonly script: Shares;
  readonly setUp: Shares;
  /** Requests to LiveKit that a set-up makes after its answer, and how long they take together. */
  readonly afterAnswer: { readonly requests: number; readonly livekitMs: number };
  /** A page of 100 trunks. */
  readonly list: number;
  readonly get: number;
  /** A reconciliation that finds nothing. */
  readonly reconcile: Shares & { readonly ownCpuMs: number; readonly livekitCpuMs: number };
}

/** Measures a plain script and Trunkline while LiveKit and the database fill. @param sizes how many trunks there are, ascending. */
export async function measureGrowth(
  stage: Stage,
  script: RunningArm,
  sizes: readonly number[],
  calls: number,
): Promise<Growth[]> {
  await stage.proxy.delay(0);
  await stage.clearLivekit();
  const databaseUrl = await stage.createDatabase();
  const service = await TrunklineService.start(stage, { DATABASE_URL: databaseUrl });
  const config = parseConfig(service.env);
  const { database, close } = await connectDatabase(config.database, createLogger('silent'));
  const to = {
    ...{ database, keyRing: new KeyRing(config.encryptionKeys), redis: stage.redis },
    ...{ deploymentId: config.deploymentId, organizationId: service.organizationId },
  };
  const growth: Growth[] = [];
  let written = 0;
  try {
    for (const trunks of sizes) {
      await writeTrunks(to, nextNumbers(trunks - written));
      written = trunks;
      growth.push({ trunks, ...(await measureBeside(stage, script, service, calls)) });
    }
    return growth;
  } finally {
    await close();
    await service.stop();
    await stage.clearLivekit();
  }
}

async function measureBeside(
  stage: Stage,
  script: RunningArm,
  service: TrunklineService,
  calls: number,
): Promise<Omit<Growth, 'trunks'>> {
  const viaTrunkline = (number: string) => service.createTrunk(number);
  // The first calls after so many new rows read what no cache holds yet.
  await service.createTrunk(nextNumber());
  const scripted: Window[] = [];
  const setUps: Window[] = [];
  for (let round = 0; round < calls; round += 1) {
    scripted.push(await windowOf(stage, () => script.setUp(nextNumber())));
    setUps.push(await windowOf(stage, () => viaTrunkline(nextNumber())));
  }
  const { data } = await service.json('GET', '/v1/trunks?limit=1');
  const id = (data as { id: number | string }[])[0]?.id;
  const median = async (route: string) => {
    const durations: number[] = [];
    for (let call = 0; call < calls; call += 1) durations.push(await timed(() => service.json('GET', route)));
    return quantile(durations, 0.5);
  };
  const later = setUps.map(({ passed, to }) => passed.filter(({ from }) => from >= to));
  return {
    script: sharesOf(scripted),
    setUp: sharesOf(setUps),
    afterAnswer: {
      requests: later.flat().length / calls,
      livekitMs: quantile(
        later.map((requests) => covered(requests, 0, Number.MAX_VALUE)),
        0.5,
      ),
    },
    list: await median('/v1/trunks?limit=100'),
    get: await median(`/v1/trunks/${id}`),
    reconcile: await measureReconcile(stage, service),
  };
}

async function measureReconcile(stage: Stage, service: TrunklineService): Promise<Growth['reconcile']> {
  const [own, livekit] = [cpuMsOf(service.pid), cpuMsOf(stage.pids.livekit)];
  let report: Readonly<Record<string, unknown>> = {};
  const window = await windowOf(stage, async () => {
    report = await service.reconcile();
  });
  const cpu = {
    ownCpuMs: cpuMsOf(service.pid) - own,
    livekitCpuMs: cpuMsOf(stage.pids.livekit) - livekit,
  };
  // The command polls for the end of the run; the report has the exact times.
  const total = Date.parse(String(report.finished_at)) - Date.parse(String(report.started_at));
  const inLivekit = covered(window.passed, window.from, window.to);
  return { total, livekit: inLivekit, others: total - inLivekit, ...cpu };
}

/** One call, and the requests to LiveKit that it caused until nothing passed any more. Times in milliseconds since 1970. */
interface Window {
  readonly from: number;
  readonly to: number;
  readonly passed: readonly PassedRequest[];
}

async function windowOf(stage: Stage, call: () => Promise<unknown>): Promise<Window> {
  const now = () => performance.timeOrigin + performance.now();
  const from = now();
  await call();
  return { from, to: now(), passed: await stage.proxy.settled() };
}

function sharesOf(windows: readonly Window[]): Shares {
  const shares = windows.map(({ from, to, passed }) => ({
    total: to - from,
    livekit: covered(passed, from, to),
  }));
  const median = (of: (share: { total: number; livekit: number }) => number) => quantile(shares.map(of), 0.5);
  return {
    total: median(({ total }) => total),
    livekit: median(({ livekit }) => livekit),
    others: median(({ total, livekit }) => total - livekit),
  };
}

/** Returns how long at least one of the requests was under way between two times, in milliseconds. */
function covered(requests: readonly PassedRequest[], from: number, to: number): number {
  let sum = 0;
  let reached = from;
  for (const request of [...requests].sort((left, right) => left.from - right.from)) {
    const [begin, end] = [Math.max(request.from, reached), Math.min(request.to, to)];
    if (end <= begin) continue;
    sum += end - begin;
    reached = end;
  }
  return sum;
}
