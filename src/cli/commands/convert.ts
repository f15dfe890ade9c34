import { z } from 'zod';

/** The services whose list responses can be converted. */
export const sources = ['autocalls', 'zudu'] as const;
export type Source = (typeof sources)[number];

/** A line of the import file, and what a person must add or check before the file can be imported. */
export interface ConvertedLine {
  /** The place in the list, counted from 1; it is the line of the import file. */
  readonly line: number;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly problems: readonly string[];
}

type Entry = Readonly<Record<string, unknown>>;

const entries = z.array(z.record(z.string(), z.unknown()));
/** A bare list, `{"data": […]}` or `{"data": {"phone_numbers": […]}}`, or one entry as `{"data": {…}}`. */
const responses = z.union([
  entries,
  z.object({ data: entries }).transform(({ data }) => data),
  z
    .object({ data: z.object({ phone_numbers: entries }) })
    .transform(({ data: { phone_numbers } }) => phone_numbers),
  z.object({ data: z.looseObject({ phone_number: z.string() }) }).transform(({ data }) => [data]),
]);

/** Fields of the import file that have the same name at the source. */
const sameNames = {
  autocalls: [
    'nickname',
    'sip_username',
    'sip_address',
    'sip_calling_format',
    'inbound_authorization_type',
    'allowed_inbound_ips',
    'country_code',
    'outbound_proxy',
  ],
  zudu: [
    'nickname',
    'outbound_agent_id',
    'inbound_agent_version',
    'outbound_agent_version',
    'inbound_webhook_url',
    'number_provider',
  ],
} as const satisfies Record<Source, readonly string[]>;

/** Fields that an import needs and the source may not show, with the way to find them. */
const needed = {
  sip_username: 'enter the user name that the carrier gave you',
  sip_password: 'no list shows passwords: enter it, or set a new one at the carrier',
  sip_address: 'enter the host of the carrier',
  sip_calling_format: 'enter +e164, e164 or national',
  inbound_authorization_type: 'enter auth, ip or auth_and_ip',
} as const;

/**
 * Converts a list response of another service to the lines of an import file.
 * @param response the response as it was received, parsed
 * @returns null if it is no list of trunks or numbers
 */
export function convertList(source: Source, response: unknown): readonly ConvertedLine[] | null {
  const parsed = responses.safeParse(response);
  return parsed.success ? parsed.data.map((entry, index) => convertEntry(source, entry, index + 1)) : null;
}

function convertEntry(source: Source, entry: Entry, line: number): ConvertedLine {
  const number = typeof entry.phone_number === 'string' ? entry.phone_number : '';
  const same = sameNames[source].flatMap((name) =>
    isGiven(entry[name]) ? [[name, entry[name]] as const] : [],
  );
  const fields = {
    phone_number: number,
    ...(number === '' ? {} : { sip_trunk_type: number.startsWith('+') ? 'number' : 'extension' }),
    ...Object.fromEntries(same),
    // Zudu has no such choice: its credentials are for both directions, and it dials in E.164.
    ...(source === 'zudu' ? { sip_calling_format: '+e164', inbound_authorization_type: 'auth' } : {}),
    ...(isGiven(entry.inbound_agent_id) ? { agent_name: entry.inbound_agent_id } : {}),
  };
  return { line, fields, problems: problemsOf(source, entry, fields) };
}

function problemsOf(source: Source, entry: Entry, fields: Entry): string[] {
  const missing = Object.entries(needed).flatMap(([name, remedy]) =>
    isGiven(fields[name]) ? [] : [`${name} is missing: ${remedy}`],
  );
  return [
    ...(fields.phone_number === '' ? ['phone_number is missing: nothing can be imported without it'] : []),
    ...missing,
    ...(entry.outbound_proxy === true
      ? ['outbound_proxy is true: Trunkline must have a proxy for that']
      : []),
    ...(isGiven(entry.type) && entry.type !== 'sip'
      ? [`type is ${String(entry.type)}: only SIP trunks can move; this number belongs to ${source}`]
      : []),
    ...(isGiven(entry.phone_number_type) && entry.phone_number_type !== 'CUSTOM'
      ? [`phone_number_type is ${String(entry.phone_number_type)}: the number may belong to ${source}`]
      : []),
    ...(isGiven(entry.inbound_agent_id)
      ? ['agent_name is the agent of Zudu: enter the name of an agent at LiveKit']
      : []),
  ];
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
