import { invisibleIn, type Secret } from '../values.js';
import { carrierAt, sendsFrom } from './carrier/presets.js';
import type { TrunkNotes, TrunkSettings } from './trunk.js';

const recommendedPasswordLength = 12;

/** A requested trunk. The password is null if the request has none. */
interface Questionable {
  readonly settings: TrunkSettings;
  readonly password: Secret | null;
  /** Absent if there are none. */
  readonly notes?: TrunkNotes;
}

/**
 * Returns warnings about a request that is carried out nevertheless. The contracts allow a password of three characters and every
 * character in an extension, and some carriers cannot answer a digest challenge.
 * @param addressesInstead tells how to authorize a carrier by its addresses in the contract of the request.
 */
export function warningsAbout(
  { settings, password, notes }: Questionable,
  addressesInstead: string,
): readonly string[] {
  const warnings: string[] = [];
  if (password !== null && [...password.reveal()].length < recommendedPasswordLength) {
    warnings.push(
      `The SIP password is shorter than ${recommendedPasswordLength} characters; a longer one is harder to guess.`,
    );
  }
  const hidden = password === null ? null : invisibleIn(password.reveal());
  if (hidden !== null) {
    warnings.push(
      `The SIP password contains the invisible character ${hidden}, which was probably copied by mistake. It is used as it is.`,
    );
  }
  // livekit-sip compares the called number as the call contains it, and SIP allows no bare # there.
  if (settings.number.value.includes('#')) {
    warnings.push(
      'SIP writes a # in a number as %23, which LiveKit does not read as one: only systems that send the # as it is ' +
        'can call this extension.',
    );
  }
  if (notes !== undefined && notes.inboundWebhookUrl !== null) {
    warnings.push(
      'inbound_webhook_url is stored and shown, but never called. LiveKit sends webhooks of its own about calls.',
    );
  }
  if (notes !== undefined && notes.inboundAgentVersion !== null && settings.agentName === null) {
    warnings.push('inbound_agent_version has no effect, because no agent answers the calls.');
  }
  if (notes !== undefined && notes.outboundAgentVersion !== null && notes.outboundAgentId === null) {
    warnings.push('outbound_agent_version has no effect, because there is no outbound_agent_id.');
  }
  return [...warnings, ...carrierWarnings(settings, addressesInstead)];
}

/** Returns what is known about the carrier of a trunk and keeps calls from it or to it. */
export function carrierWarnings(
  { outboundAddress, callerIdFormat, inboundAuthorization: { digest, allowed } }: TrunkSettings,
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
    ...(carrier.caller !== null && callerIdFormat !== carrier.caller.callerIdFormat
      ? [
          `${title} refuses calls (403) whose caller is not the SIP user name: set caller_id_format to ` +
            `"${carrier.caller.callerIdFormat}", and identity_header to "${carrier.caller.identityHeader}" for the number.`,
        ]
      : []),
  ];
}
