import type { SIPInboundTrunkInfo } from '@livekit/protocol';
import { AccessToken, ServerError } from 'livekit-server-sdk';
import { LiveKitProblem } from '../domain/livekit/problem.js';
import { classifyLiveKitError } from './problem.js';
import type { LiveKitAccess } from './sip-api.js';

/** A value out of JSON. */
export type Json = Parameters<typeof SIPInboundTrunkInfo.fromJson>[0];

/** A list of LiveKit's SIP API. */
export type ListMethod = 'ListSIPInboundTrunk' | 'ListSIPOutboundTrunk' | 'ListSIPDispatchRule';

/**
 * Lists all objects of a kind, each as the JSON that LiveKit sent. The SDK would turn thousands of them into messages
 * in one go, for a second in which the process does nothing else; here whoever reads them decides how many at a time.
 * An answer without a list is an error, not an empty list: an empty one says that every trunk is gone.
 * @throws {LiveKitProblem}
 */
export async function listAll(
  access: LiveKitAccess,
  method: ListMethod,
  timeLimitMs: number,
): Promise<readonly Json[]> {
  try {
    const token = new AccessToken(access.apiKey, access.apiSecret, { ttl: '1m' });
    token.addSIPGrant({ admin: true });
    const response = await fetch(new URL(`/twirp/livekit.SIP/${method}`, access.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await token.toJwt()}` },
      body: '{}',
      signal: AbortSignal.timeout(timeLimitMs),
    });
    const text = await response.text();
    if (!response.ok) throw errorOf(response, text);
    return itemsOf(JSON.parse(text));
  } catch (error) {
    throw classifyLiveKitError(error);
  }
}

function itemsOf(answer: unknown): readonly Json[] {
  const items = field(answer, 'items');
  if (Array.isArray(items)) return items;
  throw new LiveKitProblem(
    { kind: 'failure', code: 'livekit_fault', transient: true, mayHaveApplied: false },
    'LiveKit sent an answer without a list.',
  );
}

/** The error that the SDK would throw for the same answer. */
function errorOf({ status, statusText }: Response, text: string): ServerError {
  try {
    const body: unknown = JSON.parse(text);
    const code = field(body, 'code');
    return new ServerError(
      statusText,
      String(field(body, 'msg') ?? ''),
      status,
      typeof code === 'string' ? code : undefined,
    );
  } catch {
    return new ServerError(statusText, '', status);
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
