import type { RunningServers } from '../servers/start-servers.js';
import { type DemoAccount, type SentSetUp, zuduExample, zuduPath } from './demo.js';
import { type StackTerminal, shortPath } from './run-stack.js';

/** Everything the texts speak of. */
export interface Place {
  readonly gatewayUrl: string;
  readonly account: DemoAccount;
  readonly running: RunningServers;
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
export function links({ gatewayUrl, running }: Place, seconds: number, { bold }: Style): string {
  const { home, settings } = running;
  return [
    '',
    bold(`Ready after ${seconds.toFixed(1)} s.`),
    '',
    `  Gateway       ${gatewayUrl}`,
    ...(settings.TEMPORAL_UI_URL === '' ? [] : [`  Temporal UI   ${settings.TEMPORAL_UI_URL}`]),
    `  Logs          ${shortPath(home.logs)}`,
    `  For programs  ${shortPath(home.stackEnvFile)}`,
  ].join('\n');
}

/** The set-up that was sent, and where to see how it was done. */
export function firstSetUp({ running: { settings } }: Place, sent: SentSetUp, { bold, dim }: Style): string {
  const see = workflowLink(settings, sent.operationId);
  return [
    '',
    bold('A first set-up, just sent to the gateway'),
    '',
    `  POST ${zuduPath}`,
    `  ${dim(JSON.stringify(zuduExample))}`,
    `  ${sent.status} after ${sent.milliseconds} ms`,
    `  ${dim(sent.body)}`,
    ...(see === null ? [] : [`  How it was done: ${see}`]),
  ].join('\n');
}

/** Commands to paste, for both contracts. `again`: the first of them has just been sent. */
export function curls({ gatewayUrl, account }: Place, again: boolean, { bold, dim }: Style): string {
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

function workflowLink(
  { TEMPORAL_UI_URL, TEMPORAL_NAMESPACE }: RunningServers['settings'],
  operationId: string | null,
): string | null {
  return TEMPORAL_UI_URL === '' || operationId === null
    ? null
    : `${TEMPORAL_UI_URL}/namespaces/${TEMPORAL_NAMESPACE}/workflows/${encodeURIComponent(`trunk/${operationId}`)}`;
}
