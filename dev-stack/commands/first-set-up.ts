import type { DemoAccount } from './demo.js';

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

/** A set-up as it was answered. */
export interface SentSetUp {
  readonly status: number;
  readonly body: string;
  readonly milliseconds: number;
  /** Null when the gateway began no set-up. */
  readonly operationId: string | null;
}

/** Sends one real set-up through the gateway's own endpoint. */
export async function sendFirstSetUp(
  gatewayUrl: string,
  account: DemoAccount,
  signal: AbortSignal,
): Promise<SentSetUp> {
  const since = performance.now();
  const answer = await fetch(`${gatewayUrl}${zuduPath}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-API-KEY': account.publicId,
      'X-API-SECRET': account.secret,
    },
    body: JSON.stringify(zuduExample),
    signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
  });
  const body = await answer.text();
  return {
    status: answer.status,
    body,
    milliseconds: Math.round(performance.now() - since),
    operationId: answer.headers.get('X-Operation-Id'),
  };
}
