import { accepted, refused } from '../../values.js';
import { parseHost } from '../hosts.js';
import { choice, flag, type Json, listOf, mapOf, seconds, text, type ValueKind } from './setting-kinds.js';
import { attributeName, attributeValue, headerName, headerValue, identityHeaders } from './sip-headers.js';

/** An object in LiveKit that a setting concerns. */
type SettingObject = 'inbound' | 'outbound' | 'rule';

/**
 * The values of some fields of an object in LiveKit, by the path of the field in LiveKit's JSON (`media.encryption`). Null leaves a
 * field to LiveKit.
 */
export type LiveKitFields = Readonly<Record<string, Json>>;

/** One setting of a trunk that its carrier requires or that shapes its calls. */
interface Setting<Value> extends ValueKind<Value> {
  /** The name of the field in requests, answers and files. */
  readonly field: string;
  /** The name in messages about the field. */
  readonly title: string;
  readonly description: string;
  readonly object: SettingObject;
  /** The fields of the object that the setting decides, in LiveKit's JSON. */
  readonly paths: readonly string[];
  /** Returns the value of each of these fields. It is not called for the fallback, which leaves all of them to LiveKit. */
  write(value: Value, trunk: Identified): readonly Json[];
}

/** The part of a trunk that identifies it to its carrier. */
interface Identified {
  readonly number: { readonly value: string };
  readonly outboundAddress: string;
  readonly fromHost?: string | null;
}

/** How calls go out to the carrier. With `auto` LiveKit decides, which means UDP. */
const transports = ['auto', 'udp', 'tcp', 'tls'] as const;
export type Transport = (typeof transports)[number];

const encryptions = ['disabled', 'allowed', 'required'] as const;
const encryptionInLiveKit = {
  disabled: 'SIP_MEDIA_ENCRYPT_DISABLE',
  allowed: 'SIP_MEDIA_ENCRYPT_ALLOW',
  required: 'SIP_MEDIA_ENCRYPT_REQUIRE',
} as const;

function mediaEncryption<const Field extends string>(object: 'inbound' | 'outbound', field: Field) {
  return {
    ...choice(encryptions),
    field,
    title: object === 'inbound' ? 'Inbound media encryption' : 'Outbound media encryption',
    description:
      `Whether the media of ${object} calls are encrypted (SRTP). With \`allowed\` they are if the carrier can, with ` +
      '`required` a call without encryption fails.',
    object,
    paths: ['media.encryption'],
    write: (value: (typeof encryptions)[number]) => [encryptionInLiveKit[value]],
  };
}

type Names = Readonly<Record<string, string>>;

function headersToAttributes<const Field extends string>(object: 'inbound' | 'outbound', field: Field) {
  const title = object === 'inbound' ? 'Inbound headers to attributes' : 'Outbound headers to attributes';
  const message = object === 'inbound' ? 'the INVITE of the caller' : "the carrier's answer to a call";
  return {
    ...mapOf(headerName, attributeName, { folded: true }),
    field,
    title,
    description: `The attributes of the participant that get the values of headers of ${message}, by the names of the headers.`,
    object,
    paths: ['headersToAttributes'],
    write: (value: Names) => [value],
  };
}

/** The forms of the caller that a carrier may expect. */
const callerIdFormats = ['+e164', 'e164', 'national', 'username'] as const;

/** The codecs that livekit-sip has, and their rates in SDP. */
const codecRates = { PCMU: 8_000, PCMA: 8_000, G722: 8_000, 'AMR-WB': 16_000 } as const;
const codecs = ['PCMU', 'PCMA', 'G722', 'AMR-WB'] as const satisfies readonly (keyof typeof codecRates)[];

const roomPrefixPattern = '^[A-Za-z0-9_.-]{1,64}$';

/**
 * Every setting, declared once. The database, the requests, answers and files of all contracts, the revisions, the objects in LiveKit
 * and their comparison follow from this table. The order is that of the columns of a file.
 */
export const carrierSettings = {
  transport: {
    ...choice(transports),
    field: 'transport',
    title: 'Transport',
    description: 'How calls go out to the carrier; with `auto` LiveKit decides, which means UDP.',
    object: 'outbound',
    paths: ['transport'],
    write: (value: Transport) => [`SIP_TRANSPORT_${value.toUpperCase()}`],
  },
  inboundEnabled: {
    ...flag(true),
    field: 'inbound_enabled',
    title: 'Inbound enabled',
    description:
      'Calls to the number are on. With false, callers get 486, and the trunk keeps its number and its ids.',
    object: 'rule',
    // It decides the rule together with the room prefix.
    paths: [],
    write: () => [],
  },
  outboundEnabled: {
    ...flag(true),
    field: 'outbound_enabled',
    title: 'Outbound enabled',
    description: 'Calls from the number are on. With false, LiveKit refuses to place them.',
    object: 'outbound',
    // It decides the address of the outbound trunk together with that of the carrier.
    paths: [],
    write: () => [],
  },
  fromHost: {
    ...text(parseHost, {
      description: 'A full host name or an IPv4 address, without a port.',
      format: 'sip-address',
      examples: ['sip.provider.com'],
    }),
    field: 'from_host',
    title: 'From host',
    description:
      'The host in the From header of calls to the carrier; null for the address of LiveKit. Some carriers require their own domain.',
    object: 'outbound',
    paths: ['fromHost'],
    write: (value: string | null) => [value],
  },
  callerIdFormat: {
    ...choice(callerIdFormats),
    field: 'caller_id_format',
    title: 'Caller id format',
    description:
      'The user in the From header of calls to the carrier: the number of the trunk in one of three formats, or its SIP user name.',
    object: 'outbound',
    // It decides the numbers of the outbound trunk together with the number itself.
    paths: [],
    write: () => [],
  },
  identityHeader: {
    ...choice(identityHeaders),
    field: 'identity_header',
    title: 'Identity header',
    description:
      'The header that tells the carrier the number of the trunk in E.164, for carriers that expect something else in From.',
    object: 'outbound',
    paths: ['headers'],
    write: (name: string, { number, outboundAddress, fromHost }: Identified) => [
      { [name]: `<sip:${number.value}@${fromHost ?? outboundAddress.replace(/:\d+$/, '')}>` },
    ],
  },
  outboundHeaders: {
    ...mapOf(headerName, headerValue, { folded: true }),
    field: 'outbound_headers',
    title: 'Outbound headers',
    description:
      'Headers of every call to the carrier, by their names. They are shown, so they are no place for secrets.',
    object: 'outbound',
    paths: ['headers'],
    write: (value: Names) => [value],
  },
  outboundHeadersToAttributes: headersToAttributes('outbound', 'outbound_headers_to_attributes'),
  outboundCodecs: {
    ...listOf(codecs),
    field: 'outbound_codecs',
    title: 'Outbound codecs',
    description:
      'The codecs of calls to the carrier; an empty list leaves them to LiveKit (PCMU, PCMA and G722). DTMF always works.',
    object: 'outbound',
    paths: ['media.onlyListedCodecs', 'media.codecs'],
    write: (names: readonly (typeof codecs)[number][]) => [
      true,
      names.map((name) => ({ name, rate: codecRates[name] })),
    ],
  },
  outboundMediaEncryption: mediaEncryption('outbound', 'outbound_media_encryption'),
  inboundMediaEncryption: mediaEncryption('inbound', 'inbound_media_encryption'),
  inboundHeadersToAttributes: headersToAttributes('inbound', 'inbound_headers_to_attributes'),
  ringingTimeout: {
    ...seconds(1, 3_600),
    field: 'ringing_timeout',
    title: 'Ringing timeout',
    description:
      'How long a caller waits until an agent answers, in seconds; null leaves it to LiveKit (3 minutes).',
    object: 'inbound',
    paths: ['ringingTimeout'],
    write: (value: number | null) => [`${value}s`],
  },
  maxCallDuration: {
    ...seconds(1, 86_400),
    field: 'max_call_duration',
    title: 'Maximum call duration',
    description: 'How long an inbound call may last, in seconds; null leaves it to LiveKit (24 hours).',
    object: 'inbound',
    paths: ['maxCallDuration'],
    write: (value: number | null) => [`${value}s`],
  },
  roomPrefix: {
    ...text(
      (given) =>
        new RegExp(roomPrefixPattern).test(given)
          ? accepted(given)
          : refused('must be 1 to 64 characters out of A-Z, a-z, 0-9 and _ . -'),
      { pattern: roomPrefixPattern, examples: ['support'] },
    ),
    field: 'room_prefix',
    title: 'Room prefix',
    description:
      'The beginning of the name of the room of each inbound call; null for that of the installation. LiveKit adds the caller and a random part.',
    object: 'rule',
    // It decides the rule together with the prefix of the installation.
    paths: [],
    write: () => [],
  },
  participantAttributes: {
    ...mapOf(attributeName, attributeValue, { folded: false }),
    field: 'participant_attributes',
    title: 'Participant attributes',
    description: 'Attributes of the caller in the room of each inbound call, for the agent.',
    object: 'rule',
    paths: ['attributes'],
    write: (value: Names) => [value],
  },
} as const satisfies Readonly<Record<string, Setting<unknown>>>;

type Settings = typeof carrierSettings;
type SettingName = keyof Settings;
type ValueOf<Entry> = Entry extends ValueKind<infer Value> ? Value : never;

/** The value of every setting. */
export type CarrierValues = { readonly [Name in SettingName]: ValueOf<Settings[Name]> };

/** The settings of a trunk. One that is absent has its fallback. */
export type CarrierSettings = Partial<CarrierValues>;

/** The names of the fields, with the values. */
export type SettingFields = {
  readonly [Name in SettingName as Settings[Name]['field']]: ValueOf<Settings[Name]>;
};

/** Values of some fields. */
export type GivenFields = { readonly [Field in keyof SettingFields]?: SettingFields[Field] | undefined };

const entries = Object.entries(carrierSettings) as [SettingName, Setting<unknown>][];

/** Returns every setting with its name in the domain. */
export function everySetting(): readonly (readonly [SettingName, Setting<unknown>])[] {
  return entries;
}

/** Returns the settings that are not the fallback. Stored trunks and hashes of requests hold only these. */
export function carrierSettingsIn(values: CarrierSettings): CarrierSettings {
  return Object.fromEntries(
    entries
      .filter(([name, { fallback }]) => !isSame(values[name] ?? fallback, fallback))
      .map(([name]) => [name, values[name]]),
  );
}

/** Returns the settings that the values of fields mean. Fields that are left out, and other fields, are not in the result. */
export function settingsOfFields(fields: GivenFields): CarrierSettings {
  return Object.fromEntries(
    entries.flatMap(([name, { field }]) => {
      const value: unknown = Reflect.get(fields, field);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Returns the value of a setting of a trunk. */
export function settingOf<Name extends SettingName>(trunk: CarrierSettings, name: Name): CarrierValues[Name] {
  return trunk[name] ?? (carrierSettings[name].fallback as CarrierValues[Name]);
}

/** Returns the fields of an object in LiveKit that the settings of a trunk decide. */
export function liveKitFields(object: SettingObject, trunk: CarrierSettings & Identified): LiveKitFields {
  const fields: Record<string, Json> = {};
  for (const [name, { object: concerned, paths, write, fallback }] of entries) {
    if (concerned !== object) continue;
    const value = trunk[name] ?? fallback;
    const written = isSame(value, fallback) ? [] : write(value, trunk);
    for (const [at, path] of paths.entries()) fields[path] = merged(fields[path], written[at] ?? null);
  }
  return fields;
}

/** Two settings may put headers into the same field. */
function merged(one: Json | undefined, other: Json): Json {
  if (other === null) return one ?? null;
  return typeof one === 'object' && one !== null && typeof other === 'object' ? { ...one, ...other } : other;
}

/** Compares two values of a setting. */
function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
