import { afterAll, beforeAll, beforeEach } from 'vitest';
import { PlivoStandIn } from '../../../support/plivo-stand-in.js';
import { TwilioStandIn } from '../../../support/twilio-stand-in.js';
import type { Answer, Tenant } from '../requests/tenant.js';
import type { Overrides } from '../trunkline.js';
import { World } from '../world.js';

/** The host to which the carriers of a test send calls. */
export const sipHost = 'sip.trunkline.example';

/** An account at a carrier, and a number in it. */
export const accounts = {
  twilio: {
    sid: 'AC0123456789abcdef0123456789abcdef',
    token: 'Sauerteigbrot-4711-twilio',
    number: '+14155550123',
  },
  plivo: { sid: 'MA2025RK4E639VJFZAGV', token: 'Sauerteigbrot-4711-plivo', number: '+14155550124' },
} as const;
export type Provider = keyof typeof accounts;

/** A world with a stand-in for each carrier, because tests cannot reach a real one. */
export class CarrierWorld extends World {
  readonly twilio = new TwilioStandIn();
  readonly plivo = new PlivoStandIn();

  override async begin(overrides: Overrides): Promise<void> {
    await Promise.all([this.twilio.start(), this.plivo.start()]);
    await super.begin({
      CARRIERS: 'twilio,plivo',
      SIP_INBOUND_HOST: sipHost,
      TWILIO_API_URL: this.twilio.url,
      TWILIO_TRUNKING_URL: this.twilio.url,
      PLIVO_API_URL: this.plivo.url,
      ...overrides,
    });
  }

  override async clear(): Promise<void> {
    await super.clear();
    for (const provider of ['twilio', 'plivo'] as const) {
      const { sid, token, number } = accounts[provider];
      this[provider].reset();
      this[provider].open(sid, token);
      this[provider].rent(sid, number);
    }
  }

  override async end(): Promise<void> {
    await super.end();
    await Promise.all([this.twilio.stop(), this.plivo.stop()]);
  }
}

/** Makes such a world for the tests of a block. Each test starts with two rented numbers and healthy carriers. */
export function useCarriers(overrides: Overrides = {}): CarrierWorld {
  const world = new CarrierWorld();
  beforeAll(() => world.begin(overrides));
  beforeEach(() => world.clear());
  afterAll(() => world.end());
  return world;
}

/** Imports a carrier's number through the Zudu contract. */
export function importNumber(
  tenant: Tenant,
  provider: Provider,
  changes: object = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { sid, token, number } = accounts[provider];
  return tenant.request('POST', '/api/phone-numbers/import', {
    body: { phone_number: number, provider, account_sid: sid, auth_token: token, ...changes },
    headers: { 'x-api-key': tenant.key.publicId, 'x-api-secret': tenant.key.secret, ...headers },
  });
}

/** The objects at a stand-in when nothing is left there. */
export const nothingThere = {
  twilio: { trunks: [], credentialLists: [] },
  plivo: { trunks: [], credentials: [], uris: [] },
} as const;
