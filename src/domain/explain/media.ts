import type { InboundCall } from './call.js';
import type { RemediableCause } from './causes.js';
import type { InboundTrunkState, MediaState, RuleState } from './state.js';

/** The codecs that livekit-sip has, and the rate that it assumes for each name. AMR-WB is used only where it is listed. */
const defaultRates: Readonly<Record<string, number>> = {
  PCMA: 8000,
  PCMU: 8000,
  G722: 8000,
  'AMR-WB': 16000,
};
const defaultCodecs = ['pcma/8000', 'pcmu/8000', 'g722/8000'];
const knownCodecs = [...defaultCodecs, 'amr-wb/16000'];

/** Says what livekit-sip answers if it cannot agree on media. */
interface MediaRefusal {
  readonly status: 400 | 500;
  readonly cause: RemediableCause;
}

/**
 * Compares the offer of a call with the media settings of its trunk and rule, as livekit-sip does before it answers
 * (`newMediaConfig` and `SetOffer`). @returns null if they agree
 */
export function mediaRefusal(
  trunk: InboundTrunkState | null,
  rule: RuleState,
  call: InboundCall,
): MediaRefusal | null {
  const media = trunk === null ? rule.media : merged(trunk.media, rule.media);
  const enabled = enabledCodecs(media);
  if (enabled === null) return { status: 500, cause: 'media_unusable' };
  if (call.codecs === null) return { status: 400, cause: 'no_offer' };
  const common = call.codecs.some((codec) => enabled.includes(codec.toLowerCase().replace(/\/1$/, '')));
  if (!common) return { status: 400, cause: 'no_common_codec' };
  return media.encryption === 'required' && !call.srtp ? { status: 400, cause: 'encryption_required' } : null;
}

/** The rule decides; what it does not set comes from the trunk. It cannot disable the encryption of the trunk. */
function merged(trunk: MediaState, rule: MediaState): MediaState {
  const encryption =
    rule.encryption === null || (rule.encryption === 'disabled' && trunk.encryption !== null)
      ? trunk.encryption
      : rule.encryption;
  return { ...(rule.codecs.length === 0 ? trunk : rule), encryption };
}

/** Returns the codecs that a call may use; null if livekit-sip cannot read the settings. */
function enabledCodecs({ onlyListedCodecs, codecs }: MediaState): string[] | null {
  if (onlyListedCodecs && codecs.length === 0) return null;
  const listed: string[] = [];
  for (const { name, rate } of codecs) {
    const known = rate === 0 ? defaultRates[name] : rate;
    if (known === undefined) return null;
    listed.push(`${name}/${known}`.toLowerCase());
  }
  const enabled = onlyListedCodecs ? listed : [...defaultCodecs, ...listed];
  return enabled.filter((codec) => knownCodecs.includes(codec));
}
