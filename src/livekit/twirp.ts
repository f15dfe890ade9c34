import type { SIPInboundTrunkInfo } from '@livekit/protocol';
import { AccessToken, ServerError } from 'livekit-server-sdk';
import { LiveKitProblem } from '../domain/livekit/problem.js';
import { classifyLiveKitError } from './problem.js';

/** The address of a LiveKit project, and a key that may administer its SIP objects. */
export interface LiveKitAccess {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** A JSON value. */
export type Json = Parameters<typeof SIPInboundTrunkInfo.fromJson>[0];

/** A method that lists SIP objects. */
export type ListMethod = 'ListSIPInboundTrunk' | 'ListSIPOutboundTrunk' | 'ListSIPDispatchRule';

/**
 * Lists all objects of a kind, each as the JSON that LiveKit sent. The SDK would turn thousands of them into messages in one go,
 * and the process would do nothing else for a second. Here the caller decides how many it reads at a time.
 * @param timeLimitMs how long the request may take, in milliseconds
 * @throws {LiveKitProblem} also for an answer without a list, which must not be taken for an empty list: an empty list says that
 * every trunk is gone.
 */
export async function listAll(
  access: LiveKitAccess,
  method: ListMethod,
  timeLimitMs: number,
): Promise<readonly Json[]> {
  try {
    const response = await post(access, method, {}, timeLimitMs);
    const text = await response.text();
    if (!response.ok) throw serverErrorOf(response, text);
    return itemsOf(JSON.parse(text));
  } catch (error) {
    throw classifyLiveKitError(error);
  }
}

/**
 * Asks LiveKit for a trunk that cannot exist. The answer `not_found` proves in constant time that the server runs, accepts the
 * key, offers the SIP API and reaches its Redis. A list would read every trunk of the project.
 * @param timeLimitMs how long the request may take, in milliseconds
 * @throws {Error} for any other answer. The message does not repeat the answer's text, because that can hold the token.
 */
export async function probeLiveKit(access: LiveKitAccess, timeLimitMs: number): Promise<void> {
  const response = await post(
    access,
    'GetSIPInboundTrunk',
    { sip_trunk_id: 'ST_trunkline_probe' },
    timeLimitMs,
  );
  const body: unknown = await response.json().catch(() => null);
  if (response.status !== 404 || fieldOf(body, 'code') !== 'not_found') {
    throw new Error(`LiveKit answered ${response.status} to a probe of its SIP API.`);
  }
}

async function post(
  access: LiveKitAccess,
  method: ListMethod | 'GetSIPInboundTrunk',
  body: object,
  timeLimitMs: number,
): Promise<Response> {
  const token = new AccessToken(access.apiKey, access.apiSecret, { ttl: '1m' });
  token.addSIPGrant({ admin: true });
  return fetch(new URL(`/twirp/livekit.SIP/${method}`, access.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await token.toJwt()}` },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeLimitMs),
  });
}

function itemsOf(answer: unknown): readonly Json[] {
  const items = fieldOf(answer, 'items');
  if (Array.isArray(items)) return items;
  throw new LiveKitProblem(
    { kind: 'failure', code: 'livekit_fault', transient: true, mayHaveApplied: false },
    'LiveKit sent an answer without a list.',
  );
}

/** The error that the SDK would throw for the same answer. */
function serverErrorOf({ status, statusText }: Response, text: string): ServerError {
  try {
    const body: unknown = JSON.parse(text);
    const code = fieldOf(body, 'code');
    return new ServerError(
      statusText,
      String(fieldOf(body, 'msg') ?? ''),
      status,
      typeof code === 'string' ? code : undefined,
    );
  } catch {
    return new ServerError(statusText, '', status);
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
