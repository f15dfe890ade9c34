import { beforeAll, describe, expect, it } from 'vitest';
import { send, type Tenant, zuduBody } from '../integration/support/requests/tenant.js';
import { ensureBuilt, TrunklineProcess } from '../integration/support/trunkline-process.js';
import { useWorld } from '../integration/support/world.js';

/** How many requests one value is taken from. */
const samples = 60;
/** The connections of the organization that sends all it can. */
const connections = 64;

/** Returns how long requests that are sent one after another take, in milliseconds: the value that 95 of 100 do not exceed. */
async function p95(request: (index: number) => Promise<number>, status: number): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < samples; index += 1) {
    const begun = performance.now();
    expect(await request(index)).toBe(status);
    times.push(performance.now() - begun);
  }
  return times.toSorted((left, right) => left - right)[Math.ceil(0.95 * samples) - 1] ?? Number.NaN;
}

/** Sends set-ups of an organization over all its connections until it is stopped. */
class Load {
  #isOver = false;
  #sent = 0;
  readonly #connections: Promise<unknown>;
  /** How many set-ups have succeeded. */
  completed = 0;

  constructor(tenant: Tenant) {
    this.#connections = Promise.all(Array.from({ length: connections }, () => this.#send(tenant)));
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#connections;
  }

  async #send(tenant: Tenant): Promise<void> {
    while (!this.#isOver) {
      this.#sent += 1;
      const { status } = await tenant.zudu(zuduBody(`+1555${2_000_000 + this.#sent}`));
      if (status === 200) this.completed += 1;
    }
  }
}

let lastNumber = 3_000_000;

/** Measures requests of an organization, in milliseconds. One that only reads shows that its reads alone count. */
async function valuesOf(tenant: Tenant, onlyReads: boolean) {
  const setUp = async () => {
    lastNumber += 1;
    return (await tenant.zudu(zuduBody(`+1555${lastNumber}`))).status;
  };
  const read = async () => (await send(tenant, 'GET', '/v1/trunks?limit=10')).status;
  return { ...(onlyReads ? {} : { setUp: await p95(setUp, 200) }), read: await p95(read, 200) };
}

describe.each([
  ['as usual', {}, false, true],
  ['as usual, when it only reads', {}, true, true],
  ['without a limit for each organization', { SLOTS_PER_ORGANIZATION: '1000' }, false, false],
] as const)(
  'an organization beside one that sends all it can, with slots %s',
  (name, overrides, onlyReads, isFair) => {
    const world = useWorld(overrides);
    beforeAll(() => ensureBuilt(), 180_000);

    it.each([
      ['one process', ['all']],
      ['a gateway and a worker', ['gateway', 'worker']],
    ] as const)(
      `waits ${isFair ? 'about twice as long as alone at most' : 'much longer than alone'} with %s`,
      { timeout: 240_000 },
      async (processes, roles) => {
        const [busy, other] = [await world.tenant(), await world.tenant()];
        await world.trunkline.stop();
        // As in production: processes of their own.
        const env = { ...world.trunkline.env, LOG_LEVEL: 'info', RATE_PER_KEY: 'off' };
        const own = await Promise.all(roles.map((ROLE) => TrunklineProcess.start({ ...env, ROLE }, 230_000)));
        const url = own[0]?.url ?? '';
        const [loading, measured] = [busy.via(url), other.via(url)];
        // V8 compiles what a set-up and a read need.
        await valuesOf(loading, false);
        const alone = await valuesOf(measured, onlyReads);
        const load = new Load(loading);
        await expect.poll(() => load.completed, { timeout: 60_000 }).toBeGreaterThan(50);
        const beside = await valuesOf(measured, onlyReads);
        await load.stop();
        await Promise.all(own.map((each) => each.kill()));
        await world.trunkline.startAgain();
        const ratios = {
          setUp: (beside.setUp ?? 0) / (alone.setUp ?? 1),
          read: beside.read / alone.read,
        };
        const { completed } = load;
        process.stdout.write(`${JSON.stringify({ name, processes, alone, beside, ratios, completed })}\n`);
        if (isFair) {
          // The goal is twice as long; one run has sixty samples only.
          expect(ratios.setUp).toBeLessThan(2.5);
          // Two processors serve reads and set-ups, and run Temporal, PostgreSQL and LiveKit.
          expect(ratios.read).toBeLessThan(6);
        } else {
          expect(ratios.setUp).toBeGreaterThan(5);
        }
      },
    );
  },
);
