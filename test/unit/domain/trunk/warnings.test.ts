import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../src/domain/secret.js';
import { parseAllowedAddress } from '../../../../src/domain/trunk/allowed-addresses.js';
import { parseCountry } from '../../../../src/domain/trunk/country.js';
import { parseExtension } from '../../../../src/domain/trunk/parse-number.js';
import { parseSipAddress } from '../../../../src/domain/trunk/sip-address.js';
import type { InboundAuthorization } from '../../../../src/domain/trunk/trunk.js';
import { warningsAbout } from '../../../../src/domain/trunk/warnings.js';
import { acceptedValue } from '../parsing.js';

const digestOnly: InboundAuthorization = { digest: true, allowed: [] };

function request(
  address: string,
  password: string | null,
  inboundAuthorization: InboundAuthorization,
  extension = '1000',
): Parameters<typeof warningsAbout>[0] {
  return {
    settings: {
      number: acceptedValue(parseExtension(extension)),
      nickname: null,
      username: 'myuser',
      outboundAddress: acceptedValue(parseSipAddress(address, { port: 'allowed', allowPrivate: false })),
      callingFormat: '+e164',
      inboundAuthorization,
      outboundProxy: false,
      countryCode: acceptedValue(parseCountry('US')),
      agentName: null,
    },
    password: password === null ? null : new Secret(password),
  };
}

describe('a request that is carried out', () => {
  it('with a password of twelve characters gives no warning', () => {
    expect(warningsAbout(request('sip.provider.com', 'sip_password', digestOnly))).toEqual([]);
  });

  it('with a shorter password gives a warning that does not contain it', () => {
    const warnings = warningsAbout(request('sip.provider.com', 'hunter2', digestOnly));
    expect(warnings).toEqual([expect.stringContaining('shorter than 12 characters')]);
    expect(warnings.join()).not.toContain('hunter2');
  });

  it('without a password gives none about it', () => {
    expect(warningsAbout(request('sip.provider.com', null, digestOnly))).toEqual([]);
  });

  it('with digest alone for Twilio gives a warning, because Twilio answers no challenge', () => {
    const warnings = warningsAbout(request('me.pstn.twilio.com:5060', 'sip_password', digestOnly));
    expect(warnings).toEqual([expect.stringContaining('Twilio')]);
  });

  it('with addresses for Twilio gives none', () => {
    const allowed = [acceptedValue(parseAllowedAddress('54.172.60.0/30'))] as const;
    expect(warningsAbout(request('me.pstn.twilio.com', 'sip_password', { digest: false, allowed }))).toEqual(
      [],
    );
  });

  it('for an extension with # gives a warning, because callers that write it as SIP does are not answered', () => {
    const warnings = warningsAbout(request('sip.provider.com', 'sip_password', digestOnly, '*21#'));
    expect(warnings).toEqual([expect.stringContaining('%23')]);
  });

  it('for an extension with the other signs gives none', () => {
    expect(warningsAbout(request('sip.provider.com', 'sip_password', digestOnly, '*2_1.a-B'))).toEqual([]);
  });
});
