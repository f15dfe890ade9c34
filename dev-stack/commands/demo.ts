import { z } from 'zod';
import type { Environment } from '../../src/cli/terminal/terminal.js';
import { openAdministration } from '../../src/runtime/administration/open.js';
import { readJsonFile, writePrivateFile } from '../state/private-file.js';

const accountShape = z.object({ publicId: z.string().min(1), secret: z.string().min(1) });

/** The demo organisation's key: its public half and its secret. */
export type DemoAccount = z.infer<typeof accountShape>;

/** The body of Zudu's own documented example. Sent again it is the same set-up, and gets the same answer. */
export const zuduExample = {
  name: 'Main Office SIP Trunk',
  number: '+15551234567',
  outboundPstn: 'sip.gateway.com',
  authUserName: 'sip_user',
  authPassword: 'sip_password',
};

export const zuduPath = '/api/sio/createSipTrunkDispatch';

const answerMs = 60_000;

/**
 * The demo organisation's key from the file, or a new organisation and key if the running service does not know
 * that one.
 */
export async function ensureDemo(file: string, env: Environment): Promise<DemoAccount> {
  const administration = await openAdministration(env);
  try {
    const kept = accountShape.safeParse(readJsonFile(file)).data;
    const keys = await administration.listKeys();
    if (kept && keys.some(({ publicId, revokedAt }) => publicId === kept.publicId && revokedAt === null)) {
      return kept;
    }
    const { id } = await administration.createOrganization({ name: 'Demo', agentName: 'demo-agent' });
    const { publicId, secret } = await administration.createKey({
      organizationId: id,
      label: 'made by npm start',
    });
    writePrivateFile(file, `${JSON.stringify({ publicId, secret }, null, 2)}\n`);
    return { publicId, secret };
  } finally {
    await administration.close();
  }
}

/** Sends one real set-up through the gateway's own endpoint. */
export function sendFirstSetUp(
  gatewayUrl: string,
  { publicId, secret }: DemoAccount,
  signal: AbortSignal,
): Promise<Response> {
  return fetch(`${gatewayUrl}${zuduPath}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-API-KEY': publicId, 'X-API-SECRET': secret },
    body: JSON.stringify(zuduExample),
    signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
  });
}
