import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import { connectDatabase } from '../../../src/database/connect.js';
import type { DatabaseConnection } from '../../../src/database/database.js';
import { administrationOf } from '../../../src/database/key-store.js';
import { type Config, parseConfig } from '../../../src/runtime/config.js';
import { type Service, startService } from '../../../src/runtime/service.js';
import { KeyedHash } from '../../../src/security/keyed-hash.js';
import { Tenant } from './tenant.js';

/** What a test may set otherwise than usual: environment variables, as an operator would. */
export type Overrides = Readonly<Record<string, string>>;

/** A Trunkline of a test's own, on the project's real servers: own deployment, own database, own folder. */
export class TestTrunkline {
  readonly #env: Record<string, string>;
  readonly #home: string;
  readonly #databaseName: string | null;
  #connection: DatabaseConnection | undefined;
  #service: Service | undefined;
  /** Everything that was logged, for tests that look for what must not be there. */
  readonly log: string[] = [];

  private constructor(env: Record<string, string>, home: string, databaseName: string | null) {
    this.#env = env;
    this.#home = home;
    this.#databaseName = databaseName;
  }

  static async start(overrides: Overrides = {}): Promise<TestTrunkline> {
    const stack = inject('stack');
    const home = await mkdtemp(path.join(tmpdir(), 'trunkline-test-home-'));
    const databaseName = stack.database === 'postgres' ? `trunkline_${randomBytes(6).toString('hex')}` : null;
    if (databaseName !== null) await onServer(stack.databaseUrl, `create database ${databaseName}`);
    const trunkline = new TestTrunkline(
      {
        TRUNKLINE_HOME: home,
        TRUNKLINE_DEPLOYMENT_ID: `t${randomBytes(6).toString('hex')}`,
        TRUNKLINE_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
        TRUNKLINE_KEY_HASH_SECRET: randomBytes(32).toString('base64'),
        TEMPORAL_ADDRESS: stack.temporalAddress,
        LIVEKIT_URL: stack.livekitUrl,
        LIVEKIT_API_KEY: stack.livekitApiKey,
        LIVEKIT_API_SECRET: stack.livekitApiSecret,
        FOLLOW_UP_DELAYS_MS: '200,1000',
        PORT: '0',
        LOG_LEVEL: 'debug',
        ...(databaseName === null ? {} : { DATABASE_URL: withDatabase(stack.databaseUrl, databaseName) }),
        ...overrides,
      },
      home,
      databaseName,
    );
    await trunkline.startAgain();
    return trunkline;
  }

  get config(): Config {
    return parseConfig(this.#env);
  }

  get env(): Readonly<Record<string, string>> {
    return this.#env;
  }

  get url(): string {
    const url = this.#service?.gatewayUrl;
    if (url === undefined || url === null) throw new Error('The gateway does not run.');
    return url;
  }

  get connection(): DatabaseConnection {
    if (this.#connection === undefined) throw new Error('The database is not open.');
    return this.#connection;
  }

  /** Starts the service again on the state that it left, perhaps with other settings. */
  async startAgain(overrides: Overrides = {}): Promise<void> {
    const config = parseConfig({ ...this.#env, ...overrides });
    const write = (line: string) => {
      this.log.push(line);
    };
    const logger = pino({ level: config.logLevel }, { write });
    this.#connection = await connectDatabase(config.database, logger);
    this.#service = await startService(config, {
      logger,
      connection: this.#connection,
      workflowBundle: inject('stack').workflowBundle,
    });
  }

  async stop(): Promise<void> {
    await this.#service?.stop();
    this.#service = undefined;
    this.#connection = undefined;
  }

  /** Stops it and removes what it had: folder and database. */
  async destroy(): Promise<void> {
    await this.stop();
    await rm(this.#home, { recursive: true, force: true });
    if (this.#databaseName !== null) {
      await onServer(inject('stack').databaseUrl, `drop database ${this.#databaseName} with (force)`);
    }
  }

  /** Makes an organisation with a key. */
  async tenant(agentName: string | null = null): Promise<Tenant> {
    const administration = administrationOf(
      this.connection.database,
      new KeyedHash(this.config.keyHashSecret),
      () => Promise.resolve(),
    );
    const organization = await administration.createOrganization({ name: 'A tenant', agentName });
    const key = await administration.createKey({ organizationId: organization.id, label: 'test' });
    return new Tenant(() => this.url, organization, key);
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
