import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '../runtime/version.js';
import { choosePortsFor, type LaunchPad, launch } from '../stack/launch.js';
import { trunklineVariables } from '../stack/secrets.js';
import { type Launchable, portOf } from '../stack/server.js';
import { type Environment, given } from '../stack/settings.js';
import type { RunningServers } from '../stack/start-servers.js';
import type { Terminal } from './terminal.js';

const bin = fileURLToPath(new URL('../../bin/trunkline.js', import.meta.url));
const defaultPort = 8080;
const answerMs = 3_000;

/** Set-ups under way are finished first, for which the service takes its time. */
const patienceMs = 40_000;

/** Starts Trunkline against the running servers and waits until it says that it is ready. */
export async function startTrunkline(
  running: RunningServers,
  { env, progress }: Terminal,
  signal: AbortSignal,
): Promise<{ gatewayUrl: string; env: Environment }> {
  const { home, settings, secrets, supervisor, claimedPorts } = running;
  const pad: LaunchPad = { home, progress, signal, supervisor, claimedPorts, ports: 'stable' };
  const trunkline = trunklineOn(given(env, 'HOST') ?? '127.0.0.1', Number(given(env, 'PORT') ?? defaultPort));
  const own = { ...settings, ...trunklineVariables(secrets), TRUNKLINE_HOME: home.folder };
  const context = await launch(
    trunkline,
    {
      folder: home.folder,
      program: { file: bin, version },
      ports: await choosePortsFor(trunkline, pad),
      secrets,
      env: { ...env, ...own },
      settings,
    },
    pad,
  );
  return { gatewayUrl: trunkline.whereabouts(context), env: context.env };
}

function trunklineOn(host: string, preferred: number): Launchable {
  const url = (port: number) => `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  return {
    name: 'trunkline',
    title: 'Trunkline',
    ports: [{ name: 'gateway', preferred, protocol: 'tcp' }],
    prepare: async (context) => ({
      command: [process.execPath, path.resolve(context.program.file), 'serve'],
      env: { HOST: host, PORT: String(portOf(context, 'gateway')) },
      patienceMs,
    }),
    check: async (context) => {
      const answer = await fetch(`${url(portOf(context, 'gateway'))}/readyz`, {
        signal: AbortSignal.timeout(answerMs),
      });
      if (!answer.ok) {
        throw new Error(`it answers ${answer.status} ${(await answer.text()).slice(0, 500)}`);
      }
    },
    whereabouts: (context) => url(portOf(context, 'gateway')),
  };
}
