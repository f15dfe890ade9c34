import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProgress } from '../../../dev-stack/bootstrap/progress.js';
import { type RunningServers, startServers } from '../../../dev-stack/servers/start-servers.js';
import { LiveKitStore } from '../support/livekit/livekit-store.js';
import { at, autocallsBody, zuduBody } from '../support/requests/tenant.js';
import { theStack } from '../support/the-stack.js';
import { type TestServers, TestTrunkline } from '../support/trunkline.js';
import { oneTrunk, useWorld } from '../support/world.js';

const number = '+15551234567';

describe('a restart of Trunkline', () => {
  const world = useWorld();

  it('after a restart the trunk still exists, a repeated call gets the same answer, and the number stays in use', async () => {
    const [tenant, stranger] = await Promise.all([world.tenant(), world.tenant()]);
    const first = await tenant.zudu(zuduBody(number));

    await world.trunkline.stop();
    await world.trunkline.startAgain();

    const again = await tenant.zudu(zuduBody(number));
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect(await stranger.zudu(zuduBody(number))).toMatchObject({ status: 409 });
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('a set-up during a restart is finished before the stop or after the start', async () => {
    const tenant = await world.tenant();
    const held = world.proxy.hold('CreateSIPDispatchRule', 'after_livekit');
    const answer = tenant.zudu(zuduBody(number)).catch(() => null);
    await held.arrived;

    const stopping = world.trunkline.stop();
    await held.release();
    await stopping;
    await world.trunkline.startAgain();

    const again = await tenant.zudu(zuduBody(number));
    expect(again.status).toBe(200);
    expect((await answer)?.body ?? again.body).toEqual(again.body);
    expect(await world.remains()).toEqual(oneTrunk);
  });
});

describe('a restart of Trunkline and all servers', () => {
  it('trunks, keys and answers survive a restart of all servers', { timeout: 120_000 }, async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'trunkline-test-restart-'));
    let servers = await startAll(home);
    try {
      const trunkline = await TestTrunkline.start({}, addressesOf(servers));
      try {
        const tenant = await trunkline.tenant();
        const zudu = await tenant.zudu(zuduBody(number));
        const autocalls = await tenant.autocalls(autocallsBody('1000'));
        expect([zudu.status, autocalls.status]).toEqual([200, 201]);

        await trunkline.stop();
        await servers.stop();
        servers = await startAll(home);
        trunkline.moveTo(addressesOf(servers));
        await trunkline.startAgain();

        expect(await tenant.zudu(zuduBody(number))).toMatchObject({ status: 200, body: zudu.body });
        const repeated = await tenant.autocalls(autocallsBody('1000'));
        expect(repeated.status).toBe(409);
        expect((await tenant.get(repeated.headers.get('location') ?? '')).body).toMatchObject({
          data: Object(at(autocalls.body, 'data')),
        });
        const store = new LiveKitStore(servers.settings.REDIS_URL);
        expect(await store.counts()).toEqual({ inbound: 2, outbound: 2, rule: 2 });
        await store.close();
        expect(await tenant.zudu(zuduBody('+15557654321'))).toMatchObject({ status: 200 });
      } finally {
        await trunkline.destroy();
      }
    } finally {
      await servers.stop();
      await rm(home, { recursive: true, force: true });
    }
  });
});

function startAll(home: string): Promise<RunningServers> {
  const { TEMPORAL_ADDRESS, LIVEKIT_URL, REDIS_URL, DATABASE_URL, ...env } = process.env;
  return startServers({
    home,
    servers: ['redis', 'temporal', 'livekit'],
    ports: 'free',
    env,
    progress: createProgress({ live: false }),
  });
}

/** The database is not part of these servers: the embedded one restarts with Trunkline, and PostgreSQL keeps running. */
function addressesOf({ settings }: RunningServers): TestServers {
  return {
    ...theStack(),
    temporalAddress: settings.TEMPORAL_ADDRESS,
    livekitUrl: settings.LIVEKIT_URL,
    livekitApiKey: settings.LIVEKIT_API_KEY,
    livekitApiSecret: settings.LIVEKIT_API_SECRET,
  };
}
