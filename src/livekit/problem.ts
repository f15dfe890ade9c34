import type { SIPInboundTrunkInfo } from '@livekit/protocol';
import { AccessToken, ServerError } from 'livekit-server-sdk';
import { type FailureCode, fairAttemptMs, LiveKitProblem, type ProblemKind } from '../domain/failures.js';
import type { LiveKitStatus } from '../domain/livekit/readiness.js';
import type { Secret } from '../domain/values.js';

const conflictTexts = ['Conflicting inbound SIP Trunks', 'Dispatch rule for the same trunk'];
const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** The messages of fetch for a connection that failed or broke. Any other TypeError is a defect of the caller. */
const transportTexts = new Set(['fetch failed', 'terminated']);
const longestMessage = 300;

const transient = (code: FailureCode, mayHaveApplied: boolean): ProblemKind => ({
  kind: 'failure',
  code,
  transient: true,
  mayHaveApplied,
});

const permanent = (code: FailureCode) =>
  ({ kind: 'failure', code, transient: false, mayHaveApplied: false }) as const satisfies ProblemKind;

/**
 * Classifies every error of livekit-server-sdk 2.19. Two rules are not obvious. A 5xx never means "not applied", because Redis may
 * have failed after the write. A 404 means "gone" only with the Twirp code `not_found`; `bad_route` means a wrong URL.
 * @param sent the secrets in the request, because LiveKit's text may repeat a value that it refused
 * @param hadMs how long all requests of the attempt together were allowed to take, in milliseconds
 */
export function classifyLiveKitError(
  error: unknown,
  sent: readonly Secret[] = [],
  hadMs = Number.POSITIVE_INFINITY,
): LiveKitProblem {
  if (error instanceof LiveKitProblem) return error;
  if (error instanceof ServerError) return classifyAnswer(error, sent);
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return hadMs < fairAttemptMs
      ? new LiveKitProblem(transient('out_of_time', true), 'The time of the attempt ran out.')
      : new LiveKitProblem(transient('livekit_timeout', true), 'LiveKit did not answer in time.');
  }
  if (error instanceof SyntaxError) {
    return new LiveKitProblem(transient('livekit_fault', true), 'LiveKit sent an answer that is not JSON.');
  }
  if (error instanceof TypeError && transportTexts.has(error.message)) return classifyTransport(error);
  const message = error instanceof Error ? error.message : 'unknown error';
  // The request may have been carried out before this error, whatever it is.
  return new LiveKitProblem(
    { ...permanent('internal'), mayHaveApplied: true },
    withoutSecrets(message, sent),
  );
}

/** Replaces secrets in a text, both as they are and as JSON escapes them. */
function withoutSecrets(text: string, secrets: readonly Secret[]): string {
  return secrets
    .map((secret) => secret.reveal())
    .filter((clear) => clear !== '')
    .flatMap((clear) => [clear, JSON.stringify(clear).slice(1, -1)])
    .reduce((kept, clear) => kept.replaceAll(clear, '[secret]'), text);
}

function classifyAnswer(error: ServerError, sent: readonly Secret[]): LiveKitProblem {
  const summary = `LiveKit answered ${error.status}${error.code === undefined ? '' : ` ${error.code}`}`;
  const detailed = `${summary}: ${withoutSecrets(error.message, sent).slice(0, longestMessage)}`;
  if (error.status === 401 || error.status === 403) {
    return new LiveKitProblem(permanent('livekit_credentials'), summary);
  }
  if (error.status === 400 && conflictTexts.some((text) => error.message.includes(text))) {
    return new LiveKitProblem({ kind: 'conflict' }, detailed);
  }
  if (error.status === 404) {
    return error.code === 'not_found'
      ? new LiveKitProblem({ kind: 'gone' }, detailed)
      : new LiveKitProblem(permanent('livekit_wrong_endpoint'), summary);
  }
  if (error.status === 429) return new LiveKitProblem(transient('livekit_throttled', false), summary);
  if (error.status === 408) return new LiveKitProblem(transient('livekit_timeout', true), summary);
  if (error.message.includes('sip not connected (redis required)')) {
    return new LiveKitProblem(permanent('livekit_without_redis'), detailed);
  }
  if (error.status >= 500) return new LiveKitProblem(transient('livekit_fault', true), detailed);
  return new LiveKitProblem(permanent('livekit_refused'), detailed);
}

function classifyTransport(error: TypeError): LiveKitProblem {
  const code = causeCode(error);
  if (code !== undefined && notSentCodes.has(code)) {
    return new LiveKitProblem(
      transient('livekit_unreachable', false),
      `LiveKit could not be reached (${code}).`,
    );
  }
  const reason = code ?? error.message;
  return new LiveKitProblem(
    transient('livekit_fault', true),
    `The connection to LiveKit was lost (${reason}).`,
  );
}

function causeCode(error: Error): string | undefined {
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}

/** The address of a LiveKit project, and a key that may administer its SIP objects. */
export interface LiveKitAccess {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** How long a token is used, in milliseconds. It is valid for twice as long, so that clocks may differ. */
const tokenUseMs = 300_000;

/** Returns a valid token for the SIP requests of a project. */
export type SipToken = () => Promise<string>;

/** Signs tokens for the SIP requests of a project. One token serves many requests, because signing takes longer than a request. */
export function sipTokens({ apiKey, apiSecret }: LiveKitAccess): SipToken {
  let signed: Promise<string> | null = null;
  let signedAt = 0;
  return () => {
    if (signed === null || performance.now() - signedAt >= tokenUseMs) {
      signed = signToken({ apiKey, apiSecret }, (2 * tokenUseMs) / 1_000);
      signedAt = performance.now();
    }
    return signed;
  };
}

/** Signs a token that may administer SIP objects. @param ttlSeconds how long it is valid, in seconds. */
function signToken(
  { apiKey, apiSecret }: Pick<LiveKitAccess, 'apiKey' | 'apiSecret'>,
  ttlSeconds: number,
): Promise<string> {
  const token = new AccessToken(apiKey, apiSecret, { ttl: ttlSeconds });
  token.addSIPGrant({ admin: true });
  return token.toJwt();
}

/** A JSON value. */
export type Json = Parameters<typeof SIPInboundTrunkInfo.fromJson>[0];

/** A method that lists SIP objects. */
export type ListMethod = 'ListSIPInboundTrunk' | 'ListSIPOutboundTrunk' | 'ListSIPDispatchRule';

/** A method of LiveKit's SIP API. */
export type SipMethod =
  | ListMethod
  | 'GetSIPInboundTrunk'
  | 'DeleteSIPTrunk'
  | `${'Create' | 'Update'}${'SIPInboundTrunk' | 'SIPOutboundTrunk' | 'SIPDispatchRule'}`
  | 'DeleteSIPDispatchRule';

/**
 * Sends a request and returns the JSON of its answer. The client of the SDK cannot do this: its requests lack fields that LiveKit stores,
 * and its answers lack the fields that a newer LiveKit has.
 * @param timeLimitMs how long the request may take, in milliseconds
 * @throws what {@link classifyLiveKitError} classifies.
 */
export async function send(
  { url, token }: { readonly url: string; readonly token: string },
  method: SipMethod,
  body: object,
  timeLimitMs: number,
): Promise<Json> {
  const response = await fetch(new URL(`/twirp/livekit.SIP/${method}`, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeLimitMs),
  });
  const text = await response.text();
  if (!response.ok) throw serverErrorOf(response, text);
  return JSON.parse(text);
}

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
    return itemsOf(await send(await accessOnce(access), method, {}, timeLimitMs));
  } catch (error) {
    throw classifyLiveKitError(error);
  }
}

/**
 * Asks LiveKit for a trunk that cannot exist, in a signed request. The answer `not_found` proves in constant time that the server runs,
 * accepts the key, offers the SIP API and reaches its Redis. A list would read every trunk of the project.
 * @param timeLimitMs how long the request may take, in milliseconds
 * @returns what the answer shows. It never repeats the answer's text, because that can hold the token.
 */
export async function probeLiveKit(access: LiveKitAccess, timeLimitMs: number): Promise<LiveKitStatus> {
  try {
    await send(
      await accessOnce(access),
      'GetSIPInboundTrunk',
      { sip_trunk_id: 'ST_trunkline_probe' },
      timeLimitMs,
    );
    return 'wrong_server';
  } catch (error) {
    if (!(error instanceof ServerError)) return error instanceof SyntaxError ? 'wrong_server' : 'unreachable';
    const { problem } = classifyLiveKitError(error);
    if (problem.kind === 'gone') return 'ready';
    return problem.kind === 'failure' ? (statusOfCode[problem.code] ?? 'failing') : 'wrong_server';
  }
}

const statusOfCode: Partial<Record<FailureCode, LiveKitStatus>> = {
  livekit_credentials: 'rejected',
  livekit_wrong_endpoint: 'wrong_server',
  livekit_refused: 'wrong_server',
  livekit_without_redis: 'without_redis',
};

/** Returns an access with a token for one request. */
async function accessOnce(access: LiveKitAccess): Promise<{ readonly url: string; readonly token: string }> {
  return { url: access.url, token: await signToken(access, 60) };
}

/** Returns the objects in the answer to a list. @throws {LiveKitProblem} for an answer without a list. */
export function itemsOf(answer: unknown): readonly Json[] {
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
    return new ServerError(statusText, text, status);
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
