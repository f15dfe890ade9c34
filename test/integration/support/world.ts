import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { testData } from '../../support/payloads.js';
import { LiveKitProxy } from './livekit/livekit-proxy.js';
import { type Counts, LiveKitStore } from './livekit/livekit-store.js';
import type { Answer, Tenant } from './requests/tenant.js';
import { theStack } from './the-stack.js';
import { type Overrides, TestTrunkline } from './trunkline.js';

/** How many objects and rows of set-ups exist, counted in LiveKit's Redis and by plain SQL. */
export interface Remains extends Counts {
  readonly records: number;
  readonly reservations: number;
}

export const nothing: Remains = { inbound: 0, outbound: 0, rule: 0, records: 0, reservations: 0 };
export const oneTrunk: Remains = { inbound: 1, outbound: 1, rule: 1, records: 1, reservations: 1 };

/** A Trunkline whose LiveKit can misbehave, with the oracles that check the result, for the tests of one block. */
export class World {
  readonly store = new LiveKitStore();
  readonly proxy = new LiveKitProxy();
  readonly temporal = new Client({
    connection: Connection.lazy({ address: theStack().temporalAddress }),
    dataConverter: testData,
  });
  #trunkline: TestTrunkline | undefined;

  get trunkline(): TestTrunkline {
    if (this.#trunkline === undefined) throw new Error('The world does not exist yet.');
    return this.#trunkline;
  }

  async begin(overrides: Overrides, workflowBundle?: string): Promise<void> {
    await this.proxy.start();
    this.#trunkline = await TestTrunkline.start(
      { LIVEKIT_URL: this.proxy.url, ...overrides },
      theStack(),
      workflowBundle,
    );
  }

  async clear(): Promise<void> {
    this.proxy.reset();
    await Promise.all([this.store.clear(), this.trunkline.forgetSetUps()]);
  }

  async end(): Promise<void> {
    await this.proxy.stop();
    await this.#trunkline?.destroy();
    await Promise.all([this.store.close(), this.temporal.connection.close()]);
  }

  tenant(agentName: string | null = null): Promise<Tenant> {
    return this.trunkline.tenant(agentName);
  }

  /**
   * Waits until the workflows of the set-ups that have succeeded have ended. Their callers are answered before that. On a busy machine
   * a step may be repeated while its first attempt still goes on. Then LiveKit may have an object twice, until the workflow has checked
   * for orphans.
   */
  async setUpsEnded(): Promise<void> {
    const succeeded = await this.trunkline.rows(
      "select id from operations where kind = 'set_up_trunk' and state = 'succeeded'",
    );
    await Promise.allSettled(
      succeeded.map(({ id }) => this.temporal.workflow.getHandle(`trunk/${id}`).result()),
    );
    await this.trunkline.checkDoubles();
  }

  /** Counts what is left once the workflows of the set-ups that have succeeded have ended. */
  async remains(): Promise<Remains> {
    await this.setUpsEnded();
    const [counts, [rows]] = await Promise.all([
      this.store.counts(),
      this.trunkline.rows(
        'select (select count(*) from trunks) as records, (select count(*) from number_reservations) as reservations',
      ),
    ]);
    return { ...counts, records: Number(rows?.records), reservations: Number(rows?.reservations) };
  }

  /** Reads the row of the operation that an answer names. */
  async operation(answer: Answer): Promise<Readonly<Record<string, unknown>>> {
    const id = operationIdOf(answer);
    const [row] = await this.trunkline.rows(`select state, failure from operations where id = '${id}'`);
    return row ?? {};
  }

  /** The workflow of the operation that an answer names. */
  workflow(answer: Answer): WorkflowHandle {
    return this.temporal.workflow.getHandle(`trunk/${operationIdOf(answer)}`);
  }

  /** The id of the only operation. @throws when there is none yet. */
  async onlyOperationId(): Promise<string> {
    const [row] = await this.trunkline.rows('select id from operations');
    if (typeof row?.id !== 'string') throw new Error('There is no operation yet.');
    return row.id;
  }
}

/** The id of the operation that an answer names. @throws when it names none. */
export function operationIdOf({ headers }: Answer): string {
  const id = headers.get('x-operation-id');
  if (id === null || !/^op_[0-9a-f]{32}$/.test(id)) throw new Error('The answer names no operation.');
  return id;
}

/** Makes a world for the tests of a block. Each test starts without trunks and with a healthy LiveKit. */
export function useWorld(overrides: Overrides = {}): World {
  const world = new World();
  beforeAll(() => world.begin(overrides));
  beforeEach(() => world.clear());
  afterAll(() => world.end());
  return world;
}
