import { z } from 'zod';
import type { CarrierAddresses } from '../../carriers/carriers.js';
import { parseAllowedAddress } from '../../domain/trunk/allowed-addresses.js';
import { type CarrierName, carrierNames } from '../../domain/trunk/carrier.js';
import { parseSipAddress } from '../../domain/trunk/sip-address.js';
import type { Cidr } from '../../domain/trunk/trunk.js';

/** Off unless named: nothing outside is contacted that the operator has not asked for. */
const carriers = z
  .string()
  .default('')
  .transform((text, context): readonly CarrierName[] => {
    const names = text.split(',').map((name) => name.trim());
    const known = carrierNames.filter((carrier) => names.includes(carrier));
    if (text.trim() !== '' && known.length < names.length) {
      context.addIssue(`must be comma-separated names out of: ${carrierNames.join(', ')}`);
    }
    return known;
  });

const carrierUrl = (fallback: string) =>
  z
    .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
    .default(fallback)
    .transform((text) => new URL(text))
    .refine(({ search, hash }) => `${search}${hash}` === '', 'must have no query and no fragment')
    .refine(({ username, password }) => username + password === '', 'must not hold a user or password')
    .refine(isConfidential, 'must be https, or http on loopback, because every request shows an account')
    .transform(({ href }) => href.replace(/\/+$/, ''));

/** Every request has an account in its head, which nobody on the way may read. */
function isConfidential({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** Whoever may call in must be somebody, or the trunk would be open. */
const signallingAddresses = (published: readonly string[]) =>
  z
    .string()
    .default(published.join(','))
    .transform((text, context): readonly [Cidr, ...Cidr[]] => {
      const networks: Cidr[] = [];
      for (const entry of text.split(',')) {
        const parsed = parseAllowedAddress(entry.trim());
        if (parsed.ok) networks.push(parsed.value);
        else context.addIssue('must be comma-separated addresses or networks that are not too wide');
      }
      const [first, ...others] = networks;
      return first === undefined ? z.NEVER : [first, ...others];
    });

/** Published at twilio.com/docs/sip-trunking/ip-addresses. */
const twilioSignalling = [
  '54.172.60.0/30',
  '54.244.51.0/30',
  '54.171.127.192/30',
  '35.156.191.128/30',
  '54.65.63.192/30',
  '54.169.127.128/30',
  '54.252.254.64/30',
  '177.71.206.192/30',
];

/** Published at plivo.com/docs/sip-trunking, under signalling and media addresses. */
const plivoSignalling = [
  '13.52.9.0/25',
  '216.120.187.128/26',
  '18.214.109.128/25',
  '18.215.142.0/26',
  '204.89.148.128/26',
  '3.120.121.128/26',
  '18.228.70.64/26',
  '54.233.191.0/27',
  '13.238.202.192/26',
  '18.136.1.128/26',
  '204.89.149.128/27',
  '15.207.90.192/31',
  '204.89.151.128/27',
  '204.89.151.160/27',
];

/** The variables that concern carriers. */
export const carrierVariables = {
  CARRIERS: carriers,
  TWILIO_API_URL: carrierUrl('https://api.twilio.com'),
  TWILIO_TRUNKING_URL: carrierUrl('https://trunking.twilio.com'),
  TWILIO_SIGNALLING_ADDRESSES: signallingAddresses(twilioSignalling),
  PLIVO_API_URL: carrierUrl('https://api.plivo.com'),
  PLIVO_SIGNALLING_ADDRESSES: signallingAddresses(plivoSignalling),
};

type CarrierValues = z.output<z.ZodObject<typeof carrierVariables>>;

/** From where the carriers that are enabled call; null for one that is off. */
export type CarrierSignalling = Readonly<Record<CarrierName, readonly [Cidr, ...Cidr[]] | null>>;

/** What the service is built with: where the carriers are that are enabled, and from where they call. */
export function carrierSettings(values: CarrierValues): {
  readonly carrierAddresses: CarrierAddresses;
  readonly carrierSignalling: CarrierSignalling;
} {
  const isOn = (name: CarrierName) => values.CARRIERS.includes(name);
  return {
    carrierAddresses: {
      twilio: isOn('twilio')
        ? { apiUrl: values.TWILIO_API_URL, trunkingUrl: values.TWILIO_TRUNKING_URL }
        : null,
      plivo: isOn('plivo') ? { apiUrl: values.PLIVO_API_URL } : null,
    },
    carrierSignalling: {
      twilio: isOn('twilio') ? values.TWILIO_SIGNALLING_ADDRESSES : null,
      plivo: isOn('plivo') ? values.PLIVO_SIGNALLING_ADDRESSES : null,
    },
  };
}

/**
 * What is wrong with the host to which calls are to come. Without carriers it is only shown to people, who may be told more;
 * a carrier can call nothing but a host.
 */
export function problemOfInboundHost({
  CARRIERS,
  SIP_INBOUND_HOST: host,
}: Pick<CarrierValues, 'CARRIERS'> & { readonly SIP_INBOUND_HOST: string | null }): string | null {
  if (CARRIERS.length === 0 || host === null) return null;
  const parsed = parseSipAddress(host, { port: 'allowed', allowPrivate: true });
  return parsed.ok ? null : `${parsed.problem}, because CARRIERS send calls there`;
}
