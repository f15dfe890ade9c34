import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { orphanGuard } from '../../dev-stack/bootstrap/run-command.js';
import { trunkSettings } from '../arms/steps.js';
import type { Stage } from './stage.js';

const program = fileURLToPath(new URL('../../bin/trunkline.js', import.meta.url));
const keptLines = 40;

type Environment = Readonly<Record<string, string>>;

/** Returns settings for a new deployment of Trunkline, with a folder of its own. They differ from the defaults only where said. */
export async function trunklineSettings(stage: Stage): Promise<Environment> {
  return {
    ...stage.env,
    TRUNKLINE_HOME: await mkdtemp(path.join(stage.folder, 'home-')),
    TRUNKLINE_DEPLOYMENT_ID: `b${randomBytes(6).toString('hex')}`,
    TRUNKLINE_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    TRUNKLINE_KEY_HASH_SECRET: randomBytes(32).toString('base64'),
    // A scheduled reconciliation would fall into some measurements and not into others.
    RECONCILE_EVERY_MS: '0',
    // One organization sets up all trunks of a measurement.
    NUMBER_POLICY: 'off',
    QUOTA_TRUNKS: 'off',
    QUOTA_NEW_NUMBERS: 'off',
    PORT: '0',
  };
}

/** An answer of Trunkline. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** `trunkline serve` in a process of its own, as a user starts it, and an organisation with a key. */
export class TrunklineService {
  readonly env: Environment;
  readonly #key: { readonly organizationId: string; readonly publicId: string; readonly secret: string };
  #child: ChildProcess;
  #url: string;
  /** How long the last start took, from the start of the process until it was ready, in milliseconds. */
  startMs: number;

  private constructor(
    env: Environment,
    started: Started,
    key: { readonly organizationId: string; readonly publicId: string; readonly secret: string },
  ) {
    this.env = env;
    this.#key = key;
    this.#child = started.child;
    this.#url = started.url;
    this.startMs = started.ms;
  }

  /** Starts a process that only works, beside this one. */
  async startWorker(): Promise<Worker> {
    const { child } = await serve({ ...this.env, ROLE: 'worker' });
    return {
      pid: child.pid ?? 0,
      kill: () => ended(child, 'SIGKILL'),
      stop: () => ended(child, 'SIGTERM'),
    };
  }

  /** Starts a second gateway beside this one, which accepts the same key. */
  async startGateway(): Promise<TrunklineService> {
    const env = { ...this.env, TRUNKLINE_HOME: `${this.env.TRUNKLINE_HOME}-second`, ROLE: 'gateway' };
    return new TrunklineService(env, await serve(env), this.#key);
  }

  /** Starts Trunkline on the servers of the run. @param overrides settings that differ. */
  static async start(stage: Stage, overrides: Environment): Promise<TrunklineService> {
    const env = { ...(await trunklineSettings(stage)), ...overrides };
    const started = await serve(env);
    const { id } = await administer(env, 'org', 'create', 'Bench', '--agent', trunkSettings.agentName);
    const key = await administer(env, 'key', 'create', '--org', String(id));
    return new TrunklineService(env, started, {
      organizationId: String(id),
      publicId: String(key.publicId),
      secret: String(key.secret),
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get organizationId(): string {
    return this.#key.organizationId;
  }

  /** Sets up a trunk through the endpoint of the Zudu contract. @throws {Error} for every other answer than 200. */
  async createTrunk(number: string): Promise<void> {
    const { status, text } = await this.send('POST', '/api/sio/createSipTrunkDispatch', {
      name: 'Benchmark',
      number,
      outboundPstn: trunkSettings.address,
      authUserName: trunkSettings.authUsername,
      authPassword: trunkSettings.authPassword,
    });
    if (status !== 200) throw new Error(`Trunkline answered ${status}: ${text}`);
  }

  /** Sends a request with the key of the organisation. @param body an object for JSON, or a text that is a CSV file. */
  async send(method: string, route: string, body?: object | string): Promise<Answer> {
    const response = await fetch(`${this.#url}${route}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#key.secret}`,
        'x-api-key': this.#key.publicId,
        'x-api-secret': this.#key.secret,
        ...(body === undefined
          ? {}
          : { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }

  /** Sends a request that must succeed. @returns the JSON of the answer. @throws {Error} for a status of 400 or more. */
  async json(
    method: string,
    route: string,
    body?: object | string,
  ): Promise<Readonly<Record<string, unknown>>> {
    const { status, text } = await this.send(method, route, body);
    if (status >= 400) throw new Error(`${method} ${route}: ${status} ${text}`);
    return JSON.parse(text);
  }

  /** Compares LiveKit with the database. @returns the report. @throws {Error} if anything differs. */
  reconcile(): Promise<Readonly<Record<string, unknown>>> {
    return administer(this.env, 'reconcile');
  }

  /** Starts the process again on the state that it left. */
  async startAgain(): Promise<void> {
    const { child, url, ms } = await serve(this.env);
    this.#child = child;
    this.#url = url;
    this.startMs = ms;
  }

  stop(): Promise<void> {
    return ended(this.#child, 'SIGTERM');
  }
}

/** A process that has no gateway. */
export interface Worker {
  readonly pid: number;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly ms: number;
}

async function serve(env: Environment): Promise<Started> {
  const since = performance.now();
  const [command = '', ...words] = [...orphanGuard(process.env), process.execPath, program, 'serve'];
  const child = spawn(command, words, {
    // As in the image.
    env: {
      PATH: process.env.PATH,
      ...{ NODE_OPTIONS: '--max-old-space-size=768 --max-semi-space-size=4', MALLOC_ARENA_MAX: '2' },
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const url = await new Promise<string | null>((resolve) => {
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on('line', (line) => {
        said.push(line);
        if (said.length > keptLines) said.shift();
        // The URL is null in a process without a gateway.
        const ready = /"gatewayUrl":(?:"([^"]+)"|null)/.exec(line);
        if (ready !== null) resolve(ready[1] ?? '');
      });
    }
    child.once('close', () => resolve(null));
  });
  if (url === null) throw new Error(`Trunkline ended before it was ready:\n${said.join('\n')}`);
  return { child, url, ms: performance.now() - since };
}

async function administer(env: Environment, ...words: string[]): Promise<Readonly<Record<string, unknown>>> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...words, '--json'], {
    env: { PATH: process.env.PATH, ...env },
  });
  return JSON.parse(stdout);
}
