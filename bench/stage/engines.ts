import { createRequire } from 'node:module';
import path from 'node:path';
import type { Launchable } from '../../dev-stack/servers/server.js';
import { portOf } from '../../dev-stack/servers/server.js';
import { temporal } from '../../dev-stack/servers/temporal.js';
import type { Stage } from './stage.js';

/** A server that one arm needs beside the shared ones. */
export interface Engine {
  readonly pid: number;
  /** The variables with its addresses. */
  readonly env: Readonly<Record<string, string>>;
}

const started = new WeakMap<Stage, Map<string, Promise<Engine>>>();

/** Starts an engine once for a run; an arm may start several times. */
function once(stage: Stage, name: string, start: () => Promise<Engine>): Promise<Engine> {
  const engines = started.get(stage) ?? new Map<string, Promise<Engine>>();
  started.set(stage, engines);
  const engine = engines.get(name) ?? start();
  engines.set(name, engine);
  return engine;
}

/** The Temporal server of the saga sample. */
export function defaultTemporal(stage: Stage): Promise<Engine> {
  return once(stage, 'temporal', () => startDefaultTemporal(stage));
}

/** The server of Restate. */
export function restate(stage: Stage): Promise<Engine> {
  return once(stage, 'restate', () => startRestate(stage));
}

/** Starts a second Temporal server whose settings are all defaults: what `temporal server start-dev` gives. */
async function startDefaultTemporal(stage: Stage): Promise<Engine> {
  const server: Launchable = {
    ...temporal,
    name: 'temporal-defaults',
    title: 'Temporal with defaults',
    prepare: async ({ program, env, ...context }) => ({
      command: [
        ...[program.file, 'server', 'start-dev', '--ip', '127.0.0.1', '--headless'],
        ...[
          '--port',
          String(portOf(context, 'temporal')),
          '--http-port',
          String(portOf(context, 'temporalHttp')),
        ],
        ...['--metrics-port', String(portOf(context, 'temporalMetrics'))],
      ],
      env: { TEMPORAL_VERSION_CHECK_DISABLED: '1' },
    }),
    ports: temporal.ports.filter(({ name }) => name !== 'temporalUi'),
    check: async (context) => {
      const { Connection } = await import('@temporalio/client');
      const connection = await Connection.connect({ address: `127.0.0.1:${portOf(context, 'temporal')}` });
      await connection.workflowService.describeNamespace({ namespace: 'default' });
      await connection.close();
    },
    whereabouts: (context) => `127.0.0.1:${portOf(context, 'temporal')}`,
    settings: () => ({}),
  };
  const { context, pid } = await stage.launch(server, temporal.program);
  return { pid, env: { TEMPORAL_ADDRESS: `127.0.0.1:${portOf(context, 'temporal')}` } };
}

/** Starts the Restate server of the npm package with its defaults. @throws {Error} when npm has no program for this platform. */
async function startRestate(stage: Stage): Promise<Engine> {
  const require = createRequire(import.meta.url);
  const { version }: { version: string } = require('@restatedev/restate-server/package.json');
  const platform = `@restatedev/restate-server-${process.platform}-${process.arch}`;
  const file = require.resolve(`${platform}/bin/restate-server`);
  const url = (port: number) => `http://127.0.0.1:${port}`;
  const server: Launchable = {
    name: 'restate',
    title: 'Restate',
    ports: (['restateIngress', 'restateAdmin', 'restateNode'] as const).map((name) => ({
      name,
      preferred: 8080,
      protocol: 'tcp',
    })),
    prepare: async ({ program, folder, ...context }) => ({
      command: [
        ...[program.file, '--no-logo', '--listen-mode', 'tcp', '--bind-ip', '127.0.0.1'],
        ...['--base-dir', path.join(folder, 'data'), '--node-name', 'bench'],
        ...['--bind-port', String(portOf(context, 'restateNode'))],
      ],
      env: {
        RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${portOf(context, 'restateIngress')}`,
        RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${portOf(context, 'restateAdmin')}`,
        RESTATE_DISABLE_TELEMETRY: 'true',
      },
    }),
    check: async (context) => {
      const answers = await Promise.all([
        fetch(`${url(portOf(context, 'restateAdmin'))}/health`),
        fetch(`${url(portOf(context, 'restateIngress'))}/restate/health`),
      ]);
      if (!answers.every(({ ok }) => ok)) throw new Error('it is not healthy yet');
    },
    whereabouts: (context) => url(portOf(context, 'restateIngress')),
    settings: () => ({}),
  };
  const { context, pid } = await stage.launch(server, { file, version });
  return {
    pid,
    env: {
      RESTATE_INGRESS_URL: url(portOf(context, 'restateIngress')),
      RESTATE_ADMIN_URL: url(portOf(context, 'restateAdmin')),
    },
  };
}
