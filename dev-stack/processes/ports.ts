import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';

/** A port that a server listens on. */
export interface PortRequest {
  readonly name: string;
  readonly preferred: number;
  /** `both`: the same number for TCP and UDP. */
  readonly protocol: 'tcp' | 'udp' | 'both';
}

/** Chosen ports by the names of their requests. */
export type Ports = Readonly<Record<string, number>>;

/** Finds out which ports of 127.0.0.1 are free at the moment. */
export interface PortProbe {
  isFree(port: number, protocol: PortRequest['protocol']): Promise<boolean>;
  /** Some free port, chosen by the system. */
  anyFree(protocol: PortRequest['protocol']): Promise<number>;
}

const neighbours = 20;

/**
 * Chooses a port for each request: the remembered one, else the preferred one, else a free one close to it.
 * With `remembered` null every port is a random free one. No port is given out twice; `claimed` grows by the chosen ones.
 * @returns the ports by name, and which of them take the place of one that is in use
 */
export async function choosePorts(
  requests: readonly PortRequest[],
  remembered: Ports | null,
  claimed: Set<number>,
  probe: PortProbe,
) {
  const ports: Record<string, number> = {};
  const replacements: { request: PortRequest; taken: number; chosen: number }[] = [];
  for (const request of requests) {
    const first = remembered?.[request.name] ?? request.preferred;
    const near = Array.from({ length: neighbours }, (_, step) => request.preferred + step);
    const candidates = remembered === null ? [] : [first, ...near];
    const chosen = await firstFree(request.protocol, candidates, claimed, probe);
    if (remembered !== null && chosen !== first) {
      replacements.push({ request, taken: first, chosen });
    }
    claimed.add(chosen);
    ports[request.name] = chosen;
  }
  return { ports, replacements };
}

async function firstFree(
  protocol: PortRequest['protocol'],
  candidates: readonly number[],
  claimed: ReadonlySet<number>,
  probe: PortProbe,
): Promise<number> {
  for (const port of candidates) {
    if (port <= 65_535 && !claimed.has(port) && (await probe.isFree(port, protocol))) {
      return port;
    }
  }
  for (;;) {
    const port = await probe.anyFree(protocol);
    if (!claimed.has(port)) {
      return port;
    }
  }
}

/** Asks the operating system. A TCP port is free when nothing answers on it and it can be bound. */
export const systemPorts: PortProbe = {
  isFree: async (port, protocol) =>
    (protocol === 'udp' || !(await answers(port))) &&
    (protocol !== 'both' || (await bind(port, 'udp')) !== null) &&
    (await bind(port, protocol)) !== null,
  anyFree: async (protocol) => {
    for (;;) {
      const port = await bind(0, protocol);
      if (port === null) {
        throw new Error(`The system has no free ${protocol.toUpperCase()} port on 127.0.0.1.`);
      }
      if (protocol !== 'both' || (await bind(port, 'udp')) !== null) return port;
    }
  },
};

/** Binds a port and gives it free again. Null when that is not possible; 0 binds any. */
async function bind(port: number, protocol: PortRequest['protocol']): Promise<number | null> {
  const where = { port, host: '127.0.0.1', address: '127.0.0.1', exclusive: true };
  const socket = protocol === 'udp' ? createSocket('udp4') : createServer();
  const listening = once(socket, 'listening');
  'bind' in socket ? socket.bind(where) : socket.listen(where);
  try {
    await listening;
    const address = socket.address();
    return typeof address === 'object' && address !== null ? address.port : null;
  } catch {
    return null;
  } finally {
    const closed = once(socket, 'close');
    socket.close();
    await closed;
  }
}

async function answers(port: number): Promise<boolean> {
  const socket = createConnection({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
