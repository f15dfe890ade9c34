import {
  type SIPDispatchRuleInfo,
  type SIPInboundTrunkInfo,
  SIPMediaEncryption,
  type SIPOutboundTrunkInfo,
  SIPTransport,
} from '@livekit/protocol';

/** The settings that every answer shows of a trunk that has none, in their order. */
export const noSettings = {
  transport: 'auto',
  inbound_enabled: true,
  outbound_enabled: true,
  from_host: null,
  caller_id_format: '+e164',
  identity_header: 'none',
  outbound_headers: {},
  outbound_headers_to_attributes: {},
  outbound_codecs: [],
  outbound_media_encryption: 'disabled',
  inbound_media_encryption: 'disabled',
  inbound_headers_to_attributes: {},
  ringing_timeout: null,
  max_call_duration: null,
  room_prefix: null,
  participant_attributes: {},
};

/** Settings for the tests of changes: two sets in which every setting differs. */
export const settingSets = {
  old: {
    transport: 'tls',
    inbound_enabled: true,
    outbound_enabled: true,
    from_host: 'old.example.com',
    caller_id_format: '+e164',
    identity_header: 'none',
    outbound_headers: { 'X-Old': 'a' },
    outbound_headers_to_attributes: {},
    outbound_codecs: [],
    outbound_media_encryption: 'required',
    inbound_media_encryption: 'disabled',
    inbound_headers_to_attributes: { Diversion: 'old' },
    ringing_timeout: null,
    max_call_duration: 3_600,
    room_prefix: 'old',
    participant_attributes: { team: 'old', kept: 'yes' },
  },
  new: {
    transport: 'tcp',
    inbound_enabled: true,
    outbound_enabled: true,
    from_host: 'new.example.com',
    caller_id_format: 'e164',
    identity_header: 'P-Asserted-Identity',
    outbound_headers: { 'X-New': 'b' },
    outbound_headers_to_attributes: { 'X-Answer': 'answer' },
    outbound_codecs: ['PCMA', 'PCMU'],
    outbound_media_encryption: 'allowed',
    inbound_media_encryption: 'required',
    inbound_headers_to_attributes: { 'P-Asserted-Identity': 'caller' },
    ringing_timeout: 30,
    max_call_duration: null,
    room_prefix: 'new',
    participant_attributes: { team: 'new' },
  },
} as const;

/** A set of settings, by the names of their fields. */
export type SettingSet = Readonly<Record<keyof typeof noSettings, unknown>>;

/** Reads the settings of a trunk from its objects in LiveKit. */
export function settingsInLiveKit(
  inbound: SIPInboundTrunkInfo | undefined,
  outbound: SIPOutboundTrunkInfo | undefined,
  rule: SIPDispatchRuleInfo | undefined,
) {
  const { value } = rule?.rule?.rule ?? {};
  return {
    transport: SIPTransport[outbound?.transport ?? -1],
    inbound_enabled: rule?.rule?.rule.case === 'dispatchRuleIndividual',
    outbound_enabled: outbound?.address !== 'outbound.invalid:disabled',
    from_host: outbound?.fromHost,
    callers: outbound?.numbers,
    headers: outbound?.headers,
    outbound_headers_to_attributes: outbound?.headersToAttributes,
    outbound_codecs: outbound?.media?.codecs.map(({ name }) => name) ?? [],
    only_listed_codecs: outbound?.media?.onlyListedCodecs ?? false,
    outbound_media_encryption: SIPMediaEncryption[outbound?.media?.encryption ?? 0],
    inbound_media_encryption: SIPMediaEncryption[inbound?.media?.encryption ?? 0],
    inbound_headers_to_attributes: inbound?.headersToAttributes,
    ringing_timeout: Number(inbound?.ringingTimeout?.seconds ?? 0),
    max_call_duration: Number(inbound?.maxCallDuration?.seconds ?? 0),
    room_prefix: value !== undefined && 'roomPrefix' in value ? value.roomPrefix : null,
    participant_attributes: rule?.attributes,
  };
}

const encryptions: Readonly<Record<string, string>> = {
  disabled: 'SIP_MEDIA_ENCRYPT_DISABLE',
  allowed: 'SIP_MEDIA_ENCRYPT_ALLOW',
  required: 'SIP_MEDIA_ENCRYPT_REQUIRE',
};

/** Says what LiveKit must have for settings. It is written down beside the program, so that a mistake in one of them shows. */
export function expectedInLiveKit(
  settings: SettingSet,
  { number, address }: { readonly number: string; readonly address: string },
): ReturnType<typeof settingsInLiveKit> {
  const set: Readonly<Record<string, unknown>> = settings;
  const codecs = Array.isArray(set.outbound_codecs) ? set.outbound_codecs.map(String) : [];
  const identity =
    set.identity_header === 'none'
      ? {}
      : { [String(set.identity_header)]: `<sip:${number}@${String(set.from_host ?? address)}>` };
  const map = (name: string): Record<string, string> => ({ ...Object(set[name]) });
  return {
    transport: `SIP_TRANSPORT_${String(set.transport).toUpperCase()}`,
    inbound_enabled: set.inbound_enabled !== false,
    outbound_enabled: set.outbound_enabled !== false,
    from_host: String(set.from_host ?? ''),
    callers: [set.caller_id_format === 'e164' ? number.replace('+', '') : number],
    headers: { ...identity, ...map('outbound_headers') },
    outbound_headers_to_attributes: map('outbound_headers_to_attributes'),
    outbound_codecs: codecs,
    only_listed_codecs: codecs.length > 0,
    outbound_media_encryption: String(encryptions[String(set.outbound_media_encryption)]),
    inbound_media_encryption: String(encryptions[String(set.inbound_media_encryption)]),
    inbound_headers_to_attributes: map('inbound_headers_to_attributes'),
    ringing_timeout: Number(set.ringing_timeout ?? 0),
    max_call_duration: Number(set.max_call_duration ?? 0),
    room_prefix: set.inbound_enabled === false ? null : String(set.room_prefix ?? 'call-'),
    participant_attributes: map('participant_attributes'),
  };
}

/** The names of the settings in the database that are not those of the fields in another spelling. */
const spelled = (name: string) =>
  name.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** Reads the settings in the record of a trunk. */
export function settingsInRecord(row: Readonly<Record<string, unknown>>): SettingSet {
  const values: Readonly<Record<string, unknown>> = Object(row.carrier_settings);
  return {
    ...noSettings,
    ...Object.fromEntries(
      Object.keys(noSettings).flatMap((name) => {
        const value = values[spelled(name)];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  };
}
