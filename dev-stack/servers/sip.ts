import path from 'node:path';
import { probeSip } from '../../src/carriers/sip-options.js';
import { writePrivateFile } from '../state/private-file.js';
import { given } from '../state/settings.js';
import { redisSection } from './livekit.js';
import { portOf, type Server, type ServerContext } from './server.js';

const answerMs = 1_000;
const usualTlsPort = 5061;

/** LiveKit's SIP server, which carries calls. No registry has a program of it that can be pinned, so nothing obtains it. */
export const sip: Server = {
  name: 'sip',
  title: 'livekit-sip',
  program: {
    title: 'livekit-sip',
    command: 'livekit-sip',
    variable: 'LIVEKIT_SIP_BIN',
    // What is built from source calls itself 0.0.0.
    minimum: '0.0.0',
    below: '2',
    cacheFolder: 'livekit-sip',
    ways: [],
    advice: { debian: 'https://github.com/livekit/sip', macos: 'https://github.com/livekit/sip' },
  },
  optional: true,
  ports: [{ name: 'sip', preferred: 5060, protocol: 'both' }],
  after: ['redis', 'livekit'],
  named: (env) => {
    const host = given(env, 'SIP_INBOUND_HOST');
    if (host !== null) return { SIP_INBOUND_HOST: host };
    // Calls go through the Redis of LiveKit, which a foreign one does not reveal.
    return given(env, 'LIVEKIT_URL') !== null && given(env, 'REDIS_URL') === null ? {} : null;
  },
  prepare: async (context) => {
    const file = path.join(context.folder, 'livekit-sip.yaml');
    writePrivateFile(file, `${JSON.stringify(configuration(context), null, 2)}\n`);
    // It waits for calls to end. Whoever stops the stack does not.
    return { command: [context.program.file, '--config', file], stopTimeoutMs: 1_000 };
  },
  check: async (context) => {
    if ((await probeSip(hostOf(context), answerMs)) !== 'responds')
      throw new Error('it does not answer OPTIONS');
  },
  settings: (context) => ({ SIP_INBOUND_HOST: hostOf(context) }),
  whereabouts: hostOf,
};

function hostOf(context: ServerContext): string {
  return `127.0.0.1:${portOf(context, 'sip')}`;
}

/** The configuration as JSON, which is YAML too. A busy computer must not make it refuse calls. */
function configuration(context: ServerContext): unknown {
  const { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET, REDIS_URL } = context.settings;
  return {
    api_key: LIVEKIT_API_KEY,
    api_secret: LIVEKIT_API_SECRET,
    ws_url: LIVEKIT_URL.replace(/^http/, 'ws'),
    redis: redisSection(REDIS_URL),
    sip_port: portOf(context, 'sip'),
    listen_ip: '127.0.0.1',
    nat_1_to_1_ip: '127.0.0.1',
    ...tlsSection(context),
    max_cpu_utilization: 1,
  };
}

/** Calls over TLS need a certificate, which only the user can have. */
function tlsSection({ env }: ServerContext): object {
  const certificate = given(env, 'LIVEKIT_SIP_TLS_CERT');
  const key = given(env, 'LIVEKIT_SIP_TLS_KEY');
  if (certificate === null || key === null) return {};
  const port = Number(given(env, 'LIVEKIT_SIP_TLS_PORT') ?? usualTlsPort);
  return { tls: { port, certs: [{ cert_file: certificate, key_file: key }] } };
}
