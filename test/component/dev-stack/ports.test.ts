import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  choosePorts,
  type PortProbe,
  type PortRequest,
  systemPorts,
} from '../../../dev-stack/processes/ports.js';

const request = (name: string, preferred: number): PortRequest => ({ name, preferred, protocol: 'tcp' });

/** A system on which the given ports are taken, and which gives out 50000, 50001, … */
function system({ taken }: { taken: number[] }): PortProbe {
  let next = 50_000;
  return {
    isFree: async (port) => !taken.includes(port),
    anyFree: async () => next++,
  };
}

describe('choosing stable ports', () => {
  it('the choice of stable ports takes the preferred one when nothing is remembered', async () => {
    const { ports, replacements } = await choosePorts(
      [request('redis', 6379)],
      {},
      new Set(),
      system({ taken: [] }),
    );
    expect(ports).toEqual({ redis: 6379 });
    expect(replacements).toEqual([]);
  });

  it('the choice of stable ports takes the remembered one first, so that links stay the same', async () => {
    const { ports, replacements } = await choosePorts(
      [request('redis', 6379)],
      { redis: 6390 },
      new Set(),
      system({ taken: [] }),
    );
    expect(ports).toEqual({ redis: 6390 });
    expect(replacements).toEqual([]);
  });

  it('the choice of stable ports takes a neighbour of a taken port and says so', async () => {
    const redis = request('redis', 6379);
    const { ports, replacements } = await choosePorts(
      [redis],
      {},
      new Set(),
      system({ taken: [6379, 6380] }),
    );
    expect(ports).toEqual({ redis: 6381 });
    expect(replacements).toEqual([{ request: redis, taken: 6379, chosen: 6381 }]);
  });

  it('the choice of stable ports returns to the preferred port when the remembered one is taken', async () => {
    const { ports } = await choosePorts(
      [request('redis', 6379)],
      { redis: 6390 },
      new Set(),
      system({ taken: [6390] }),
    );
    expect(ports).toEqual({ redis: 6379 });
  });

  it('the choice of stable ports lets the system choose when the whole neighbourhood is taken', async () => {
    const taken = Array.from({ length: 100 }, (_, step) => 6379 + step);
    const { ports } = await choosePorts([request('redis', 6379)], {}, new Set(), system({ taken }));
    expect(ports).toEqual({ redis: 50_000 });
  });

  it('the choice of stable ports never gives one port to two requests', async () => {
    const claimed = new Set<number>();
    const probe = system({ taken: [] });
    const first = await choosePorts([request('one', 7000), request('two', 7000)], {}, claimed, probe);
    const second = await choosePorts([request('three', 7000)], {}, claimed, probe);
    expect({ ...first.ports, ...second.ports }).toEqual({ one: 7000, two: 7001, three: 7002 });
  });
});

describe('choosing free ports', () => {
  it('the choice of free ports asks the system for each, and reports nothing', async () => {
    const { ports, replacements } = await choosePorts(
      [request('one', 7000), request('two', 7001)],
      null,
      new Set([50_000]),
      system({ taken: [] }),
    );
    expect(ports).toEqual({ one: 50_001, two: 50_002 });
    expect(replacements).toEqual([]);
  });
});

describe('the system', () => {
  it('the system says of a port with a listener that it is taken, and of another that it is free', async () => {
    const server = createServer();
    const port = await systemPorts.anyFree('tcp');
    expect(await systemPorts.isFree(port, 'tcp')).toBe(true);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    expect(await systemPorts.isFree(port, 'tcp')).toBe(false);
  });

  it('the system says of a port that a UDP socket has that it is taken for both protocols, and free for TCP', async () => {
    const socket = createSocket('udp4');
    const port = await systemPorts.anyFree('both');
    expect(await systemPorts.isFree(port, 'both')).toBe(true);
    await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', resolve));
    onTestFinished(() => void socket.close());
    expect(await systemPorts.isFree(port, 'both')).toBe(false);
    expect(await systemPorts.isFree(port, 'tcp')).toBe(true);
  });
});
