import { describe, expect, it } from 'vitest';
import { parseAllowedAddress, withoutDuplicates } from '../../../../src/domain/trunk/addresses.js';
import { acceptedValue, problemOf } from '../parsing.js';

describe('an address that may call in', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7/32'],
    ['203.0.113.7/32', '203.0.113.7/32'],
    ['203.0.113.7/24', '203.0.113.0/24'],
    ['203.0.255.255/16', '203.0.0.0/16'],
    ['10.1.2.3', '10.1.2.3/32'],
    ['127.0.0.1', '127.0.0.1/32'],
    ['255.255.255.255', '255.255.255.255/32'],
    ['2001:db8::1', '2001:db8::1/128'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1/128'],
    ['2001:db8:1:2:3:4:5:6/64', '2001:db8:1:2::/64'],
    ['2001:db8:ffff::/32', '2001:db8::/32'],
    ['::1', '::1/128'],
    ['::ffff:203.0.113.7', '203.0.113.7/32'],
    ['::ffff:cb00:7107', '203.0.113.7/32'],
    ['::ffff:203.0.113.7/128', '203.0.113.7/32'],
    ['::ffff:203.0.113.7/120', '203.0.113.0/24'],
  ])('the allowed address %s becomes %s', (text, cidr) => {
    expect(acceptedValue(parseAllowedAddress(text))).toBe(cidr);
  });

  it.each([
    ['a host name', 'sip.provider.com'],
    ['localhost', 'localhost'],
    ['an octet with a leading zero', '203.0.113.07'],
    ['octal octets', '0203.0.0161.07'],
    ['a hexadecimal address', '0xcb007107'],
    ['a decimal address', '3405803783'],
    ['three octets', '203.0.113'],
    ['five octets', '203.0.113.7.1'],
    ['an octet above 255', '203.0.113.256'],
    ['a wildcard', '203.0.113.*'],
    ['a range', '203.0.113.1-203.0.113.9'],
    ['a port', '203.0.113.7:5060'],
    ['a space before it', ' 203.0.113.7'],
    ['a space after it', '203.0.113.7 '],
    ['a line break', '203.0.113.7\n'],
    ['two addresses', '203.0.113.7,203.0.113.8'],
    ['a zone id', 'fe80::1%eth0'],
    ['a zone id with a prefix', 'fe80::1%eth0/64'],
    ['brackets', '[2001:db8::1]'],
    ['a prefix above 32', '203.0.113.7/33'],
    ['a prefix above 128', '2001:db8::/129'],
    ['a prefix with a leading zero', '203.0.113.0/024'],
    ['a negative prefix', '203.0.113.0/-1'],
    ['an empty prefix', '203.0.113.0/'],
    ['a net mask', '203.0.113.0/255.255.255.0'],
    ['two prefixes', '203.0.113.0/24/24'],
    ['a prefix in hexadecimal', '203.0.113.0/0x18'],
    ['only a prefix', '/24'],
    ['nothing', ''],
  ])('an address that may call in with %s is refused', (_what, text) => {
    expect(problemOf(parseAllowedAddress(text))).toContain('must be an IPv4 or IPv6 address');
  });

  it.each([
    ['sip.provider.com', 'not a host name'],
    ['203.0.113.7:5060', 'without a port'],
    ['203.0.113.0/255.255.255.0', 'the length is 0 to 32'],
    ['203.0.113.7,203.0.113.8', 'each one is an entry of its own'],
  ])('the problem of the allowed address %s says what is wrong with it: %s', (text, words) => {
    expect(problemOf(parseAllowedAddress(text))).toContain(words);
  });

  it.each([
    '0.0.0.0/0',
    '0.0.0.0/1',
    '128.0.0.0/1',
    '203.0.0.0/15',
    '10.0.0.0/8',
    '::ffff:0:0/96',
    '::ffff:0:0/90',
  ])('the network %s is too wide for IPv4', (text) => {
    expect(problemOf(parseAllowedAddress(text))).toContain('must not be wider than /16 for IPv4');
  });

  it.each(['::/0', '::/1', '8000::/1', '2001:db8::/31'])('the network %s is too wide for IPv6', (text) => {
    expect(problemOf(parseAllowedAddress(text))).toContain('must not be wider than /32 for IPv6');
  });

  it.each(['0.0.0.0', '::', '0.0.0.0/32', '::ffff:0.0.0.0'])(
    'the address %s, which means any address, is refused',
    (text) => {
      expect(problemOf(parseAllowedAddress(text))).toContain('unspecified');
    },
  );
});

describe('a list of addresses', () => {
  it('a list of addresses keeps each network once, however it was written, in the order given', () => {
    const written = ['2001:DB8::1', '203.0.113.7', '2001:db8::1/128', '::ffff:203.0.113.7', '203.0.113.7/32'];
    const networks = written.map((text) => acceptedValue(parseAllowedAddress(text)));
    expect(withoutDuplicates(networks)).toEqual(['2001:db8::1/128', '203.0.113.7/32']);
  });
});
