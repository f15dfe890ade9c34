import { describe, expect, it } from 'vitest';
import { createLineReader } from '../../../../src/api/v1/imports/columns.js';
import { parseSipAddress } from '../../../../src/domain/trunk/addresses.js';
import { parseDomains, parsePorts, problemOfAddress } from '../../../../src/domain/trunk/targets.js';
import { usualSettings } from '../../../support/interface.js';
import { importLine } from '../../api/samples.js';
import { acceptedValue, problemOf } from '../parsing.js';

const { targets } = usualSettings;

/** The problems of a trunk with this webhook; null if it is accepted. */
function webhookProblem(url: string, policy = targets): string | null {
  const read = createLineReader({ ...usualSettings, targets: policy });
  const reading = read({ ...importLine, inbound_webhook_url: url }, null);
  return reading.ok ? null : (reading.problems.inbound_webhook_url?.[0] ?? 'another field');
}

/** One address of each block, its first and its last where both differ from their neighbours. */
const specialAddresses = [
  ...[
    '0.0.0.0',
    '0.255.255.255',
    '10.0.0.0',
    '10.255.255.255',
    '100.64.0.1',
    '100.100.100.200',
    '100.127.255.255',
  ],
  ...['127.0.0.1', '127.255.255.254', '168.63.129.16', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
  ...['192.0.0.1', '192.0.0.8', '192.0.0.9', '192.0.0.10', '192.0.0.170', '192.0.0.192', '192.0.2.1'],
  ...['192.31.196.1', '192.52.193.1', '192.88.99.1', '192.168.0.1', '192.168.255.255', '192.175.48.1'],
  ...['198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255'],
  ...[
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '64:ff9b:1::1',
    '100::1',
    '100:0:0:1::1',
    '2001::1',
    '2001:1::1',
  ],
  ...['2001:2::1', '2001:3::1', '2001:4:112::1', '2001:10::1', '2001:20::1', '2001:30::1', '2001:db8::1'],
  ...[
    '2620:4f:8000::1',
    '3fff::1',
    '5f00::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'febf::1',
    'fec0::1',
    'ff02::1',
  ],
  // IPv4 addresses inside IPv6 addresses: mapped, compatible, NAT64, 6to4, Teredo, ISATAP.
  ...['::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::127.0.0.1', '64:ff9b::a9fe:a9fe'],
  ...['2002:7f00:1::', '2002:a00:1::1', '2001:0:7f00:1::', 'fe80::5efe:127.0.0.1'],
];

const publicAddresses = [
  ...['1.0.0.0', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255'],
  ...['128.0.0.0', '168.63.129.15', '168.63.129.17', '169.253.255.255', '172.15.255.255', '172.32.0.0'],
  ...['192.0.1.0', '192.167.255.255', '192.169.0.0', '198.17.255.255', '198.20.0.0', '223.255.255.255'],
  ...['2001:200::1', '2606:4700::1111', '2a00:1450::1', '2620:4f:8001::1', '3ffe::1'],
];

const privateNames = [
  ...[
    'localhost',
    'sip.localhost',
    'pbx',
    'pbx.local',
    'redis.default.svc',
    'kubernetes.default.svc.cluster.local',
  ],
  ...['pbx.lan', 'pbx.corp', 'pbx.home', 'pbx.intranet', 'pbx.private', 'pbx.localdomain', 'pbx.home.arpa'],
  ...['metadata.google.internal', 'pbx.test', 'pbx.invalid', 'pbx.example', 'pbx.onion', 'pbx.alt'],
  // What the DNS of Kubernetes, Consul, LXD, Docker, routers and companies answers, also through a search domain.
  ...['redis.default', 'kubernetes.default.svc.cluster', 'x.service.consul', 'foo.lxd', 'foo.docker'],
  ...['fritz.box', 'sip.fritz.box', 'x.localnet', 'x.vpn', 'x.intra', 'pbx.newdomain', 'x.xn--newdomain'],
  ...['1.0.0.127.in-addr.arpa', 'metadata.tencentyun.com'],
  ...['127.0.0.1.nip.io', '7f000001.nip.io', 'nip.io', '10-0-0-1.sslip.io', '10.0.0.1.xip.io', 'x.lvh.me'],
  ...['127-0-0-1.backname.io', '127.0.0.1.nip.name', '10-0-0-1.local-ip.co', '127-0-0-1.local-ip.sh'],
  ...['local.gd', 'x.fuf.me', 'x.lndo.site', 'x.ddev.site', 'x.localhost.direct', '127-0-0-1.ip.es.io'],
];

/** Hosts of carriers in generic, national, second-level and internationalised domains, and names that only resemble private ones. */
const publicNames = [
  ...['sip.example.com', 'sip.example.org', 'me.pstn.twilio.com', 'sip.telnyx.com', 'tel.t-online.de'],
  ...['sip.carrier.co.uk', 'sip.carrier.co.za', 'sip.carrier.com.bd', 'sip.carrier.dev', 'sip.carrier.cloud'],
  ...['sip.carrier.xn--p1ai', 'xn--bcher-kva.example.org', 'redis.default.com', 'carrier.box', 'notnip.io'],
];

describe('a target', () => {
  it.each(specialAddresses)('the address %s is not public', (address) => {
    expect(problemOfAddress(address)).toContain('must be a public address');
  });

  it.each(publicAddresses)('the address %s is public', (address) => {
    expect(problemOfAddress(address)).toBeNull();
  });

  it.each([...specialAddresses.filter((address) => !address.includes(':')), ...privateNames])(
    'a SIP server at %s is refused',
    (host) => {
      problemOf(parseSipAddress(host, { port: 'allowed', targets }));
    },
  );

  it.each([
    ...specialAddresses.map((address) => (address.includes(':') ? `[${address}]` : address)),
    ...privateNames,
    // The spellings that HTTP clients read as 127.0.0.1, 10.0.0.1 or 169.254.169.254.
    ...[
      '2130706433',
      '0x7f000001',
      '017700000001',
      '0177.0.0.1',
      '0x7f.0.0.1',
      '127.1',
      '127.0.1',
      '10.1',
      '0',
    ],
    ...[
      '127.0.0.1.',
      'localhost.',
      'LOCALHOST',
      'pbx.lan.',
      '127.0.0.1.nip.io.',
      '169.254.43518',
      'user@127.0.0.1',
    ],
    ...[
      '%31%32%37.0.0.1',
      '%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1',
      '127%E3%80%820%E3%80%820%E3%80%821',
      '%E2%93%81ocalhost',
    ],
    ...['[0:0:0:0:0:ffff:7f00:1]', '[::FFFF:7F00:1]', '[0000::1]'],
  ])('a webhook at http://%s/ is refused, on any port', (host) => {
    expect(webhookProblem(`http://${host}/calls`)).toMatch(/^Inbound webhook URL must (be a|not be a name)/);
    expect(webhookProblem(`https://${host}:8443/calls`)).toMatch(
      /^Inbound webhook URL must (be a|not be a name)/,
    );
  });

  it.each([
    'https://example.com/calls',
    'http://8.8.8.8:8080/',
    'https://[2606:4700::1111]/',
    'https://svc.example.com',
  ])('the webhook %s is accepted', (url) => {
    expect(webhookProblem(url)).toBeNull();
  });

  it.each(publicNames)('a SIP server and a webhook at the public name %s are accepted', (host) => {
    expect(acceptedValue(parseSipAddress(host, { port: 'allowed', targets }))).toBe(host);
    expect(webhookProblem(`https://${host}/calls`)).toBeNull();
  });

  it.each(['my_calls.example.com', 'calls-.example.com'])(
    'a webhook at %s is accepted, as by HTTP clients',
    (host) => {
      expect(webhookProblem(`https://${host}/`)).toBeNull();
    },
  );

  it('the names of a domain that the operator allows are accepted, and no other names', () => {
    const policy = { ...targets, allowedDomains: acceptedValue(parseDomains('newdomain, SIP.corp')) };
    const parse = (host: string) => parseSipAddress(host, { port: 'allowed', targets: policy });

    expect(acceptedValue(parse('pbx.newdomain'))).toBe('pbx.newdomain');
    expect(webhookProblem('https://a.sip.corp/calls', policy)).toBeNull();
    expect(problemOf(parse('pbx.corp'))).toContain('.corp is no top-level domain');
    expect(problemOf(parse('notsip.corp'))).toContain('.corp is no top-level domain');
    expect(problemOf(parse('10.0.0.1'))).toContain('must be a public address');
  });

  it('a target in a private network is accepted if the operator allows it', () => {
    const policy = { ...targets, allowPrivate: true };
    expect(webhookProblem('http://localhost:3000/calls', policy)).toBeNull();
    expect(acceptedValue(parseSipAddress('127.0.0.2', { port: 'allowed', targets: policy }))).toBe(
      '127.0.0.2',
    );
  });

  it('a port that the operator does not allow is refused, and the message names those that are allowed', () => {
    const policy = { ...targets, sipPorts: acceptedValue(parsePorts('5060-5099,15060')) };
    const parse = (text: string) => parseSipAddress(text, { port: 'allowed', targets: policy });

    expect(acceptedValue(parse('sip.gateway.com:5099'))).toBe('sip.gateway.com:5099');
    expect(acceptedValue(parse('sip.gateway.com:15060'))).toBe('sip.gateway.com:15060');
    expect(problemOf(parse('sip.gateway.com:6379'))).toContain('5060-5099, 15060');
  });

  it('a SIP server without a port is refused if the operator does not allow 5060, to which LiveKit then calls', () => {
    const policy = { ...targets, sipPorts: acceptedValue(parsePorts('5061')) };
    expect(problemOf(parseSipAddress('sip.gateway.com', { port: 'allowed', targets: policy }))).toContain(
      '5060',
    );
  });

  it.each(['22', '25', '53', '110', '445', '1023'])(
    'port %s of a public host is refused by default',
    (port) => {
      expect(problemOf(parseSipAddress(`sip.gateway.com:${port}`, { port: 'allowed', targets }))).toContain(
        port,
      );
      expect(webhookProblem(`http://example.com:${port}/`)).toContain(`does not allow ${port}`);
    },
  );

  it.each(['', '0', '65536', '5-1', '5060-', 'sip', '80,,443', '1-2-3'])(
    'the ports %j are refused',
    (text) => {
      problemOf(parsePorts(text));
    },
  );
});
