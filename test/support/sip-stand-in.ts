import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { promisify } from 'node:util';

/** A SIP server on loopback that answers OPTIONS over one transport. */
export interface SipStandIn {
  readonly port: number;
  /** The requests that it has received. */
  readonly requests: string[];
  close(): void;
}

/** Answers a request as a carrier does. @param status the status line without the version; null for no answer */
function answerTo(request: string, status: string | null): string | null {
  const copied = request.split('\r\n').filter((line) => /^(?:Via|From|To|Call-ID|CSeq):/.test(line));
  return status === null ? null : [`SIP/2.0 ${status}`, ...copied, 'Content-Length: 0', '', ''].join('\r\n');
}

/** Starts a SIP server over UDP. */
export async function startUdpSip(status: string | null): Promise<SipStandIn> {
  const socket = createSocket('udp4');
  const requests: string[] = [];
  socket.on('message', (message, { address, port }) => {
    requests.push(message.toString());
    const answer = answerTo(message.toString(), status);
    if (answer !== null) socket.send(answer, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { port: socket.address().port, requests, close: () => socket.close() };
}

/** Starts a SIP server over TCP, or over TLS with a certificate that nobody trusts. */
export async function startStreamSip(transport: 'tcp' | 'tls', status: string | null): Promise<SipStandIn> {
  const requests: string[] = [];
  const serve = (socket: Socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      requests.push(data.toString());
      const answer = answerTo(data.toString(), status);
      if (answer !== null) socket.write(answer);
    });
  };
  const server: Server =
    transport === 'tls' ? createTlsServer(await selfSigned(), serve) : createServer(serve);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, requests, close: () => server.close() };
}

/** Makes a certificate and its key for one run of a test, in PEM. */
export async function selfSigned(): Promise<{ readonly key: Buffer; readonly cert: Buffer }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'trunkline-test-tls-'));
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')] as const;
  const names = 'subjectAltName=DNS:sip.example.com,IP:127.0.0.2';
  const subject = ['-subj', '/CN=sip.example.com', '-addext', names, '-days', '1'];
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', ...subject];
  await promisify(execFile)('openssl', [...made, '-keyout', key, '-out', cert]);
  const read = { key: await readFile(key), cert: await readFile(cert) };
  await rm(folder, { recursive: true });
  return read;
}
