import { isIP } from 'node:net';
import { defaultSipPort } from '../trunk/addresses.js';
import { settingOf } from '../trunk/carrier/carrier-settings.js';
import { carrierAt } from '../trunk/carrier/presets.js';
import { problemOfAddress } from '../trunk/targets.js';
import type { TrunkSettings } from '../trunk/trunk.js';
import { carrierWarnings } from '../trunk/warnings.js';
import { type Check, type CheckName, check } from './check.js';
import {
  type OptionsAnswer,
  type ProbedTransport,
  type Probes,
  probedTransports,
  type Resolution,
} from './probes.js';

const usualTlsPort = 5061;
const notEnabled = 'The operator of this service has not enabled probes.';

/**
 * Checks what can be found out beyond the LiveKit project: the host of the carrier, livekit-sip and the agent. Addresses that are
 * not public get no request unless they are allowed.
 * @param probes null if the operator has not enabled them
 */
export async function checksOutside(
  settings: TrunkSettings,
  probes: Probes | null,
  allowPrivate: boolean,
): Promise<readonly Check[]> {
  if (probes === null) {
    const names: readonly CheckName[] = ['host', 'addresses', ...optionsChecks, 'sip_node'];
    return [...names.map((name) => check(name, 'unknown', notEnabled)), await agentCheck(settings, null)];
  }
  const [host = '', port] = settings.outboundAddress.split(':');
  const [found, ...inside] = await Promise.all([
    resolved(host, probes),
    nodeCheck(probes),
    agentCheck(settings, probes),
  ]);
  const addresses = found.kind === 'found' ? [...found.records.a, ...found.records.aaaa] : [];
  const refused = allowPrivate ? [] : addresses.filter((address) => problemOfAddress(address) !== null);
  const target = refused.length === 0 ? addresses[0] : undefined;
  const answers = await Promise.all(
    probedTransports.map(async (transport) => {
      if (target === undefined) return { transport, answer: null };
      const isOwn =
        port !== undefined && (transport === 'tls') === (settingOf(settings, 'transport') === 'tls');
      const usual = transport === 'tls' ? usualTlsPort : defaultSipPort;
      const asked = { host, address: target, port: isOwn ? Number(port) : usual, transport };
      return { transport, answer: await probes.options(asked) };
    }),
  );
  return [
    hostCheck(host, found),
    addressCheck(found, addresses, refused, allowPrivate),
    ...answers.map(({ transport, answer }) => optionsCheck(transport, answer, settings, answers)),
    ...inside,
  ];
}

const optionsChecks = probedTransports.map((transport) => `options_${transport}` as const);

async function resolved(host: string, probes: Probes): Promise<Resolution> {
  if (isIP(host) === 0) return probes.resolve(host);
  return { kind: 'found', records: { a: [host], aaaa: [], srv: [], naptr: [] } };
}

function hostCheck(host: string, found: Resolution): Check {
  if (isIP(host) > 0) return check('host', 'pass', `${host} is an address.`);
  if (found.kind === 'no_answer') {
    return check('host', 'unknown', `No DNS server says where ${host} is (${found.reason}).`, 'Try again.');
  }
  const { a, aaaa, srv, naptr } =
    found.kind === 'found' ? found.records : { a: [], aaaa: [], srv: [], naptr: [] };
  const evidence = [
    ...(a.length > 0 ? [`A ${a.join(', ')}`] : []),
    ...(aaaa.length > 0 ? [`AAAA ${aaaa.join(', ')}`] : []),
    ...srv.map(({ service, name, port }) => `SRV ${service} ${name}:${port}`),
    ...(naptr.length > 0 ? [`NAPTR ${naptr.join(', ')}`] : []),
  ].join('; ');
  if (a.length > 0) return check('host', 'pass', `${host}: ${evidence}.`);
  if (aaaa.length > 0) {
    return check(
      'host',
      'warn',
      `${host} has only IPv6 addresses: ${evidence}.`,
      'Calls go out only if livekit-sip has IPv6. Ask the carrier for a host with an IPv4 address.',
    );
  }
  const [first] = srv;
  if (evidence !== '') {
    return check(
      'host',
      'fail',
      `Only ${first === undefined ? 'NAPTR' : 'SRV'} exists: livekit-sip will not find ${host} (${evidence}).`,
      first === undefined
        ? 'Use a host of the carrier that has an A record.'
        : `Use a server that the records name, for example ${first.name}:${first.port}.`,
    );
  }
  const what = found.kind === 'no_such_name' ? 'does not exist' : 'has no address';
  return check('host', 'fail', `${host} ${what}.`, 'Correct the host: calls to it cannot go out.');
}

function addressCheck(
  found: Resolution,
  addresses: readonly string[],
  refused: readonly string[],
  allowPrivate: boolean,
): Check {
  if (addresses.length === 0) {
    const evidence = found.kind === 'no_answer' ? 'The addresses are not known.' : 'The host has no address.';
    return check('addresses', 'unknown', evidence, 'See the check host.');
  }
  if (refused.length > 0) {
    return check(
      'addresses',
      'fail',
      `The host resolves to ${refused.join(', ')}, which is not public.`,
      'Use the public host of the carrier. The operator of this service can allow private addresses.',
    );
  }
  const all = addresses.join(', ');
  return check(
    'addresses',
    'pass',
    allowPrivate ? `Every address is allowed: ${all}.` : `All are public: ${all}.`,
  );
}

interface Asked {
  readonly transport: ProbedTransport;
  readonly answer: OptionsAnswer | null;
}

function optionsCheck(
  transport: ProbedTransport,
  answer: OptionsAnswer | null,
  settings: TrunkSettings,
  all: readonly Asked[],
): Check {
  const name = `options_${transport}` as const;
  const title = transport.toUpperCase();
  if (answer === null)
    return check(name, 'unknown', 'No request was sent.', 'See the checks host and addresses.');
  const chosen = settingOf(settings, 'transport');
  const isUsed = transport === (chosen === 'auto' ? 'udp' : chosen);
  if (answer.kind === 'answered') {
    const { status, reason, ms, distrust } = answer;
    const evidence = `OPTIONS over ${title}: ${status} ${reason} after ${ms} ms.`;
    return distrust === null
      ? check(name, 'pass', evidence)
      : check(
          name,
          isUsed ? 'warn' : 'pass',
          `${evidence} The certificate is not trusted: ${distrust}.`,
          'LiveKit sends no INVITE over such a connection. Ask the carrier for the host that its certificate names.',
        );
  }
  if (!isUsed)
    return check(name, 'unknown', `No answer over ${title} (${answer.reason}). The trunk does not use it.`);
  const other = all.find((each) => each.answer?.kind === 'answered');
  return check(
    name,
    'warn',
    `No answer to OPTIONS over ${title} (${answer.reason}).`,
    other === undefined
      ? 'Check host and port. Some carriers answer OPTIONS to nobody, so calls may work nevertheless.'
      : `The carrier answers over ${other.transport.toUpperCase()}: set transport to ${other.transport}.`,
  );
}

/** Checks what is known about the carrier of a trunk. */
export function carrierCheck(settings: TrunkSettings): Check {
  const carrier = carrierAt(settings.outboundAddress);
  if (carrier === null) {
    return check('carrier', 'unknown', `Nothing is known about the carrier at ${settings.outboundAddress}.`);
  }
  const problems = carrierWarnings(settings, 'let it call in by its addresses instead');
  if (problems.length === 0)
    return check('carrier', 'pass', `The trunk suits what is known about ${carrier.title}.`);
  const isRefused = settings.inboundAuthorization.digest && carrier.answersDigest === false;
  return check(
    'carrier',
    isRefused ? 'fail' : 'warn',
    problems.join(' '),
    `See GET /v1/trunks/{id}/carrier-sheet, or the pages of ${carrier.title}: ${carrier.sources.join(', ')}.`,
  );
}

async function nodeCheck(probes: Probes): Promise<Check> {
  switch (await probes.sipNode()) {
    case true:
      return check('sip_node', 'pass', 'A livekit-sip process serves this LiveKit project.');
    case false:
      return check(
        'sip_node',
        'fail',
        'No livekit-sip process serves this LiveKit project: callers hear nothing, and calls out get 503.',
        'Start livekit-sip with the same Redis and the same keys as livekit-server. Tell the operator of this service.',
      );
    case null:
      return check('sip_node', 'unknown', 'LiveKit did not say whether livekit-sip runs.', 'Try again.');
  }
}

async function agentCheck({ agentName }: TrunkSettings, probes: Probes | null): Promise<Check> {
  if (agentName === null) {
    return check('agent', 'pass', 'The trunk names no agent: agents without a name join by themselves.');
  }
  if (probes === null) return check('agent', 'unknown', notEnabled);
  switch (await probes.agent(agentName)) {
    case true:
      return check('agent', 'pass', `A worker serves the agent "${agentName}".`);
    case false:
      return check(
        'agent',
        'fail',
        `No worker serves the agent "${agentName}": callers hear ringing for three minutes, then 486.`,
        'Start a worker that registers under this name, or correct agent_name.',
      );
    case null:
      return check(
        'agent',
        'unknown',
        'LiveKit did not say whether a worker serves the agent.',
        'Try again.',
      );
  }
}
