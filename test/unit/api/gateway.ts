import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { pino } from 'pino';
import { createApp } from '../../../src/api/app.js';
import type { ApiDependencies, ApiSettings } from '../../../src/api/http/dependencies.js';
import type { AuthenticatedKey, Credentials } from '../../../src/api/http/request.js';
import { AdministrationError } from '../../../src/domain/administration.js';
import type { HealthReport } from '../../../src/domain/health/health.js';
import type { Imports } from '../../../src/domain/import/import.js';
import type { Slots } from '../../../src/domain/limits.js';
import { noQuotas } from '../../../src/domain/quotas.js';
import type { SetUpCommand } from '../../../src/domain/set-up/set-up.js';
import { expectDocumented, routesWith } from '../../documented.js';
import { usualSettings } from '../../support/interface.js';
import { operationId, organizationId, trunk } from './samples.js';

const keys: readonly (AuthenticatedKey & { readonly secret: string })[] = [
  {
    publicId: 'sk_owner',
    secret: 's3cr3t_owner',
    scopes: ['read', 'provision', 'call', 'admin'],
    allowedAddresses: [],
    organization: { id: organizationId, agentName: null, suspended: false },
  },
  {
    publicId: 'sk_withagent',
    secret: 's3cr3t_withagent',
    scopes: ['read', 'provision'],
    allowedAddresses: [],
    organization: { id: organizationId, agentName: 'front desk', suspended: false },
  },
  { publicId: 'sk_nobody', secret: 's3cr3t_nobody', scopes: [], allowedAddresses: [], organization: null },
  {
    publicId: 'sk_operator',
    secret: 's3cr3t_operator',
    scopes: ['operator'],
    allowedAddresses: [],
    organization: null,
  },
];

const noReports: ApiDependencies['reconciliations'] = {
  list: async () => [],
  report: async () => null,
  findings: async () => ({ findings: [], next: null }),
  begin: async () => ({ kind: 'unavailable', component: 'temporal', retryAfterSeconds: 5 }),
};

async function authenticate(credentials: Credentials): Promise<AuthenticatedKey | null> {
  const key = keys.find(({ secret }) => secret === credentials.secret.reveal());
  if (key === undefined) return null;
  if (credentials.style === 'pair' && key.publicId !== credentials.publicId) return null;
  const { secret: _secret, ...authenticated } = key;
  return authenticated;
}

const freeSlots: Slots = { acquire: async () => ({ kind: 'admitted', release: () => undefined }) };

/** Slots of which there are always enough, except those that a test replaces. */
export function slotsWith(replaced: Partial<ApiDependencies['slots']>): ApiDependencies['slots'] {
  return { read: freeSlots, download: freeSlots, file: freeSlots, keys: freeSlots, ...replaced };
}

const noImports: Imports = {
  refusedNumbers: async () => ({ kind: 'checked', lines: [] }),
  begin: async () => ({ kind: 'idempotency_key_reused' }),
  retry: async () => ({ kind: 'not_found' }),
  cancel: async () => ({ kind: 'not_found' }),
  find: async () => null,
  list: async () => ({ imports: [], more: false }),
  lines: async () => [],
};

const noDirection = { currentCalls: 0, lastCall: null, ended: {} };
const noCalls: HealthReport = {
  ...{ reason: 'no_call', since: null, changes: [], failures: [], check: null, foreignOnNumberSince: null },
  directions: { inbound: noDirection, outbound: noDirection },
};

const noFacts = { inUseBy: null, range: null, proof: null, formerOwner: null };
const noNumbers: ApiDependencies['numbers'] = {
  ranges: async () => [],
  assign: async (prefix, organizationId) => ({ prefix, organizationId, assignedAt: new Date() }),
  unassign: async () => null,
  facts: async (number) => ({ number, ...noFacts }),
  prove: async (number) => ({ number, ...noFacts }),
  release: async () => null,
};

const noKey = async () => {
  throw new AdministrationError('There is no such key.');
};
const noKeys: ReturnType<ApiDependencies['keys']> = {
  createKey: noKey,
  listKeys: async () => [],
  rotateKey: noKey,
  revokeKey: noKey,
};

/** The dependencies that a test may replace. */
export type Overrides = Partial<Omit<ApiDependencies, 'settings' | 'version' | 'logger'>> & {
  readonly settings?: Partial<ApiSettings>;
};

/** An answer with its body. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A real HTTP server on a free loopback port, in front of a use case that only records its commands. */
export interface Gateway {
  readonly url: string;
  readonly app: Express;
  readonly commands: SetUpCommand[];
  readonly logLines: string[];
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  close(): Promise<void>;
}

/** The headers and the body of a request; an object is sent as JSON, anything else as it is. */
export interface RequestOptions {
  readonly headers?: Record<string, string>;
  readonly body?: object | string | Uint8Array<ArrayBuffer>;
}

/** Starts a gateway whose set-ups all succeed, unless the test says otherwise. */
export async function startGateway(overrides: Overrides = {}): Promise<Gateway> {
  const commands: SetUpCommand[] = [];
  const logLines: string[] = [];
  const { setUpTrunk = async () => ({ kind: 'created', operationId, trunk: trunk() }) } = overrides;
  const apiSettings = { ...usualSettings, ...overrides.settings };
  const app = createApp(
    {
      findOperation: async () => null,
      listOperations: async () => ({ operations: [], next: null }),
      importNumber: async () => ({ kind: 'carrier_not_enabled' }),
      tearDownTrunk: async () => ({ kind: 'not_found' }),
      changeTrunk: async () => ({ kind: 'not_found' }),
      revertTrunk: async () => ({ kind: 'not_found' }),
      followOperation: async () => ({ kind: 'not_found' }),
      cancelOperation: async () => ({ kind: 'not_found' }),
      retryOperation: async () => ({ kind: 'not_found' }),
      resolvePart: async () => ({ kind: 'not_found' }),
      findTrunk: async () => null,
      checkTrunks: {
        trunk: async () => ({ kind: 'trunk_not_found' }),
        request: async () => ({ kind: 'livekit_unavailable' }),
        beforeSetUp: async () => ({ kind: 'checked', checks: [] }),
      },
      trunkHealths: {
        of: async () => () => ({ reason: 'no_call', since: null }),
        report: async () => noCalls,
      },
      receiveWebhook: async () => 'refused',
      findTrunkByNumber: async () => null,
      listTrunks: async () => ({ trunks: [], total: 0 }),
      listTrunksAfter: async () => ({ trunks: [], more: false }),
      revisions: { list: async () => ({ revisions: [], more: false }), find: async () => null },
      authenticate,
      numbers: noNumbers,
      quotas: { usual: noQuotas, own: async () => null, set: async () => null },
      rateLimits: { count: () => null, check: () => null },
      interleaving: { begin: async () => undefined },
      refusalDelay: { wait: async () => true },
      slots: slotsWith({}),
      isDatabaseAway: () => false,
      imports: noImports,
      testCalls: {
        place: async () => ({ kind: 'not_found' }),
        find: async () => null,
        list: async () => ({ calls: [], more: false }),
      },
      describeKey: async () => null,
      searchTrunks: async () => ({ trunks: [], next: null }),
      ownerOf: async () => null,
      keys: () => noKeys,
      recordAct: async () => undefined,
      listAudit: async () => ({ entries: [], next: null }),
      reconciliations: noReports,
      explainCall: async () => ({ kind: 'livekit_unavailable' }),
      readMetrics: async () => ({ contentType: 'text/plain', body: 'one 1' }),
      checkReadiness: async () => ({ temporal: true, database: true, livekit: 'ready', sip: 'responds' }),
      ...overrides,
      setUpTrunk: async (command) => {
        commands.push(command);
        return setUpTrunk(command);
      },
      settings: apiSettings,
      version: '0.0.0',
      logger: pino({}, { write: (line: string) => void logLines.push(line) }),
    },
    routesWith(apiSettings),
  );
  // On a busy machine an idle connection would be closed in the moment in which the next request takes it.
  const server = createServer({ keepAliveTimeout: 0 }, app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    app,
    commands,
    logLines,
    request: async (method, path, options = {}) => {
      const answer = await send(method, `${url}${path}`, options);
      expectDocumented(apiSettings, method, path, answer);
      return answer;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function send(method: string, url: string, { headers = {}, body }: RequestOptions): Promise<Answer> {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body:
      text === '' ? null : /html/.test(response.headers.get('content-type') ?? '') ? text : JSON.parse(text),
  };
}
