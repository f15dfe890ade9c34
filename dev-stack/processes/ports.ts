import { createSocket } from 'node:dgram';
import { createConnection, createServer } from 'node:net';

/** A port that a server listens on. */
export interface PortRequest {
  readonly name: string;
  readonly preferred: number;
  readonly protocol: 'tcp' | 'udp';
}

/** Chosen ports by the names of their requests. */
export type Ports = Readonly<Record<string, number>>;

/** Finds out which ports of 127.0.0.1 are free at the moment. */
export interface PortProbe {
  isFree(port: number, protocol: PortRequest['protocol']): Promise<boolean>;
  /** Some free port, chosen by the system. */
  anyFree(protocol: PortRequest['protocol']): Promise<number>;
}

/** A port that could not be had, and the one that takes its place. */
export interface Replacement {
  readonly request: PortRequest;
  readonly taken: number;
  readonly chosen: number;
}

const neighbours = 20;

/**
 * Chooses a port for each request: the remembered one, else the preferred one, else a free one close to it.
 * With `remembered` null every port is a random free one. No port is given out twice; `claimed` grows by the chosen ones.
 */
export async function choosePorts(
  requests: readonly PortRequest[],
  remembered: Ports | null,
  claimed: Set<number>,
  probe: PortProbe,
): Promise<{ ports: Ports; replacements: Replacement[] }> {
  const ports: Record<string, number> = {};
  const replacements: Replacement[] = [];
  for (const request of requests) {
    const first = remembered?.[request.name] ?? request.preferred;
    const chosen =
      remembered === null
        ? await anyUnclaimed(request, claimed, probe)
        : await firstFree(request, [...new Set([first, ...closeTo(request.preferred)])], claimed, probe);
    if (remembered !== null && chosen !== first) {
      replacements.push({ request, taken: first, chosen });
    }
    claimed.add(chosen);
    ports[request.name] = chosen;
  }
  return { ports, replacements };
}

function closeTo(preferred: number): number[] {
  return Array.from({ length: neighbours }, (_, step) => preferred + step);
}

async function firstFree(
  request: PortRequest,
  candidates: number[],
  claimed: ReadonlySet<number>,
  probe: PortProbe,
): Promise<number> {
  for (const port of candidates) {
    if (port <= 65_535 && !claimed.has(port) && (await probe.isFree(port, request.protocol))) {
      return port;
    }
  }
  return anyUnclaimed(request, claimed, probe);
}

async function anyUnclaimed(
  request: PortRequest,
  claimed: ReadonlySet<number>,
  probe: PortProbe,
): Promise<number> {
  for (;;) {
    const port = await probe.anyFree(request.protocol);
    if (!claimed.has(port)) {
      return port;
    }
  }
}

/** Asks the operating system. A TCP port is free when nothing answers on it and it can be bound. */
export const systemPorts: PortProbe = {
  isFree: async (port, protocol) =>
    protocol === 'udp'
      ? (await bindUdp(port)) !== null
      : !(await answers(port)) && (await bindTcp(port)) !== null,
  anyFree: async (protocol) => {
    const port = protocol === 'udp' ? await bindUdp(0) : await bindTcp(0);
    if (port === null) {
      throw new Error(`The system has no free ${protocol.toUpperCase()} port on 127.0.0.1.`);
    }
    return port;
  },
};

function bindTcp(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
    });
  });
}

function bindUdp(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => {
      socket.close();
      resolve(null);
    });
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => {
      const bound = socket.address().port;
      socket.close(() => resolve(bound));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
