// Measures a reconciliation on servers of its own, filled with so many trunks: `npx tsx bench/reconcile.ts [trunks]
// [embedded|postgres] [lost]`. Run `npm run build` first. It tells the time of a run that finds nothing, of one that
// makes `lost` trunks again (1000 unless given), and what both cost: memory at its peak, the longest time in which
// the process did nothing else, and the processor time of everybody, which other work on the machine does not change.
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import {
  RoomAgentDispatch,
  RoomConfiguration,
  SIPDispatchRule,
  SIPDispatchRuleIndividual,
  SIPDispatchRuleInfo,
  SIPInboundTrunkInfo,
  SIPOutboundTrunkInfo,
} from '@livekit/protocol';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { createProgress } from '../dev-stack/bootstrap/progress.js';
import { startServers } from '../dev-stack/servers/start-servers.js';
import type { Settings } from '../dev-stack/state/settings.js';
import { inboundSpec } from '../src/activities/objects/object-parts.js';
import type { Environment } from '../src/cli/terminal.js';
import { KeyRing, newOperationId } from '../src/crypto/secrets.js';
import { connectDatabase } from '../src/database/connect.js';
import { numberReservations, operations, organizations, trunks } from '../src/database/schema.js';
import type { ReportJson } from '../src/domain/reconcile/report.js';
import type { Reconciler } from '../src/domain/reconcile/run.js';
import type { TrunkSpec } from '../src/domain/trunk/spec.js';
import {
  collisionKeyOf,
  type E164,
  type ObjectKind,
  type SipAddress,
  type TrunkSettings,
} from '../src/domain/trunk/trunk.js';
import { type OrganizationId, Secret } from '../src/domain/values.js';
import { readChannelAddress, reconcilerThrough } from '../src/runtime/administration/channel-client.js';
import { type Config, parseConfig } from '../src/runtime/config/config.js';
import { createLogger } from '../src/runtime/logger.js';
import { startService } from '../src/runtime/service.js';

const [size = '10000', engine = 'embedded', lost = '1000'] = process.argv.slice(2);
const hashes = ['sip_inbound_trunk', 'sip_outbound_trunk', 'sip_dispatch_rule'];
const organizationId = 'org_bench' as OrganizationId;
const workflowBundle = fileURLToPath(new URL('../dist/src/workflow-bundle.js', import.meta.url));
const acceptedAt = new Date(Date.now() - 3_600_000);

if (process.send === undefined) await measure(Number(size), Number(lost));
else await serve();

/** The child: Trunkline itself, which tells on request for how long it was busy at a stretch. */
async function serve() {
  const service = await startService(parseConfig(process.env), { workflowBundle });
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  process.on('message', async (message: unknown) => {
    if (message === 'stop') {
      await service.stop();
      process.exit(0);
    }
    process.send?.({ longestBusyMs: Math.round(delays.max / 1e6) });
    delays.reset();
  });
  process.send?.('ready');
}

async function measure(count: number, lostCount: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'trunkline-bench-'));
  try {
    const { TEMPORAL_ADDRESS, LIVEKIT_URL, REDIS_URL, DATABASE_URL, ...env } = process.env;
    const servers = await startServers({
      home: path.join(folder, 'servers'),
      servers: ['redis', 'temporal', 'livekit', ...(engine === 'postgres' ? ['postgres' as const] : [])],
      ports: 'free',
      env,
      progress: createProgress({ live: false }),
    });
    const redis = new Redis(servers.settings.REDIS_URL);
    try {
      await measureOn(env, settingsOf(folder, servers.settings), redis, { count, lostCount });
    } finally {
      await redis.quit();
      await servers.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureOn(
  env: Environment,
  settings: Readonly<Record<string, string>>,
  redis: Redis,
  { count, lostCount }: { count: number; lostCount: number },
): Promise<void> {
  const config = parseConfig(settings);
  await fill(config, redis, count);
  const child = fork(fileURLToPath(import.meta.url), process.argv.slice(2), { env: { ...env, ...settings } });
  try {
    await answerOf(child);
    const address = await readChannelAddress(config.home);
    if (address === null) throw new Error('Trunkline opened no channel for administration.');
    const reconciler = reconcilerThrough(address);
    print('memory before', `${memoryOf(child, 'VmRSS')} MiB`);
    for (const title of ['first comparison of everything', 'again', 'once more']) {
      await run(child, reconciler, title, { repair: false });
    }
    for (const hash of hashes) {
      const fields = await redis.hkeys(hash);
      await redis.hdel(hash, ...fields.sort().slice(0, lostCount));
    }
    await run(child, reconciler, `${lostCount} trunks are missing, and made again`, { repair: true });
    await run(child, reconciler, 'afterwards', { repair: false });
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.send('stop');
    await ended;
  }
}

async function run(
  child: ChildProcess,
  reconciler: Reconciler,
  title: string,
  { repair }: { repair: boolean },
): Promise<void> {
  writeFileSync(`/proc/${child.pid}/clear_refs`, '5');
  await askOf(child);
  const before = processorTimes();
  const { id } = await reconciler.start({ repair, removeMany: false });
  let report: ReportJson | null = null;
  while (report === null || report.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 100));
    report = await reconciler.report(id).catch(() => null);
  }
  const seconds = (Date.parse(report.finished_at ?? '') - Date.parse(report.started_at)) / 1_000;
  const longestBusyMs = await askOf(child);
  print(title, `${seconds.toFixed(1)} s, ${JSON.stringify(report.counts)}, ${report.state}`);
  print('  memory at its peak', `${memoryOf(child, 'VmHWM')} MiB`);
  print('  longest time without a pause', `${longestBusyMs} ms`);
  const spent = Object.entries(processorTimes()).map(
    ([name, time]) => `${name} ${(time - (before[name] ?? 0)).toFixed(1)} s`,
  );
  print('  processor time', spent.join(', '));
}

function settingsOf(folder: string, servers: Settings): Readonly<Record<string, string>> {
  return {
    TRUNKLINE_HOME: path.join(folder, 'home'),
    TRUNKLINE_DEPLOYMENT_ID: 'bench1',
    TRUNKLINE_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    TRUNKLINE_KEY_HASH_SECRET: randomBytes(32).toString('base64'),
    TEMPORAL_ADDRESS: servers.TEMPORAL_ADDRESS,
    LIVEKIT_URL: servers.LIVEKIT_URL,
    LIVEKIT_API_KEY: servers.LIVEKIT_API_KEY,
    LIVEKIT_API_SECRET: servers.LIVEKIT_API_SECRET,
    DATABASE_URL: servers.DATABASE_URL,
    RECONCILE_EVERY_MS: '0',
    RECONCILE_SECOND_PASS_MS: '1000',
    PORT: '0',
    LOG_LEVEL: 'error',
  };
}

/** Writes trunks as set-ups leave them: straight into LiveKit's Redis and into the database. */
async function fill(config: Config, redis: Redis, count: number): Promise<void> {
  const connection = await connectDatabase(config.database, createLogger('silent'));
  const { database } = connection;
  const keyRing = new KeyRing(config.encryptionKeys);
  await database.insert(organizations).values({ id: organizationId, name: 'Bench', agentName: 'reception' });
  for (let start = 0; start < count; start += 500) {
    const indices = Array.from({ length: Math.min(500, count - start) }, (_, index) => start + index);
    const made = indices.map((index) => trunkOf(index, config, keyRing));
    await database.insert(operations).values(made.map(({ operation }) => operation));
    await database.insert(numberReservations).values(made.map(({ reservation }) => reservation));
    await database.insert(trunks).values(made.map(({ trunk }) => trunk));
    for (const [kind, hash] of hashes.entries()) {
      await redis.hset(
        hash,
        new Map(
          made.flatMap(({ objects }) => objects.slice(kind, kind + 1).map(({ id, bytes }) => [id, bytes])),
        ),
      );
    }
  }
  await connection.close();
}

function trunkOf(index: number, { deploymentId, roomPrefix }: Config, keyRing: KeyRing) {
  const operationId = newOperationId();
  const number = `+1${2_000_000_000 + index}` as E164;
  const collisionKey = collisionKeyOf(number);
  const name = (kind: ObjectKind) => ['tl1', deploymentId, operationId, kind, acceptedAt.getTime()].join(':');
  const [inboundTrunkId, outboundTrunkId] = [`ST_in${pad(index)}`, `ST_out${pad(index)}`];
  const dispatchRuleId = `SDR_${pad(index)}`;
  const sip = {
    username: 'sip_user',
    outboundAddress: 'sip.gateway.com' as SipAddress,
    callingFormat: '+e164' as const,
  };
  const sealedPassword = keyRing.seal(
    new Secret('sip_password'),
    `${organizationId}/${operationId}/sip-password`,
  );
  const settings: TrunkSettings = {
    number: { kind: 'number', value: number },
    nickname: null,
    ...sip,
    inboundAuthorization: { digest: true, allowed: [] },
    outboundProxy: false,
    countryCode: null,
    agentName: 'reception',
  };
  const spec: TrunkSpec = {
    ...{ operationId, organizationId, deploymentId, settings, sealedPassword, roomPrefix },
    acceptedAt: acceptedAt.getTime(),
    earlierOperations: [],
  };
  const { metadata } = inboundSpec(spec, new Secret('sip_password'));
  const common = { metadata, numbers: [number], authUsername: 'sip_user', authPassword: 'sip_password' };
  const inbound = new SIPInboundTrunkInfo({ ...common, sipTrunkId: inboundTrunkId, name: name('inbound') });
  const outbound = new SIPOutboundTrunkInfo({
    ...common,
    sipTrunkId: outboundTrunkId,
    name: name('outbound'),
    address: 'sip.gateway.com',
  });
  const value = new SIPDispatchRuleIndividual({ roomPrefix });
  const rule = new SIPDispatchRuleInfo({
    sipDispatchRuleId: dispatchRuleId,
    name: name('rule'),
    trunkIds: [inboundTrunkId],
    rule: new SIPDispatchRule({ rule: { case: 'dispatchRuleIndividual', value } }),
    roomConfig: new RoomConfiguration({ agents: [new RoomAgentDispatch({ agentName: 'reception' })] }),
  });
  return {
    operation: {
      id: operationId,
      organizationId,
      kind: 'set_up_trunk' as const,
      contract: 'zudu' as const,
      collisionKey,
      state: 'succeeded' as const,
      request: { settings, sealedPassword },
      requestHash: 'bench',
      acceptedAt,
      finishedAt: acceptedAt,
      dispatchAfter: acceptedAt,
    },
    reservation: { collisionKey, operationId },
    trunk: {
      id: index + 1,
      organizationId,
      operationId,
      collisionKey,
      numberKind: 'number' as const,
      phoneNumber: number,
      nickname: null,
      ...sip,
      sealedPassword,
      inboundDigest: true,
      allowedAddresses: [],
      outboundProxy: false,
      countryCode: null,
      agentName: 'reception',
      inboundTrunkId,
      outboundTrunkId,
      dispatchRuleId,
      createdAt: acceptedAt,
      updatedAt: acceptedAt,
    },
    objects: [
      { id: inboundTrunkId, bytes: Buffer.from(inbound.toBinary()) },
      { id: outboundTrunkId, bytes: Buffer.from(outbound.toBinary()) },
      { id: dispatchRuleId, bytes: Buffer.from(rule.toBinary()) },
    ],
  };
}

function pad(index: number): string {
  return String(index).padStart(9, '0');
}

function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`Trunkline ended with code ${code}.`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}

/** Asks the child for how long it was busy at a stretch since the last question. @returns milliseconds */
async function askOf(child: ChildProcess): Promise<number> {
  const answer = answerOf(child);
  child.send('how busy');
  return z.object({ longestBusyMs: z.number() }).parse(await answer).longestBusyMs;
}

function memoryOf(child: ChildProcess, name: string): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
}

/** Seconds of processor time that the children of this process have used so far, by the name of their program. */
function processorTimes(): Readonly<Record<string, number>> {
  const times: Record<string, number> = {};
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const [, name = '', rest] = /\((.*)\) (.*)/s.exec(stat) ?? [];
      const fields = (rest ?? '').split(' ');
      // PostgreSQL works in processes that are no children of this one.
      if (Number(fields[1]) !== process.pid || name === 'postgres') continue;
      times[name] = (times[name] ?? 0) + (Number(fields[11]) + Number(fields[12])) / 100;
    } catch {
      // It has ended meanwhile.
    }
  }
  return times;
}

function print(title: string, value: string): void {
  process.stdout.write(`${title.padEnd(48)} ${value}\n`);
}
