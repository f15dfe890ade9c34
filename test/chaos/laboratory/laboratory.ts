import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { TestStack } from '../../integration/support/global-set-up.js';
import { LiveKitProxy } from '../../integration/support/livekit/livekit-proxy.js';
import { LiveKitStore } from '../../integration/support/livekit/livekit-store.js';
import type { Tenant } from '../../integration/support/requests/tenant.js';
import { type Overrides, TestTrunkline } from '../../integration/support/trunkline.js';
import { ensureBuilt } from '../../integration/support/trunkline-process.js';
import { testData } from '../../support/payloads.js';
import { operationStatusOf, type Snapshot, violationsOf } from './all-or-nothing.js';
import { DatabaseOracle } from './database-rows.js';
import { PostgresProxy } from './postgres-proxy.js';
import { settled } from './settling.js';
import { Workers } from './workers.js';
import { WorkflowOracle } from './workflow-list.js';

const usualSettlingMs = 40_000;
/** How long the check for doubles may take after that, also in a process that has just started, in milliseconds. */
const checkedWithinMs = 20_000;
const acceptedWithinMs = 10_000;

/**
 * Everything that a chaos test needs: a gateway in the test's own process, so that the wait of its callers can be measured;
 * workers in processes that can be killed; proxies before LiveKit and before the workers' database that can misbehave; and
 * oracles that share no code with Trunkline.
 */
export class Laboratory {
  readonly proxy: LiveKitProxy;
  readonly commits: PostgresProxy;
  readonly store: LiveKitStore;
  readonly database: DatabaseOracle;
  readonly workflows: WorkflowOracle;
  readonly temporal: Client;
  readonly gateway: TestTrunkline;
  readonly workers: Workers;
  readonly tenant: Tenant;

  private constructor(stack: TestStack, proxy: LiveKitProxy, gateway: TestTrunkline, tenant: Tenant) {
    const { DATABASE_URL: databaseUrl = '' } = gateway.env;
    this.proxy = proxy;
    this.gateway = gateway;
    this.tenant = tenant;
    this.commits = new PostgresProxy(databaseUrl);
    this.store = new LiveKitStore(stack.redisUrl);
    // A test may kill this Redis; the client reconnects by itself.
    this.store.redis.on('error', () => undefined);
    this.database = new DatabaseOracle(databaseUrl);
    this.workflows = new WorkflowOracle(stack.temporalAddress, gateway.config.deploymentId);
    this.temporal = new Client({
      connection: Connection.lazy({ address: stack.temporalAddress }),
      dataConverter: testData,
    });
    this.workers = new Workers(async (name) => ({
      ...gateway.env,
      ROLE: 'worker',
      LIVEKIT_URL: await proxy.openAddress(name),
      DATABASE_URL: await this.commits.openAddress(name),
    }));
  }

  /** Starts a gateway and the named workers on running servers, and empties LiveKit. */
  static async start(
    stack: TestStack,
    workers: readonly string[],
    overrides: Overrides = {},
  ): Promise<Laboratory> {
    await ensureBuilt();
    const proxy = new LiveKitProxy(() => stack.livekitUrl);
    await proxy.start();
    const gateway = await TestTrunkline.start(
      { ROLE: 'gateway', LIVEKIT_URL: proxy.url, FOLLOW_UP_DELAYS_MS: '300,2500', ...overrides },
      stack,
    );
    const laboratory = new Laboratory(stack, proxy, gateway, await gateway.tenant());
    await laboratory.store.clear();
    await Promise.all(workers.map((name) => laboratory.workers.start(name)));
    return laboratory;
  }

  async end(): Promise<void> {
    await this.workers.killAll();
    await this.proxy.stop();
    await this.commits.stop();
    await this.gateway.destroy();
    await Promise.all([this.store.close(), this.temporal.connection.close()]);
  }

  /** Forgets all planned faults. Held requests and commits stay held. */
  heal(): void {
    this.proxy.heal();
    this.commits.heal();
  }

  /** Waits until no work is left. @returns how long that took, in milliseconds. */
  settled(withinMs = usualSettlingMs): Promise<number> {
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

  /** Waits until no work is left. @returns all violations, and the status of each number. */
  async allOrNothing(numbers: readonly string[], withinMs = usualSettlingMs) {
    await this.settled(withinMs);
    let snapshot = await this.snapshot();
    // A double without an ambiguous outcome is removed seconds later, by a check for many set-ups at once.
    for (const since = performance.now(); violationsOf(snapshot).length > 0; await sleep(200)) {
      if (performance.now() - since > checkedWithinMs) break;
      snapshot = await this.snapshot();
    }
    return {
      violations: violationsOf(snapshot),
      statuses: numbers.map((number) => operationStatusOf(snapshot, number).status),
    };
  }

  /** Waits until a set-up of a number is accepted. @returns the id of the newest one. @throws when none is accepted in time. */
  async newestOperation(number: string): Promise<string> {
    const since = performance.now();
    while (performance.now() - since < acceptedWithinMs) {
      const [row] = await this.database.query(
        'select id from operations where collision_key = $1 order by accepted_at desc limit 1',
        [number],
      );
      if (typeof row?.id === 'string') return row.id;
      await sleep(50);
    }
    throw new Error(`There is no operation for ${number}.`);
  }
}
