import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { oneAtATime, readInTime, type UnreadLimits } from './http-connections.js';

/** A listening HTTP server. */
export interface HttpServer {
  readonly url: string;
  /** Accepts no new connections, lets running requests finish for some seconds, and resolves when all are closed. */
  stop(): Promise<void>;
}

/** The time for running requests at a stop, in milliseconds. After it they are cut; their operations continue in a worker. */
const drainLimitMs = 8_000;

/**
 * The time for which an idle connection stays open, in milliseconds. It is longer than in clients and proxies, where 60 s are usual:
 * a client that sends a request on a connection that closes at that moment gets a reset instead of an answer.
 */
const idleLimitMs = 75_000;

/** Another program listens on the port. */
class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
}

/** The limits of what clients take from the server. Times are in milliseconds. */
export interface ServerLimits extends UnreadLimits {
  readonly headersTimeout: number;
  /** For the whole request. It is as long as the largest body may take, a file; other bodies have a limit of their own. */
  readonly requestTimeout: number;
  /** How often the two times are checked. */
  readonly connectionsCheckingInterval: number;
  /** Further connections are closed at once. Deletes alone may wait on 10,000. */
  readonly maxConnections: number;
}

const usualLimits: ServerLimits = {
  headersTimeout: 30_000,
  requestTimeout: 130_000,
  connectionsCheckingInterval: 5_000,
  maxConnections: 20_000,
  readTimeout: 30_000,
  readBytesPerSecond: 8 * 1024,
  mostUnreadBytes: 64 * 1024 * 1024,
};

/** Starts an HTTP server. @param port 0 chooses a free port @throws {PortInUseError} */
export async function listen(
  handler: RequestListener,
  host: string,
  port: number,
  limits: Partial<ServerLimits> = {},
): Promise<HttpServer> {
  const all = { ...usualLimits, ...limits };
  const { headersTimeout, requestTimeout, connectionsCheckingInterval, maxConnections } = all;
  const server = createServer(
    { keepAliveTimeout: idleLimitMs, headersTimeout, requestTimeout, connectionsCheckingInterval },
    oneAtATime(readInTime(handler, all)),
  );
  server.maxConnections = maxConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        'code' in error && error.code === 'EADDRINUSE'
          ? new PortInUseError(
              `Port ${port} on ${host} is in use by another program; set PORT to a free one.`,
            )
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    stop: async () => {
      // Idle connections are closed at once, because their clients have their answers.
      server.keepAliveTimeout = 1;
      const cut = setTimeout(() => server.closeAllConnections(), drainLimitMs);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(cut);
    },
  };
}

/** Stops what was started, in reverse order. */
export class StopOrder {
  readonly #stops: (() => unknown)[] = [];
  #running: Promise<void> | undefined;

  add(stop: () => unknown): void {
    this.#stops.push(stop);
  }

  /** Stops everything, even after a failed stop. Repeated calls wait for the first call. @throws the first failure */
  run(): Promise<void> {
    this.#running ??= this.#stopAll();
    return this.#running;
  }

  async #stopAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const stop of this.#stops.reverse()) {
      try {
        await stop();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
