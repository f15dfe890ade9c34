import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that listens. */
export interface HttpServer {
  readonly url: string;
  /** Takes no new connections, lets running requests finish for a while, and resolves when all are closed. */
  stop(): Promise<void>;
}

/** Requests that still run after this long at a stop are cut; their set-ups go on in the worker. */
const drainLimitMs = 8_000;

/**
 * So long a connection stays open on which nothing is asked, in milliseconds: longer than clients and proxies keep theirs,
 * of which 60 s are usual. Whoever asks again on one that is just being closed here is told of a reset instead of an answer.
 */
const idleLimitMs = 75_000;

/** Listens. @throws when the port is taken. */
export async function listen(handler: RequestListener, host: string, port: number): Promise<HttpServer> {
  const server = createServer({ keepAliveTimeout: idleLimitMs }, handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    stop: async () => {
      // Who has an answer by now asks no more, and is not waited for.
      server.keepAliveTimeout = 1;
      const cut = setTimeout(() => server.closeAllConnections(), drainLimitMs);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(cut);
    },
  };
}
