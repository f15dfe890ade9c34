import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  DispatchRuleSpec,
  InboundTrunkSpec,
  OutboundTrunkSpec,
} from '../../../src/domain/livekit/sip-objects.js';
import type { Cidr, SipAddress } from '../../../src/domain/trunk/trunk.js';
import { Secret } from '../../../src/domain/values.js';
import { liveKitAt } from '../../../src/livekit/sip-api.js';
import { LiveKitStore } from '../support/livekit/livekit-store.js';
import { theStack } from '../support/the-stack.js';

const { livekitUrl, livekitApiKey, livekitApiSecret } = theStack();
const livekit = liveKitAt({
  url: livekitUrl.replace(/^ws/, 'http'),
  apiKey: livekitApiKey,
  apiSecret: livekitApiSecret,
})(10_000);
const store = new LiveKitStore();
beforeEach(() => store.clear());
afterAll(() => store.close());

const inbound: InboundTrunkSpec = {
  number: '+15551234567',
  allowedAddresses: ['203.0.113.7/32' as Cidr],
  digest: { username: 'before', password: new Secret('password before') },
  metadata: '{"nickname":"before"}',
  fields: {},
};
const outbound: OutboundTrunkSpec = {
  number: '+15551234567',
  callerId: '+15551234567',
  address: 'before.example.com' as SipAddress,
  username: 'before',
  password: new Secret('password before'),
  metadata: '{"nickname":"before"}',
  fields: {},
};
const rule = (inboundTrunkId: string, name: string | null): DispatchRuleSpec => ({
  inboundTrunkId,
  roomPrefix: 'call-',
  agent: name === null ? null : { name, metadata: '' },
  fields: {},
});

describe('an update in place', () => {
  it('an update of an inbound trunk keeps its id, and the result matches the spec', async () => {
    const { id } = await livekit.objects.inbound.create('before', inbound);
    const spec: InboundTrunkSpec = {
      number: '+15557654321',
      allowedAddresses: ['198.51.100.0/24' as Cidr, '2001:db8::/32' as Cidr],
      digest: { username: 'after', password: new Secret('password after') },
      metadata: '',
      fields: {},
    };

    expect(await livekit.objects.inbound.update(id, 'after', spec)).toEqual({
      id,
      name: 'after',
      differs: [],
    });

    expect(await store.inboundTrunks()).toMatchObject([
      {
        sipTrunkId: id,
        name: 'after',
        numbers: ['+15557654321'],
        allowedAddresses: ['198.51.100.0/24', '2001:db8::/32'],
        authUsername: 'after',
        authPassword: 'password after',
        metadata: '',
      },
    ]);
  });

  it('an update from credentials to addresses and back never opens an inbound trunk to everybody', async () => {
    const { id } = await livekit.objects.inbound.create('trunk', inbound);
    const byAddress = await livekit.objects.inbound.update(id, 'trunk', { ...inbound, digest: null });
    const [closed] = await store.inboundTrunks();
    const byDigest = await livekit.objects.inbound.update(id, 'trunk', { ...inbound, allowedAddresses: [] });
    const [authenticated] = await store.inboundTrunks();

    expect([byAddress.differs, byDigest.differs]).toEqual([[], []]);
    expect(closed).toMatchObject({
      authUsername: '',
      authPassword: '',
      allowedAddresses: inbound.allowedAddresses,
    });
    expect(authenticated).toMatchObject({
      authUsername: 'before',
      authPassword: 'password before',
      allowedAddresses: [],
    });
  });

  it('an update without a known password keeps the access rules and the credentials', async () => {
    const { id } = await livekit.objects.inbound.create('trunk', inbound);
    const { id: outboundId } = await livekit.objects.outbound.create('trunk', outbound);
    const number = '+15557654321';
    const unknown = { username: 'nobody', password: new Secret('') };

    const updates = [
      await livekit.objects.inbound.update(id, 'trunk', {
        ...inbound,
        number,
        allowedAddresses: [],
        digest: unknown,
        accessKept: true,
      }),
      await livekit.objects.outbound.update(outboundId, 'trunk', {
        ...outbound,
        ...unknown,
        number,
        callerId: number,
        address: 'after.example.com' as SipAddress,
        credentialsKept: true,
      }),
    ];

    expect(updates.map(({ differs }) => differs)).toEqual([[], []]);
    const credentials = { authUsername: 'before', authPassword: 'password before' };
    expect(await store.inboundTrunks()).toMatchObject([
      { numbers: [number], allowedAddresses: inbound.allowedAddresses, ...credentials },
    ]);
    expect(await store.outboundTrunks()).toMatchObject([
      { numbers: [number], address: 'after.example.com', ...credentials },
    ]);
  });

  it('an update of an outbound trunk changes its address too and keeps its id', async () => {
    const { id } = await livekit.objects.outbound.create('before', outbound);
    const spec: OutboundTrunkSpec = {
      number: '+15557654321',
      callerId: '+15557654321',
      address: 'after.example.com:5080' as SipAddress,
      username: 'after',
      password: new Secret('password after'),
      metadata: '{"nickname":"after"}',
      fields: {},
    };

    expect(await livekit.objects.outbound.update(id, 'after', spec)).toEqual({
      id,
      name: 'after',
      differs: [],
    });

    expect(await store.outboundTrunks()).toMatchObject([
      { sipTrunkId: id, name: 'after', numbers: ['+15557654321'], address: 'after.example.com:5080' },
    ]);
  });

  it('an update of a rule changes its trunk and its agent, and keeps its id', async () => {
    const [first, second] = [
      await livekit.objects.inbound.create('first', inbound),
      await livekit.objects.inbound.create('second', { ...inbound, number: '+15557654321' }),
    ];
    const { id } = await livekit.objects.rule.create('rule', rule(first.id, 'front desk'));
    const changed = await livekit.objects.rule.update(id, 'rule', rule(second.id, 'night desk'));
    const [withAgent] = await store.dispatchRules();
    const cleared = await livekit.objects.rule.update(id, 'rule', rule(second.id, null));
    const [withoutAgent] = await store.dispatchRules();

    expect([changed.differs, cleared.differs]).toEqual([[], []]);
    expect(withAgent).toMatchObject({ sipDispatchRuleId: id, trunkIds: [second.id] });
    expect(withAgent?.roomConfig?.agents).toMatchObject([{ agentName: 'night desk' }]);
    expect(withoutAgent?.roomConfig?.agents ?? []).toEqual([]);
  });

  it('an update of a missing object reports that it is gone, and creates none', async () => {
    const gone = { problem: { kind: 'gone' } };
    await expect(livekit.objects.inbound.update('ST_nowhere', 'x', inbound)).rejects.toMatchObject(gone);
    await expect(livekit.objects.outbound.update('ST_nowhere', 'x', outbound)).rejects.toMatchObject(gone);
    await expect(
      livekit.objects.rule.update('SDR_nowhere', 'x', rule('ST_nowhere', null)),
    ).rejects.toMatchObject(gone);
    expect(await store.counts()).toEqual({ inbound: 0, outbound: 0, rule: 0 });
  });
});
