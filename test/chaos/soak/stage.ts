import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { KeyedHash } from '../../../src/crypto/secrets.js';
import { connectDatabase } from '../../../src/database/connect.js';
import { administrationOf } from '../../../src/database/keys/api-keys.js';
import { LiveKitProxy } from '../../integration/support/livekit/livekit-proxy.js';
import { LiveKitStore } from '../../integration/support/livekit/livekit-store.js';
import { Tenant } from '../../integration/support/requests/tenant.js';
import { ensureBuilt, TrunklineProcess } from '../../integration/support/trunkline-process.js';
import { testData, testKeys } from '../../support/payloads.js';
import type { Snapshot } from '../laboratory/all-or-nothing.js';
import { DatabaseOracle } from '../laboratory/database-rows.js';
import { OwnServers } from '../laboratory/own-servers.js';
import { settled } from '../laboratory/settling.js';
import { WorkflowOracle } from '../laboratory/workflow-list.js';
import { type MortalServer, type ProcessName, processNames } from './plan.js';

const longestLifeMs = 24 * 3_600_000;
const startAgainMs = 500;

/** The servers, proxy, processes and oracles of a soak. */
export class Stage {
  readonly #servers: OwnServers;
  readonly #home: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #processes = new Map<ProcessName, TrunklineProcess>();
  readonly #expectedAlive = new Set<ProcessName>();
  /** The interruption of each server or process that is under way. The next one of the same target waits for it. */
  readonly #interruptions = new Map<string, Promise<void>>();
  readonly proxy: LiveKitProxy;
  readonly store: LiveKitStore;
  readonly database: DatabaseOracle;
  readonly workflows: WorkflowOracle;
  readonly temporal: Client;
  readonly tenant: Tenant;

  private constructor(
    servers: OwnServers,
    proxy: LiveKitProxy,
    home: string,
    env: Readonly<Record<string, string>>,
    tenant: Tenant,
  ) {
    const { settings } = servers;
    this.#servers = servers;
    this.#home = home;
    this.#env = env;
    this.proxy = proxy;
    this.tenant = tenant;
    this.store = new LiveKitStore(settings.REDIS_URL);
    // Redis is killed now and then; the client reconnects by itself.
    this.store.redis.on('error', () => undefined);
    this.database = new DatabaseOracle(settings.DATABASE_URL);
    this.workflows = new WorkflowOracle(settings.TEMPORAL_ADDRESS, env.TRUNKLINE_DEPLOYMENT_ID ?? '');
    this.temporal = new Client({
      connection: Connection.lazy({ address: settings.TEMPORAL_ADDRESS }),
      dataConverter: testData,
    });
  }

  static async open(): Promise<Stage> {
    await ensureBuilt();
    const servers = await OwnServers.start();
    const home = await mkdtemp(path.join(tmpdir(), 'trunkline-soak-'));
    const proxy = new LiveKitProxy(() => servers.settings.LIVEKIT_URL);
    try {
      await proxy.start();
      const { settings } = servers;
      const env = {
        TRUNKLINE_HOME: home,
        TRUNKLINE_DEPLOYMENT_ID: `soak${randomBytes(4).toString('hex')}`,
        TRUNKLINE_ENCRYPTION_KEYS: testKeys,
        TRUNKLINE_KEY_HASH_SECRET: randomBytes(32).toString('base64'),
        TEMPORAL_ADDRESS: settings.TEMPORAL_ADDRESS,
        LIVEKIT_URL: proxy.url,
        LIVEKIT_API_KEY: settings.LIVEKIT_API_KEY,
        LIVEKIT_API_SECRET: settings.LIVEKIT_API_SECRET,
        DATABASE_URL: settings.DATABASE_URL,
        FOLLOW_UP_DELAYS_MS: '500,2500,6000',
        NUMBER_POLICY: 'off',
        QUOTA_NEW_NUMBERS: 'off',
        PORT: '0',
        LOG_LEVEL: 'info',
      };
      const stage = new Stage(servers, proxy, home, env, await makeTenant(env));
      await stage.healAll();
      return stage;
    } catch (error) {
      await proxy.stop();
      await servers.end();
      await rm(home, { recursive: true, force: true });
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#interruptions.values());
    await Promise.all([...this.#processes.values()].map((process) => process.kill()));
    await this.proxy.stop();
    this.store.redis.disconnect();
    await this.temporal.connection.close();
    await this.#servers.end();
    await rm(this.#home, { recursive: true, force: true });
  }

  /** The URL of a process; null while it does not run. */
  urlOf(name: 'all' | 'gateway'): string | null {
    const process = this.#processes.get(name);
    return process?.isAlive === true ? process.url : null;
  }

  /** Describes each process that ended although nobody ended it, with the last lines of its output. */
  endedByThemselves(): string[] {
    return [...this.#expectedAlive].flatMap((name) => {
      const process = this.#processes.get(name);
      return process === undefined || process.isAlive
        ? []
        : [`the process "${name}" ended by itself (${process.exitReason}):\n${process.said.join('\n')}`];
    });
  }

  /** Kills a process or asks it to end, and restarts it after `downMs`. */
  async interrupt(name: ProcessName, how: 'kill' | 'restart', downMs: number): Promise<void> {
    await this.#oneAtATime(name, async () => {
      const process = this.#processes.get(name);
      this.#expectedAlive.delete(name);
      if (how === 'kill') await process?.kill();
      else await process?.stop();
      await sleep(downMs);
      await this.#startProcess(name);
    });
  }

  /** Kills a server, and restarts it after `downMs`. */
  async interruptServer(name: MortalServer, downMs: number): Promise<void> {
    await this.#oneAtATime(name, async () => {
      await this.#servers.kill(name);
      await sleep(downMs);
      await this.#servers.startAgain(name);
    });
  }

  /** Ends all faults and restarts every server and process that is down. */
  async healAll(): Promise<void> {
    await Promise.allSettled(this.#interruptions.values());
    this.proxy.heal();
    await this.proxy.listenAgain();
    for (const server of ['redis', 'temporal', 'postgres'] as const) await this.#servers.startAgain(server);
    await Promise.all(processNames.map((name) => this.#startProcess(name)));
  }

  /** Waits until no work is left. @returns how long that took, in milliseconds. @throws when it takes longer than `withinMs`. */
  settled(withinMs: number): Promise<number> {
    const { database, workflows, temporal } = this;
    return settled({ database, workflows, temporal, underWay: () => this.proxy.underWay }, withinMs);
  }

  /** Reads the present state from all oracles. */
  async snapshot(): Promise<Snapshot> {
    const [inbound, outbound, rules, rows] = await Promise.all([
      this.store.inboundTrunks(),
      this.store.outboundTrunks(),
      this.store.dispatchRules(),
      this.database.setUps(),
    ]);
    return { inbound, outbound, rules, ...rows };
  }

  /** Runs `work` after all earlier work on the same target. */
  #oneAtATime(target: string, work: () => Promise<void>): Promise<void> {
    const interruption = (this.#interruptions.get(target) ?? Promise.resolve()).then(work);
    this.#interruptions.set(
      target,
      interruption.catch(() => undefined),
    );
    return interruption;
  }

  /** Starts a process. While a server is down the start fails, and is repeated as a supervisor would do. */
  async #startProcess(name: ProcessName): Promise<void> {
    for (let attempt = 1; this.#processes.get(name)?.isAlive !== true; attempt += 1) {
      try {
        this.#processes.set(name, await TrunklineProcess.start({ ...this.#env, ROLE: name }, longestLifeMs));
      } catch (error) {
        if (attempt === 60) throw error;
        await sleep(startAgainMs);
      }
    }
    this.#expectedAlive.add(name);
  }
}

async function makeTenant(env: Readonly<Record<string, string>>): Promise<Tenant> {
  const { DATABASE_URL: url = '', TRUNKLINE_KEY_HASH_SECRET: secret = '' } = env;
  const connection = await connectDatabase({ kind: 'postgres', url }, pino({ level: 'silent' }));
  try {
    const keyedHash = new KeyedHash(Buffer.from(secret, 'base64'));
    const administration = administrationOf(connection.database, keyedHash, () => Promise.resolve());
    const organization = await administration.createOrganization({ name: 'A tenant', agentName: null });
    const key = await administration.createKey({ organizationId: organization.id, label: 'soak' });
    return new Tenant(() => '', organization, key);
  } finally {
    await connection.close();
  }
}
