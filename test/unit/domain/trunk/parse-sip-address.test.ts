import { describe, expect, it } from 'vitest';
import { parseSipAddress, type SipAddressRules } from '../../../../src/domain/trunk/addresses.js';
import { usualSettings } from '../../../support/interface.js';
import { acceptedValue, problemOf } from '../parsing.js';

const { targets } = usualSettings;
const withPort: SipAddressRules = { port: 'allowed', targets };
const withoutPort: SipAddressRules = { port: 'refused', targets };
const insideNetwork: SipAddressRules = { port: 'allowed', targets: { ...targets, allowPrivate: true } };

describe("a SIP server's address", () => {
  it.each([
    ['sip.provider.com', 'sip.provider.com'],
    ['SIP.Provider.COM', 'sip.provider.com'],
    ['a-b.c1.example.org', 'a-b.c1.example.org'],
    ['1und1.de', '1und1.de'],
    ['xn--bcher-kva.example.org', 'xn--bcher-kva.example.org'],
    ['8.8.8.8', '8.8.8.8'],
  ])('the SIP address %s is accepted, whether a port is allowed or not', (text, address) => {
    expect(acceptedValue(parseSipAddress(text, withPort))).toBe(address);
    expect(acceptedValue(parseSipAddress(text, withoutPort))).toBe(address);
  });

  it.each(['sip.gateway.com:5060', '9.9.9.9:1024', 'sip.gateway.com:65535'])(
    'the SIP address %s is accepted where a port is allowed',
    (text) => {
      expect(acceptedValue(parseSipAddress(text, withPort))).toBe(text);
    },
  );

  it('a SIP address with a port is refused where no port is allowed, and the message shows the host alone', () => {
    expect(problemOf(parseSipAddress('sip.provider.com:5060', withoutPort))).toBe(
      'must not contain a port: write sip.provider.com',
    );
  });

  it.each(['0', '65536', '05060', '', 'x', '-1', '99999', '5060 '])(
    'a SIP address with the port %j is refused',
    (port) => {
      problemOf(parseSipAddress(`sip.gateway.com:${port}`, withPort));
    },
  );

  it.each([
    ['a SIP URI', 'sip:sip.provider.com', '"sip:"'],
    ['a SIPS URI', 'SIPS:sip.provider.com', '"sip:"'],
    ['a SIP URI in brackets', '<sip:sip.provider.com>', '"sip:"'],
    ['a URL', 'https://sip.provider.com', 'must not be a URL'],
    ['a user name', 'user@sip.provider.com', '@'],
    ['parameters', 'sip.provider.com;transport=tcp', 'parameters'],
    ['a bare transport', 'sip.provider.comtransport=tcp', 'parameters'],
    ['a space', 'sip. provider.com', 'spaces'],
    ['a line break', 'sip.provider.com\r\nVia: x', 'spaces'],
    ['an IPv6 address', '2001:db8::1', 'IPv6'],
    ['an IPv6 address in brackets', '[2001:db8::1]:5060', 'IPv6'],
    ['letters beyond ASCII', 'bücher.example', 'ASCII'],
    ['a letter that only lower case makes ASCII', 'sip.\u212aprovider.com', 'ASCII'],
    ['an underscore', 'sip_1.provider.com', 'full host name'],
    ['an empty label', 'sip..provider.com', 'full host name'],
    ['a dot at the end', 'sip.provider.com.', 'full host name'],
    ['a dash at the end of a label', 'sip-.provider.com', 'full host name'],
    ['a label of 64 characters', `${'a'.repeat(64)}.com`, 'full host name'],
    ['254 characters', `${'a.'.repeat(125)}comm`, 'full host name'],
    ['a path', 'sip.provider.com/x', 'full host name'],
    ['one label', 'provider', 'full host name'],
    ['an octet above 255', '256.1.1.1', 'full host name'],
    ['an octet with a leading zero', '08.8.8.8', 'full host name'],
    ['three octets', '10.1.1', 'full host name'],
    ['one number', '2130706433', 'full host name'],
    ['a hexadecimal number', '0x7f000001', 'full host name'],
    ['a hexadecimal octet', '127.0.0.0x1', 'full host name'],
    ['nothing before the port', ':5060', 'full host name'],
  ])("a SIP server's address with %s is refused", (_what, text, hint) => {
    expect(problemOf(parseSipAddress(text, withPort))).toContain(hint);
  });

  it.each(['10.0.0.1', '172.16.0.1', '192.168.1.1', '127.0.0.1', '169.254.169.254', '100.64.0.1'])(
    'the private SIP address %s is refused unless the operator allows it',
    (text) => {
      expect(problemOf(parseSipAddress(text, withPort))).toContain('must be a public');
      expect(acceptedValue(parseSipAddress(text, insideNetwork))).toBe(text);
    },
  );

  it.each([
    'localhost',
    'LOCALHOST',
    'sip.localhost',
    'pbx.local',
    'metadata.google.internal',
    'pbx.home.arpa',
  ])('the private name %s is refused unless the operator allows it', (text) => {
    expect(problemOf(parseSipAddress(text, withPort))).toContain('must be a public');
    expect(acceptedValue(parseSipAddress(text, insideNetwork))).toBe(text.toLowerCase());
  });

  it('a SIP address of one label is accepted inside a private network, with its port', () => {
    expect(acceptedValue(parseSipAddress('asterisk:5080', insideNetwork))).toBe('asterisk:5080');
  });

  it.each(['0.0.0.0', '0.1.2.3', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'])(
    'the address %s is refused, whatever the operator allows',
    (text) => {
      expect(problemOf(parseSipAddress(text, withPort))).toContain('a call can be sent to');
      expect(problemOf(parseSipAddress(text, insideNetwork))).toContain('a call can be sent to');
    },
  );
});
