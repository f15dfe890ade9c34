import { describe, expect, it } from 'vitest';
import { parseAllowedAddress, parseSipAddress } from '../../../../src/domain/trunk/addresses.js';
import { parseCountry, parseExtension } from '../../../../src/domain/trunk/numbers/phone-number.js';
import { type InboundAuthorization, noNotes } from '../../../../src/domain/trunk/trunk.js';
import * as warnings from '../../../../src/domain/trunk/warnings.js';
import { Secret } from '../../../../src/domain/values.js';
import { usualSettings } from '../../../support/interface.js';
import { acceptedValue } from '../parsing.js';

const warningsAbout = (questionable: Questionable) => warnings.warningsAbout(questionable, 'do this instead');
type Questionable = Parameters<typeof warnings.warningsAbout>[0];

const digestOnly: InboundAuthorization = { digest: true, allowed: [] };

function request(
  address: string,
  password: string | null,
  inboundAuthorization: InboundAuthorization,
  extension = '1000',
): Questionable {
  return {
    settings: {
      number: acceptedValue(parseExtension(extension)),
      nickname: null,
      username: 'myuser',
      outboundAddress: acceptedValue(
        parseSipAddress(address, { port: 'allowed', targets: usualSettings.targets }),
      ),
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

  const edges = ['ashburn', 'umatilla', 'dublin', 'frankfurt', 'singapore', 'tokyo', 'sao-paulo', 'sydney'];
  const exchanges = [
    'ashburn',
    'san-jose',
    'london',
    'frankfurt',
    'singapore',
    'tokyo',
    'sydney',
    'sao-paulo',
  ];
  const before = [
    'us1',
    'us2',
    'ie1',
    'de1',
    'sg1',
    'jp1',
    'br1',
    'au1',
    'us1-ix',
    'us2-ix',
    'ie1-ix',
    'de1-ix',
  ];
  const locations = [...edges, ...exchanges.map((exchange) => `${exchange}-ix`), ...before];

  it.each([
    'me.pstn.twilio.com',
    'ME.pstn.twilio.com:5060',
    ...locations.map((location) => `me.pstn.${location}.twilio.com`),
  ])(
    'credentials give a warning for %s, because Twilio answers no challenge, whatever addresses are allowed',
    (address) => {
      const allowed = [acceptedValue(parseAllowedAddress('54.172.60.0/30'))];
      for (const authorization of [digestOnly, { digest: true, allowed } as const]) {
        expect(warningsAbout(request(address, 'sip_password', authorization))).toEqual([
          expect.stringMatching(/^Twilio .* whatever addresses are allowed: do this instead\.$/),
        ]);
      }
    },
  );

  it.each([
    'twilio.com',
    'me.sip.twilio.com',
    'pstn.twilio.com.example.com',
    'me.pstn.twilio.com.example.com',
    'xpstn.twilio.com',
  ])('credentials give no warning for %s, which is no trunk of Twilio', (address) => {
    expect(warningsAbout(request(address, 'sip_password', digestOnly))).toEqual([]);
  });

  it.each([
    ['\u200bhorse battery', 'U+200B'],
    ['horse\u00a0battery', 'U+00A0'],
    ['horse battery\u{e0041}', 'U+E0041'],
  ])('a password with an invisible character gives a warning that names it: %j', (password, code) => {
    expect(warningsAbout(request('sip.provider.com', password, digestOnly))).toEqual([
      expect.stringContaining(`invisible character ${code}`),
    ]);
  });

  it('a webhook and versions of agents that do not exist give warnings, because nothing uses them', () => {
    const { settings, password } = request('sip.provider.com', 'sip_password', digestOnly);
    const notes = {
      ...noNotes,
      inboundWebhookUrl: 'https://example.com/',
      inboundAgentVersion: 2,
      outboundAgentVersion: 3,
    };
    const names = ['inbound_webhook_url', 'inbound_agent_version', 'outbound_agent_version'];
    expect(warningsAbout({ settings, password, notes })).toEqual(
      names.map((name) => expect.stringMatching(new RegExp(`^${name} `))),
    );
    const used = { ...notes, inboundWebhookUrl: null, outboundAgentId: 'ada' };
    expect(warningsAbout({ settings: { ...settings, agentName: 'ada' }, password, notes: used })).toEqual([]);
  });

  it('addresses give no warning for Twilio', () => {
    const allowed = [acceptedValue(parseAllowedAddress('54.172.60.0/30'))] as const;
    expect(warningsAbout(request('me.pstn.twilio.com', 'sip_password', { digest: false, allowed }))).toEqual(
      [],
    );
  });

  it('addresses from which Twilio does not call give a warning', () => {
    const allowed = [acceptedValue(parseAllowedAddress('203.0.113.7'))] as const;
    expect(warningsAbout(request('me.pstn.twilio.com', 'sip_password', { digest: false, allowed }))).toEqual([
      expect.stringMatching(/^Twilio sends calls from other addresses than the allowed ones \(54\.172/),
    ]);
  });

  it('a network that contains an address of the carrier gives no warning', () => {
    const allowed = [acceptedValue(parseAllowedAddress('54.172.0.0/16'))] as const;
    expect(warningsAbout(request('me.pstn.twilio.com', 'sip_password', { digest: false, allowed }))).toEqual(
      [],
    );
  });

  it('a carrier that wants the user name as the caller gives a warning', () => {
    expect(warningsAbout(request('sipconnect.sipgate.de', 'sip_password', digestOnly))).toEqual([
      expect.stringMatching(/^sipgate refuses calls \(403\).*caller_id_format/),
    ]);
  });

  it('an extension with # gives a warning, because calls that escape it as SIP requires are not answered', () => {
    const warnings = warningsAbout(request('sip.provider.com', 'sip_password', digestOnly, '*21#'));
    expect(warnings).toEqual([expect.stringContaining('%23')]);
  });

  it('an extension with other signs gives no warning', () => {
    expect(warningsAbout(request('sip.provider.com', 'sip_password', digestOnly, '*2_1.a-B'))).toEqual([]);
  });
});
