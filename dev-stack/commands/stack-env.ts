import type { RunningServers } from '../servers/start-servers.js';
import { writePrivateFile } from '../state/private-file.js';
import { trunklineVariables } from '../state/secrets.js';

const plain = /^[A-Za-z0-9_./:@%+,=-]*$/;

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

/**
 * `KEY=VALUE` lines that a shell can source and simple parsers can read. Values with characters that mean
 * something to a shell stand in single quotes.
 */
export function formatStackEnv(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${quote(value)}\n`)
    .join('');
}

function quote(value: string): string {
  return plain.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
