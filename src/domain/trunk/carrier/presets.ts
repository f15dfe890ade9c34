import ipaddr from 'ipaddr.js';
import type { CallingFormat, Cidr, SipAddress, TrunkSettings } from '../trunk.js';
import type { CarrierSettings, Transport } from './carrier-settings.js';

/** Facts about a carrier that decide whether a trunk to it can work. A fact that no source states is null or empty. */
export interface CarrierPreset {
  readonly title: string;
  /** The hosts at which the carrier accepts calls. A `*` is one label of a host name. Empty if none is known. */
  readonly hosts: readonly string[];
  /** The host of every customer; null if each customer has one of their own. */
  readonly host: SipAddress | null;
  /** The transports of calls to the carrier; null if they are not known. */
  readonly transports: readonly Exclude<Transport, 'auto'>[] | null;
  /** The form in which the carrier expects the called number; null if it is not known. */
  readonly callingFormat: CallingFormat | null;
  /** Whether the carrier answers a digest challenge to a call that it sends; null if it is not known. */
  readonly answersDigest: boolean | null;
  /** How the carrier authorizes calls to it, in words for its customer. */
  readonly authorizes: string;
  /** The addresses from which the carrier sends calls. Empty if they are not known. */
  readonly signalling: readonly Cidr[];
  /** The rule for the From header of a call to the carrier, in words; null if it is not known. */
  readonly from: string | null;
  /** How a trunk tells the carrier its number, if the From header must not have it; null if the header may. */
  readonly caller: Required<Pick<CarrierSettings, 'callerIdFormat' | 'identityHeader'>> | null;
  /** The facts that no source states, in words. */
  readonly unknown: readonly string[];
  readonly sources: readonly string[];
  /** When the sources were read. */
  readonly checkedOn: string;
}

const networks = (...list: readonly string[]) => list as readonly Cidr[];
const everyTransport = ['udp', 'tcp', 'tls'] as const;

/** The edge locations of Twilio, the locations of its private interconnects, and the old names of both. */
const twilioLocations = [
  ...['ashburn', 'umatilla', 'dublin', 'frankfurt', 'singapore', 'tokyo', 'sao-paulo', 'sydney'],
  ...['ashburn-ix', 'san-jose-ix', 'london-ix', 'frankfurt-ix', 'singapore-ix', 'tokyo-ix', 'sydney-ix'],
  ...['sao-paulo-ix', 'us1', 'us2', 'ie1', 'de1', 'sg1', 'jp1', 'br1', 'au1'],
  ...['us1-ix', 'us2-ix', 'ie1-ix', 'de1-ix', 'sg1-ix', 'jp1-ix', 'br1-ix', 'au1-ix'],
];

const didwwLocations = ['nyc.us', 'lac.us', 'mia.us', 'fra.eu', 'ams.eu', 'sg', 'hk'];

/** The carriers, by the name under which a request asks for their preset. */
export const presets = {
  twilio: {
    title: 'Twilio',
    hosts: ['*.pstn.twilio.com', ...twilioLocations.map((location) => `*.pstn.${location}.twilio.com`)],
    host: null,
    transports: everyTransport,
    callingFormat: '+e164',
    answersDigest: false,
    authorizes:
      'a user name and a password (a credential list) or addresses (an IP access control list) of the trunk',
    signalling: networks(
      ...['54.172.60.0/30', '54.244.51.0/30', '54.171.127.192/30', '35.156.191.128/30'],
      ...['54.65.63.192/30', '54.169.127.128/30', '54.252.254.64/30', '177.71.206.192/30'],
    ),
    from: 'a number of the account or a verified caller ID, in E.164 with +',
    caller: null,
    unknown: [],
    sources: [
      'https://www.twilio.com/docs/sip-trunking/ip-addresses',
      'https://www.twilio.com/docs/global-infrastructure/localized-uris/termination',
      'https://www.twilio.com/docs/global-infrastructure/localized-uris/interconnect-termination-uris',
      'https://www.twilio.com/docs/sip-trunking/sending-sip-to-twilio-best-practices',
      'https://www.twilio.com/docs/api/errors/32204',
      'https://docs.livekit.io/telephony/accepting-calls/inbound-trunk/',
    ],
    checkedOn: '2026-11-29',
  },
  telnyx: {
    title: 'Telnyx',
    hosts: ['sip.telnyx.com'],
    host: 'sip.telnyx.com' as SipAddress,
    transports: everyTransport,
    callingFormat: null,
    answersDigest: null,
    authorizes: 'the user name and the password of the connection, or our address',
    signalling: networks('192.76.120.10/32', '64.16.250.10/32'),
    from: 'a valid number; to other countries in E.164 with +. Telnyx prefers P-Preferred-Identity and P-Asserted-Identity',
    caller: null,
    unknown: [
      'Hosts and addresses outside the United States: publications disagree about them, so read https://sip.telnyx.com.',
      'Whether Telnyx answers a digest challenge.',
    ],
    sources: [
      'https://developers.telnyx.com/docs/voice/sip-trunking/routing/failover-and-retries',
      'https://developers.telnyx.com/docs/voice/sip-trunking/network-configuration/ip-whitelisting',
      'https://developers.telnyx.com/docs/voice/sip-trunking/authentication/credential-types',
      'https://developers.telnyx.com/docs/voice/sip-trunking/configuration/caller-id-policy',
    ],
    checkedOn: '2026-11-29',
  },
  plivo: {
    title: 'Plivo',
    hosts: ['*.zt.plivo.com'],
    host: null,
    transports: null,
    callingFormat: null,
    answersDigest: null,
    authorizes: 'a user name and a password, addresses (an IP access control list), or both',
    signalling: networks(
      ...['13.52.9.0/25', '216.120.187.128/26', '18.214.109.128/25', '18.215.142.0/26', '204.89.148.128/26'],
      ...['3.120.121.128/26', '18.228.70.64/26', '54.233.191.0/27', '13.238.202.192/26', '18.136.1.128/26'],
      ...['204.89.149.128/27', '15.207.90.192/31', '204.89.151.128/27', '204.89.151.160/27'],
    ),
    from: null,
    caller: null,
    unknown: [
      'The transports: Plivo names the ports 5060 and 5061, and TLS.',
      'Whether Plivo answers a digest challenge.',
      'The number that calls must come from.',
    ],
    sources: [
      'https://docs.plivo.com/docs/sip-trunking/concepts/technical-specifications',
      'https://docs.livekit.io/telephony/start/providers/plivo/',
    ],
    checkedOn: '2026-11-29',
  },
  vonage: {
    title: 'Vonage',
    hosts: ['*.sip-us.vonage.com', '*.sip-eu.vonage.com', '*.sip-ap.vonage.com', 'sip.nexmo.com'],
    host: null,
    transports: null,
    callingFormat: null,
    answersDigest: null,
    authorizes: 'a user name and a password (digest) or addresses (an access control list)',
    signalling: networks(
      ...['216.147.0.1/32', '216.147.0.2/32', '216.147.1.1/32', '216.147.1.2/32', '216.147.2.1/32'],
      ...['216.147.2.2/32', '216.147.3.1/32', '216.147.3.2/32', '216.147.4.1/32', '216.147.4.2/32'],
      ...['216.147.5.1/32', '216.147.5.2/32'],
    ),
    from: 'a number in E.164 in the From header',
    caller: null,
    unknown: [
      'The addresses are published by Google for its own customers; Vonage names them in its knowledge base only.',
      'The transports.',
      'Whether Vonage answers a digest challenge.',
    ],
    sources: [
      'https://developer.vonage.com/en/sip/technical-details',
      'https://developer.vonage.com/en/sip/configure/asterisk-legacy',
      'https://docs.cloud.google.com/contact-center/ccai-platform/docs/byoc-ip-allow-list',
    ],
    checkedOn: '2026-11-29',
  },
  bandwidth: {
    title: 'Bandwidth',
    hosts: ['*.auth.bandwidth.com'],
    host: null,
    transports: null,
    callingFormat: null,
    answersDigest: null,
    authorizes: 'a SIP credential of the realm that is the host',
    signalling: [],
    from: 'a number of the account to which the realm belongs',
    caller: null,
    unknown: [
      'The addresses from which calls come: they differ by account, and the Bandwidth App shows them under Trunk Group Configurations.',
      'The transports besides UDP.',
      'Whether Bandwidth answers a digest challenge.',
    ],
    sources: [
      'https://dev.bandwidth.com/docs/account/sipRegistrar',
      'https://dev.bandwidth.com/docs/voice/integrations/vapi/',
      'https://docs.vapi.ai/phone-systems/bandwidth',
    ],
    checkedOn: '2026-11-29',
  },
  didww: {
    title: 'DIDWW',
    hosts: ['out.didww.com', ...didwwLocations.map((location) => `${location}.out.didww.com`)],
    host: null,
    transports: everyTransport,
    callingFormat: null,
    answersDigest: null,
    authorizes: 'a user name and a password together with our address (realm out.didww.com)',
    signalling: networks(
      ...['46.19.209.14/32', '46.19.210.14/32', '46.19.212.14/32', '46.19.213.14/32', '46.19.214.14/32'],
      ...['46.19.215.14/32', '185.238.173.14/32', '2a01:ad00:1:14::14/128', '2a01:ad00:2:14::14/128'],
      ...['2a01:ad00:4:14::14/128', '2a01:ad00:5:14::14/128', '2a01:ad00:6:14::14/128'],
      ...['2a01:ad00:7:14::14/128', '2a01:ad00:8:14::14/128'],
    ),
    from: 'a number that the outbound trunk allows as caller ID; other calls are changed or refused as set there',
    caller: null,
    unknown: ['Whether DIDWW answers a digest challenge.'],
    sources: [
      'https://doc.didww.com/voice/inbound-trunks/sip-trunks/sip-connectivity-reference.html',
      'https://doc.didww.com/voice/outbound-trunks/outbound-sip-information.html',
      'https://doc.didww.com/voice/outbound-trunks/authentication-security.html',
    ],
    checkedOn: '2026-11-29',
  },
  zadarma: {
    title: 'Zadarma',
    hosts: ['sip.zadarma.com'],
    host: 'sip.zadarma.com' as SipAddress,
    transports: null,
    callingFormat: null,
    answersDigest: null,
    authorizes: 'the SIP login and its password, or our address if a SIP trunk is added under SIP settings',
    signalling: [],
    from: 'a connected number; with the SIP trunk every number of the account may be sent',
    caller: null,
    unknown: [
      'The addresses from which calls come: the dialog "External server (SIP URI)" of the number lists them.',
      'The transports.',
      'Whether Zadarma answers a digest challenge.',
    ],
    sources: [
      'https://zadarma.com/en/support/faq/voip/what_is_the_sip_trunk/',
      'https://www.bolna.ai/docs/api-reference/sip-trunks/create',
    ],
    checkedOn: '2026-11-29',
  },
  sipgate: {
    title: 'sipgate',
    hosts: ['sipconnect.sipgate.de'],
    host: 'sipconnect.sipgate.de' as SipAddress,
    transports: null,
    callingFormat: null,
    answersDigest: null,
    authorizes: 'the SIP ID and its password',
    signalling: [],
    from: 'the SIP ID; the number goes into P-Preferred-Identity',
    caller: { callerIdFormat: 'username', identityHeader: 'P-Preferred-Identity' },
    unknown: [
      'The addresses from which calls come.',
      'The transports besides UDP.',
      'Whether sipgate sends calls to a host without a registration. LiveKit cannot register.',
    ],
    sources: ['https://github.com/livekit/sip/issues/333'],
    checkedOn: '2026-11-29',
  },
} as const satisfies Record<string, CarrierPreset>;

/** The name of a preset in requests. */
export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets) as PresetName[];

/** Returns the facts about a carrier. */
export function presetOf(name: PresetName): CarrierPreset {
  return presets[name];
}

/** Finds the carrier of a SIP address; null if none is known. */
export function carrierAt(address: SipAddress): CarrierPreset | null {
  return Object.values<CarrierPreset>(presets).find((preset) => isHostOf(preset, address)) ?? null;
}

function isHostOf({ hosts }: CarrierPreset, address: SipAddress): boolean {
  const labels = (address.split(':')[0] ?? '').split('.');
  return hosts.some((pattern) => {
    const expected = pattern.split('.');
    return (
      expected.length === labels.length && expected.every((part, at) => part === '*' || part === labels[at])
    );
  });
}

/** The parts of a request that can contradict a preset. */
export type PresetPart = 'address' | 'authorization' | 'transport';

/** Returns what contradicts a preset in a request, each a sentence without its subject. */
export function contradictionsTo(
  name: PresetName,
  settings: Pick<TrunkSettings, 'outboundAddress' | 'inboundAuthorization' | 'transport'>,
): Partial<Record<PresetPart, string>> {
  const preset = presetOf(name);
  const { outboundAddress, inboundAuthorization, transport } = settings;
  const shown = preset.hosts.slice(0, 3).join(', ');
  return {
    ...(isHostOf(preset, outboundAddress)
      ? {}
      : { address: `must be a host of ${preset.title} (${shown}): correct it, or leave out preset` }),
    ...(inboundAuthorization.digest && preset.answersDigest === false
      ? { authorization: `must be "ip": ${preset.title} does not answer a digest challenge` }
      : {}),
    ...(transport === undefined ||
    transport === 'auto' ||
    preset.transports === null ||
    preset.transports.includes(transport)
      ? {}
      : { transport: `must be one of: auto, ${preset.transports.join(', ')}` }),
  };
}

/** Tells whether networks hold addresses from which a carrier sends the calls of all its customers. */
export function sharesAddresses(allowed: readonly Cidr[]): boolean {
  return Object.values<CarrierPreset>(presets).some(
    (preset) => preset.signalling.length > 0 && sendsFrom(preset, allowed),
  );
}

/** Tells whether a carrier sends calls from any of some networks. It is also true if its addresses are not known. */
export function sendsFrom({ signalling }: CarrierPreset, allowed: readonly Cidr[]): boolean {
  const parsed = allowed.map((network) => ipaddr.parseCIDR(network));
  return (
    signalling.length === 0 ||
    signalling.some((network) => {
      const [address, bits] = ipaddr.parseCIDR(network);
      return parsed.some(
        ([base, prefix]) =>
          address.kind() === base.kind() && (address.match(base, prefix) || base.match(address, bits)),
      );
    })
  );
}
