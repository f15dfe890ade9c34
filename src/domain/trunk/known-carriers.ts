import type { SipAddress } from './trunk.js';

/** Facts about a carrier that decide whether a trunk to it can work, as the carrier publishes them. */
export interface KnownCarrier {
  readonly name: string;
  /** The hosts at which the carrier accepts calls. A `*` is one label of a host name. */
  readonly hosts: readonly string[];
  /** Whether the carrier answers a digest challenge to a call that it sends. */
  readonly answersDigest: boolean;
  /** The pages that say so. */
  readonly sources: readonly string[];
  /** When these pages were read. */
  readonly checkedOn: string;
}

/** The carriers of which a fact is known that their customers need. */
const knownCarriers: readonly KnownCarrier[] = [
  {
    name: 'Twilio',
    // The second pattern covers the edge locations (ashburn), the private interconnects (ashburn-ix) and their old names (us1).
    hosts: ['*.pstn.twilio.com', '*.pstn.*.twilio.com'],
    answersDigest: false,
    sources: [
      'https://www.twilio.com/docs/global-infrastructure/localized-uris/termination',
      'https://www.twilio.com/docs/global-infrastructure/localized-uris/interconnect-termination-uris',
      'https://docs.livekit.io/telephony/accepting-calls/inbound-trunk/',
    ],
    checkedOn: '2026-11-29',
  },
];

/** Finds the carrier of a SIP address; null if none is known. */
export function carrierAt(address: SipAddress): KnownCarrier | null {
  const labels = (address.split(':')[0] ?? '').split('.');
  const isAt = (pattern: string) => {
    const expected = pattern.split('.');
    return (
      expected.length === labels.length && expected.every((part, at) => part === '*' || part === labels[at])
    );
  };
  return knownCarriers.find(({ hosts }) => hosts.some(isAt)) ?? null;
}
