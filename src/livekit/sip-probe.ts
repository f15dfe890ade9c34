import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import type { SipStatus } from '../domain/livekit/readiness.js';

const usualPort = 5060;

/**
 * Sends a SIP OPTIONS over UDP, which livekit-sip answers with 200 and without a call. The answer shows that a node listens there. It does
 * not show that the node shares the Redis of livekit-server, nor that it takes more calls.
 * @param host the host where carriers send calls, with or without a port; null if it is not configured.
 * @param timeLimitMs how long to wait for the answer, in milliseconds.
 */
export async function probeSip(host: string | null, timeLimitMs: number): Promise<SipStatus> {
  if (host === null) return 'unknown';
  const { hostname, port } = new URL(`sip-probe://${host}`);
  const address = hostname.replace(/^\[|\]$/g, '');
  const socket = createSocket(hostname.startsWith('[') ? 'udp6' : 'udp4');
  const id = randomBytes(8).toString('hex');
  try {
    return await new Promise<SipStatus>((resolve) => {
      const timer = setTimeout(() => resolve('silent'), timeLimitMs);
      const settle = (status: SipStatus) => {
        clearTimeout(timer);
        resolve(status);
      };
      socket.on('error', () => settle('silent'));
      socket.on('message', (message) => {
        if (/^SIP\/2\.0 /.test(message.toString('latin1'))) settle('responds');
      });
      // Without a callback, a host that cannot be resolved is an `error` event.
      socket.on('connect', () => {
        const local = socket.address();
        const here = `${local.address.includes(':') ? `[${local.address}]` : local.address}:${local.port}`;
        socket.send(
          [
            `OPTIONS sip:${host} SIP/2.0`,
            `Via: SIP/2.0/UDP ${here};branch=z9hG4bK${id};rport`,
            `From: <sip:trunkline@${here}>;tag=${id}`,
            `To: <sip:${host}>`,
            `Call-ID: ${id}`,
            'CSeq: 1 OPTIONS',
            'Max-Forwards: 70',
            'Content-Length: 0',
            '',
            '',
          ].join('\r\n'),
        );
      });
      socket.connect(port === '' ? usualPort : Number(port), address);
    });
  } finally {
    socket.close();
  }
}
