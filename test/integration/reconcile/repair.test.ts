import { ListUpdate, SIPTransport } from '@livekit/protocol';
import { RoomConfiguration } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';
import { objectsOf } from '../support/livekit/objects.js';
import {
  everyId,
  inboundByHand,
  liveKitByHand,
  outlined,
  reconciled,
  recordedIds,
} from '../support/reconciling.js';
import { autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { oneTrunk, useWorld } from '../support/world.js';

const number = '+15551234567';
const world = useWorld({ RECONCILE_GRACE_MS: '1', RECONCILE_SECOND_PASS_MS: '200' });
const hand = liveKitByHand();

/** The LiveKit ids in the record of the only trunk. */
interface Ids {
  readonly inbound: string;
  readonly outbound: string;
  readonly rule: string;
}

async function idsOfTheTrunk(): Promise<Ids> {
  const [row] = await world.trunkline.rows('select * from trunks');
  return {
    inbound: String(row?.inbound_trunk_id),
    outbound: String(row?.outbound_trunk_id),
    rule: String(row?.dispatch_rule_id),
  };
}

/** Sets up a trunk. @returns its LiveKit ids and its stored objects. */
async function aTrunk(): Promise<{ tenant: Tenant; ids: Ids; stored: unknown }> {
  const tenant = await world.tenant('reception');
  await tenant.zudu(zuduBody(number));
  await world.setUpsEnded();
  return { tenant, ids: await idsOfTheTrunk(), stored: await storedObjects() };
}

/** All objects that LiveKit stores in its Redis. */
async function storedObjects() {
  const { store } = world;
  return [await store.inboundTrunks(), await store.outboundTrunks(), await store.dispatchRules()].map(
    (objects) => objects.map(withoutEmptyMedia),
  );
}

/** An object without the empty `media` that LiveKit adds at every update. */
function withoutEmptyMedia(object: { toJson(): unknown }): unknown {
  return JSON.parse(JSON.stringify(object.toJson(), (key, value) => (key === 'media' ? undefined : value)));
}

const list = (...values: string[]) => new ListUpdate(values.length === 0 ? { clear: true } : { set: values });

const drifts: readonly [string, keyof Ids, readonly string[], (ids: Ids) => Promise<unknown>][] = [
  [
    'the number of the inbound trunk',
    'inbound',
    ['numbers'],
    ({ inbound }) => hand.updateSipInboundTrunkFields(inbound, { numbers: list('+15550000000') }),
  ],
  [
    'the password of the inbound trunk',
    'inbound',
    ['authPassword'],
    ({ inbound }) => hand.updateSipInboundTrunkFields(inbound, { authPassword: 'guessed' }),
  ],
  [
    'the username of the inbound trunk',
    'inbound',
    ['authUsername'],
    ({ inbound }) => hand.updateSipInboundTrunkFields(inbound, { authUsername: 'somebody' }),
  ],
  [
    'the addresses of the inbound trunk',
    'inbound',
    ['allowedAddresses'],
    ({ inbound }) => hand.updateSipInboundTrunkFields(inbound, { allowedAddresses: list('192.0.2.0/24') }),
  ],
  [
    'the callers of the inbound trunk',
    'inbound',
    ['allowedNumbers'],
    ({ inbound }) => hand.updateSipInboundTrunkFields(inbound, { allowedNumbers: list('+15550000000') }),
  ],
  [
    'the metadata of the inbound trunk',
    'inbound',
    ['metadata'],
    ({ inbound }) => hand.updateSipInboundTrunkFields(inbound, { metadata: 'mine' }),
  ],
  [
    'the address of the outbound trunk',
    'outbound',
    ['address'],
    ({ outbound }) =>
      hand.updateSipOutboundTrunkFields(outbound, { address: 'sip.evil.example' } as { metadata?: string }),
  ],
  [
    'the transport of the outbound trunk',
    'outbound',
    ['transport'],
    ({ outbound }) =>
      hand.updateSipOutboundTrunkFields(outbound, {
        transport: SIPTransport.SIP_TRANSPORT_TLS,
      } as { metadata?: string }),
  ],
  [
    'number, username and password of the outbound trunk',
    'outbound',
    ['numbers', 'authUsername', 'authPassword'],
    ({ outbound }) =>
      hand.updateSipOutboundTrunkFields(outbound, {
        numbers: list('+15550000000'),
        authUsername: 'somebody',
        authPassword: 'guessed',
      }),
  ],
  [
    'the trunk of the rule',
    'rule',
    ['trunkIds'],
    ({ rule }) => hand.updateSipDispatchRuleFields(rule, { trunkIds: list('ST_elsewhere') }),
  ],
  [
    'the rooms of the rule',
    'rule',
    ['rule'],
    ({ rule }) =>
      hand.updateSipDispatchRuleFields(rule, {
        rule: { rule: { case: 'dispatchRuleDirect', value: { roomName: 'one for all' } } } as never,
      }),
  ],
  [
    'the agent of the rule',
    'rule',
    ['roomConfig.agents'],
    async ({ rule }) => {
      const [info] = await hand.listSipDispatchRule({ dispatchRuleIds: [rule] });
      if (info === undefined) throw new Error('There is no rule.');
      info.roomConfig = new RoomConfiguration();
      await hand.updateSipDispatchRule(rule, info);
    },
  ],
];

describe('drift in LiveKit', () => {
  it.each(drifts)('a run repairs %s in place and keeps the ids', async (_what, kind, fields, change) => {
    const { ids, stored } = await aTrunk();
    await change(ids);
    expect(await storedObjects()).not.toEqual(stored);

    const { findings } = await reconciled(world, { repair: true });

    expect(findings).toMatchObject([
      { code: 'drift', object: { kind, id: ids[kind] }, fields, outcome: 'repaired', note: null },
    ]);
    expect(await storedObjects()).toEqual(stored);
    expect(await idsOfTheTrunk()).toEqual(ids);
    expect((await reconciled(world)).findings).toEqual([]);
  });

  it('a finding names the fields that differ, but never a password', async () => {
    const { ids } = await aTrunk();
    await hand.updateSipInboundTrunkFields(ids.inbound, { authPassword: 'guessed by somebody' });

    const reported = JSON.stringify(await reconciled(world, { repair: true }));

    expect(reported).toContain('authPassword');
    expect(reported).not.toMatch(/guessed by somebody|sip_password/);
  });

  it('a run reports but does not repair an object that has lost its name', async () => {
    const { ids } = await aTrunk();
    await hand.updateSipOutboundTrunkFields(ids.outbound, { name: 'mine', authPassword: 'mine' });
    const changed = await storedObjects();

    const { findings } = await reconciled(world, { repair: true });

    expect(findings).toMatchObject([
      { code: 'drift', object: { id: ids.outbound }, fields: ['name', 'authPassword'], outcome: 'reported' },
    ]);
    expect(await storedObjects()).toEqual(changed);
  });
});

describe('a missing object in LiveKit', () => {
  const kinds: readonly (keyof Ids)[] = ['inbound', 'outbound', 'rule'];

  it.each(kinds)(
    'a run creates a missing object (%s) again, and the record names the new one',
    async (kind) => {
      const { ids } = await aTrunk();
      await (kind === 'rule' ? hand.deleteSipDispatchRule(ids.rule) : hand.deleteSipTrunk(ids[kind]));

      const { findings } = await reconciled(world, { repair: true });

      const now = await idsOfTheTrunk();
      expect(now[kind]).not.toBe(ids[kind]);
      for (const other of kinds.filter((candidate) => candidate !== kind))
        expect(now[other]).toBe(ids[other]);
      expect(findings).toMatchObject([
        {
          code: 'missing',
          object: { kind, id: ids[kind] },
          outcome: 'repaired',
          note: `It is ${now[kind]} now.`,
        },
      ]);
      expect(await everyId(world)).toEqual(Object.values(now).sort());
      const { rule } = await objectsOf(world);
      expect(rule?.trunkIds).toEqual([now.inbound]);
      expect((await reconciled(world)).findings).toEqual([]);
    },
  );

  it('a run adopts a missing object that exists with another id', async () => {
    const { ids } = await aTrunk();
    const { inbound } = await objectsOf(world);
    await hand.deleteSipTrunk(ids.inbound);
    const again = await inboundByHand(inbound?.name ?? '', number, {
      ...(inbound === undefined ? {} : { metadata: inbound.metadata }),
      authUsername: 'sip_user',
      authPassword: 'sip_password',
    });

    const { findings } = await reconciled(world, { repair: true });

    expect(new Set(outlined(findings))).toEqual(
      new Set([
        { code: 'missing', id: ids.inbound, outcome: 'repaired' },
        { code: 'duplicate', id: again, outcome: 'repaired' },
      ]),
    );
    expect(await idsOfTheTrunk()).toMatchObject({ inbound: again });
  });

  it('a run does not recreate an object whose number somebody else uses in LiveKit, and says why', async () => {
    const { ids } = await aTrunk();
    await hand.deleteSipTrunk(ids.inbound);
    const foreign = await inboundByHand('somebody’s trunk', number);

    const { findings } = await reconciled(world, { repair: true });

    expect(findings.map(({ code, outcome, note }) => ({ code, outcome, note }))).toEqual([
      { code: 'foreign_on_number', outcome: 'reported', note: null },
      {
        code: 'missing',
        outcome: 'failed',
        note: 'Another trunk in the LiveKit project already answers to this number.',
      },
    ]);
    await hand.deleteSipTrunk(foreign);
    await reconciled(world, { repair: true });
    expect((await reconciled(world)).findings).toEqual([]);
  });

  it('a run leaves a trunk with a running operation to the next run', async () => {
    const { ids } = await aTrunk();
    await hand.deleteSipTrunk(ids.outbound);
    await world.trunkline.rows(
      `insert into operations (id, kind, organization_id, contract, collision_key, trunk_id, state, accepted_at, dispatch_after)
       select 'op_${'7'.repeat(32)}', 'tear_down_trunk', organization_id, 'native', collision_key, id, 'running',
         now(), now() + interval '1 hour' from trunks`,
    );
    expect((await reconciled(world, { repair: true })).findings).toEqual([]);
    await world.trunkline.rows("update operations set state = 'succeeded', finished_at = now()");

    const { findings } = await reconciled(world, { repair: true });

    expect(findings).toMatchObject([{ code: 'missing', outcome: 'repaired' }]);
  });

  it('a missing object is created once even if the reply of LiveKit is lost', async () => {
    const { ids } = await aTrunk();
    await hand.deleteSipTrunk(ids.outbound);
    world.proxy.plan('CreateSIPOutboundTrunk', { kind: 'lose_reply' });

    const { findings } = await reconciled(world, { repair: true });

    expect(findings).toMatchObject([{ code: 'missing', outcome: 'repaired' }]);
    expect(await world.remains()).toEqual(oneTrunk);
    expect(await everyId(world)).toEqual(await recordedIds(world));
  });
});

describe('LiveKit without any data', () => {
  it('a run creates every trunk again when LiveKit has lost all its data, and stores the new ids', async () => {
    const tenant = await world.tenant('reception');
    for (const requested of [number, '+15557654321']) await tenant.zudu(zuduBody(requested));
    await tenant.autocalls(autocallsBody('1000'));
    await world.setUpsEnded();
    const lost = await recordedIds(world);
    const passwords = async () =>
      (await world.store.inboundTrunks()).map(({ authPassword }) => authPassword).sort();
    const before = await passwords();
    await world.store.clear();

    const { report, findings } = await reconciled(world, { repair: true });

    expect(report).toMatchObject({ state: 'finished', counts: { missing: { repaired: 9 } } });
    expect(findings.map(({ object }) => object?.id).sort()).toEqual(lost);
    expect(await world.store.counts()).toEqual({ inbound: 3, outbound: 3, rule: 3 });
    expect(await everyId(world)).toEqual(await recordedIds(world));
    expect(await passwords()).toEqual(before);
    expect((await reconciled(world)).findings).toEqual([]);
    expect(await tenant.zudu(zuduBody('+15550001111'))).toMatchObject({ status: 200 });
  });
});
