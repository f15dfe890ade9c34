import { randomBytes } from 'node:crypto';
import type { Payload } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '../../../../src/domain/audit.js';
import { type CodecServer, startCodecServer } from '../../../../src/runtime/temporal/codec-server.js';
import { PayloadEncryption } from '../../../../src/runtime/temporal/payload-encryption.js';

const key = { id: 'k1', material: randomBytes(32) };
const other = { id: 'k1', material: randomBytes(32) };
const codec = new PayloadEncryption([key], 'default');
const context = (workflowId: string) => ({ type: 'workflow', namespace: 'default', workflowId }) as const;
const payload: Payload = {
  metadata: { encoding: Buffer.from('json/plain') },
  data: Buffer.from('{"number":"+15551234567"}'),
};
const textOf = ({ data }: Payload) => Buffer.from(data ?? []).toString('utf8');

async function encoded(workflowId = 'trunk/op_1'): Promise<Payload> {
  const [made] = await codec.encode([payload], context(workflowId));
  if (made === undefined) throw new Error('Nothing was encoded.');
  return made;
}

describe('an encrypted payload', () => {
  it('an encrypted payload contains nothing of the clear one, and opens in its workflow', async () => {
    const made = await encoded();
    expect(Buffer.from(made.data ?? []).toString('latin1')).not.toMatch(/5551234567|number|json/);
    const [clear] = await codec.decode([made], context('trunk/op_1'));
    expect(clear === undefined ? null : textOf(clear)).toBe(textOf(payload));
    expect(clear?.metadata).toEqual(payload.metadata);
  });

  it('an encrypted payload does not open in another workflow, nor when the workflow in it was replaced', async () => {
    const made = await encoded();
    await expect(codec.decode([made], context('trunk/op_2'))).rejects.toThrow('trunk/op_1');
    const moved = { ...made, metadata: { ...made.metadata, 'workflow-id': Buffer.from('trunk/op_2') } };
    await expect(codec.decode([moved], context('trunk/op_2'))).rejects.toThrow('does not open');
  });

  it('an encrypted payload does not open in another namespace, with another key or after a change', async () => {
    const made = await encoded();
    await expect(new PayloadEncryption([key], 'other').decode([made])).rejects.toThrow('does not open');
    await expect(new PayloadEncryption([other], 'default').decode([made])).rejects.toThrow('does not open');
    const data = Buffer.from(made.data ?? []);
    data.writeUInt8(data.readUInt8(20) ^ 1, 20);
    await expect(codec.decode([{ ...made, data }])).rejects.toThrow('does not open');
  });

  it('an encrypted payload opens with any key of the ring, and names the one that is missing', async () => {
    const rotated = new PayloadEncryption([{ ...other, id: 'k2' }, key], 'default');
    expect((await rotated.decode([await encoded()])).map(textOf)).toEqual([textOf(payload)]);
    const [made] = await rotated.encode([payload], context('trunk/op_1'));
    await expect(codec.decode(made === undefined ? [] : [made])).rejects.toThrow('"k2"');
  });

  it('a payload of a schedule opens in the runs that the schedule has started', async () => {
    const made = await encoded('reconcile/demo1');
    const run = context('reconcile/demo1-2026-11-29T21:45:33Z');
    expect((await codec.decode([made], run)).map(textOf)).toEqual([textOf(payload)]);
    const ofRunBefore = await encoded('reconcile/demo1-2026-11-29T21:35:33Z');
    expect((await codec.decode([ofRunBefore], run)).map(textOf)).toEqual([textOf(payload)]);
  });

  it('a payload without data, as of an update that returns nothing, opens again', async () => {
    const nothing = { metadata: { encoding: Buffer.from('binary/null') }, data: null };
    const made = await codec.encode([nothing], context('trunk/op_1'));
    expect((await codec.decode(made, context('trunk/op_1'))).map(textOf)).toEqual(['']);
  });

  it('a payload of an earlier release, which is not encrypted, is taken as it is', async () => {
    expect(await codec.decode([payload], context('trunk/op_1'))).toEqual([payload]);
  });
});

describe('the codec server', () => {
  const token = 't'.repeat(40);
  const origin = 'http://127.0.0.1:8233';
  const recorded: Act[] = [];
  const auditLog = { isDown: false };
  let server: CodecServer;
  beforeAll(async () => {
    const recordAct = async (act: Act) => {
      if (auditLog.isDown) throw new Error('The database is down.');
      recorded.push(act);
    };
    const temporal = { address: '', namespace: 'default', apiKey: null, tls: false, taskQueue: '' };
    server = await startCodecServer(
      { host: '127.0.0.1', port: 0, token, origins: [origin] },
      { encryptionKeys: [key], temporal },
      recordAct,
      { error: () => undefined },
    );
  });
  afterAll(() => server.close());

  const asJson = ({ metadata, data }: Payload) => ({
    metadata: Object.fromEntries(
      Object.entries(metadata ?? {}).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
    ),
    data: Buffer.from(data ?? []).toString('base64'),
  });
  const ask = async (
    path: string,
    headers: Record<string, string> = {},
    { method = 'POST', body = null as unknown } = {},
  ) => {
    const sent = body ?? { payloads: [asJson(await encoded()), asJson(payload)] };
    return fetch(`${server.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'POST' ? { body: typeof sent === 'string' ? sent : JSON.stringify(sent) } : {}),
    });
  };

  it.each([
    ['as first part of the path', `/${token}/decode`, {}],
    ['as a bearer token', '/decode', { authorization: `Bearer ${token}` }],
  ])(
    'the codec server decodes for whoever has the token %s, and records the workflow in the audit log',
    async (_how, path, headers) => {
      recorded.length = 0;
      const answer = await ask(path, { origin, 'x-namespace': 'default', ...headers });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
      expect(await answer.json()).toEqual({ payloads: [asJson(payload), asJson(payload)] });
      expect(recorded).toEqual([
        {
          by: { kind: 'codec', address: expect.any(String) },
          action: 'decode_payloads',
          organizationId: null,
          subject: 'trunk/op_1',
          result: 'succeeded',
          details: { payloads: '2', workflows: 'trunk/op_1' },
        },
      ]);
      expect(JSON.stringify(recorded)).not.toMatch(/5551234567|tttt/);
    },
  );

  it('the codec server shows nothing that it cannot record', async () => {
    auditLog.isDown = true;
    const answer = await ask(`/${token}/decode`);
    auditLog.isDown = false;
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain(Buffer.from('5551234567').toString('base64').slice(0, 8));
  });

  it.each([
    ['without a token', '/decode', {}, 401],
    ['with another token in the path', `/${'u'.repeat(40)}/decode`, {}, 401],
    ['with another bearer token', '/decode', { authorization: 'Bearer u' }, 401],
    ['on a page of another origin', `/${token}/decode`, { origin: 'http://127.0.0.1:8234' }, 403],
    ['on a page of an origin that only begins the same', `/${token}/decode`, { origin: `${origin}0` }, 403],
    ['for another namespace', `/${token}/decode`, { 'x-namespace': 'other' }, 403],
    ['to encode', `/${token}/encode`, {}, 404],
  ])('a request %s is refused', async (_what, path, headers, status) => {
    const answer = await ask(path, headers);
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toContain('5551234567');
  });

  it('a browser may ask beforehand, on a page of the configured origin only', async () => {
    const preflight = await ask(`/${token}/decode`, { origin }, { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-namespace');
    const foreign = await ask(
      `/${token}/decode`,
      { origin: 'https://evil.example.com' },
      { method: 'OPTIONS' },
    );
    expect(foreign.status).toBe(403);
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('a body that holds no payloads, or one of another key, is a 400', async () => {
    expect((await ask(`/${token}/decode`, {}, { body: '{' })).status).toBe(400);
    expect((await ask(`/${token}/decode`, {}, { body: { payloads: 'all' } })).status).toBe(400);
    const [foreign] = await new PayloadEncryption([other], 'default').encode([payload]);
    const payloads = foreign === undefined ? [] : [asJson(foreign)];
    expect((await ask(`/${token}/decode`, {}, { body: { payloads } })).status).toBe(400);
  });
});
