import path from 'node:path';
import { goInstallWay } from '../programs/ways.js';
import { writePrivateFile } from '../state/private-file.js';
import { gatewayUrl, given } from '../state/settings.js';
import { StackError } from '../state/stack-error.js';
import { portOf, type Server, type ServerContext } from './server.js';

const version = '1.13.5';
const answerMs = 3_000;

/** LiveKit's server. Later versions than this one cannot be compiled by `go install`. */
export const livekit: Server = {
  name: 'livekit',
  title: 'LiveKit',
  program: {
    title: 'LiveKit',
    command: 'livekit-server',
    variable: 'LIVEKIT_SERVER_BIN',
    minimum: version,
    below: '2',
    cacheFolder: `livekit-server-${version}`,
    ways: [
      goInstallWay(
        `github.com/livekit/livekit-server/cmd/server@v${version}`,
        'server',
        'once, about 3 minutes on two cores',
        790,
      ),
    ],
    advice: {
      debian: `install Go 1.26 or newer (https://go.dev/dl), or put livekit-server ${version} or newer on PATH`,
      macos: 'brew install livekit',
    },
  },
  ports: [
    { name: 'livekit', preferred: 7880, protocol: 'tcp' },
    { name: 'livekitMedia', preferred: 7882, protocol: 'udp' },
  ],
  after: ['redis'],
  named: (env) => {
    const url = given(env, 'LIVEKIT_URL');
    if (url === null) {
      return null;
    }
    const [apiKey, apiSecret] = [given(env, 'LIVEKIT_API_KEY'), given(env, 'LIVEKIT_API_SECRET')];
    if (apiKey === null || apiSecret === null) {
      throw new StackError(
        'LIVEKIT_URL is set, so that LiveKit is used: set LIVEKIT_API_KEY and LIVEKIT_API_SECRET too, ' +
          'or unset LIVEKIT_URL to start a local one.',
      );
    }
    return { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret };
  },
  prepare: async (context) => {
    const file = path.join(context.folder, 'livekit.yaml');
    writePrivateFile(file, `${JSON.stringify(configuration(context), null, 2)}\n`);
    return { command: [context.program.file, '--config', file] };
  },
  check: async (context) => {
    const url = urlOf(context);
    const answer = await fetch(url, { signal: AbortSignal.timeout(answerMs) });
    if (!answer.ok) {
      throw new Error(`LiveKit answered ${answer.status}`);
    }
    const { SipClient } = await import('livekit-server-sdk');
    const { livekitApiKey, livekitApiSecret } = context.secrets;
    await new SipClient(url, livekitApiKey, livekitApiSecret, {
      requestTimeout: answerMs / 1000,
    }).listSipDispatchRule();
  },
  settings: (context) => ({
    LIVEKIT_URL: urlOf(context),
    LIVEKIT_API_KEY: context.secrets.livekitApiKey,
    LIVEKIT_API_SECRET: context.secrets.livekitApiSecret,
  }),
  whereabouts: (context) => urlOf(context),
};

function urlOf(context: ServerContext): string {
  return `http://127.0.0.1:${portOf(context, 'livekit')}`;
}

/**
 * The server's configuration, as JSON, which is YAML too. Everything stays on the loopback interface: media over
 * UDP is bound to it by `ips`, and media over TCP, which would listen on all interfaces, is switched off by port 0.
 * Webhooks go to the gateway of this stack, or to the one that somebody starts beside it.
 */
function configuration(context: ServerContext): unknown {
  const { livekitApiKey, livekitApiSecret } = context.secrets;
  const gateway = gatewayUrl(context.env, context.ports.gateway);
  return {
    port: portOf(context, 'livekit'),
    bind_addresses: ['127.0.0.1'],
    redis: redisSection(context.settings.REDIS_URL),
    keys: { [livekitApiKey]: livekitApiSecret },
    webhook: {
      api_key: livekitApiKey,
      urls: [`${gateway}/webhooks/livekit`],
      filter_params: {
        include_events: ['participant_joined', 'participant_left', 'participant_connection_aborted'],
      },
    },
    rtc: {
      udp_port: portOf(context, 'livekitMedia'),
      tcp_port: 0,
      use_external_ip: false,
      node_ip: '127.0.0.1',
      enable_loopback_candidate: true,
      ips: { includes: ['127.0.0.1/32'] },
      stun_servers: ['127.0.0.1:3478'],
    },
  };
}

/** The `redis` section in the configuration of LiveKit's servers. */
export function redisSection(text: string): unknown {
  if (!URL.canParse(text) || !/^rediss?:\/\//.test(text)) {
    throw new StackError('REDIS_URL must look like redis://127.0.0.1:6379');
  }
  const url = new URL(text);
  return {
    address: `${url.hostname}:${url.port === '' ? 6379 : url.port}`,
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    db: Number(url.pathname.slice(1)) || 0,
    ...(url.protocol === 'rediss:' ? { tls: { enabled: true } } : {}),
  };
}
