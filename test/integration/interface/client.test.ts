import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type OperationEvent, Trunkline, TrunklineError } from '@trunkline/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../../dev-stack/bootstrap/run-command.js';
import { endpoints } from '../../support/interface.js';
import { root } from '../../support/pages.js';
import { obtainClientGenerator } from '../support/python-tools.js';
import type { Tenant } from '../support/requests/tenant.js';
import { nothing, oneTrunk, useWorld } from '../support/world.js';

const world = useWorld({ RATE_PER_KEY: '40/20' });

/** A network between the client and Trunkline, whose connections a test cuts. */
class Line {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((client) => this.#serve(client));
  #answersToLose = 0;
  #connections = 0;

  async open(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many connections the client has made. */
  get connections(): number {
    return this.#connections;
  }

  /** Cuts the connection at the next answers, which Trunkline has sent by then. */
  loseAnswers(number: number): void {
    this.#answersToLose = number;
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #serve(client: Socket): void {
    this.#connections += 1;
    const server = connect(Number(new URL(world.trunkline.url).port), '127.0.0.1');
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    client.pipe(server);
    server.on('data', (chunk) => {
      if (this.#answersToLose === 0) client.write(chunk);
      else {
        this.#answersToLose -= 1;
        client.destroy();
      }
    });
  }
}

const line = new Line();
beforeAll(() => line.open());
afterAll(() => line.close());

const clientOf = ({ key }: Tenant) => new Trunkline({ url: line.url, key: key.secret });

const newTrunk = (phone_number: string, changes: object = {}) => ({
  phone_number,
  sip_trunk_type: 'number' as const,
  sip_username: 'myuser',
  sip_password: 'correct horse battery',
  sip_address: 'sip.provider.com',
  sip_calling_format: '+e164' as const,
  inbound_authorization_type: 'auth' as const,
  ...changes,
});
const number = '+14155551234';

/** The failure of a call. */
async function failureOf(call: Promise<unknown>): Promise<TrunklineError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof TrunklineError) return error;
  throw new Error('The call did not fail.', { cause: error });
}

describe('the client', () => {
  it('a client sets up, reads, lists, changes and deletes trunks, and refuses to overwrite a newer version', async () => {
    const trunkline = clientOf(await world.tenant());

    const { data: trunk, etag } = await trunkline.post('/v1/trunks', { body: newTrunk(number) });
    const path = { id: trunk.id };
    expect(trunk).toMatchObject({ phone_number: number, sip_username: 'myuser' });
    expect((await trunkline.get('/v1/trunks/{id}', { params: { path } })).etag).toBe(etag);

    const header = { 'If-Match': etag ?? '' };
    const changed = await trunkline.patch('/v1/trunks/{id}', {
      params: { path, header },
      body: { nickname: 'Front desk' },
    });
    expect(changed.data.nickname).toBe('Front desk');
    const late = await failureOf(
      trunkline.patch('/v1/trunks/{id}', { params: { path, header }, body: { nickname: 'Too late' } }),
    );
    expect(late).toMatchObject({ code: 'precondition_failed', status: 412, retryable: false });

    const { data: deleted } = await trunkline.delete('/v1/trunks/{id}', { params: { path } });
    expect(deleted).toMatchObject({ id: trunk.id, deleted: true });
    expect(await world.remains()).toEqual(nothing);
  });

  it('a repeated set-up after a lost answer gets the answer of the first, and makes no second trunk', async () => {
    const trunkline = clientOf(await world.tenant());
    line.loseAnswers(2);

    const { data, headers } = await trunkline.post('/v1/trunks', { body: newTrunk(number) });

    expect(data.phone_number).toBe(number);
    expect(headers.get('idempotency-replayed')).toBe('true');
    expect(await world.remains()).toEqual(oneTrunk);
    expect(await world.trunkline.rows('select count(*)::int as made from operations')).toEqual([{ made: 1 }]);
  });

  it('a request that takes no idempotency key is not repeated after a lost answer', async () => {
    const tenant = await world.tenant();
    const trunkline = clientOf(tenant);
    line.loseAnswers(1);

    const failure = await failureOf(
      trunkline.post('/v1/keys', { body: { label: 'made once', scopes: ['read'] } }),
    );

    expect(failure).toMatchObject({ code: 'unreachable', status: null, retryable: true });
    const { data } = await trunkline.get('/v1/keys');
    expect(data.data.filter(({ label }) => label === 'made once')).toHaveLength(1);
  });

  it('a request is repeated when Trunkline limits the rate and says how long to wait', async () => {
    const { key } = await world.tenant();
    const statuses: number[] = [];
    const trunkline = new Trunkline({
      url: line.url,
      key: key.secret,
      fetch: async (...request) => {
        const response = await fetch(...request);
        statuses.push(response.status);
        return response;
      },
    });

    // However slow the machine is, it sends more than the two requests a second that the limit allows in the long run.
    while (!statuses.includes(429)) {
      const answers = await Promise.all(Array.from({ length: 8 }, () => trunkline.get('/v1/me')));
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    }
  });

  it('a set-up that takes longer than the service waits is waited for, and its answer is the trunk', async () => {
    const trunkline = clientOf(await world.tenant());
    const held = world.proxy.holdStep('CreateSIPDispatchRule');
    const call = trunkline.post('/v1/trunks', {
      body: newTrunk(number),
      headers: { prefer: 'respond-async' },
    });
    await held.arrived;
    await held.release();

    expect((await call).data).toMatchObject({ phone_number: number, id: expect.any(Number) });
  });

  it('an operation can be begun, followed over lost connections with each event once, and waited for', async () => {
    const trunkline = clientOf(await world.tenant());
    const held = world.proxy.holdStep('CreateSIPDispatchRule');
    const operation = await trunkline.begin('post', '/v1/trunks', { body: newTrunk(number) });
    await held.arrived;
    const events: OperationEvent[] = [];
    for await (const event of trunkline.follow(operation)) {
      events.push(event);
      if (events.length === 2) {
        line.cut();
        await held.release();
      }
    }

    expect(line.connections).toBeGreaterThan(2);
    expect(events[0]).toMatchObject({ event: 'accepted', data: { kind: 'set_up_trunk' } });
    expect(events.at(-1)).toMatchObject({ event: 'ended', data: { id: operation, state: 'succeeded' } });
    const ids = events.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const behind = [];
    for await (const { id } of trunkline.follow(operation, { after: ids[0] ?? '' })) behind.push(id);
    expect(behind).toEqual(ids.slice(1));
    expect(await trunkline.wait(operation)).toMatchObject({ id: operation, state: 'succeeded' });
  });

  it('a failed operation is a failure with code, meaning, remedy and operation, and a retry of it can succeed', async () => {
    const trunkline = clientOf(await world.tenant());
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' });

    const failure = await failureOf(trunkline.post('/v1/trunks', { body: newTrunk(number) }));

    expect(failure).toMatchObject({
      code: 'livekit_refused',
      status: 500,
      meaning: expect.stringMatching(/LiveKit/),
      remedy: expect.stringMatching(/\w/),
      retryable: false,
      docs: `${line.url}/docs/errors#failure-livekit_refused`,
      operation: expect.stringMatching(/^op_/),
      requestId: expect.any(String),
    });
    const path = { id: failure.operation ?? '' };
    expect(await failureOf(trunkline.wait(path.id))).toMatchObject({
      code: failure.code,
      remedy: failure.remedy,
      operation: path.id,
    });
    const { data: retry } = await trunkline.post('/v1/operations/{id}/retry', { params: { path } });
    expect(retry).toMatchObject({ state: 'succeeded', retry_of: path.id });
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('a cancelled operation is the answer of its cancellation, once its parts are removed', async () => {
    const trunkline = clientOf(await world.tenant());
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 500 }, Infinity);
    const operation = await trunkline.begin('post', '/v1/trunks', { body: newTrunk(number) });
    await expect.poll(() => world.proxy.seen('CreateSIPDispatchRule')).toBeGreaterThan(1);
    const cancelled = await trunkline.post('/v1/operations/{id}/cancel', {
      params: { path: { id: operation } },
      headers: { prefer: 'respond-async' },
    });

    expect(cancelled.data).toMatchObject({
      id: operation,
      state: 'failed',
      failure: { code: 'cancelled' },
    });
    expect(await failureOf(trunkline.wait(operation))).toMatchObject({ code: 'cancelled' });
  });

  it('a failure names every field that cannot be used, in the words of every contract', async () => {
    const trunkline = clientOf(await world.tenant());
    const body = newTrunk('12', { sip_username: '' });
    const zudu = { name: 'x', number: '12', outboundPstn: '', authUserName: 'u', authPassword: 'p' };

    for (const call of [
      trunkline.post('/v1/trunks', { body }),
      trunkline.post('/api/user/phone-numbers/sip-trunks', { body: { ...body, country_code: 'US' } }),
      trunkline.post('/api/sio/createSipTrunkDispatch', { body: zudu }),
    ]) {
      const failure = await failureOf(call);
      expect(failure).toMatchObject({ code: 'validation_failed', retryable: false });
      expect(Object.values(failure.fields).flat().length).toBeGreaterThan(0);
      expect(failure.remedy).toMatch(/Correct the fields/);
    }
    const wrongKey = new Trunkline({ url: line.url, key: 'wrong' });
    expect(await failureOf(wrongKey.get('/api/user/phone-numbers/all'))).toMatchObject({
      code: 'unauthenticated',
      status: 401,
    });
  });

  it('a list yields the entries of all pages, and reads no page that nobody asks for', async () => {
    const tenant = await world.tenant();
    const trunkline = clientOf(tenant);
    const numbers = ['1001', '1002', '1003'];
    for (const phone_number of numbers) {
      await trunkline.post('/v1/trunks', {
        body: newTrunk(phone_number, { sip_trunk_type: 'extension', country_code: 'US' }),
      });
    }
    const listed: string[] = [];
    for await (const trunk of trunkline.list('/v1/trunks', { params: { query: { limit: 1 } } })) {
      listed.push(trunk.phone_number);
    }
    expect(listed).toEqual(numbers);

    const params = { query: { limit: 2, state: 'succeeded' as const } };
    for await (const operation of trunkline.list('/v1/operations', { params })) {
      expect(operation.state).toBe('succeeded');
      break;
    }
  });

  it('a file is sent as it is, and an export arrives as text', async () => {
    const trunkline = clientOf(await world.tenant());
    const { data: checked } = await trunkline.post('/v1/imports', {
      params: { query: { dry_run: 'true' } },
      body: `${JSON.stringify(newTrunk(number))}\n`,
      headers: { 'content-type': 'application/x-ndjson' },
    });
    const { data: exported } = await trunkline.get('/v1/export');

    expect(checked).toMatchObject({ valid: true, total: 1 });
    expect(exported).toBe('');
  });

  it('a call ends with the reason of its caller when its caller aborts it', async () => {
    const trunkline = clientOf(await world.tenant());
    const held = world.proxy.holdStep('CreateSIPDispatchRule');
    const operation = await trunkline.begin('post', '/v1/trunks', { body: newTrunk(number) });
    await held.arrived;
    const abort = new AbortController();
    const waiting = trunkline.wait(operation, { signal: abort.signal });
    abort.abort(new Error('Enough'));

    await expect(waiting).rejects.toThrow('Enough');
    await held.release();
  });

  it('a Trunkline that cannot be reached is a failure after the last attempt', async () => {
    const trunkline = new Trunkline({ url: 'http://127.0.0.1:9/', retries: { attempts: 2 } });

    expect(await failureOf(trunkline.get('/v1/me'))).toMatchObject({
      code: 'unreachable',
      meaning: expect.stringMatching(/^Trunkline at http:\/\/127\.0\.0\.1:9 did not answer: /),
    });
  });
});

describe('the package of the client', () => {
  it('the package has the code, its types, the licence and the README', { timeout: 120_000 }, async () => {
    const lines: string[] = [];
    const { code } = await runCommand(
      ['npm', 'pack', '--dry-run', '--ignore-scripts', '--json', '--workspace=@trunkline/client'],
      {
        cwd: root,
        onLine: (text) => lines.push(text),
      },
    );

    expect(code, lines.join('\n')).toBe(0);
    const packed = new Set(lines.flatMap((text) => /^\s*"path": "([^"]+)"/.exec(text)?.[1] ?? []));
    expect(packed).toEqual(
      new Set([
        ...['LICENSE', 'README.md', 'openapi-python-client.yml', 'package.json'],
        ...[
          'events',
          'failure',
          'index',
          'retrying',
          'trunkline',
          'generated/facts',
          'generated/interface',
        ].flatMap((name) => [`dist/${name}.js`, `dist/${name}.d.ts`]),
      ]),
    );
  });
});

describe('a client that openapi-python-client generates', () => {
  it('the generated client has every endpoint, and its answers can be read', {
    timeout: 240_000,
  }, async (context) => {
    const generator = await obtainClientGenerator();
    if (typeof generator === 'string') {
      // In CI its absence is a failure.
      expect(process.env.CI, generator).toBeUndefined();
      process.stdout.write(`The test with openapi-python-client is left out: ${generator}.\n`);
      context.skip();
      return;
    }
    const tenant = await world.tenant();
    await clientOf(tenant).post('/v1/trunks', { body: newTrunk(number) });
    const folder = await mkdtemp(path.join(tmpdir(), 'trunkline-test-generator-'));
    const output: string[] = [];
    const run = (command: readonly string[], env: Readonly<Record<string, string>> = {}) =>
      runCommand(command, {
        cwd: folder,
        env: { ...process.env, ...generator.env, ...env },
        onLine: (text) => output.push(text),
      });
    const { code } = await run([
      ...[...generator.command, 'generate', '--url', `${world.trunkline.url}/openapi.json`],
      ...['--config', path.join(root, 'client/openapi-python-client.yml')],
      ...['--meta', 'none', '--output-path', 'trunkline', '--fail-on-warning'],
    ]);
    expect(code, output.join('\n')).toBe(0);
    const modules = (await readdir(path.join(folder, 'trunkline/api'), { recursive: true })).filter((file) =>
      /\w+[/\\](?!__init__)\w+[.]py$/.test(file),
    );
    expect(modules).toHaveLength(endpoints.length);

    await writeFile(path.join(folder, 'list.py'), listInPython);
    const listed = await run(['python3', 'list.py'], {
      KEY: tenant.key.secret,
      TRUNKLINE: world.trunkline.url,
    });
    await rm(folder, { recursive: true, force: true });
    expect(listed.code, output.join('\n')).toBe(0);
    expect(output.at(-1)).toBe(number);
  });
});

/** Imports every module of the generated client, and prints the numbers of all trunks. */
const listInPython = `
import importlib, os, pkgutil, trunkline.api
for module in pkgutil.walk_packages(trunkline.api.__path__, "trunkline.api."):
    importlib.import_module(module.name)
from trunkline import AuthenticatedClient
from trunkline.api.trunks import list_trunks
client = AuthenticatedClient(base_url=os.environ["TRUNKLINE"], token=os.environ["KEY"])
for trunk in list_trunks.sync(client=client).data:
    print(trunk.phone_number)
`;
