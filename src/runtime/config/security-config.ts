import { isIP } from 'node:net';
import { z } from 'zod';
import { parseAllowedAddress } from '../../domain/trunk/addresses.js';
import { parseDestinations } from '../../domain/trunk/numbers/destinations.js';
import { parseDomains, parsePorts } from '../../domain/trunk/targets.js';
import type { Cidr } from '../../domain/trunk/trunk.js';
import { accepted, type Parsed, refused } from '../../domain/values.js';

const flag = z
  .enum(['true', 'false', '1', '0'], 'must be true or false')
  .default('false')
  .transform((text) => text === 'true' || text === '1');

const parsedBy = <Value>(parse: (text: string) => Parsed<Value>, fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text, context): Value => {
      const parsed = parse(text);
      if (parsed.ok) return parsed.value;
      context.addIssue(parsed.problem);
      return z.NEVER;
    });

function parseProxies(text: string): Parsed<readonly Cidr[]> {
  const entries = text.split(',').map((entry) => entry.trim());
  const proxies = entries.filter((entry) => entry !== '').map(parseAllowedAddress);
  const networks = proxies.flatMap((proxy) => (proxy.ok ? [proxy.value] : []));
  return networks.length === proxies.length
    ? accepted(networks)
    : refused('must be comma-separated addresses or networks that are not too wide');
}

function parseDnsServers(text: string): Parsed<readonly string[]> {
  const servers = text.split(',').map((entry) => entry.trim());
  const given = servers.filter((server) => server !== '');
  const isServer = (server: string) => {
    const [, host = '', port = '53'] = /^(\[[0-9a-f:.]+\]|[0-9.]+)(?::(\d{1,5}))?$/i.exec(server) ?? [];
    return isIP(host.replace(/^\[|\]$/g, '')) > 0 && Number(port) > 0 && Number(port) <= 65_535;
  };
  return given.every(isServer)
    ? accepted(given)
    : refused(
        'must be comma-separated addresses, each with or without a port: 192.0.2.53,[2001:db8::53]:5353',
      );
}

function parseDays(text: string): Parsed<number> {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return days > 0 ? accepted(days) : refused('must be a whole number of days from 1 to 9999');
}

/** Lets connections to other machines go without TLS. */
export const plaintextVariable = { ALLOW_PLAINTEXT: flag };

function parseOrigins(text: string): Parsed<readonly string[]> {
  const origins = text.split(',').map((entry) => entry.trim());
  const given = origins.filter((origin) => origin !== '');
  return given.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin)
    ? accepted(given)
    : refused('must be comma-separated origins such as http://127.0.0.1:8233');
}

function parseOptionalPort(text: string): Parsed<number | null> {
  if (text === '') return accepted(null);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  return port >= 0 && port <= 65_535
    ? accepted(port)
    : refused('must be a port, or empty for no codec server');
}

function parseToken(text: string): Parsed<string> {
  return text === '' || /^[\w-]{32,256}$/.test(text)
    ? accepted(text)
    : refused('must have at least 32 characters of A-Z a-z 0-9 _ -');
}

/** The variables that say whom Trunkline believes and whom its trunks may reach. */
export const securityVariables = {
  ...plaintextVariable,
  TRUSTED_PROXIES: parsedBy(parseProxies, ''),
  ALLOW_PRIVATE_TARGETS: flag,
  ALLOWED_TARGET_DOMAINS: parsedBy(parseDomains, ''),
  RESOLVE_TARGETS: flag,
  PROBE_TARGETS: flag,
  PROBE_DNS_SERVERS: parsedBy(parseDnsServers, ''),
  SIP_PORTS: parsedBy(parsePorts, '1024-65535'),
  WEBHOOK_PORTS: parsedBy(parsePorts, '80,443,1024-65535'),
  DESTINATIONS: parsedBy(parseDestinations, 'own'),
  SECRETS_KEPT_DAYS: parsedBy(parseDays, '30'),
  CODEC_HOST: z.string().default('127.0.0.1'),
  CODEC_PORT: parsedBy(parseOptionalPort, ''),
  CODEC_TOKEN: parsedBy(parseToken, ''),
  CODEC_ORIGINS: parsedBy(parseOrigins, ''),
};

/** Returns the settings of these variables. */
export function securitySettings(values: z.output<z.ZodObject<typeof securityVariables>>) {
  return {
    targets: {
      allowPrivate: values.ALLOW_PRIVATE_TARGETS,
      allowedDomains: values.ALLOWED_TARGET_DOMAINS,
      sipPorts: values.SIP_PORTS,
      webhookPorts: values.WEBHOOK_PORTS,
    },
    /** A target in a private network is allowed by its name, so it is allowed by its address as well. */
    resolveTargets: values.RESOLVE_TARGETS && !values.ALLOW_PRIVATE_TARGETS,
    probes: { enabled: values.PROBE_TARGETS, dnsServers: values.PROBE_DNS_SERVERS },
    trustedProxies: values.TRUSTED_PROXIES,
    secretsKeptDays: values.SECRETS_KEPT_DAYS,
    /** The codec server for the Temporal UI; null without one. */
    codec:
      values.CODEC_PORT === null || values.CODEC_TOKEN === ''
        ? null
        : {
            ...{ host: values.CODEC_HOST, port: values.CODEC_PORT },
            ...{ token: values.CODEC_TOKEN, origins: values.CODEC_ORIGINS },
          },
  };
}

/** The fewest different bytes in a random key. Of 32 random bytes fewer than 16 differ once in 10^12 keys. */
const fewestDifferent = 16;

/**
 * Tells whether a key was visibly not made at random: one byte or a pattern repeated, or bytes in a constant distance.
 * @param key at least 32 bytes
 */
export function isDegenerate(key: Buffer): boolean {
  const distances = new Set(key.subarray(1).map((byte, index) => byte - (key[index] ?? 0)));
  if (new Set(key).size < fewestDifferent || distances.size === 1) return true;
  const repeatsEvery = (length: number) => key.subarray(length).equals(key.subarray(0, -length));
  return Array.from({ length: key.length >> 1 }, (_, index) => index + 1).some(repeatsEvery);
}

interface Connections {
  readonly ALLOW_PLAINTEXT: boolean;
  readonly DATABASE_URL: string | null;
  /** Absent for administration, which connects to the database alone. */
  readonly livekitUrl?: string;
  readonly temporal?: { readonly address: string; readonly tls: boolean };
}

/** Lists the variables whose connections would cross a network in clear, with the problem of each. */
export function plaintextProblems({
  ALLOW_PLAINTEXT,
  DATABASE_URL,
  livekitUrl,
  temporal,
}: Connections): string[] {
  if (ALLOW_PLAINTEXT) return [];
  const problem = (variable: string, remedy: string) =>
    `${variable} must ${remedy}, because it leaves this machine; ALLOW_PLAINTEXT=true allows a connection without TLS`;
  return [
    ...(DATABASE_URL === null || isPrivateDatabase(new URL(DATABASE_URL))
      ? []
      : [problem('DATABASE_URL', 'have sslmode=verify-full')]),
    ...(livekitUrl?.startsWith('http:') === true && !isLoopback(new URL(livekitUrl).hostname)
      ? [problem('LIVEKIT_URL', 'begin with https or wss')]
      : []),
    ...(temporal !== undefined && !temporal.tls && !isLoopback(temporal.address.replace(/:\d+$/, ''))
      ? [problem('TEMPORAL_ADDRESS', 'be used with TEMPORAL_TLS=true')]
      : []),
  ];
}

/** Tells whether a connection is encrypted, or stays on this machine. The parameter `host` overrides the host, as in `pg`. */
function isPrivateDatabase({ hostname, searchParams }: URL): boolean {
  const host = decodeURIComponent(searchParams.get('host') ?? hostname);
  if (host === '' || host.startsWith('/') || isLoopback(host)) return true;
  const mode = searchParams.get('sslmode');
  return mode === 'require' || mode === 'verify-ca' || mode === 'verify-full';
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}
