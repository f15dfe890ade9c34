import { trunklineVariables } from '../stack/secrets.js';
import { writePrivateFile } from '../stack/small-files.js';
import { formatStackEnv } from '../stack/stack-env.js';
import type { RunningServers } from '../stack/start-servers.js';

/** Writes `stack.env`: how programs reach what runs. The stack removes it when it stops. */
export function publish(
  { home, settings, secrets }: RunningServers,
  trunkline: Readonly<Record<string, string>>,
): void {
  writePrivateFile(
    home.stackEnvFile,
    formatStackEnv({
      GATEWAY_URL: '',
      ...settings,
      ...trunkline,
      TRUNKLINE_HOME: home.folder,
      ...trunklineVariables(secrets),
    }),
  );
}
