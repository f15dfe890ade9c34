import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../../src/cli/terminal.js';
import { version } from '../../src/runtime/version.js';
import { choosePortsFor, type LaunchPad, launch } from '../servers/launch.js';
import { type Launchable, portOf } from '../servers/server.js';
import type { RunningServers } from '../servers/start-servers.js';
import { trunklineVariables } from '../state/secrets.js';
import { given } from '../state/settings.js';
import type { StackTerminal } from './stack-terminal.js';

const serviceProgram = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));
const defaultPort = 8080;
const answerMs = 3_000;

/** Longer than the service needs to finish the set-ups that are under way. */
const stopTimeoutMs = 40_000;

/** Starts Trunkline against the running servers and waits until it says that it is ready. */
export async function startTrunkline(
  running: RunningServers,
  { env, progress }: StackTerminal,
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
      program: { file: serviceProgram, version },
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
      stopTimeoutMs,
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
