import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import type { Logger } from 'pino';
import { KeyedHash } from '../../../src/crypto/secrets.js';
import { connectDatabase } from '../../../src/database/connect.js';
import type { DatabaseConnection } from '../../../src/database/database.js';
import { administrationOf } from '../../../src/database/keys/api-keys.js';
import { openAdministration } from '../../../src/runtime/administration/open.js';
import { type Config, parseConfig } from '../../../src/runtime/config/config.js';
import { createLogger } from '../../../src/runtime/logger.js';
import { type Service, startService } from '../../../src/runtime/service.js';
import { testKeys } from '../../support/payloads.js';
import type { TestStack } from './global-set-up.js';
import { type Answer, Tenant } from './requests/tenant.js';
import { theStack } from './the-stack.js';

/** Environment variables that a test sets differently, as an operator would. */
export type Overrides = Readonly<Record<string, string>>;

/** The servers that a test's Trunkline needs. */
export type TestServers = Omit<TestStack, 'workflowBundle' | 'redisUrl' | 'gatewayPort'>;

/** A test's own Trunkline on the project's real servers, with its own deployment, database and folder. */
export class TestTrunkline {
  readonly #env: Record<string, string>;
  readonly #home: string;
  readonly #databaseName: string | null;
  readonly #workflowBundle: string;
  #connection: DatabaseConnection | undefined;
  #service: Service | undefined;
  /** Every line that was logged, for tests of what must not be logged. */
  readonly log: string[] = [];

  private constructor(
    env: Record<string, string>,
    home: string,
    databaseName: string | null,
    workflowBundle: string,
  ) {
    this.#env = env;
    this.#home = home;
    this.#databaseName = databaseName;
    this.#workflowBundle = workflowBundle;
  }

  /** @param workflowBundle the path of another bundle than that of the product's workflows. */
  static async start(
    overrides: Overrides = {},
    servers: TestServers = theStack(),
    workflowBundle: string = theStack().workflowBundle,
  ): Promise<TestTrunkline> {
    const home = await mkdtemp(path.join(tmpdir(), 'trunkline-test-home-'));
    const databaseName =
      servers.database === 'postgres' ? `trunkline_${randomBytes(6).toString('hex')}` : null;
    if (databaseName === null) {
      // Node's own copy of so many small files takes a second of processor time.
      await promisify(execFile)('cp', ['-R', servers.databaseTemplate, path.join(home, 'database')]);
    } else {
      await onServer(servers.databaseUrl, `create database ${databaseName}`);
    }
    const trunkline = new TestTrunkline(
      {
        TRUNKLINE_HOME: home,
        TRUNKLINE_DEPLOYMENT_ID: `t${randomBytes(6).toString('hex')}`,
        TRUNKLINE_ENCRYPTION_KEYS: testKeys,
        TRUNKLINE_KEY_HASH_SECRET: randomBytes(32).toString('base64'),
        ...addressesOf(servers, databaseName),
        FOLLOW_UP_DELAYS_MS: '200,1000',
        RECONCILE_EVERY_MS: '0',
        NUMBER_POLICY: 'off',
        RATE_OF_CONFLICTS: 'off',
        QUOTA_NEW_NUMBERS: 'off',
        PORT: '0',
        LOG_LEVEL: 'debug',
        ...overrides,
      },
      home,
      databaseName,
      workflowBundle,
    );
    try {
      await trunkline.startAgain();
    } catch (cause) {
      await trunkline.destroy();
      throw cause;
    }
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

  /** The service's own logger, which writes to `log`. */
  get logger(): Logger {
    const write = (line: string) => {
      this.log.push(line);
    };
    return createLogger(this.config.logLevel, { write });
  }

  /** Starts the service again on the state that it left, with other settings if given. */
  async startAgain(overrides: Overrides = {}): Promise<void> {
    const config = parseConfig({ ...this.#env, ...overrides });
    const connection = await connectDatabase(config.database, this.logger);
    this.#service = await startService(config, {
      logger: this.logger,
      connection,
      workflowBundle: this.#workflowBundle,
    });
    this.#connection = connection;
  }

  /** Makes it use the same kinds of servers at other addresses, from its next start on. */
  moveTo(servers: TestServers): void {
    Object.assign(this.#env, addressesOf(servers, this.#databaseName));
  }

  /** Lets the service check at once for doubles of the last set-ups. */
  async checkDoubles(): Promise<void> {
    await this.#service?.checkDoubles();
  }

  async stop(): Promise<void> {
    await this.#service?.stop();
    this.#service = undefined;
    this.#connection = undefined;
  }

  /** Stops it, and removes its folder and its database. */
  async destroy(): Promise<void> {
    await this.stop();
    await rm(this.#home, { recursive: true, force: true });
    const { DATABASE_URL: url } = this.#env;
    if (this.#databaseName !== null && url !== undefined) {
      await onServer(withDatabase(url, 'postgres'), `drop database ${this.#databaseName} with (force)`);
    }
  }

  /** Creates an organisation with a key. */
  async tenant(agentName: string | null = null): Promise<Tenant> {
    const administration = administrationOf(
      this.connection.database,
      new KeyedHash(this.config.keyHashSecret),
      () => Promise.resolve(),
    );
    const organization = await administration.createOrganization({ name: 'A tenant', agentName });
    const key = await administration.createKey({
      organizationId: organization.id,
      label: 'test',
      scopes: ['read', 'provision', 'call', 'admin'],
    });
    return new Tenant(() => this.url, organization, key);
  }

  /** Makes the key of an operator. @returns sends requests with it */
  async operator(label = 'test') {
    const administration = await openAdministration(this.env);
    const { secret } = await administration
      .createKey({ organizationId: null, label, scopes: ['operator'] })
      .finally(() => administration.close());
    return async (method: string, path: string, body?: object): Promise<Answer> => {
      const response = await fetch(`${this.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${secret}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    };
  }

  /** Runs a plain SQL statement. @returns its rows. */
  async rows(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const result: unknown = await this.connection.database.execute(sql.raw(statement));
    return (result as { rows: Record<string, unknown>[] }).rows;
  }

  /** Removes all operations, trunks and imports for the next test. Organisations and keys stay. */
  async forgetSetUps(): Promise<void> {
    // This is many times faster than a truncate, which creates new files.
    for (const table of [
      'test_calls',
      'imports',
      'trunk_revisions',
      'trunks',
      'number_reservations',
      'number_holds',
      'operations',
    ]) {
      await this.rows(`delete from ${table}`);
    }
  }
}

function addressesOf(servers: TestServers, databaseName: string | null): Record<string, string> {
  return {
    TEMPORAL_ADDRESS: servers.temporalAddress,
    LIVEKIT_URL: servers.livekitUrl,
    LIVEKIT_API_KEY: servers.livekitApiKey,
    LIVEKIT_API_SECRET: servers.livekitApiSecret,
    ...(databaseName === null ? {} : { DATABASE_URL: withDatabase(servers.databaseUrl, databaseName) }),
  };
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
