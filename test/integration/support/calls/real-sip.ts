import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RoomServiceClient } from 'livekit-server-sdk';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { createProgress } from '../../../../dev-stack/bootstrap/progress.js';
import { systemPorts } from '../../../../dev-stack/processes/ports.js';
import { thisMachine } from '../../../../dev-stack/programs/machine.js';
import { findProgram } from '../../../../dev-stack/programs/program.js';
import { sip } from '../../../../dev-stack/servers/sip.js';
import { type RunningServers, startServers } from '../../../../dev-stack/servers/start-servers.js';
import { CarrierPhone, type Transport } from '../../../support/sip-phone.js';
import { selfSigned } from '../../../support/sip-stand-in.js';
import { theStack } from '../the-stack.js';

/** The credentials that every carrier asks for. */
export const credentials = { username: 'myuser', password: 'a-long-password' };

/** Whether livekit-sip is on this machine. No registry has it, so tests with real calls are left out without it. */
export const sipIsThere = (await findProgram(sip.program, thisMachine(process.env))) !== null;
if (!sipIsThere) {
  process.stdout.write('Real calls are left out: livekit-sip is neither on PATH nor in LIVEKIT_SIP_BIN.\n');
}

/** A livekit-sip on the LiveKit of a test file, and carriers on loopback that take its calls. */
export class RealSip {
  readonly carriers = {} as Record<Transport, CarrierPhone>;
  readonly rooms: RoomServiceClient;
  #folder = '';
  #tlsPort = 0;
  #servers: RunningServers | undefined;

  constructor() {
    const { livekitUrl, livekitApiKey, livekitApiSecret } = theStack();
    this.rooms = new RoomServiceClient(livekitUrl, livekitApiKey, livekitApiSecret);
  }

  /** The address of livekit-sip with its port. */
  get server(): string {
    return this.#servers?.settings.SIP_INBOUND_HOST ?? '';
  }

  /** Where livekit-sip takes calls over a transport. */
  serverFor(transport: Transport): string {
    return transport === 'tls' ? `127.0.0.1:${this.#tlsPort}` : this.server;
  }

  async start(): Promise<void> {
    const { livekitUrl, livekitApiKey, livekitApiSecret, redisUrl } = theStack();
    this.#folder = await mkdtemp(path.join(tmpdir(), 'trunkline-test-calls-'));
    const pem = await selfSigned();
    const trusted = path.join(this.#folder, 'trusted.pem');
    const key = path.join(this.#folder, 'key.pem');
    await Promise.all([writeFile(trusted, pem.cert), writeFile(key, pem.key)]);
    this.#tlsPort = await systemPorts.anyFree('tcp');
    for (const transport of ['udp', 'tcp', 'tls'] as const) {
      this.carriers[transport] = await new CarrierPhone(credentials).start(transport, pem);
    }
    this.#servers = await startServers({
      home: path.join(this.#folder, 'stack'),
      servers: ['redis', 'livekit', 'sip'],
      ports: 'free',
      env: {
        ...process.env,
        ...{ LIVEKIT_URL: livekitUrl, LIVEKIT_API_KEY: livekitApiKey, LIVEKIT_API_SECRET: livekitApiSecret },
        ...{ REDIS_URL: redisUrl, SIP_INBOUND_HOST: '', SSL_CERT_FILE: trusted },
        ...{
          LIVEKIT_SIP_TLS_CERT: trusted,
          LIVEKIT_SIP_TLS_KEY: key,
          LIVEKIT_SIP_TLS_PORT: String(this.#tlsPort),
        },
      },
      progress: createProgress({ live: false }),
    });
  }

  /** Ends all calls, and lets the carriers forget them. */
  async clear(): Promise<void> {
    for (const { name } of await this.rooms.listRooms()) await this.rooms.deleteRoom(name);
    for (const carrier of Object.values(this.carriers)) carrier.reset();
  }

  async stop(): Promise<void> {
    for (const carrier of Object.values(this.carriers)) carrier.stop();
    await this.#servers?.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Starts livekit-sip for the tests of a block. */
export function useRealSip(): RealSip {
  const real = new RealSip();
  beforeAll(() => real.start(), 60_000);
  afterEach(() => real.clear());
  afterAll(() => real.stop());
  return real;
}
