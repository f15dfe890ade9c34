import type { SetUpRequest } from './set-up.js';

const recommendedPasswordLength = 12;

/**
 * What a caller should know about a request that is nevertheless carried out: the contracts allow a password of
 * three characters, and carriers exist that cannot answer a digest challenge.
 */
export function warningsAbout({ settings, password }: SetUpRequest): readonly string[] {
  const warnings: string[] = [];
  if ([...password.reveal()].length < recommendedPasswordLength) {
    warnings.push(
      `The SIP password is shorter than ${recommendedPasswordLength} characters; a longer one is harder to guess.`,
    );
  }
  const [host = ''] = settings.outboundAddress.split(':');
  const { digest, allowed } = settings.inboundAuthorization;
  if (digest && allowed.length === 0 && host.endsWith('.pstn.twilio.com')) {
    warnings.push(
      'Twilio does not answer a digest challenge, so its calls to this trunk will be refused; ' +
        'authorize inbound calls by IP address instead.',
    );
  }
  return warnings;
}
