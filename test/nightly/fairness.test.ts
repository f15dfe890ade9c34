import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, it } from 'vitest';
import { send, type Tenant, zuduBody } from '../integration/support/requests/tenant.js';
import { theStack } from '../integration/support/the-stack.js';
import { ensureBuilt, TrunklineProcess } from '../integration/support/trunkline-process.js';
import { useWorld } from '../integration/support/world.js';

/** How many requests one value is taken from. */
const samples = { setUp: 60, read: 200 };
/** Between two reads, in milliseconds, so that a key stays below its usual rate. */
const pauseMs = 5;

interface LoadKind {
  readonly kind:
    | 'exports'
    | 'set-ups'
    | 'requests with wrong fields'
    | 'reads'
    | 'guessed keys'
    | 'imports of 1,000 lines';
  readonly connections: number;
}

/** Sends requests of an organization over many connections, until it is stopped. */
class Load {
  readonly #worker: Worker;

  constructor(url: string, load: LoadKind, { key }: Tenant) {
    const workerData = { url, ...load, key };
    this.#worker = new Worker(new URL('tenant-load.js', import.meta.url), { workerData });
  }

  /** Measures something beside the load, and stops it. @returns also how many of its answers had each status */
  async beside<Value>(measure: () => Promise<Value>): Promise<[Value, Readonly<Record<string, number>>]> {
    try {
      // The queue fills up.
      await delay(2_000);
      const value = await measure();
      this.#worker.postMessage('stop');
      const [statuses] = await once(this.#worker, 'message');
      return [value, statuses];
    } finally {
      await this.#worker.terminate();
    }
  }
}

/** Returns how long requests that are sent one after another take, in milliseconds: the value that 95 of 100 do not exceed. */
async function p95(
  count: number,
  request: () => Promise<number>,
  statuses: readonly number[],
): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    await delay(pauseMs);
    const begun = performance.now();
    expect(statuses).toContain(await request());
    times.push(performance.now() - begun);
  }
  return times.toSorted((left, right) => left - right)[Math.ceil(0.95 * count) - 1] ?? Number.NaN;
}

let lastNumber = 3_000_000;

/** Measures requests of an organization. */
async function valuesOf(tenant: Tenant): Promise<{ readonly setUp: number; readonly read: number }> {
  const setUp = async () => {
    lastNumber += 1;
    return (await tenant.zudu(zuduBody(`+1555${lastNumber}`))).status;
  };
  const read = async () => (await send(tenant, 'GET', '/v1/trunks?limit=10')).status;
  // First what only reads: it must count as an organization too.
  const reads = await p95(samples.read, read, [200]);
  // Without limits a set-up may go on longer than its caller waits.
  return { setUp: await p95(samples.setUp, setUp, [200, 202]), read: reads };
}

const loads = [
  { kind: 'set-ups', connections: 64 },
  { kind: 'set-ups', connections: 512 },
  { kind: 'requests with wrong fields', connections: 64 },
  { kind: 'reads', connections: 64 },
  { kind: 'exports', connections: 64 },
  { kind: 'guessed keys', connections: 64 },
  { kind: 'imports of 1,000 lines', connections: 2 },
] as const;

const usual = { QUOTA_NEW_NUMBERS: 'off', QUOTA_IMPORTS: 'off', QUOTA_TRUNKS: 'off' };

describe.each([
  ['with the usual limits', usual, loads, true],
  [
    'without limits of an organization',
    { ...usual, SLOTS_PER_ORGANIZATION: '1000' },
    loads.slice(0, 1),
    false,
  ],
] as const)('an organization beside one that sends all it can, %s', (_limits, overrides, tried, isFair) => {
  const world = useWorld(overrides);
  beforeAll(() => ensureBuilt(), 180_000);

  it.each([
    ['one process', ['all']],
    ['a gateway and a worker', ['gateway', 'worker']],
  ] as const)(
    `waits ${isFair ? 'about twice as long as alone at most' : 'much longer than alone'} with %s`,
    { timeout: 400_000 },
    async (processes, roles) => {
      const [busy, other, first] = [await world.tenant(), await world.tenant(), await world.tenant()];
      await world.trunkline.stop();
      // As in production: processes of their own.
      const direct = { LIVEKIT_URL: theStack().livekitUrl, RATE_PER_ADDRESS: 'off' };
      const env = {
        ...world.trunkline.env,
        ...direct,
        LOG_LEVEL: 'info',
      };
      const own = await Promise.all(roles.map((ROLE) => TrunklineProcess.start({ ...env, ROLE }, 390_000)));
      const url = own[0]?.url ?? '';
      // V8 compiles what a set-up and a read need.
      await valuesOf(first.via(url));
      const ratios: Record<string, { readonly setUp: number; readonly read: number }> = {};
      for (const load of tried) {
        const alone = await valuesOf(other.via(url));
        const [beside, statuses] = await new Load(url, load, busy).beside(() => valuesOf(other.via(url)));
        const ratio = { setUp: beside.setUp / alone.setUp, read: beside.read / alone.read };
        ratios[`${load.connections} ${load.kind}`] = ratio;
        process.stdout.write(`${JSON.stringify({ processes, ...load, statuses, alone, beside, ratio })}\n`);
      }
      await Promise.all(own.map((each) => each.kill()));
      await world.trunkline.startAgain();
      for (const { setUp, read } of Object.values(ratios)) {
        if (isFair) {
          // The goal is twice as long. One run has few samples, and its own servers share two processors with what is measured.
          expect(setUp).toBeLessThan(4);
          expect(read).toBeLessThan(5);
        } else {
          expect(setUp).toBeGreaterThan(5);
        }
      }
    },
  );
});
