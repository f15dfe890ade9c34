import type { RunningServers } from '../servers/start-servers.js';
import { type DemoAccount, zuduExample, zuduPath } from './demo.js';
import { type StackTerminal, shortPath } from './run-stack.js';

/** Everything the texts speak of. */
export interface Place {
  readonly account: DemoAccount;
  readonly running: Pick<RunningServers, 'home' | 'settings'>;
}

type Style = Pick<StackTerminal, 'bold' | 'dim'>;

const autocallsExample = {
  sip_trunk_type: 'extension',
  phone_number: '1000',
  sip_username: 'myuser',
  sip_password: 'mypassword',
  sip_address: 'sip.provider.com',
  sip_calling_format: '+e164',
  inbound_authorization_type: 'auth',
  country_code: 'US',
};

/** Where everything is. */
export function links({ running }: Place, seconds: number, { bold }: Style): string {
  const { home, settings } = running;
  return [
    '',
    bold(`Ready after ${seconds.toFixed(1)} s.`),
    '',
    `  Gateway        ${settings.GATEWAY_URL}`,
    `  API reference  ${settings.GATEWAY_URL}/docs`,
    ...(settings.TEMPORAL_UI_URL === '' ? [] : [`  Temporal UI    ${settings.TEMPORAL_UI_URL}`]),
    ...(settings.SIP_INBOUND_HOST === '' ? [] : [`  SIP calls      ${settings.SIP_INBOUND_HOST}`]),
    `  Logs           ${shortPath(home.logs)}`,
    `  For programs   ${shortPath(home.stackEnvFile)}`,
  ].join('\n');
}

/** The set-up that was sent, the answer, and where to see how it was done. */
export async function firstSetUp(
  { running: { settings } }: Place,
  answer: Response,
  milliseconds: number,
  { bold, dim }: Style,
): Promise<string> {
  const { TEMPORAL_UI_URL: ui, TEMPORAL_NAMESPACE: namespace } = settings;
  // None when the gateway began no set-up.
  const operationId = answer.headers.get('X-Operation-Id');
  const workflow = encodeURIComponent(`trunk/${operationId}`);
  return [
    '',
    bold('A first set-up, just sent to the gateway'),
    '',
    `  POST ${zuduPath}`,
    `  ${dim(JSON.stringify(zuduExample))}`,
    `  ${answer.status} after ${Math.round(milliseconds)} ms`,
    `  ${dim(await answer.text())}`,
    ...(ui === '' || operationId === null
      ? []
      : [`  How it was done: ${ui}/namespaces/${namespace}/workflows/${workflow}`]),
  ].join('\n');
}

/** Commands to paste, for both contracts. `again`: the first of them has just been sent. */
export function curls({ account, running }: Place, again: boolean, { bold, dim }: Style): string {
  const gatewayUrl = running.settings.GATEWAY_URL;
  return [
    '',
    bold('Try it yourself'),
    '',
    dim(
      again
        ? 'The same call again (Zudu): a retry is harmless and gets the same answer.'
        : 'A trunk for a phone number (Zudu): a retry is harmless and gets the same answer.',
    ),
    '',
    `curl -X POST '${gatewayUrl}${zuduPath}' \\`,
    `-H 'X-API-KEY: ${account.publicId}' \\`,
    `-H 'X-API-SECRET: ${account.secret}' \\`,
    `-d '${JSON.stringify(zuduExample)}'`,
    '',
    dim('A trunk for extension 1000 (Autocalls): 201 once, then 409, since it is in use.'),
    '',
    `curl --request POST --url '${gatewayUrl}/api/user/phone-numbers/sip-trunks' \\`,
    `--header 'Authorization: Bearer ${account.secret}' \\`,
    "--header 'Content-Type: application/json' \\",
    `--data '${JSON.stringify(autocallsExample)}'`,
    '',
    dim('Ctrl-C stops everything. What was set up is still there at the next start.'),
  ].join('\n');
}
