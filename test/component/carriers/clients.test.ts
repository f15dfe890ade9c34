import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Carrier, ConnectionSpec } from '../../../src/carriers/carrier.js';
import { carriersAt } from '../../../src/carriers/carriers.js';
import { CarrierProblem, fairAttemptMs } from '../../../src/domain/failures.js';
import type { CarrierName, E164 } from '../../../src/domain/trunk/trunk.js';
import { Secret } from '../../../src/domain/values.js';
import type { CarrierStandIn } from '../../support/carrier-stand-in.js';
import { PlivoStandIn } from '../../support/plivo-stand-in.js';
import { TwilioStandIn } from '../../support/twilio-stand-in.js';
import { ampleMs } from '../../unit/ample-time.js';

const number = '+15551234567' as E164;
const token = 'a-token-of-the-account';
const spec: ConnectionSpec = {
  tag: 'tl1-demo1-op_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  label: 'tl-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  sipHost: 'sip.example.com',
  username: 'tlaaaaaaaa',
  password: new Secret('Aa1-0123456789abcdef'),
};

const twilio = new TwilioStandIn();
const plivo = new PlivoStandIn();

beforeAll(() => Promise.all([twilio.start(), plivo.start()]));
afterAll(() => Promise.all([twilio.stop(), plivo.stop()]));

interface Setting {
  readonly name: CarrierName;
  readonly standIn: TwilioStandIn | PlivoStandIn;
  readonly sid: string;
  /** A request that makes the first object, and one that makes the last. */
  readonly first: RegExp;
  readonly last: RegExp;
  readonly changesRoute: RegExp;
  readonly empty: object;
}

const settings: readonly Setting[] = [
  {
    name: 'twilio',
    standIn: twilio,
    sid: 'AC0123456789abcdef0123456789abcdef',
    first: /^POST .*\/Trunks$/,
    last: /^POST .*\/Trunks\/\w+\/CredentialLists$/,
    changesRoute: /^POST .*\/IncomingPhoneNumbers\/\w+.json$/,
    empty: { trunks: [], credentialLists: [] },
  },
  {
    name: 'plivo',
    standIn: plivo,
    sid: 'MA2025RK4E639VJFZAGV',
    first: /^POST .*\/URI\/$/,
    last: /^POST .*\/Trunk\/$/,
    changesRoute: /^POST .*\/Number\/\d+\/$/,
    empty: { trunks: [], credentials: [], uris: [] },
  },
];

describe.each(settings)('an account at $name', ({ name, standIn, sid, first, last, changesRoute, empty }) => {
  const open = (timeLimitMs = ampleMs, secret = token): Carrier =>
    carriersAt({
      twilio: { apiUrl: twilio.url, trunkingUrl: twilio.url },
      plivo: { apiUrl: plivo.url },
    })(name, { sid, token: new Secret(secret) }, timeLimitMs);

  beforeEach(() => {
    standIn.reset();
    standIn.open(sid, token);
    standIn.rent(sid, number);
  });

  it('an account finds a number with its capabilities', async () => {
    expect(await open().find(number)).toMatchObject({ capabilities: { voice: true, sms: true, mms: false } });
  });

  it('an account reports a number that it does not own', async () => {
    await expect(open().find('+15550000000' as E164)).rejects.toMatchObject({
      code: 'carrier_number_not_found',
    });
  });

  it('an account reports refused credentials, and that nothing was changed', async () => {
    const carrier = open(ampleMs, 'another token');
    await expect(carrier.find(number)).rejects.toMatchObject({ code: 'carrier_credentials_refused' });
    expect(carrier.mayHaveChanged).toBe(false);
  });

  it('an account connects once, however often it is repeated after an ambiguous outcome', async () => {
    const made = await open().connect(spec, false);
    const before = standIn.remains();

    expect(await open().connect(spec, true)).toEqual(made);
    expect(standIn.remains()).toEqual(before);
    expect(made.address).toMatch(/^(tl-a{32}\.pstn\.twilio\.com|\d+\.zt\.plivo\.com)$/);
  });

  it.each([first, last])(
    'an account finds the object of a request whose reply was lost: %s',
    async (request) => {
      standIn.plan(request, { kind: 'lose_reply' });
      const carrier = open();
      await expect(carrier.connect(spec, false)).rejects.toMatchObject({
        code: 'carrier_unreachable',
        problem: { transient: true, mayHaveApplied: true },
      });
      expect(carrier.mayHaveChanged).toBe(true);

      const made = await open().connect(spec, true);

      expect(standIn.asked(first).length).toBe(1);
      expect(await open().disconnect({ tag: spec.tag })).toBe(Object.keys(made.objects).length);
      expect(standIn.remains()).toEqual(empty);
    },
  );

  it('an account adopts its own object if the carrier refuses to create it twice', async () => {
    const made = await open().connect(spec, false);
    const before = standIn.remains();

    expect(await open().connect(spec, false)).toEqual(made);
    expect(standIn.remains()).toEqual(before);
  });

  it.each([
    [500, 'carrier_unreachable', true],
    [503, 'carrier_unreachable', true],
    [429, 'carrier_throttled', true],
    [400, 'carrier_refused', false],
    [403, 'carrier_credentials_refused', false],
    [302, 'carrier_unexpected_answer', false],
  ])('an account classifies the answer %i as %s', async (status, code, transient) => {
    standIn.plan(first, { kind: 'answer', status });
    await expect(open().connect(spec, false)).rejects.toMatchObject({ code, problem: { transient } });
  });

  it.each([
    [300, 'out_of_time'],
    [fairAttemptMs, 'carrier_unreachable'],
  ])(
    'an account stops after %i ms with %s, and the outcome of a change is ambiguous',
    async (limitMs, code) => {
      standIn.plan(first, { kind: 'slow', ms: 2 * fairAttemptMs });
      await expect(open(limitMs).connect(spec, false)).rejects.toMatchObject({
        code,
        problem: { mayHaveApplied: true },
      });
    },
  );

  it('an account routes a number to the trunk and restores its former route', async () => {
    const before = standIn.routeOf(number);
    const { id, route } = await open().find(number);
    const { trunkId } = await open().connect(spec, false);

    await open().route(id, trunkId);
    expect((await open().find(number)).route).toEqual({ to: 'trunk', id: trunkId });

    expect(await open().restore(number, trunkId, route)).toBe(true);
    expect(standIn.routeOf(number)).toEqual(before);
    expect(await open().restore(number, trunkId, route)).toBe(false);
    expect(standIn.asked(changesRoute).length).toBeLessThanOrEqual(2);
  });

  it('an account does not restore a number that somebody has routed elsewhere or removed', async () => {
    expect(await open().restore(number, 'another-trunk', { to: 'number' })).toBe(false);
    expect(await open().restore('+15550000000' as E164, 'a-trunk', { to: 'number' })).toBe(false);
  });

  it('an account removes the objects with the tag and nothing else, also among many', async () => {
    const others: ConnectionSpec[] = ['b', 'c', 'd', 'e'].map((letter) => ({
      ...spec,
      tag: spec.tag.replaceAll('a', letter),
      label: spec.label.replaceAll('a', letter),
    }));
    for (const other of others) await open().connect(other, false);
    const before = standIn.remains();
    await open().connect(spec, false);

    await open().disconnect({ tag: spec.tag });

    expect(standIn.remains()).toEqual(before);
  });

  it('an account does not take the redirect of a removal for success', async () => {
    await open().connect(spec, false);
    standIn.plan(/^DELETE/, { kind: 'answer', status: 302 });
    await expect(open().disconnect({ tag: spec.tag })).rejects.toMatchObject({
      code: 'carrier_unexpected_answer',
      problem: { mayHaveApplied: true },
    });
    expect(await open().disconnect({ tag: spec.tag })).toBeGreaterThan(0);
    expect(standIn.remains()).toEqual(empty);
  });

  it('an account keeps the excluded objects, and removes objects that somebody has renamed', async () => {
    const made = await open().connect(spec, false);
    expect(await open().disconnect({ tag: spec.tag, keep: made.objects })).toBe(0);
    await open().disconnect({ tag: 'another tag', also: made.objects });
    expect(standIn.remains()).toEqual(empty);
  });

  it('an account shows neither token nor number in the message of a failure', async () => {
    standIn.plan(/./, { kind: 'answer', status: 400 });
    const failure = await open()
      .find(number)
      .catch((error) => error);
    expect(failure).toBeInstanceOf(CarrierProblem);
    for (const secret of [token, sid, number.slice(1)]) expect(failure.message).not.toContain(secret);
  });
});

describe('a number at Twilio', () => {
  const sid = 'AC0123456789abcdef0123456789abcdef';
  const open = () =>
    carriersAt({ twilio: { apiUrl: twilio.url, trunkingUrl: twilio.url }, plivo: null })(
      'twilio',
      { sid, token: new Secret(token) },
      ampleMs,
    );

  it.each([
    { trunk: 'TK00000000000000000000000000000bef', application: null },
    { trunk: null, application: 'AP00000000000000000000000000000bef' },
  ])('a number at Twilio is restored to %o', async (before) => {
    twilio.reset();
    twilio.open(sid, token);
    twilio.rent(sid, number, {
      ...(before.trunk === null ? {} : { trunk: before.trunk }),
      ...(before.application === null ? {} : { application: before.application }),
    });
    const { id, route } = await open().find(number);
    const { trunkId } = await open().connect(spec, false);
    await open().route(id, trunkId);

    await open().restore(number, trunkId, route);

    expect(twilio.routeOf(number)).toEqual(before);
  });
});

describe('a carrier that is not enabled', () => {
  it('a carrier that is not enabled is not contacted', () => {
    const standIns: readonly CarrierStandIn[] = [twilio, plivo];
    for (const standIn of standIns) standIn.reset();
    const open = carriersAt({ twilio: null, plivo: null });
    expect(() => open('twilio', { sid: 'AC', token: new Secret(token) }, 1_000)).toThrow(CarrierProblem);
    expect(standIns.flatMap((standIn) => standIn.asked(/./))).toEqual([]);
  });
});
