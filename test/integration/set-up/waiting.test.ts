import { describe, expect, it } from 'vitest';
import { help } from '../../support/interface.js';
import { at, autocallsBody, zuduBody } from '../support/requests/tenant.js';
import { oneTrunk, operationIdOf, useWorld } from '../support/world.js';

const number = '+15551234567';
const names = ['inbound', 'outbound', 'rule', 'record'];

describe('a set-up that takes longer than its caller waits', () => {
  const world = useWorld({ ANSWER_WAIT_MS: '400' });

  it('Zudu answers 202 with the address of the operation, which then succeeds', async () => {
    const [tenant, stranger] = await Promise.all([world.tenant(), world.tenant()]);
    const held = world.proxy.hold('CreateSIPDispatchRule', 'before_livekit');

    const answer = await tenant.zudu(zuduBody(number));

    const id = operationIdOf(answer);
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(`/v1/operations/${id}`);
    expect(answer.body).toEqual({
      message: 'The SIP trunk is still being created. See the address in Location for its state.',
      status: 'pending',
      error: null,
      data: { operation_id: id, state: 'running' },
      ...help,
    });
    const operation = {
      id,
      kind: 'set_up_trunk',
      contract: 'zudu',
      phone_number: number,
      created_at: expect.any(String),
    };
    expect(await tenant.operation(id)).toMatchObject({
      status: 200,
      body: {
        ...operation,
        state: 'running',
        finished_at: null,
        failure: null,
        trunk: null,
      },
    });
    expect(await stranger.operation(id), "somebody else's operation").toMatchObject({ status: 404 });

    await held.release();
    await expect
      .poll(async () => (await tenant.operation(id)).body, { timeout: 20_000 })
      .toEqual({
        ...operation,
        organization_id: tenant.organization.id,
        stuck: false,
        waiting_for: [],
        state: 'succeeded',
        meaning: 'The operation has succeeded.',
        remedy: 'Nothing needs to be done.',
        retryable: false,
        docs: '/docs/errors#operation-succeeded',
        trunk_id: expect.any(Number),
        finished_at: expect.any(String),
        cancel_requested_at: null,
        retry_of: null,
        steps: names.map((name) => ({
          name,
          state: 'succeeded',
          started_at: expect.any(String),
          ended_at: expect.any(String),
          attempts: expect.any(Number),
          error: null,
          skipped: null,
        })),
        compensation: [],
        failure: null,
        trunk: {
          id: expect.any(Number),
          inbound_trunk_id: expect.stringMatching(/^ST_/),
          outbound_trunk_id: expect.stringMatching(/^ST_/),
          dispatch_rule_id: expect.stringMatching(/^SDR_/),
        },
      });
    expect(await world.remains()).toEqual(oneTrunk);
    const replayed = await tenant.zudu(zuduBody(number));
    expect(at(replayed.body, 'data')).toBe((await world.store.inboundTrunks())[0]?.sipTrunkId);
  });

  it('Autocalls answers 202 in the words of its contract', async () => {
    const tenant = await world.tenant();
    const held = world.proxy.hold('CreateSIPDispatchRule', 'before_livekit');

    const answer = await tenant.autocalls(autocallsBody('1000'));

    const id = operationIdOf(answer);
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(`/v1/operations/${id}`);
    expect(answer.body).toEqual({
      message: 'The SIP trunk is still being created. See the address in Location for its state.',
      data: { operation_id: id, state: 'running' },
      ...help,
    });
    await held.release();
    await expect
      .poll(() => tenant.operation(id), { timeout: 20_000 })
      .toMatchObject({ body: { state: 'succeeded', contract: 'autocalls' } });
    expect(await tenant.autocalls(autocallsBody('1000'))).toMatchObject({ status: 409 });
  });
});

describe('an operation', () => {
  const world = useWorld();

  it('an operation can be read while its caller still waits', async () => {
    const tenant = await world.tenant();
    const held = world.proxy.hold('CreateSIPInboundTrunk', 'before_livekit');
    const answer = tenant.zudu(zuduBody(number));
    await held.arrived;

    const id = await world.onlyOperationId();

    expect(await tenant.operation(id)).toMatchObject({ status: 200, body: { id, state: 'running' } });
    await held.release();
    expect(await answer).toMatchObject({ status: 200 });
  });

  it('an operation continues when its caller closes the connection', async () => {
    const tenant = await world.tenant();
    const held = world.proxy.hold('CreateSIPDispatchRule', 'before_livekit');
    const impatience = new AbortController();
    const answer = tenant.zudu(zuduBody(number), {}, impatience.signal);
    await held.arrived;
    const id = await world.onlyOperationId();

    impatience.abort();
    await expect(answer).rejects.toThrow('aborted');
    await held.release();

    await expect
      .poll(() => tenant.operation(id), { timeout: 20_000 })
      .toMatchObject({ body: { state: 'succeeded' } });
    expect(await world.remains()).toEqual(oneTrunk);
    const again = await tenant.zudu(zuduBody(number));
    expect(again.status).toBe(200);
    expect(operationIdOf(again)).toBe(id);
  });
});
