import { describe, expect, it } from 'vitest';
import { changedSettings, type TrunkChanges } from '../../../src/trunks/change.js';
import type { E164, Extension } from '../../../src/trunks/number.js';
import type { Cidr, CountryCode, InboundAuthorization } from '../../../src/trunks/trunk.js';
import { settings } from '../plans.js';

const cidr = (text: string) => text as Cidr;
const country = (code: string) => code as CountryCode;
const digest: InboundAuthorization = { digest: true, allowed: [] };
const byAddress: InboundAuthorization = { digest: false, allowed: [cidr('203.0.113.7/32')] };

describe('changed settings', () => {
  it('are what they were where nothing is said', () => {
    expect(changedSettings(settings, {})).toEqual(settings);
  });

  it('take what is given, and null where null is given', () => {
    const changes: TrunkChanges = {
      username: 'another',
      nickname: null,
      agentName: null,
      outboundProxy: true,
    };
    expect(changedSettings(settings, changes)).toEqual({ ...settings, ...changes });
  });

  it.each<[string, InboundAuthorization, TrunkChanges['inboundAuthorization'], InboundAuthorization | null]>([
    ['from digest to addresses', digest, { type: 'ip', allowed: byAddress.allowed }, byAddress],
    ['from digest to addresses that nobody named', digest, { type: 'ip', allowed: null }, null],
    ['from digest to no addresses', digest, { type: 'ip', allowed: [] }, null],
    ['from addresses to digest', byAddress, { type: 'auth', allowed: null }, digest],
    ['by address, said again', byAddress, { type: 'ip', allowed: null }, byAddress],
    [
      'to other addresses',
      byAddress,
      { type: null, allowed: [cidr('198.51.100.0/24')] },
      { digest: false, allowed: [cidr('198.51.100.0/24')] },
    ],
    ['from addresses to none', byAddress, { type: null, allowed: [] }, null],
    ['by digest, with addresses beside it', digest, { type: null, allowed: byAddress.allowed }, digest],
    [
      'from digest with addresses to addresses that nobody named',
      { digest: true, allowed: byAddress.allowed },
      { type: 'ip', allowed: null },
      null,
    ],
  ])('are authorised %s', (_how, before, change, after) => {
    const changed = changedSettings(
      { ...settings, inboundAuthorization: before },
      change === undefined ? {} : { inboundAuthorization: change },
    );
    expect(changed === null ? null : changed.inboundAuthorization).toEqual(after);
  });

  it('have the country of a new number, unless it shares its code with the old one', () => {
    const inUs = { ...settings, countryCode: country('US') };
    const to = (value: string) => ({ number: { kind: 'number', value: value as E164 } }) as const;
    expect(changedSettings(inUs, to('+4930123456'))?.countryCode).toBe('DE');
    expect(changedSettings(inUs, to('+14165550123'))?.countryCode).toBe('US');
    expect(changedSettings(inUs, { ...to('+14165550123'), countryCode: country('CA') })?.countryCode).toBe(
      'CA',
    );
  });

  it('believe a given country of an extension', () => {
    const extension = {
      ...settings,
      number: { kind: 'extension', value: '1000' as Extension } as const,
      countryCode: country('US'),
    };
    expect(changedSettings(extension, { countryCode: country('DE') })?.countryCode).toBe('DE');
  });
});
