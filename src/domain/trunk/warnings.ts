import type { Secret } from '../secret.js';
import { terminationDomains } from './carrier.js';
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
 */
export function warningsAbout({ settings, password }: Questionable): readonly string[] {
  const warnings: string[] = [];
  if (password !== null && [...password.reveal()].length < recommendedPasswordLength) {
    warnings.push(
      `The SIP password is shorter than ${recommendedPasswordLength} characters; a longer one is harder to guess.`,
    );
  }
  // livekit-sip compares the called number as the call contains it, and SIP allows no bare # there.
  if (settings.number.value.includes('#')) {
    warnings.push(
      'SIP writes a # in a number as %23, which LiveKit does not read as one: only systems that send the # as it is ' +
        'can call this extension.',
    );
  }
  const [host = ''] = settings.outboundAddress.split(':');
  const { digest, allowed } = settings.inboundAuthorization;
  if (digest && allowed.length === 0 && host.endsWith(`.${terminationDomains.twilio}`)) {
    warnings.push(
      'Twilio does not answer a digest challenge, so its calls to this trunk will be refused; ' +
        'authorize inbound calls by IP address instead.',
    );
  }
  return warnings;
}
