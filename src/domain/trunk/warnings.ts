import type { Secret } from '../values.js';
import { carrierAt } from './known-carriers.js';
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
  const carrier = carrierAt(settings.outboundAddress);
  // Addresses do not help as long as credentials are required beside them.
  if (carrier !== null && !carrier.answersDigest && settings.inboundAuthorization.digest) {
    warnings.push(
      `${carrier.name} does not answer a digest challenge, so its calls to this trunk will be refused, whatever addresses ` +
        `are allowed: ${addressesInstead}.`,
    );
  }
  return warnings;
}
