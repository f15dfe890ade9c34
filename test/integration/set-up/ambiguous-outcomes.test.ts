import { describe, expect, it } from 'vitest';
import { help } from '../../support/interface.js';
import { makeForeignTrunk } from '../support/livekit/foreign.js';
import type { Fault, SipMethod } from '../support/livekit/livekit-proxy.js';
import { objectsOf } from '../support/livekit/objects.js';
import { type Answer, at, autocallsBody, zuduBody } from '../support/requests/tenant.js';
import { nothing, oneTrunk, operationIdOf, useWorld } from '../support/world.js';

const number = '+15551234567';
const creates = [
  ['inbound trunk', 'CreateSIPInboundTrunk'],
  ['outbound trunk', 'CreateSIPOutboundTrunk'],
  ['dispatch rule', 'CreateSIPDispatchRule'],
] as const satisfies readonly (readonly [string, SipMethod])[];

const world = useWorld({ FOLLOW_UP_DELAYS_MS: '300,1500,4000' });

describe.each(creates)('a request for the %s with an ambiguous outcome', (what, method) => {
  /** Expects that one complete trunk is left once duplicates are removed, and that it is the answered one. */
  async function expectOneTrunk(answer: Answer): Promise<void> {
    expect(answer.status).toBe(200);
    await expect.poll(() => world.remains(), { timeout: 15_000 }).toEqual(oneTrunk);
    const { inbound, outbound, rule } = await objectsOf(world);
    expect(inbound?.sipTrunkId).toBe(at(answer.body, 'data'));
    expect(rule?.trunkIds).toEqual([inbound?.sipTrunkId]);
    expect(await world.trunkline.rows('select * from trunks')).toMatchObject([
      {
        inbound_trunk_id: inbound?.sipTrunkId,
        outbound_trunk_id: outbound?.sipTrunkId,
        dispatch_rule_id: rule?.sipDispatchRuleId,
      },
    ]);
  }

  it.each<[string, Fault]>([
    ['loses its reply', { kind: 'lose_reply' }],
    ['is carried out twice and answered with the first reply', { kind: 'twice', reply: 'first' }],
    ['is carried out twice and answered with the second reply', { kind: 'twice', reply: 'second' }],
    ['is carried out but answered with a 504', { kind: 'replaced_reply', status: 504, text: '{}' }],
  ])(`one trunk is left and answered when the request for the ${what} %s`, async (_how, fault) => {
    const tenant = await world.tenant();
    world.proxy.plan(method, fault);

    await expectOneTrunk(await tenant.zudu(zuduBody(number)));
  });

  it(`one trunk is left when LiveKit carries out the request for the ${what} long after its time-out`, async () => {
    const tenant = await world.tenant();
    const late = world.proxy.hold(method, 'before_livekit');

    const answer = await tenant.zudu(zuduBody(number));
    await expectOneTrunk(answer);
    const status = await late.release();

    // LiveKit refuses a second inbound trunk or rule, but not a second outbound trunk.
    expect(status).toBe(method === 'CreateSIPOutboundTrunk' ? 200 : 400);
    await expectOneTrunk(answer);
  });
});

describe('a trunk in LiveKit that Trunkline did not create', () => {
  it.each(['+15551234567', '15551234567', '+1 (555) 123-4567'])(
    'a number that LiveKit knows as %s of another trunk is answered as in use, and that trunk is not touched',
    async (foreignNumber) => {
      const tenant = await world.tenant();
      const foreign = await makeForeignTrunk(foreignNumber);

      const zudu = await tenant.zudu(zuduBody(number));
      const autocalls = await tenant.autocalls(autocallsBody(number, { sip_trunk_type: 'number' }));

      const inUse = 'The phone number is already in use.';
      expect(zudu.status).toBe(409);
      expect(zudu.body).toEqual({
        message: inUse,
        status: 'error',
        error: null,
        data: null,
        code: 'number_in_use',
        operation_id: operationIdOf(zudu),
        ...help,
      });
      expect(autocalls.status).toBe(409);
      expect(autocalls.body).toEqual({
        error: inUse,
        code: 'number_in_use',
        operation_id: operationIdOf(autocalls),
        ...help,
      });
      expect(await world.remains()).toEqual({ ...nothing, inbound: 1 });
      expect(await world.store.inboundTrunks()).toMatchObject([
        { sipTrunkId: foreign, numbers: [foreignNumber] },
      ]);
    },
  );
});

describe('a late write of a failed set-up', () => {
  const patient = useWorld({ FOLLOW_UP_DELAYS_MS: '3600000' });

  it('the next set-up of the number removes an object that a late write has created', async () => {
    const [tenant, next] = await Promise.all([patient.tenant(), patient.tenant()]);
    const late = patient.proxy.hold('CreateSIPInboundTrunk', 'before_livekit');
    // Every attempt is refused: on a busy machine Temporal may repeat the whole first task, with both steps.
    const refusal = { kind: 'answer', status: 400, code: 'invalid_argument' } as const;
    patient.proxy.plan('CreateSIPOutboundTrunk', refusal, Infinity);

    expect(await tenant.zudu(zuduBody(number))).toMatchObject({ status: 500 });
    patient.proxy.heal();
    expect(await patient.remains()).toEqual(nothing);
    expect(await late.release()).toBe(200);
    expect(await patient.remains()).toEqual({ ...nothing, inbound: 1 });

    const answer = await next.zudu(zuduBody(number));

    expect(answer.status).toBe(200);
    expect(await patient.remains()).toEqual(oneTrunk);
    expect(await patient.store.inboundTrunks()).toMatchObject([{ sipTrunkId: at(answer.body, 'data') }]);
  });

  it('an object that a late write has created is removed by the follow-up check', async () => {
    const tenant = await world.tenant();
    const late = world.proxy.hold('CreateSIPOutboundTrunk', 'before_livekit');
    world.proxy.plan('CreateSIPInboundTrunk', { kind: 'answer', status: 400, code: 'invalid_argument' });

    expect(await tenant.zudu(zuduBody(number))).toMatchObject({ status: 500 });
    expect(await late.release()).toBe(200);

    await expect.poll(() => world.remains(), { timeout: 15_000 }).toEqual(nothing);
  });
});
