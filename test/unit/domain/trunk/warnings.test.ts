import { describe, expect, it } from 'vitest';
import { parseAllowedAddress, parseSipAddress } from '../../../../src/domain/trunk/addresses.js';
import { parseCountry, parseExtension } from '../../../../src/domain/trunk/phone-number.js';
import { type InboundAuthorization, warningsAbout } from '../../../../src/domain/trunk/trunk.js';
import { Secret } from '../../../../src/domain/values.js';
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

describe('warnings about a request', () => {
  it('a password of twelve characters gives no warning', () => {
    expect(warningsAbout(request('sip.provider.com', 'sip_password', digestOnly))).toEqual([]);
  });

  it('a shorter password gives a warning that does not contain it', () => {
    const warnings = warningsAbout(request('sip.provider.com', 'hunter2', digestOnly));
    expect(warnings).toEqual([expect.stringContaining('shorter than 12 characters')]);
    expect(warnings.join()).not.toContain('hunter2');
  });

  it('a request without a password gives no warning about it', () => {
    expect(warningsAbout(request('sip.provider.com', null, digestOnly))).toEqual([]);
  });

  it('digest without addresses gives a warning for Twilio, which answers no challenge', () => {
    const warnings = warningsAbout(request('me.pstn.twilio.com:5060', 'sip_password', digestOnly));
    expect(warnings).toEqual([expect.stringContaining('Twilio')]);
  });

  it('addresses give no warning for Twilio', () => {
    const allowed = [acceptedValue(parseAllowedAddress('54.172.60.0/30'))] as const;
    expect(warningsAbout(request('me.pstn.twilio.com', 'sip_password', { digest: false, allowed }))).toEqual(
      [],
    );
  });

  it('an extension with # gives a warning, because calls that escape it as SIP requires are not answered', () => {
    const warnings = warningsAbout(request('sip.provider.com', 'sip_password', digestOnly, '*21#'));
    expect(warnings).toEqual([expect.stringContaining('%23')]);
  });

  it('an extension with other signs gives no warning', () => {
    expect(warningsAbout(request('sip.provider.com', 'sip_password', digestOnly, '*2_1.a-B'))).toEqual([]);
  });
});
