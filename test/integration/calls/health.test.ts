import { describe, expect, it } from 'vitest';
import { joinAsPhone, rooms } from '../support/calls/phone-participant.js';
import { makeForeignTrunk, moveTrunk } from '../support/livekit/foreign.js';
import { callEvent, type Deviation, postWebhook } from '../support/livekit/signed-webhook.js';
import { liveKitByHand, reconciled } from '../support/reconciling.js';
import { type Answer, at, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { theStack } from '../support/the-stack.js';
import { useWorld } from '../support/world.js';

const number = '+15551234567';
const world = useWorld({
  PORT: String(theStack().gatewayPort),
  COMPARE_CALLS_EVERY_MS: '200',
});

async function trunk(to = number) {
  const tenant = await world.tenant();
  const { status, body } = await tenant.zudu(zuduBody(to));
  expect(status, JSON.stringify(body)).toBe(200);
  const { body: list } = await tenant.get(`/v1/trunks?phone_number=${encodeURIComponent(to)}`);
  const [found] = at(list, 'data') as readonly object[];
  const idOf = (field: string) => String(at(found, field));
  return { tenant, id: idOf('id'), inbound: idOf('inbound_trunk_id'), outbound: idOf('outbound_trunk_id') };
}
type Made = Awaited<ReturnType<typeof trunk>>;

const report = async ({ tenant, id }: Pick<Made, 'tenant' | 'id'>) =>
  (await tenant.get(`/v1/trunks/${id}/health`)).body;
const reasonOf = async (made: Pick<Made, 'tenant' | 'id'>) => at(await report(made), 'health', 'reason');
const post = (...webhook: Parameters<typeof postWebhook> extends [string, ...infer Rest] ? Rest : never) =>
  postWebhook(world.trunkline.url, ...webhook);
const idsIn = ({ body }: Answer) =>
  (at(body, 'data') as readonly object[]).map((each) => String(at(each, 'id')));

describe('A webhook of the real livekit-server', () => {
  it.each([
    ['inbound', 'active', 'completed', 'calls_completed'],
    ['outbound', 'active', 'completed', 'calls_completed'],
    ['inbound', 'ringing', 'cancelled', 'no_call'],
  ] as const)(
    'ends an %s call that is %s when the application deletes its room, as %s',
    async (direction, status, outcome, reason) => {
      const made = await trunk();
      const phone = await joinAsPhone('a-call', {
        'sip.trunkID': made[direction],
        'sip.callStatus': status,
        'sip.phoneNumber': '+442071838750',
      });

      await rooms().deleteRoom('a-call');

      await expect
        .poll(async () => at(await report(made), direction, 'last_call', 'outcome'), { timeout: 10_000 })
        .toBe(outcome);
      expect(await reasonOf(made)).toBe(reason);
      phone.drop();
    },
  );

  it('shows that livekit-sip was lost during a call', async () => {
    const made = await trunk();
    const phone = await joinAsPhone('a-call', { 'sip.trunkID': made.inbound, 'sip.callStatus': 'active' });

    phone.drop();

    await expect.poll(() => reasonOf(made), { timeout: 20_000 }).toBe('inbound_calls_failed');
    expect(at(await report(made), 'failures')).toEqual([expect.objectContaining({ outcome: 'lost' })]);
  });

  it('says nothing about participants that are no calls', async () => {
    const made = await trunk();
    const phone = await joinAsPhone('a-call', { 'sip.callStatus': 'active' });
    const last = await joinAsPhone('another-call', {
      'sip.trunkID': made.inbound,
      'sip.callStatus': 'active',
    });

    await rooms().deleteRoom('a-call');
    await rooms().deleteRoom('another-call');

    await expect.poll(() => reasonOf(made), { timeout: 10_000 }).toBe('calls_completed');
    expect(await world.trunkline.rows('select participant_id from calls')).toEqual([
      { participant_id: last.participantId },
    ]);
    phone.drop();
  });
});

describe('A webhook', () => {
  const one = (made: Made, changes = {}) =>
    callEvent('participant_left', made.inbound, { participantId: 'PA_1', status: 'hangup', ...changes });

  it.each([
    ['with a signature of another secret', { secret: 'another-secret-of-32-characters-xx' }],
    ['with the signature of another body', { signedBody: '{}' }],
    ['without a signature', { authorization: null }],
  ])('%s is refused and changes nothing', async (_how, deviation) => {
    const made = await trunk();

    expect(await post(one(made), deviation)).toMatchObject({
      status: 401,
      body: { code: 'webhook_not_signed' },
    });

    expect(await world.trunkline.rows('select 1 from calls')).toEqual([]);
  });

  it('that is too large is refused, also with the right signature', async () => {
    const huge = JSON.stringify({ event: 'room_started', padding: 'x'.repeat(300_000) });

    expect(await post(huge)).toMatchObject({ status: 413, body: { code: 'webhook_too_large' } });
  });

  it('that is signed and no event is refused', async () => {
    expect(await post('[]')).toMatchObject({ status: 401 });
    expect(await post('no JSON')).toMatchObject({ status: 401 });
  });

  it('that is repeated changes nothing', async () => {
    const made = await trunk();
    const event = one(made, { ago: 60_000 });
    await post(event);
    const before = await report(made);

    expect(await post(event)).toMatchObject({ status: 200, body: { status: 'recorded' } });
    await post(callEvent('participant_joined', made.inbound, { participantId: 'PA_1', ago: 60_000 }));

    expect(await report(made)).toEqual(before);
    expect(at(before, 'inbound')).toMatchObject({ current_calls: 0, ended: { completed: 1 } });
  });

  it('about the beginning of a call that arrives after its end leaves the call ended', async () => {
    const made = await trunk();
    await post(one(made));
    await post(callEvent('participant_joined', made.inbound, { participantId: 'PA_1' }));

    expect(at(await report(made), 'inbound')).toMatchObject({ current_calls: 0, ended: { completed: 1 } });
  });

  it('about a call of a trunk that does not exist is ignored', async () => {
    expect(await post(callEvent('participant_left', 'ST_nobody', { participantId: 'PA_1' }))).toEqual({
      ...{ status: 200, body: { status: 'ignored' } },
    });
  });

  it('leaves no number of a caller in the database', async () => {
    const made = await trunk();
    await post(callEvent('participant_joined', made.inbound, { participantId: 'PA_1' }));
    await post(one(made));

    const stored = JSON.stringify([
      await world.trunkline.rows('select * from calls'),
      await world.trunkline.rows('select * from trunk_health'),
    ]);
    expect(stored).toContain('PA_1');
    expect(stored).not.toContain('2071838750');
    expect(world.trunkline.log.join('\n')).not.toContain('2071838750');
  });
});

describe('A current call', () => {
  it('that is not in LiveKit any more ends without its webhook', async () => {
    const made = await trunk();
    await post(callEvent('participant_joined', made.inbound, { participantId: 'PA_gone', ago: 120_000 }));

    await expect
      .poll(async () => at(await report(made), 'inbound'), { timeout: 10_000 })
      .toMatchObject({
        ...{ current_calls: 0, ended: { unseen: 1 } },
      });
    expect(await reasonOf(made)).toBe('no_call');
  });

  it('that LiveKit still has goes on', async () => {
    const made = await trunk();
    const phone = await joinAsPhone('a-call', { 'sip.trunkID': made.inbound, 'sip.callStatus': 'active' });
    const { participantId, roomId } = phone;
    await post(callEvent('participant_joined', made.inbound, { participantId, roomId, ago: 120_000 }));
    await post(callEvent('participant_joined', made.inbound, { participantId: 'PA_gone', ago: 120_000 }));

    // The other call shows that the comparison has taken place.
    await expect
      .poll(async () => at(await report(made), 'inbound'), { timeout: 10_000 })
      .toMatchObject({
        ...{ current_calls: 1, ended: { unseen: 1 } },
      });
    phone.drop();
    await rooms().deleteRoom('a-call');
  });

  it('that was taken for ended gets its real end when the webhook arrives late', async () => {
    const made = await trunk();
    await post(callEvent('participant_joined', made.inbound, { participantId: 'PA_1', ago: 120_000 }));
    await expect
      .poll(async () => at(await report(made), 'inbound', 'last_call', 'outcome'), { timeout: 10_000 })
      .toBe('unseen');

    await post(callEvent('participant_left', made.inbound, { participantId: 'PA_1', status: 'hangup' }));

    expect(at(await report(made), 'inbound', 'last_call', 'outcome')).toBe('completed');
  });
});

describe('The health of a trunk', () => {
  it('is the same in every answer, and selects the trunks of a list', async () => {
    const made = await trunk();
    const other = await trunk('+15551234568');
    for (const participantId of ['PA_1', 'PA_2']) {
      await post(callEvent('participant_left', made.outbound, { participantId, status: 'dialing' }));
    }

    const health = at(await report(made), 'health');
    expect(health).toMatchObject({ state: 'failing', reason: 'outbound_calls_fail' });
    const { tenant, id } = made;
    expect(at((await tenant.get(`/v1/trunks/${id}`)).body, 'health')).toEqual(health);
    const address = '/api/user/phone-numbers/sip-trunks';
    expect(at((await tenant.get(`${address}/${id}`)).body, 'data', 'health')).toEqual(health);
    expect(at((await tenant.get(address)).body, 'data', '0', 'health')).toEqual(health);
    const ofZudu = await tenant.get(`/api/phone-numbers/${encodeURIComponent(number)}`);
    expect(at(ofZudu.body, 'data', 'health')).toEqual(health);
    expect(idsIn(await tenant.get('/v1/trunks?health=failing'))).toEqual([id]);
    expect(idsIn(await tenant.get('/v1/trunks?health=unknown'))).toEqual([]);
    expect(idsIn(await other.tenant.get('/v1/trunks?health=failing'))).toEqual([]);
    expect(idsIn(await other.tenant.get('/v1/trunks?health=unknown'))).toEqual([other.id]);
    const metrics = await fetch(`${world.trunkline.url}/metrics`).then((answer) => answer.text());
    expect(metrics).toContain('trunkline_trunks{health="failing"} 1');
    expect(metrics).toContain('trunkline_trunks{health="unknown"} 1');
    expect(metrics).toMatch(/trunkline_calls_ended_total\{direction="outbound",outcome="not_placed"\} [2-9]/);
  });

  it('does not change the version of the trunk, and may be sent back in a change', async () => {
    const { tenant, id, inbound } = await trunk();
    const before = await tenant.get(`/v1/trunks/${id}`);
    await post(callEvent('participant_left', inbound, { participantId: 'PA_1', status: 'hangup' }));
    const after = await tenant.get(`/v1/trunks/${id}`);

    expect(at(after.body, 'health', 'state')).toBe('healthy');
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
    const changed = await tenant.request('PATCH', `/v1/trunks/${id}`, {
      headers: {
        authorization: `Bearer ${tenant.key.secret}`,
        'if-match': String(before.headers.get('etag')),
      },
      body: { ...Object(before.body), nickname: 'Back office' },
    });
    expect(changed).toMatchObject({ status: 200, body: { nickname: 'Back office' } });
  });

  it('follows from a failed check until a call is completed', async () => {
    const made = await trunk();
    await liveKitByHand().deleteSipTrunk(made.inbound);
    await check(made.tenant, made.id);

    expect(await report(made)).toMatchObject({
      health: { state: 'failing', reason: 'check_failed' },
      check: { outcome: 'fail', names: expect.arrayContaining(['objects']) },
    });

    // The end of a call is reported in whole seconds.
    await post(
      callEvent('participant_left', made.inbound, { participantId: 'PA_1', status: 'hangup', ago: -2_000 }),
    );
    const { changes } = (await report(made)) as { changes: readonly object[] };
    expect(changes.map((change) => at(change, 'reason'))).toEqual(['check_failed', 'calls_completed']);
  });

  it('shows its owner a foreign trunk on the number, and nobody else', async () => {
    const made = await trunk();
    const other = await trunk('+15551234568');
    await moveTrunk(await makeForeignTrunk('+15550000000'), number);

    await reconciled(world);

    expect(await report(made)).toMatchObject({
      health: { state: 'failing', reason: 'foreign_on_number' },
      foreign_on_number_since: expect.any(String),
    });
    expect(JSON.stringify(await report(made))).not.toContain("somebody's trunk");
    expect(await reasonOf(other)).not.toBe('foreign_on_number');
    expect((await other.tenant.get(`/v1/trunks/${made.id}/health`)).status).toBe(404);

    await world.store.clear();
    await reconciled(world);
    expect(await reasonOf(made)).not.toBe('foreign_on_number');
  });

  it('goes with its trunk', async () => {
    const made = await trunk();
    await post(callEvent('participant_left', made.inbound, { participantId: 'PA_1', status: 'hangup' }));
    await made.tenant.request('DELETE', `/v1/trunks/${made.id}`, {
      headers: { authorization: `Bearer ${made.tenant.key.secret}` },
    });

    expect(await world.trunkline.rows('select 1 from calls')).toEqual([]);
    expect(await world.trunkline.rows('select 1 from trunk_health')).toEqual([]);
  });
});

describe('A Trunkline that gets no webhooks', () => {
  const silent = useWorld({ RATE_PER_ADDRESS: '50/10' });

  it('says so in the health of a trunk', async () => {
    const tenant = await silent.tenant();
    await tenant.zudu(zuduBody(number));
    const [found] = at((await tenant.get('/v1/trunks')).body, 'data') as readonly object[];

    expect(at(found, 'health')).toMatchObject({ state: 'unknown', reason: 'no_webhook', since: null });
  });

  it('counts webhooks for the limit of their address only if it refuses them', async () => {
    const { url } = silent.trunkline;
    const event = callEvent('participant_left', 'ST_nobody', { participantId: 'PA_1' });
    const statuses = async (deviation: Deviation) => {
      const answers = Array.from({ length: 60 }, () => postWebhook(url, event, deviation));
      return new Set((await Promise.all(answers)).map(({ status }) => status));
    };

    expect(await statuses({})).toEqual(new Set([200]));
    expect(await statuses({ authorization: null })).toEqual(new Set([401, 429]));
    expect(await statuses({})).toEqual(new Set([200]));
  });
});

function check(tenant: Tenant, id: string): Promise<Answer> {
  return tenant.request('POST', `/v1/trunks/${id}/checks`, {
    headers: { authorization: `Bearer ${tenant.key.secret}` },
  });
}
