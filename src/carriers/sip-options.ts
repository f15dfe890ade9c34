import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect, isIP, isIPv6, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { OptionsAnswer, OptionsTarget } from '../domain/checks/probes.js';
import type { SipStatus } from '../domain/livekit/readiness.js';
import { defaultSipPort } from '../domain/trunk/addresses.js';

/** How long a SIP server may take to answer, in milliseconds. */
const answerWithinMs = 2_000;
/** UDP loses packets, so the request is sent again after these times, in milliseconds. */
const repeatedAfterMs = [500, 1_000];
/** No status line is longer, in characters. */
const longestAnswer = 8_192;

type Heard = Pick<Extract<OptionsAnswer, { kind: 'answered' }>, 'status' | 'reason'>;

/** Sends OPTIONS to a SIP server and waits for its answer, at most `withinMs` milliseconds. */
export async function askOptions(target: OptionsTarget, withinMs = answerWithinMs): Promise<OptionsAnswer> {
  const begunAt = performance.now();
  const stop = AbortSignal.timeout(withinMs);
  try {
    const { distrust, ...heard } =
      target.transport === 'udp'
        ? { ...(await overUdp(target, stop)), distrust: null }
        : await overStream(target, stop);
    return { kind: 'answered', ...heard, ms: Math.round(performance.now() - begunAt), distrust };
  } catch (error) {
    if (stop.aborted) return { kind: 'silent', reason: `nothing within ${withinMs} ms` };
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'the connection failed';
    return { kind: 'silent', reason: code };
  }
}

/**
 * Asks livekit-sip with a SIP OPTIONS over UDP. The answer shows that a node listens there. It does not show that the node shares
 * the Redis of livekit-server, nor that it takes more calls.
 * @param host the host where carriers send calls, with or without a port; null if it is not configured.
 */
export async function probeSip(host: string | null, withinMs: number): Promise<SipStatus> {
  if (host === null) return 'unknown';
  const { hostname, port } = new URL(`sip-probe://${host}`);
  const target = {
    host: hostname,
    address: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? defaultSipPort : Number(port),
    transport: 'udp',
  } as const;
  return (await askOptions(target, withinMs)).kind === 'answered' ? 'responds' : 'silent';
}

function overUdp(target: OptionsTarget, stop: AbortSignal): Promise<Heard> {
  const socket = createSocket({ type: isIPv6(target.address) ? 'udp6' : 'udp4', signal: stop });
  const callId = newToken();
  const repeats: NodeJS.Timeout[] = [];
  return new Promise<Heard>((resolve, reject) => {
    stop.addEventListener('abort', () => reject(stop.reason));
    socket.on('error', reject);
    socket.on('message', (message) => {
      const heard = answerIn(message.toString('latin1'), callId);
      if (heard !== null) resolve(heard);
    });
    // A connected socket hears only the target, and learns when nothing listens there.
    socket.connect(target.port, target.address);
    // As a callback of `connect` it would also be called for a name that cannot be resolved.
    socket.on('connect', () => {
      const { address, port } = socket.address();
      const request = requestFor(target, { address, port }, callId);
      const send = () => socket.send(request, (error) => error !== null && reject(error));
      send();
      repeats.push(...repeatedAfterMs.map((after) => setTimeout(send, after)));
    });
  }).finally(() => {
    for (const repeat of repeats) clearTimeout(repeat);
    if (!stop.aborted) socket.close();
  });
}

async function overStream(
  target: OptionsTarget,
  stop: AbortSignal,
): Promise<Heard & { readonly distrust: string | null }> {
  const { host, address, port } = target;
  const callId = newToken();
  const socket: Socket | TLSSocket =
    target.transport === 'tls'
      ? connectTls({
          ...{ host: address, port, rejectUnauthorized: false },
          ...(isIP(host) > 0 ? {} : { servername: host }),
        })
      : connect({ host: address, port });
  try {
    return await new Promise((resolve, reject) => {
      let received = '';
      stop.addEventListener('abort', () => reject(stop.reason));
      socket.on('error', reject);
      socket.on('close', () => reject(new Error('closed')));
      socket.on(target.transport === 'tls' ? 'secureConnect' : 'connect', () => {
        const local = { address: socket.localAddress ?? '', port: socket.localPort ?? 0 };
        socket.write(requestFor(target, local, callId));
      });
      socket.on('data', (data) => {
        received = (received + data.toString('latin1')).slice(0, longestAnswer);
        const heard = received.includes('\r\n\r\n') ? answerIn(received, callId) : null;
        if (heard !== null) resolve({ ...heard, distrust: distrustOf(socket) });
      });
    });
  } finally {
    socket.destroy();
  }
}

/** Says why a certificate is not trusted. Only the certificate is judged: the answer is read in any case. */
function distrustOf(socket: Socket | TLSSocket): string | null {
  if (!('authorized' in socket) || socket.authorized) return null;
  return String(socket.authorizationError);
}

function newToken(): string {
  return randomBytes(8).toString('hex');
}

function requestFor(
  { host, port, transport }: OptionsTarget,
  local: { readonly address: string; readonly port: number },
  callId: string,
): string {
  const here = `${isIPv6(local.address) ? `[${local.address}]` : local.address}:${local.port}`;
  const uri = `sip:${host}:${port}${transport === 'udp' ? '' : `;transport=${transport}`}`;
  return [
    `OPTIONS ${uri} SIP/2.0`,
    `Via: SIP/2.0/${transport.toUpperCase()} ${here};branch=z9hG4bK${newToken()};rport`,
    'Max-Forwards: 70',
    `From: <sip:trunkline@${here}>;tag=${newToken()}`,
    `To: <${uri}>`,
    `Call-ID: ${callId}`,
    'CSeq: 1 OPTIONS',
    `Contact: <sip:trunkline@${here}>`,
    'Accept: application/sdp',
    'User-Agent: Trunkline',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

/** Reads a final answer to the request. @returns null for anything else */
function answerIn(message: string, callId: string): Heard | null {
  const [, status = '', reason = ''] = /^SIP\/2\.0 ([2-6]\d\d) ?([^\r\n]{0,100})/.exec(message) ?? [];
  const isOurs = /^(?:call-id|i) *: *(\S+)/im.exec(message)?.[1] === callId;
  return status !== '' && isOurs ? { status: Number(status), reason: reason.replace(/[^ -~]/g, '?') } : null;
}
