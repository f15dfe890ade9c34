import type { Secret } from '../values.js';
import { carrierAt, sendsFrom } from './presets.js';
import type { TrunkSettings } from './trunk.js';

const recommendedPasswordLength = 12;

/** A requested trunk. The password is null if the request has none. */
interface Questionable {
  readonly settings: TrunkSettings;
  readonly password: Secret | null;
}

/**
 * Returns warnings about a request that is carried out nevertheless. The contracts allow a password of three characters and every
 * character in an extension, and some carriers cannot answer a digest challenge.
 * @param addressesInstead tells how to authorize a carrier by its addresses in the contract of the request.
 */
export function warningsAbout(
  { settings, password }: Questionable,
  addressesInstead: string,
): readonly string[] {
  const warnings: string[] = [];
  if (password !== null && [...password.reveal()].length < recommendedPasswordLength) {
    warnings.push(
      `The SIP password is shorter than ${recommendedPasswordLength} characters; a longer one is harder to guess.`,
    );
  }
  // Such characters can make a name look like another one, or reorder the text around it.
  if (/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(settings.nickname ?? '')) {
    warnings.push(
      'The name holds characters that change the direction of text, so it may be shown misleadingly.',
    );
  }
  // livekit-sip compares the called number as the call contains it, and SIP allows no bare # there.
  if (settings.number.value.includes('#')) {
    warnings.push(
      'SIP writes a # in a number as %23, which LiveKit does not read as one: only systems that send the # as it is ' +
        'can call this extension.',
    );
  }
  return [...warnings, ...carrierWarnings(settings, addressesInstead)];
}

/** Returns what is known about the carrier of a trunk and keeps calls from it or to it. */
function carrierWarnings(
  { outboundAddress, inboundAuthorization: { digest, allowed } }: TrunkSettings,
  addressesInstead: string,
): readonly string[] {
  const carrier = carrierAt(outboundAddress);
  if (carrier === null) return [];
  const { title } = carrier;
  return [
    // Addresses do not help as long as credentials are required beside them.
    ...(digest && carrier.answersDigest === false
      ? [
          `${title} does not answer a digest challenge, so its calls to this trunk will be refused, whatever addresses ` +
            `are allowed: ${addressesInstead}.`,
        ]
      : []),
    ...(allowed.length === 0 || sendsFrom(carrier, allowed)
      ? []
      : [
          `${title} sends calls from other addresses than the allowed ones (${carrier.signalling.join(', ')}), so they will be refused.`,
        ]),
    ...(carrier.fromIsUsername
      ? [
          `${title} refuses calls (403) whose caller is not the SIP user name: give the user name as sip_number in each call, ` +
            'and the number in the header P-Preferred-Identity.',
        ]
      : []),
  ];
}
