import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer, type RequestListener } from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { onTestFinished } from 'vitest';

/** A server on a free loopback port. */
export interface LocalServer {
  readonly url: string;
  close(): Promise<void>;
}

async function listening(server: Server | HttpServer, closeConnections: () => void): Promise<LocalServer> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      closeConnections();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

/** Answers HTTP requests as the handler says. */
export function httpServer(handler: RequestListener): Promise<LocalServer> {
  const server = createHttpServer(handler);
  return listening(server, () => server.closeAllConnections());
}

/** Does with each connection what the test says, once a request has arrived. */
export function tcpServer(onRequest: (socket: Socket) => void): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => onRequest(socket));
  });
  return listening(server, () => {
    for (const socket of sockets) socket.destroy();
  });
}

/** Answers every request with this status and body. */
export function answering(status: number, body: string, contentType = 'application/json'): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': contentType });
    response.end(body);
  };
}

/**
 * The address of a port at which nobody listens, nor can until the test has ended: it is the other end of a connection. A
 * port that was only given back could be given to a server of a test that runs beside this one.
 */
export async function closedPort(): Promise<string> {
  const server = await tcpServer(() => undefined);
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  onTestFinished(async () => {
    socket.destroy();
    await server.close();
  });
  await once(socket, 'connect');
  return `http://127.0.0.1:${socket.localPort}`;
}
