import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { SipClient } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';
import { replay } from '../../replay/replaying.js';
import { help } from '../../support/interface.js';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { theStack } from '../support/the-stack.js';
import { nothing, oneTrunk, operationIdOf, useWorld, type World } from '../support/world.js';

const world = useWorld();
const number = '+14155551234';
const zuduPath = `/api/phone-numbers/${number}`;
const numbersPath = '/api/user/phone-numbers';
const outage = { kind: 'answer', status: 500 } as const;

const remove = (tenant: Tenant, path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  tenant.request('DELETE', path, { headers: { authorization: `Bearer ${tenant.key.secret}`, ...headers } });

/** Sets the number up through Autocalls. @returns the answered trunk. */
async function setUp(tenant: Tenant): Promise<{ id: number; path: string; data: unknown }> {
  const { status, body } = await tenant.autocalls(autocallsBody(number, { sip_trunk_type: 'number' }));
  expect(status).toBe(201);
  const id = Number(at(body, 'data', 'id'));
  return { id, path: `${numbersPath}/${id}`, data: at(body, 'data') };
}

/** Expects that the history of the tear-down that an answer names can be replayed. */
async function expectReplayable(world: World, answer: Answer): Promise<void> {
  const workflow = world.workflow(answer);
  expect(await workflow.result()).toEqual({ operationId: operationIdOf(answer), state: 'succeeded' });
  const history = historyToJSON(await workflow.fetchHistory());
  await replay({ codePath: theStack().workflowBundle }, history);
}

describe('a delete', () => {
  it('a delete through Autocalls removes the trunk from LiveKit, both contracts and the database', async () => {
    const tenant = await world.tenant();
    const { id, path } = await setUp(tenant);

    const answer = await remove(tenant, path);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ message: 'Phone number deleted successfully.' });
    expect(await world.remains()).toEqual(nothing);
    for (const gone of [path, `${numbersPath}/sip-trunks/${id}`, zuduPath]) {
      expect((await tenant.get(gone)).status).toBe(404);
      expect((await remove(tenant, gone)).status).toBe(404);
    }
    expect(await tenant.operation(operationIdOf(answer))).toMatchObject({
      status: 200,
      body: { kind: 'tear_down_trunk', state: 'succeeded', contract: 'autocalls', trunk: { id } },
    });
    await expectReplayable(world, answer);
  });

  it('a delete through Zudu reports the removed objects of a trunk of Autocalls', async () => {
    const tenant = await world.tenant();
    await setUp(tenant);

    const answer = await remove(tenant, zuduPath);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      message: 'Phone number deleted successfully',
      status: 'success',
      error: null,
      data: {
        phone_number: number,
        organization_id: tenant.organization.id,
        cleanup_results: { dispatch_rule: true, inbound_trunk: true, outbound_trunk: true },
      },
    });
    expect(await world.remains()).toEqual(nothing);
  });

  it('anybody can set up the number of a deleted trunk at once as a new trunk', async () => {
    const [owner, stranger] = await Promise.all([world.tenant(), world.tenant()]);
    const { id, path } = await setUp(owner);
    await remove(owner, `${numbersPath}/sip-trunks/${id}`);

    expect((await setUp(stranger)).id).not.toBe(id);

    expect(await world.remains()).toEqual(oneTrunk);
    expect((await remove(owner, path)).status).toBe(404);
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it("a delete of somebody else's trunk is a 404 and removes nothing", async () => {
    const [owner, stranger] = await Promise.all([world.tenant(), world.tenant()]);
    const { id, path } = await setUp(owner);

    const [theirs, none] = [await remove(stranger, path), await remove(stranger, `${numbersPath}/${id + 1}`)];

    expect([theirs.status, theirs.body]).toEqual([none.status, none.body]);
    expect(theirs.status).toBe(404);
    expect((await remove(stranger, zuduPath)).status).toBe(404);
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('a delete with if_unused keeps a trunk whose calls an agent answers', async () => {
    const [busy, idle] = await Promise.all([world.tenant('reception'), world.tenant()]);
    const assigned = await setUp(busy);

    const refused = await remove(busy, `${assigned.path}?if_unused=true`);

    expect(refused.status).toBe(409);
    expect(refused.body).toEqual({
      error: 'The phone number is assigned to an assistant.',
      code: 'trunk_assigned',
    });
    expect(await world.remains()).toEqual(oneTrunk);
    expect((await remove(busy, assigned.path)).status).toBe(200);
    const unassigned = await setUp(idle);
    expect((await remove(idle, `${unassigned.path}?if_unused=true`)).status).toBe(200);
    expect(await world.remains()).toEqual(nothing);
  });

  it('a delete with if_unused keeps a trunk from whose number an agent calls, in both contracts', async () => {
    const tenant = await world.tenant();
    const { path } = await setUp(tenant);
    const assign = (agent: string | null) =>
      tenant.request('PATCH', zuduPath, {
        headers: { authorization: `Bearer ${tenant.key.secret}` },
        body: { outbound_agent_id: agent },
      });
    expect((await assign('sales')).status).toBe(200);

    const refused = [
      await remove(tenant, `${path}?if_unused=true`),
      await remove(tenant, `${zuduPath}?if_unused=true`),
    ];

    expect(refused.map(({ status, body }) => [status, at(body, 'code')])).toEqual([
      [409, 'trunk_assigned'],
      [409, 'trunk_assigned'],
    ]);
    expect(await world.remains()).toEqual(oneTrunk);
    expect((await assign(null)).status).toBe(200);
    expect((await remove(tenant, `${zuduPath}?if_unused=true`)).status).toBe(200);
    expect(await world.remains()).toEqual(nothing);
  });

  it('many deletes at the same time through both contracts tear the trunk down once', async () => {
    const tenant = await world.tenant();
    const { path } = await setUp(tenant);

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => remove(tenant, index % 2 === 0 ? path : zuduPath)),
    );

    const done = answers.filter(({ status }) => status === 200);
    expect(done.length).toBeGreaterThan(0);
    expect(new Set(done.map(operationIdOf)).size).toBe(1);
    expect(new Set(answers.map(({ status }) => status))).toSatisfy((seen: Set<number>) =>
      [...seen].every((status) => status === 200 || status === 404),
    );
    expect(await world.remains()).toEqual(nothing);
  });
});

describe('an idempotency key and a delete', () => {
  it('a repeated delete with its key gets the first answer, and the key is refused for another request', async () => {
    const tenant = await world.tenant();
    const { path } = await setUp(tenant);
    const once = { 'idempotency-key': 'delete once' };

    const first = await remove(tenant, zuduPath, once);
    const again = await remove(tenant, zuduPath, once);
    const other = await remove(tenant, path, once);

    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect(operationIdOf(again)).toBe(operationIdOf(first));
    expect(other.status).toBe(422);
    const create = autocallsBody(number, { sip_trunk_type: 'number' });
    expect((await tenant.autocalls(create, once)).status).toBe(422);
    expect(await world.remains()).toEqual(nothing);
  });

  it('a repeated create with its key gets the first answer after a delete, and creates nothing', async () => {
    const tenant = await world.tenant();
    const create = autocallsBody(number, { sip_trunk_type: 'number' });
    const once = { 'idempotency-key': 'create once' };
    const first = await tenant.autocalls(create, once);
    await remove(tenant, zuduPath);

    const again = await tenant.autocalls(create, once);

    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(await world.remains()).toEqual(nothing);
    expect((await tenant.autocalls(create)).status, 'without the key it is a new trunk').toBe(201);
  });
});

describe('a delete during faults of LiveKit', () => {
  it.each(['ListSIPDispatchRule', 'DeleteSIPDispatchRule', 'ListSIPInboundTrunk', 'DeleteSIPTrunk'] as const)(
    'a delete is retried until done when %s fails',
    async (method) => {
      const tenant = await world.tenant();
      const { path } = await setUp(tenant);
      world.proxy.plan(method, outage, 3);

      const answer = await remove(tenant, path);

      expect(answer.status).toBe(200);
      expect(await world.remains()).toEqual(nothing);
      await expectReplayable(world, answer);
    },
  );

  it.each([
    ['loses its reply', { kind: 'lose_reply' }],
    ['is carried out twice', { kind: 'twice', reply: 'second' }],
    ['is confirmed but not carried out', { kind: 'answer', status: 200 }],
    ['is refused', { kind: 'answer', status: 400, code: 'invalid_argument' }],
  ] as const)(
    'a delete removes everything although the first removal of each object %s',
    async (_how, fault) => {
      const tenant = await world.tenant();
      const { path } = await setUp(tenant);
      world.proxy.plan('DeleteSIPDispatchRule', fault);
      world.proxy.plan('DeleteSIPTrunk', fault, 2);

      expect((await remove(tenant, path)).status).toBe(200);
      expect(await world.remains()).toEqual(nothing);
    },
  );

  it('a delete continues after a cancellation of its workflow, and is started again after a termination', async () => {
    const tenant = await world.tenant();
    const { path } = await setUp(tenant);
    world.proxy.plan('DeleteSIPDispatchRule', outage, Infinity);
    const answer = remove(tenant, path);
    await expect.poll(() => world.proxy.seen('DeleteSIPDispatchRule')).toBeGreaterThan(1);
    const [row] = await world.trunkline.rows("select id from operations where kind = 'tear_down_trunk'");
    const workflow = world.temporal.workflow.getHandle(`trunk/${row?.id}`);

    await workflow.cancel();
    const seen = world.proxy.seen('DeleteSIPDispatchRule');
    await expect
      .poll(() => world.proxy.seen('DeleteSIPDispatchRule'), { timeout: 10_000 })
      .toBeGreaterThan(seen);
    await workflow.terminate();
    world.proxy.heal();

    expect((await answer).status).toBe(200);
    expect(await world.remains()).toEqual(nothing);
  });

  it('the next set-up of the number removes an object that a late write created after the delete', async () => {
    const tenant = await world.tenant();
    await setUp(tenant);
    const [name] = (await world.store.inboundTrunks()).map((trunk) => trunk.name);
    await remove(tenant, zuduPath);
    const { livekitUrl, livekitApiKey, livekitApiSecret } = theStack();
    const livekit = new SipClient(livekitUrl.replace(/^ws/, 'http'), livekitApiKey, livekitApiSecret);
    const credentials = { authUsername: 'late', authPassword: 'write' };
    await livekit.createSipInboundTrunk(name ?? '', [number], credentials);

    expect((await tenant.zudu(zuduBody(number))).status).toBe(200);
    expect(await world.remains()).toEqual(oneTrunk);
  });
});

describe('a delete that takes longer than its caller waits', () => {
  const impatient = useWorld({ ANSWER_WAIT_MS: '5000', COMPENSATION_STUCK_AFTER_MS: '500' });

  it('a slow delete is answered 202, keeps the number in use, stays visible and finishes by itself', async () => {
    const tenant = await impatient.tenant();
    const { id, path } = await setUp(tenant);
    impatient.proxy.plan('DeleteSIPDispatchRule', outage, Infinity);

    const answer = await remove(tenant, path);

    const operationId = operationIdOf(answer);
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(`/v1/operations/${operationId}`);
    expect(answer.body).toEqual({
      message: 'The phone number is still being deleted. See the address in Location for its state.',
      data: { operation_id: operationId, state: 'running' },
      ...help,
    });
    expect(
      await impatient.remains(),
      'a stuck rule keeps its trunk and the number, and nothing else',
    ).toEqual({
      ...oneTrunk,
      outbound: 0,
    });
    const joined = await remove(tenant, zuduPath);
    expect(joined.status).toBe(202);
    expect(operationIdOf(joined)).toBe(operationId);
    const create = autocallsBody(number, { sip_trunk_type: 'number' });
    for (const refused of [await tenant.autocalls(create), await tenant.zudu(zuduBody(number))]) {
      expect(refused.status).toBe(409);
      expect(at(refused.body, 'code')).toBe('number_in_use');
      expect(refused.headers.get('location')).toBeNull();
    }
    expect(await tenant.operation(operationId)).toMatchObject({
      body: { kind: 'tear_down_trunk', state: 'running', finished_at: null, trunk: null },
    });
    expect((await tenant.get(path)).body, 'as Autocalls shows it').toMatchObject({
      data: { id, status: 'deleting' },
    });
    expect((await tenant.get('/api/user/assistants/phone-numbers')).body).toMatchObject([
      { id, is_available: false },
    ]);
    expect((await tenant.get(`/v1/trunks/${id}`)).body).toMatchObject({ id, status: 'deleting' });
    await expect
      .poll(async () => (await impatient.workflow(answer).describe()).searchAttributes, { timeout: 10_000 })
      .toMatchObject({ TrunklineState: ['tear_down_stuck'] });

    impatient.proxy.heal();

    await expect
      .poll(() => tenant.operation(operationId), { timeout: 30_000 })
      .toMatchObject({ body: { state: 'succeeded', trunk: { id } } });
    expect(await impatient.remains()).toEqual(nothing);
    expect((await remove(tenant, path)).status).toBe(404);
    await setUp(tenant);
  });
});
