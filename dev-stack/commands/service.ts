import { fileURLToPath } from 'node:url';
import type { Environment } from '../../src/cli/terminal/terminal.js';
import { version } from '../../src/runtime/version.js';
import { portOf, type ServerContext } from '../servers/server.js';
import type { RunningServers, StackRequest } from '../servers/start-servers.js';
import { trunklineVariables } from '../state/secrets.js';
import { gatewayUrl, given, usualGatewayPort } from '../state/settings.js';
import { StackError } from '../state/stack-error.js';

const program = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));
const answerMs = 3_000;

/** The variables that Trunkline and its commands need on running servers. */
export function trunklineEnvironment({
  home,
  settings,
  secrets,
}: Pick<RunningServers, 'settings' | 'secrets'> & { readonly home: { readonly folder: string } }) {
  return { ...settings, TRUNKLINE_HOME: home.folder, ...trunklineVariables(secrets) };
}

/** Trunkline itself, gateway and worker in one process. It works when it says that it is ready. */
export function trunklineService(env: Environment, folder: string): NonNullable<StackRequest['service']> {
  const host = given(env, 'HOST') ?? '127.0.0.1';
  const preferred = Number(given(env, 'PORT') ?? usualGatewayPort);
  if (!(Number.isInteger(preferred) && preferred > 0 && preferred <= 65_535)) {
    throw new StackError('PORT must be a number from 1 to 65535.');
  }
  const url = (context: ServerContext) => gatewayUrl(env, portOf(context, 'gateway'));
  return {
    program: { file: program, version },
    launchable: {
      name: 'trunkline',
      title: 'Trunkline',
      ports: [{ name: 'gateway', preferred, protocol: 'tcp' }],
      prepare: async (context) => ({
        command: [process.execPath, context.program.file, 'serve'],
        env: {
          ...trunklineEnvironment({ home: { folder }, ...context }),
          // The stack of this computer has one user, who owns every number.
          NUMBER_POLICY: given(env, 'NUMBER_POLICY') ?? 'off',
          HOST: host,
          PORT: String(portOf(context, 'gateway')),
        },
      }),
      check: async (context) => {
        const answer = await fetch(`${url(context)}/readyz`, { signal: AbortSignal.timeout(answerMs) });
        if (!answer.ok) {
          throw new Error(`it answers ${answer.status} ${(await answer.text()).slice(0, 500)}`);
        }
      },
      whereabouts: url,
      settings: (context) => ({ GATEWAY_URL: url(context) }),
    },
  };
}
