import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Activities } from '../../../src/activities/index.js';
import { carriersAt } from '../../../src/carriers/carriers.js';
import { KeyRing, newSipPassword, sealAccount } from '../../../src/crypto/secrets.js';
import {
  beginCompensation,
  findOperation,
  releaseNumber,
} from '../../../src/database/operations/operations.js';
import { acceptIntent } from '../../../src/database/operations/set-up.js';
import { beginTrunkOperation } from '../../../src/database/operations/trunk-operations.js';
import { carrierUsername, passwordContext, type TrunkSpec } from '../../../src/domain/trunk/spec.js';
import { Secret } from '../../../src/domain/values.js';
import { TwilioStandIn } from '../../support/twilio-stand-in.js';
import { ampleMs } from '../../unit/ample-time.js';
import { deploymentId } from '../../unit/plans.js';
import {
  activate,
  ada,
  intentFor,
  noon,
  objects,
  specFor,
  useDatabase,
} from '../database/in-memory-database.js';
import { activitiesOn } from './activities-on.js';
import { InMemoryLiveKit } from './in-memory-livekit.js';

const number = '+15551234567';
const account = { sid: 'AC0123456789abcdef0123456789abcdef', token: new Secret('a-token') };
const keyRing = new KeyRing([{ id: 'k1', material: randomBytes(32) }]);
const twilio = new TwilioStandIn();
const empty = { trunks: [], credentialLists: [] };
const before = { trunk: 'TK00000000000000000000000000000bef', application: null };
const skipped = 'carrier_credentials_refused';
const failure = {
  step: 'rule',
  code: 'livekit_refused',
  removed: { inbound: 0, outbound: 0, rule: 0 },
} as const;

const memory = await useDatabase();
let spec: TrunkSpec;
let activities: Activities;

const attempt = 1;

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
  spec = {
    ...owner,
    deploymentId,
    acceptedAt: intent.acceptedAt.getTime(),
    earlierOperations: [],
    ...request,
    roomPrefix: 'call-',
  };
});

const creation = (checkFirst = false) => ({ spec, made: {}, checkFirst, timeLimitMs: ampleMs });
const removal = () => ({ spec, id: null, timeLimitMs: ampleMs });
const check = () => ({ spec, timeLimitMs: ampleMs });
const linkOf = async () => (await findOperation(memory.database, spec.operationId))?.operation.carrier;

describe('the connection of a number at its carrier', () => {
  it('the connection is stored, with where the calls went before, and made once', async () => {
    const { output: address } = await activities.createCarrier(creation());
    expect(address).toBe(`tl-${spec.operationId.slice(3)}.pstn.twilio.com`);
    expect(await linkOf()).toMatchObject({
      plan: { name: 'twilio', sipHost: 'sip.example.com' },
      connection: { address, routeBefore: { to: 'trunk', id: before.trunk } },
    });
    await activities.createRoute(creation());

    expect(await activities.createCarrier(creation(true))).toEqual({
      output: address,
      ambiguous: true,
      attempt,
    });
    expect(await linkOf()).toMatchObject({ connection: { routeBefore: { id: before.trunk } } });
    expect(twilio.remains().trunks).toHaveLength(1);
  });

  it('calls from us go to the address of the connection, once the record is made', async () => {
    const { output: address } = await activities.createCarrier(creation());
    const trunk = await activate(memory.database, spec.operationId, objects, noon);
    expect(trunk).toMatchObject({
      outboundAddress: address,
      carrier: { name: 'twilio', capabilities: { voice: true } },
    });
  });

  it('a late attempt connects nothing once the compensation has begun', async () => {
    await beginCompensation(memory.database, spec.operationId, failure);
    await expect(activities.createCarrier(creation(true))).rejects.toMatchObject({ type: 'out_of_time' });
    await expect(activities.createRoute(creation(true))).rejects.toMatchObject({ type: 'out_of_time' });
    expect(twilio.asked(/./)).toEqual([]);
  });

  it('the failure reports that nothing was changed when the first request is refused', async () => {
    twilio.open(account.sid, 'another token');
    await expect(activities.createCarrier(creation())).rejects.toMatchObject({
      type: 'carrier_credentials_refused',
      nonRetryable: true,
      details: [{ mayHaveApplied: false }],
    });
  });

  it('the failure reports a possible change when a later request is refused, or an earlier attempt may have changed something', async () => {
    twilio.plan(/OriginationUrls$/, { kind: 'answer', status: 400 });
    await expect(activities.createCarrier(creation())).rejects.toMatchObject({
      type: 'carrier_refused',
      details: [{ mayHaveApplied: true }],
    });
    twilio.open(account.sid, 'another token');
    await expect(activities.createCarrier(creation(true))).rejects.toMatchObject({
      type: 'carrier_credentials_refused',
      details: [{ mayHaveApplied: true }],
    });
  });
});

describe('the compensation at a carrier', () => {
  it('the compensation restores the route and removes everything', async () => {
    await activities.createCarrier(creation());
    await activities.createRoute(creation());
    await beginCompensation(memory.database, spec.operationId, failure);

    await activities.removeRoute(removal());
    await activities.removeCarrier(removal());

    expect(twilio.routeOf(number)).toEqual(before);
    expect(twilio.remains()).toEqual(empty);
  });

  it('the compensation removes by name what no attempt has stored', async () => {
    twilio.plan(/CredentialLists\.json$/, { kind: 'lose_reply' });
    await expect(activities.createCarrier(creation())).rejects.toMatchObject({ type: 'carrier_unreachable' });
    await beginCompensation(memory.database, spec.operationId, failure);

    await activities.removeRoute(removal());
    await activities.removeCarrier(removal());

    expect(twilio.routeOf(number)).toEqual(before);
    expect(twilio.remains()).toEqual(empty);
  });

  it('the compensation leaves a number alone that somebody has routed elsewhere meanwhile', async () => {
    await activities.createCarrier(creation());
    await activities.createRoute(creation());
    await beginCompensation(memory.database, spec.operationId, failure);
    twilio.reroute(number, 'TK000000000000000000000000000e15e');

    await activities.removeRoute(removal());

    expect(twilio.routeOf(number)).toMatchObject({ trunk: 'TK000000000000000000000000000e15e' });
  });

  it('the compensation touches nothing of a set-up that runs or has succeeded', async () => {
    await activities.createCarrier(creation());
    await activities.createRoute(creation());
    const there = twilio.remains();

    await activities.removeRoute(removal());
    await activities.removeCarrier(removal());
    expect(await activities.removeCarrierOrphansOf(check())).toBe(0);
    await activate(memory.database, spec.operationId, objects, noon);
    await activities.removeCarrier(removal());
    expect(await activities.removeCarrierOrphansOf(check())).toBe(0);

    expect(twilio.remains()).toEqual(there);
  });

  it('the removal is retried while the carrier refuses an account with which the number may have been routed', async () => {
    await activities.createCarrier(creation());
    await beginCompensation(memory.database, spec.operationId, failure);
    twilio.open(account.sid, 'another token');
    await expect(activities.removeCarrier(removal())).rejects.toMatchObject({
      type: 'carrier_credentials_refused',
      nonRetryable: false,
    });
  });

  it('the removal is skipped for a refused account when nothing was stored, so the number was never routed', async () => {
    twilio.plan(/CredentialLists\.json$/, { kind: 'lose_reply' });
    await expect(activities.createCarrier(creation())).rejects.toMatchObject({ type: 'carrier_unreachable' });
    await beginCompensation(memory.database, spec.operationId, failure);
    twilio.open(account.sid, 'another token');
    await activities.removeRoute(removal());
    expect(await activities.removeCarrier(removal())).toEqual({ skipped, attempt });
    await releaseNumber(memory.database, spec.operationId, { removed: failure.removed }, noon);
    expect(twilio.remains().trunks).toHaveLength(1);

    // The follow-up of the set-up removes it, once the carrier accepts the account again.
    expect(await activities.removeCarrierOrphansOf(check())).toBe(0);
    twilio.open(account.sid, account.token.reveal());
    expect(await activities.removeCarrierOrphansOf(check())).toBeGreaterThan(0);
    expect(twilio.remains()).toEqual(empty);
  });

  it.each([
    ['is down', () => twilio.plan(/./, { kind: 'answer', status: 503 }), 'carrier_unreachable'],
    ['is disabled', () => (activities = activitiesOf(false)), 'carrier_off'],
    [
      'has an account that no key opens',
      () => (activities = activitiesOf(true, otherKeys())),
      'password_unreadable',
    ],
  ])('the removal waits for a carrier that %s, also when nothing was stored', async (_why, bring, type) => {
    await beginCompensation(memory.database, spec.operationId, failure);
    bring();
    await expect(activities.removeCarrier(removal())).rejects.toMatchObject({ type, nonRetryable: false });
  });
});

describe('the check for orphans at a carrier', () => {
  it.each([
    ['refuses the account', () => twilio.open(account.sid, 'another token')],
    ['is disabled', () => (activities = activitiesOf(false))],
    ['has an account that no key opens', () => (activities = activitiesOf(true, otherKeys()))],
  ])(
    'the check ends when the carrier %s, because no number is routed to what it would remove',
    async (_why, bring) => {
      await beginCompensation(memory.database, spec.operationId, failure);
      await releaseNumber(memory.database, spec.operationId, { removed: failure.removed }, noon);
      bring();
      expect(await activities.removeCarrierOrphansOf(check())).toBe(0);
    },
  );

  it('the check is retried while the carrier is down', async () => {
    await beginCompensation(memory.database, spec.operationId, failure);
    await releaseNumber(memory.database, spec.operationId, { removed: failure.removed }, noon);
    twilio.plan(/./, { kind: 'answer', status: 503 });
    await expect(activities.removeCarrierOrphansOf(check())).rejects.toMatchObject({ nonRetryable: false });
  });
});

describe('a tear-down at a carrier', () => {
  const tearDown = async () => {
    await activities.createCarrier(creation());
    await activities.createRoute(creation());
    const trunk = await activate(memory.database, spec.operationId, objects, noon);
    const request = specFor(trunk?.id ?? 0);
    await beginTrunkOperation(memory.database, request);
    return (maySkip: boolean) => ({
      operationId: request.operationId,
      deploymentId,
      roomPrefix: 'call-',
      timeLimitMs: ampleMs,
      maySkip,
    });
  };

  it('a tear-down restores the route and removes the connection, and may do so twice', async () => {
    const tearingDown = await tearDown();
    for (let times = 0; times < 2; times += 1) {
      expect(await activities.tearDownRoute(tearingDown(false))).toEqual({ attempt });
      expect(await activities.tearDownCarrier(tearingDown(false))).toEqual({ attempt });
    }
    expect(twilio.routeOf(number)).toEqual(before);
    expect(twilio.remains()).toEqual(empty);
  });

  it('a tear-down lets the calls go nowhere when the place is gone to which they went before', async () => {
    const tearingDown = await tearDown();
    twilio.plan(/^POST .*IncomingPhoneNumbers/, { kind: 'answer', status: 400 });
    await activities.tearDownRoute(tearingDown(false));
    expect(twilio.routeOf(number)).toEqual({ trunk: null, application: null });
  });

  it('a step of a tear-down is skipped when the carrier refuses the account, but not in the first attempt', async () => {
    const tearingDown = await tearDown();
    twilio.open(account.sid, 'another token');
    await expect(activities.tearDownRoute(tearingDown(false))).rejects.toMatchObject({
      type: 'carrier_credentials_refused',
    });
    expect(await activities.tearDownRoute(tearingDown(true))).toEqual({ skipped, attempt });
    expect(await activities.tearDownCarrier(tearingDown(true))).toEqual({ skipped, attempt });
  });

  it.each([
    ['the carrier is disabled', () => activitiesOf(false), 'carrier_off'],
    ['no key opens the account', () => activitiesOf(true, otherKeys()), 'password_unreadable'],
  ])(
    'a step of a tear-down is not skipped because %s: the operator can repair that',
    async (_why, unavailable, type) => {
      const tearingDown = await tearDown();
      for (const step of ['tearDownRoute', 'tearDownCarrier'] as const) {
        await expect(unavailable()[step](tearingDown(true))).rejects.toMatchObject({
          type,
          nonRetryable: false,
        });
      }
      expect(await activities.tearDownRoute(tearingDown(true))).toEqual({ attempt });
      expect(twilio.routeOf(number)).toEqual(before);
    },
  );

  it('a step of a tear-down is retried while the carrier is down', async () => {
    const tearingDown = await tearDown();
    twilio.plan(/./, { kind: 'answer', status: 503 });
    await expect(activities.tearDownCarrier(tearingDown(true))).rejects.toMatchObject({
      type: 'carrier_unreachable',
      nonRetryable: false,
    });
  });
});
