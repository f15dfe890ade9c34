import { ServerError } from 'livekit-server-sdk';
import { type FailureCode, fairAttemptMs } from '../domain/failures.js';
import { LiveKitProblem, type ProblemKind } from '../domain/livekit/problem.js';
import type { Secret } from '../domain/secret.js';

const conflictTexts = ['Conflicting inbound SIP Trunks', 'Dispatch rule for the same trunk'];
const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** How fetch names a connection that failed or broke; any other TypeError is a defect of the caller. */
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
 * Classifies whatever livekit-server-sdk 2.19 throws. Two rules are less obvious than they look: a 5xx never
 * says "not applied" (Redis may have failed after the write), and a 404 means "gone" only with the Twirp code
 * `not_found` (`bad_route` is a wrong URL).
 * @param sent secrets that were part of the request: LiveKit's text may repeat what it could not use.
 * @param hadMs how long all requests of the attempt together were allowed to take.
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
  const told = error instanceof Error ? error.message : 'unknown error';
  // Whatever this is, the request may have been carried out before it.
  return new LiveKitProblem({ ...permanent('internal'), mayHaveApplied: true }, withoutSecrets(told, sent));
}

/** A text in which secrets, as they are or as they stand in JSON, are blotted out. */
function withoutSecrets(text: string, secrets: readonly Secret[]): string {
  return secrets
    .map((secret) => secret.reveal())
    .filter((clear) => clear !== '')
    .flatMap((clear) => [clear, JSON.stringify(clear).slice(1, -1)])
    .reduce((kept, clear) => kept.replaceAll(clear, '[secret]'), text);
}

function classifyAnswer(error: ServerError, sent: readonly Secret[]): LiveKitProblem {
  const told = `LiveKit answered ${error.status}${error.code === undefined ? '' : ` ${error.code}`}`;
  const detailed = `${told}: ${withoutSecrets(error.message, sent).slice(0, longestMessage)}`;
  if (error.status === 401 || error.status === 403) {
    return new LiveKitProblem(permanent('livekit_credentials'), told);
  }
  if (error.status === 400 && conflictTexts.some((text) => error.message.includes(text))) {
    return new LiveKitProblem({ kind: 'conflict' }, detailed);
  }
  if (error.status === 404) {
    return error.code === 'not_found'
      ? new LiveKitProblem({ kind: 'gone' }, detailed)
      : new LiveKitProblem(permanent('livekit_wrong_endpoint'), told);
  }
  if (error.status === 429) return new LiveKitProblem(transient('livekit_throttled', false), told);
  if (error.status === 408) return new LiveKitProblem(transient('livekit_timeout', true), told);
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
