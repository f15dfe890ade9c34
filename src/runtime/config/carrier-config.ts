import { z } from 'zod';
import type { CarrierAddresses } from '../../carriers/carriers.js';
import { parseAllowedAddress, parseSipAddress } from '../../domain/trunk/addresses.js';
import { presets } from '../../domain/trunk/carrier/presets.js';
import { type CarrierName, type Cidr, carrierNames } from '../../domain/trunk/trunk.js';

/** The enabled carriers. A carrier that the operator does not name is never contacted. */
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

/** Tells whether nobody on the way can read a request. Every request has the credentials of an account in its header. */
function isConfidential({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** The addresses from which a carrier calls. At least one is required, because a trunk without any would be open. */
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

/** The variables that concern carriers. */
export const carrierVariables = {
  CARRIERS: carriers,
  TWILIO_API_URL: carrierUrl('https://api.twilio.com'),
  TWILIO_TRUNKING_URL: carrierUrl('https://trunking.twilio.com'),
  TWILIO_SIGNALLING_ADDRESSES: signallingAddresses(presets.twilio.signalling),
  PLIVO_API_URL: carrierUrl('https://api.plivo.com'),
  PLIVO_SIGNALLING_ADDRESSES: signallingAddresses(presets.plivo.signalling),
};

type CarrierValues = z.output<z.ZodObject<typeof carrierVariables>>;

/** The addresses from which the enabled carriers call; null for a carrier that is off. */
export type CarrierSignalling = Readonly<Record<CarrierName, readonly [Cidr, ...Cidr[]] | null>>;

/** Returns the settings of the enabled carriers: the addresses of their APIs, and the addresses from which they call. */
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
 * Checks the host that receives calls. Without carriers it is only shown to people and may be any text. A carrier can call only a
 * host, with or without a port.
 * @returns the problem, as a sentence without its subject; null if there is none
 */
export function problemOfInboundHost({
  CARRIERS,
  SIP_INBOUND_HOST: host,
}: Pick<CarrierValues, 'CARRIERS'> & { readonly SIP_INBOUND_HOST: string | null }): string | null {
  if (CARRIERS.length === 0 || host === null) return null;
  const parsed = parseSipAddress(host, {
    port: 'allowed',
    targets: { allowPrivate: true, allowedDomains: [], sipPorts: [[1, 65_535]] },
  });
  return parsed.ok ? null : `${parsed.problem}, because CARRIERS send calls there`;
}
