import { describe, expect, it } from 'vitest';
import { objectsOf } from '../support/livekit/objects.js';
import { type Answer, at, type Tenant } from '../support/requests/tenant.js';
import { nothing, useWorld } from '../support/world.js';

const world = useWorld();

const head =
  'phone_number,nickname,sip_username,sip_password,sip_address,sip_calling_format,inbound_authorization_type,allowed_inbound_ips';
const line = (number: string, changes: { readonly type?: string; readonly ips?: string } = {}) =>
  [
    ...[
      number,
      `"Desk, ${number.slice(-2)}"`,
      'myuser',
      `pa55word-of-${number.slice(-4)}`,
      'sip.provider.com',
    ],
    ...['+e164', changes.type ?? 'auth', changes.ips ?? ''],
  ].join(',');
const csv = (...lines: readonly string[]) => [head, ...lines, ''].join('\n');

function post(
  tenant: Tenant,
  path: string,
  body?: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return tenant.request('POST', path, {
    ...(body === undefined ? {} : { body }),
    headers: { authorization: `Bearer ${tenant.key.secret}`, 'content-type': 'text/csv', ...headers },
  });
}

/** Waits until every line of an import has ended. @returns the import. */
async function finished(tenant: Tenant, begun: Answer): Promise<unknown> {
  expect(begun).toMatchObject({ status: 202, body: { state: expect.any(String) } });
  const path = begun.headers.get('location') ?? '';
  await expect.poll(async () => at((await tenant.get(path)).body, 'state')).toBe('finished');
  return (await tenant.get(path)).body;
}

/** The lines of an import's report. */
async function report(tenant: Tenant, view: unknown): Promise<unknown[]> {
  const text = String((await tenant.get(String(at(view, 'report')))).body);
  return text.split('\n').flatMap((each) => (each === '' ? [] : [JSON.parse(each)]));
}

describe('an import', () => {
  it('an import sets up every trunk of a file and reports each line, and the export repeats the lines without passwords', async () => {
    const tenant = await world.tenant('reception');
    const file = csv(
      line('+14155550101'),
      line('+14155550102', { type: 'ip', ips: '203.0.113.7 198.51.100.0/24' }),
      line('1003', { type: 'auth_and_ip', ips: '203.0.113.9' }),
    );

    const view = await finished(tenant, await post(tenant, '/v1/imports', file));

    expect(view).toMatchObject({
      state: 'finished',
      total: 3,
      counts: { succeeded: 3, failed: 0, refused: 0, cancelled: 0, pending: 0, running: 0, compensating: 0 },
    });
    expect(await world.remains()).toEqual({ inbound: 3, outbound: 3, rule: 3, records: 3, reservations: 3 });
    expect(await report(tenant, view)).toMatchObject([
      { line: 2, phone_number: '+14155550101', outcome: 'succeeded', attempt: 1, code: null },
      { line: 3, phone_number: '+14155550102', outcome: 'succeeded', trunk_id: expect.any(Number) },
      { line: 4, phone_number: '1003', outcome: 'succeeded', operation_id: expect.stringMatching(/^op_/) },
    ]);
    const exported = await tenant.get('/v1/export?format=csv');
    expect(exported.headers.get('content-disposition')).toBe('attachment; filename="trunks.csv"');
    expect(String(exported.body).split('\n').slice(1).sort()).toEqual([
      '',
      '+14155550101,"Desk, 01",myuser,,sip.provider.com,+e164,auth,,US,false,reception,,,,,,,false,auto,true,true,,+e164,none,,,,disabled,disabled,,,,,,number,,',
      '+14155550102,"Desk, 02",myuser,,sip.provider.com,+e164,ip,203.0.113.7/32 198.51.100.0/24,US,false,reception,,,,,,,false,auto,true,true,,+e164,none,,,,disabled,disabled,,,,,,number,,',
      '1003,"Desk, 03",myuser,,sip.provider.com,+e164,auth_and_ip,203.0.113.9/32,,false,reception,,,,,,,false,auto,true,true,,+e164,none,,,,disabled,disabled,,,,,,extension,,',
    ]);
  });

  it('an import is checked completely before it starts, and reports each problem with its line', async () => {
    const [tenant, other] = await Promise.all([world.tenant(), world.tenant()]);
    await finished(other, await post(other, '/v1/imports', csv(line('+14155550109'))));
    const before = await world.remains();

    const wrong = await post(
      tenant,
      '/v1/imports',
      csv(
        ...[line('+14155550101'), line('+1415'), line('+14155550101')],
        ...[line('+14155550109', { type: 'ip' })],
      ),
    );
    const held = await post(tenant, '/v1/imports', csv(line('+14155550101'), line('+14155550109')));

    expect(wrong).toMatchObject({
      status: 422,
      body: {
        code: 'import_invalid',
        problems_total: 4,
        problems: [
          { line: 3, field: 'phone_number', message: expect.stringContaining('digits') },
          { line: 4, field: 'phone_number', message: 'Phone number stands on line 2 already.' },
          { line: 5, field: 'allowed_inbound_ips' },
          { line: 5, field: 'phone_number', message: 'The phone number is already in use.' },
        ],
      },
    });
    expect(held).toMatchObject({
      status: 422,
      body: {
        problems: [{ line: 3, field: 'phone_number', message: 'The phone number is already in use.' }],
      },
    });
    expect(await post(tenant, '/v1/imports?dry_run=true', csv(line('+14155550101')))).toMatchObject({
      status: 200,
      body: { valid: true, total: 1 },
    });
    expect(await world.remains()).toEqual(before);
    expect((await tenant.get('/v1/imports')).body).toEqual({ data: [], next: null });
  });

  it('an import continues after a failed line, and a retry repeats only the failed lines', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPOutboundTrunk', { kind: 'answer', status: 400, code: 'invalid_argument' });
    const file = csv(line('+14155550101'), line('+14155550102'), line('+14155550103'));

    const first = await finished(tenant, await post(tenant, '/v1/imports', file));
    const failed = (await report(tenant, first)).filter((each) => at(each, 'outcome') === 'failed');
    const retry = () => post(tenant, `/v1/imports/${String(at(first, 'id'))}/retry`);
    const second = await finished(tenant, await retry());

    expect(first).toMatchObject({ counts: { succeeded: 2, failed: 1 } });
    expect(failed).toMatchObject([
      { code: 'livekit_refused', meaning: expect.any(String), remedy: expect.any(String), trunk_id: null },
    ]);
    expect(second).toMatchObject({ id: at(first, 'id'), counts: { succeeded: 3, failed: 0 } });
    expect((await report(tenant, second)).map((each) => at(each, 'attempt')).sort()).toEqual([1, 1, 2]);
    expect(await world.remains()).toEqual({ inbound: 3, outbound: 3, rule: 3, records: 3, reservations: 3 });
    expect(await retry(), 'a retry without failed lines').toMatchObject({
      status: 409,
      body: { code: 'nothing_to_retry' },
    });
  });

  it('an import keeps the fields of a line exactly, and the agent version reaches LiveKit', async () => {
    const tenant = await world.tenant();
    const file = [
      `${head},agent_name,inbound_agent_version,outbound_agent_id,number_provider`,
      '+14155550101, Desk ,user, pw with edges ,sip.provider.com,+e164,auth,,reception,3,sales," Acme, Inc."',
      '',
    ].join('\r\n');

    const view = await finished(tenant, await post(tenant, '/v1/imports', file));

    const { inbound, outbound, rule } = await objectsOf(world);
    expect(view).toMatchObject({ counts: { succeeded: 1 } });
    expect(inbound).toMatchObject({ authUsername: 'user', authPassword: ' pw with edges ' });
    expect(outbound).toMatchObject({ authUsername: 'user', authPassword: ' pw with edges ' });
    expect(rule?.roomConfig?.agents).toMatchObject([
      { agentName: 'reception', metadata: '{"agent_version":3}' },
    ]);
    expect(JSON.parse(String((await tenant.get('/v1/export')).body))).toMatchObject({
      nickname: ' Desk ',
      sip_password: null,
      agent_name: 'reception',
      inbound_agent_version: 3,
      outbound_agent_id: 'sales',
      number_provider: ' Acme, Inc.',
      carrier: null,
    });
  });

  it('a retry of an import adopts the trunk that a retry of the failed operation has created', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPOutboundTrunk', { kind: 'answer', status: 400, code: 'invalid_argument' });
    const first = await finished(tenant, await post(tenant, '/v1/imports', csv(line('+14155550101'))));
    const [failed] = await report(tenant, first);
    const again = await post(tenant, `/v1/operations/${String(at(failed, 'operation_id'))}/retry`);

    const second = await finished(tenant, await post(tenant, `/v1/imports/${String(at(first, 'id'))}/retry`));

    expect(again).toMatchObject({ status: 200, body: { state: 'succeeded' } });
    expect(second).toMatchObject({ counts: { succeeded: 1, failed: 0, refused: 0 } });
    expect(await report(tenant, second)).toMatchObject([
      { outcome: 'succeeded', operation_id: at(again.body, 'id'), trunk_id: expect.any(Number), code: null },
    ]);
    expect(await world.remains()).toEqual({ inbound: 1, outbound: 1, rule: 1, records: 1, reservations: 1 });
  });

  it('the report of an import names the existing trunk when a line requests one that exists', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPOutboundTrunk', { kind: 'answer', status: 400, code: 'invalid_argument' });
    const file = csv(line('+14155550101'));
    const first = await finished(tenant, await post(tenant, '/v1/imports', file));
    const [made] = await report(tenant, await finished(tenant, await post(tenant, '/v1/imports', file)));

    const again = await finished(tenant, await post(tenant, `/v1/imports/${String(at(first, 'id'))}/retry`));

    expect(again).toMatchObject({ counts: { succeeded: 0, refused: 1 } });
    expect(await report(tenant, again)).toMatchObject([
      {
        outcome: 'refused',
        code: 'already_exists',
        trunk_id: at(made, 'trunk_id'),
        operation_id: at(made, 'operation_id'),
        remedy: expect.stringContaining('trunk_id'),
      },
    ]);
    expect(at(made, 'trunk_id')).toEqual(expect.any(Number));
  });

  it('a retry of an import refuses only the line whose password can no longer be decrypted', async () => {
    const tenant = await world.tenant();
    for (let times = 0; times < 2; times += 1) {
      world.proxy.plan('CreateSIPOutboundTrunk', { kind: 'answer', status: 400, code: 'invalid_argument' });
    }
    const file = csv(line('+14155550101'), line('+14155550102'));
    const first = await finished(tenant, await post(tenant, '/v1/imports', file));
    const retry = () => post(tenant, `/v1/imports/${String(at(first, 'id'))}/retry`);
    // A password that was sealed for another set-up is as unreadable as one whose key is gone.
    const swap = (line: number, other: number) =>
      `update import_lines set request = jsonb_set(request, '{sealedPassword}', (select request -> 'sealedPassword' ` +
      `from import_lines where line = ${other})) where line = ${line}`;
    await world.trunkline.rows(`create table kept as select * from import_lines where line = 3`);
    await world.trunkline.rows(swap(3, 2));

    const second = await finished(tenant, await retry());

    expect(first).toMatchObject({ counts: { failed: 2 } });
    expect(second).toMatchObject({ counts: { succeeded: 1, refused: 1 } });
    expect(await report(tenant, second)).toMatchObject([
      { line: 2, outcome: 'succeeded' },
      { line: 3, outcome: 'refused', code: 'password_unreadable', remedy: expect.any(String), attempt: 1 },
    ]);
    await world.trunkline.rows(
      'update import_lines set request = kept.request from kept where import_lines.line = kept.line',
    );
    await world.trunkline.rows('drop table kept');
    expect(await finished(tenant, await retry())).toMatchObject({ counts: { succeeded: 2, refused: 0 } });
  });

  it('a cancelled import starts no further line, and a retry continues it', async () => {
    const tenant = await world.tenant();
    // All started lines are held, at their next attempt too: a line that ends would let another one start.
    const holds = () =>
      Array.from({ length: world.trunkline.config.importLinesAtOnce }, () =>
        world.proxy.hold('CreateSIPInboundTrunk', 'before_livekit'),
      );
    const [held, next] = [holds(), holds()];
    const numbers = Array.from({ length: 12 }, (_, index) => `+141555502${String(index).padStart(2, '0')}`);

    const begun = await post(tenant, '/v1/imports', csv(...numbers.map((number) => line(number))));
    await Promise.all(held.map(({ arrived }) => arrived));
    const id = String(at(begun.body, 'id'));
    const whileRunning = await post(tenant, `/v1/imports/${id}/retry`);
    const cancelled = await post(tenant, `/v1/imports/${id}/cancel`);
    for (const request of next) world.proxy.withdraw(request);
    await Promise.all(held.map((request) => request.release()));
    const view = await finished(tenant, begun);

    expect(whileRunning).toMatchObject({ status: 409, body: { code: 'import_running' } });
    expect(cancelled.body).toMatchObject({ cancelled_at: expect.any(String) });
    expect(Number(at(view, 'counts', 'cancelled'))).toBeGreaterThan(0);
    const again = await finished(tenant, await post(tenant, `/v1/imports/${id}/retry`));
    expect(again).toMatchObject({ counts: { succeeded: 12 }, cancelled_at: null });
    expect(await post(tenant, `/v1/imports/${id}/cancel`), 'a cancellation after the end').toMatchObject({
      status: 409,
      body: { code: 'import_finished' },
    });
  });

  it('an import with an idempotency key starts once, and another file under the same key is refused', async () => {
    const tenant = await world.tenant();
    const key = { 'Idempotency-Key': 'all-desks' };
    const file = csv(line('+14155550101'));

    const [first, second] = await Promise.all([
      post(tenant, '/v1/imports', file, key),
      post(tenant, '/v1/imports', file, key),
    ]);
    const view = await finished(tenant, first);
    const other = await post(tenant, '/v1/imports', csv(line('+14155550102')), key);

    expect(at(second.body, 'id')).toBe(at(first.body, 'id'));
    expect(view).toMatchObject({ total: 1, counts: { succeeded: 1 } });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it("somebody else's import is answered exactly like an unknown one", async () => {
    const [owner, stranger] = await Promise.all([world.tenant(), world.tenant()]);
    const view = await finished(owner, await post(owner, '/v1/imports', csv(line('+14155550101'))));
    const theirs = `/v1/imports/${String(at(view, 'id'))}`;
    const none = `/v1/imports/imp_${'0'.repeat(32)}`;

    for (const part of ['', '/report']) {
      expect((await stranger.get(`${theirs}${part}`)).body).toEqual(
        (await stranger.get(`${none}${part}`)).body,
      );
    }
    for (const part of ['/retry', '/cancel']) {
      const answer = await post(stranger, `${theirs}${part}`);
      expect(answer).toMatchObject({
        status: 404,
        body: (await post(stranger, `${none}${part}`)).body as object,
      });
    }
    expect((await stranger.get('/v1/imports')).body).toEqual({ data: [], next: null });
    expect((await stranger.get('/v1/export')).body).toBe('');
    expect(await world.remains()).not.toEqual(nothing);
  });
});
