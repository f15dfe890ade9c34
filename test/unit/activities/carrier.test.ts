import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Activities } from '../../../src/activities/index.js';
import { carriersAt } from '../../../src/carriers/carriers.js';
import { KeyRing } from '../../../src/crypto/key-ring.js';
import { newSipPassword } from '../../../src/crypto/random-ids.js';
import { sealAccount } from '../../../src/crypto/sealed-account.js';
import { findOperation } from '../../../src/database/operations/queries.js';
import { acceptIntent, activateRecord } from '../../../src/database/operations/set-up.js';
import { beginCompensation, releaseNumber } from '../../../src/database/operations/transitions.js';
import { beginTrunkOperation } from '../../../src/database/operations/trunk-operations.js';
import { Secret } from '../../../src/domain/secret.js';
import { carrierUsername } from '../../../src/domain/trunk/carrier-connection.js';
import { passwordContext, type TrunkSpec } from '../../../src/domain/trunk/spec.js';
import { TwilioStandIn } from '../../support/twilio-stand-in.js';
import { ampleMs } from '../ample-time.js';
import { ada, intentFor, noon, objects, specFor, useDatabase } from '../database/in-memory-database.js';
import { deploymentId } from '../plans.js';
import { activitiesOn } from './activities-on.js';
import { InMemoryLiveKit } from './in-memory-livekit.js';

const number = '+15551234567';
const account = { sid: 'AC0123456789abcdef0123456789abcdef', token: new Secret('a-token') };
const keyRing = new KeyRing([{ id: 'k1', material: randomBytes(32) }]);
const twilio = new TwilioStandIn();
const empty = { trunks: [], credentialLists: [] };
const before = { trunk: 'TK00000000000000000000000000000bef', application: null };
const failure = {
  step: 'rule',
  code: 'livekit_refused',
  removed: { inbound: 0, outbound: 0, rule: 0 },
} as const;

const memory = await useDatabase();
let plan: TrunkSpec;
let activities: Activities;

const otherKeys = () => new KeyRing([{ id: 'k2', material: randomBytes(32) }]);

function activitiesOf(enabled: boolean, ring = keyRing): Activities {
  return activitiesOn({
    database: memory.database,
    openLiveKit: () => new InMemoryLiveKit(),
    openCarrier: carriersAt({
      twilio: enabled ? { apiUrl: twilio.url, trunkingUrl: twilio.url } : null,
      plivo: null,
    }),
    keyRing: ring,
  });
}

beforeAll(async () => {
  await twilio.start();
});

afterAll(() => twilio.stop());

beforeEach(async () => {
  twilio.reset();
  twilio.open(account.sid, account.token.reveal());
  twilio.rent(account.sid, number, { trunk: before.trunk });
  activities = activitiesOf(true);
  const intent = intentFor(number);
  const owner = { organizationId: ada, operationId: intent.operationId };
  const carrier = {
    name: 'twilio',
    sealedAccount: sealAccount(keyRing, account, owner),
    sipHost: 'sip.example.com',
  } as const;
  const request = {
    settings: { ...intent.request.settings, username: carrierUsername(intent.operationId) },
    sealedPassword: keyRing.seal(newSipPassword(), passwordContext(owner)),
    carrier,
  };
  await acceptIntent(memory.database, { ...intent, request });
  plan = {
    ...owner,
    deploymentId,
    acceptedAt: intent.acceptedAt.getTime(),
    earlierOperations: [],
    ...request,
    roomPrefix: 'call-',
  };
});

const order = (checkFirst = false) => ({ plan, checkFirst, timeLimitMs: ampleMs });
const pass = () => ({ plan, timeLimitMs: ampleMs });
const linkOf = async () => (await findOperation(memory.database, plan.operationId))?.operation.carrier;

describe('the connection of a number at its carrier', () => {
  it('is written down, with where the calls went before, and made once', async () => {
    const { address } = await activities.connectCarrier(order());
    expect(address).toBe(`tl-${plan.operationId.slice(3)}.pstn.twilio.com`);
    expect(await linkOf()).toMatchObject({
      plan: { name: 'twilio', sipHost: 'sip.example.com' },
      connection: { address, routeBefore: { to: 'trunk', id: before.trunk } },
    });
    await activities.routeNumber(order());

    expect(await activities.connectCarrier(order(true))).toEqual({ address, checked: true });
    expect(await linkOf()).toMatchObject({ connection: { routeBefore: { id: before.trunk } } });
    expect(twilio.remains().trunks).toHaveLength(1);
  });

  it('is what calls from us go to, once the record is made', async () => {
    const { address } = await activities.connectCarrier(order());
    const trunk = await activateRecord(memory.database, plan.operationId, objects, noon);
    expect(trunk).toMatchObject({
      outboundAddress: address,
      carrier: { name: 'twilio', capabilities: { voice: true } },
    });
  });

  it('is not made by an attempt that comes after the set-up was given up', async () => {
    await beginCompensation(memory.database, plan.operationId, failure);
    await expect(activities.connectCarrier(order(true))).rejects.toMatchObject({ type: 'out_of_time' });
    await expect(activities.routeNumber(order(true))).rejects.toMatchObject({ type: 'out_of_time' });
    expect(twilio.asked(/./)).toEqual([]);
  });

  it('says that nothing was changed when the first request is refused', async () => {
    twilio.open(account.sid, 'another token');
    await expect(activities.connectCarrier(order())).rejects.toMatchObject({
      type: 'carrier_credentials_refused',
      nonRetryable: true,
      details: [{ mayHaveApplied: false }],
    });
  });

  it('says that something was changed when a later one is, or when an attempt before may have changed it', async () => {
    twilio.plan(/OriginationUrls$/, { kind: 'answer', status: 400 });
    await expect(activities.connectCarrier(order())).rejects.toMatchObject({
      type: 'carrier_refused',
      details: [{ mayHaveApplied: true }],
    });
    twilio.open(account.sid, 'another token');
    await expect(activities.connectCarrier(order(true))).rejects.toMatchObject({
      type: 'carrier_credentials_refused',
      details: [{ mayHaveApplied: true }],
    });
  });
});

describe('the undo at a carrier', () => {
  it('puts the route back and removes everything', async () => {
    await activities.connectCarrier(order());
    await activities.routeNumber(order());
    await beginCompensation(memory.database, plan.operationId, failure);

    await activities.putRouteBack(pass());
    await activities.disconnectCarrier(pass());

    expect(twilio.routeOf(number)).toEqual(before);
    expect(twilio.remains()).toEqual(empty);
  });

  it('removes by name what no attempt has lived to write down', async () => {
    twilio.plan(/CredentialLists\.json$/, { kind: 'lose_reply' });
    await expect(activities.connectCarrier(order())).rejects.toMatchObject({ type: 'carrier_unreachable' });
    await beginCompensation(memory.database, plan.operationId, failure);

    await activities.putRouteBack(pass());
    await activities.disconnectCarrier(pass());

    expect(twilio.routeOf(number)).toEqual(before);
    expect(twilio.remains()).toEqual(empty);
  });

  it('leaves a number alone that somebody has routed elsewhere meanwhile', async () => {
    await activities.connectCarrier(order());
    await activities.routeNumber(order());
    await beginCompensation(memory.database, plan.operationId, failure);
    twilio.reroute(number, 'TK000000000000000000000000000e15e');

    await activities.putRouteBack(pass());

    expect(twilio.routeOf(number)).toMatchObject({ trunk: 'TK000000000000000000000000000e15e' });
  });

  it('touches nothing of a set-up that runs or has succeeded', async () => {
    await activities.connectCarrier(order());
    await activities.routeNumber(order());
    const there = twilio.remains();

    await activities.putRouteBack(pass());
    await activities.disconnectCarrier(pass());
    expect(await activities.removeCarrierLeftovers(pass())).toBe(0);
    await activateRecord(memory.database, plan.operationId, objects, noon);
    await activities.disconnectCarrier(pass());
    expect(await activities.removeCarrierLeftovers(pass())).toBe(0);

    expect(twilio.remains()).toEqual(there);
  });

  it('is repeated as long as the account is refused with which the number may have been routed', async () => {
    await activities.connectCarrier(order());
    await beginCompensation(memory.database, plan.operationId, failure);
    twilio.open(account.sid, 'another token');
    await expect(activities.disconnectCarrier(pass())).rejects.toMatchObject({
      type: 'carrier_credentials_refused',
      nonRetryable: false,
    });
  });

  it('does not wait for an account that is refused when nothing was written down, so the number was never routed', async () => {
    twilio.plan(/CredentialLists\.json$/, { kind: 'lose_reply' });
    await expect(activities.connectCarrier(order())).rejects.toMatchObject({ type: 'carrier_unreachable' });
    await beginCompensation(memory.database, plan.operationId, failure);
    twilio.open(account.sid, 'another token');
    await activities.putRouteBack(pass());
    expect(await activities.disconnectCarrier(pass())).toBe('account_refused');
    await releaseNumber(memory.database, plan.operationId, { removed: failure.removed }, noon);
    expect(twilio.remains().trunks).toHaveLength(1);

    // The look after the set-up removes it, once the account is good again.
    expect(await activities.removeCarrierLeftovers(pass())).toBe(0);
    twilio.open(account.sid, account.token.reveal());
    expect(await activities.removeCarrierLeftovers(pass())).toBeGreaterThan(0);
    expect(twilio.remains()).toEqual(empty);
  });

  it.each([
    ['is down', () => twilio.plan(/./, { kind: 'answer', status: 503 }), 'carrier_unreachable'],
    ['is switched off', () => (activities = activitiesOf(false)), 'carrier_off'],
    [
      'has an account that no key opens',
      () => (activities = activitiesOf(true, otherKeys())),
      'password_unreadable',
    ],
  ])('waits for a carrier that %s, also when nothing was written down', async (_why, bring, type) => {
    await beginCompensation(memory.database, plan.operationId, failure);
    bring();
    await expect(activities.disconnectCarrier(pass())).rejects.toMatchObject({ type, nonRetryable: false });
  });
});

describe('a look after a set-up at a carrier', () => {
  it.each([
    ['refuses the account', () => twilio.open(account.sid, 'another token')],
    ['is switched off', () => (activities = activitiesOf(false))],
    ['has an account that no key opens', () => (activities = activitiesOf(true, otherKeys()))],
  ])('ends where the carrier %s, because no number goes to what it would remove', async (_why, bring) => {
    await beginCompensation(memory.database, plan.operationId, failure);
    await releaseNumber(memory.database, plan.operationId, { removed: failure.removed }, noon);
    bring();
    expect(await activities.removeCarrierLeftovers(pass())).toBe(0);
  });

  it('is repeated while the carrier is down', async () => {
    await beginCompensation(memory.database, plan.operationId, failure);
    await releaseNumber(memory.database, plan.operationId, { removed: failure.removed }, noon);
    twilio.plan(/./, { kind: 'answer', status: 503 });
    await expect(activities.removeCarrierLeftovers(pass())).rejects.toMatchObject({ nonRetryable: false });
  });
});

describe('a tear-down at a carrier', () => {
  const tearDown = async () => {
    await activities.connectCarrier(order());
    await activities.routeNumber(order());
    const trunk = await activateRecord(memory.database, plan.operationId, objects, noon);
    const spec = specFor(trunk?.id ?? 0);
    await beginTrunkOperation(memory.database, spec);
    return (mayGiveUp: boolean) => ({
      operationId: spec.operationId,
      deploymentId,
      timeLimitMs: ampleMs,
      mayGiveUp,
    });
  };

  it('puts the route back and removes the connection, and may do so twice', async () => {
    const tearingDown = await tearDown();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(await activities.tearDownRoute(tearingDown(false))).toEqual({ givenUp: null });
      expect(await activities.tearDownCarrier(tearingDown(false))).toEqual({ givenUp: null });
    }
    expect(twilio.routeOf(number)).toEqual(before);
    expect(twilio.remains()).toEqual(empty);
  });

  it('lets the calls go nowhere when the place is gone to which they went before', async () => {
    const tearingDown = await tearDown();
    twilio.plan(/^POST .*IncomingPhoneNumbers/, { kind: 'answer', status: 400 });
    await activities.tearDownRoute(tearingDown(false));
    expect(twilio.routeOf(number)).toEqual({ trunk: null, application: null });
  });

  it('is given up when the carrier refuses the account, but not at the first sight of that', async () => {
    const tearingDown = await tearDown();
    twilio.open(account.sid, 'another token');
    await expect(activities.tearDownRoute(tearingDown(false))).rejects.toMatchObject({
      type: 'carrier_credentials_refused',
    });
    const givenUp = 'carrier_credentials_refused';
    expect(await activities.tearDownRoute(tearingDown(true))).toEqual({ givenUp });
    expect(await activities.tearDownCarrier(tearingDown(true))).toEqual({ givenUp });
  });

  it.each([
    ['the carrier is switched off', () => activitiesOf(false), 'carrier_off'],
    ['no key opens the account', () => activitiesOf(true, otherKeys()), 'password_unreadable'],
  ])('is not given up because %s: the operator can put that right', async (_why, shut, type) => {
    const tearingDown = await tearDown();
    for (const part of ['tearDownRoute', 'tearDownCarrier'] as const) {
      await expect(shut()[part](tearingDown(true))).rejects.toMatchObject({ type, nonRetryable: false });
    }
    expect(await activities.tearDownRoute(tearingDown(true))).toEqual({ givenUp: null });
    expect(twilio.routeOf(number)).toEqual(before);
  });

  it('is repeated while the carrier is down', async () => {
    const tearingDown = await tearDown();
    twilio.plan(/./, { kind: 'answer', status: 503 });
    await expect(activities.tearDownCarrier(tearingDown(true))).rejects.toMatchObject({
      type: 'carrier_unreachable',
      nonRetryable: false,
    });
  });
});
