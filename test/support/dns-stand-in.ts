import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type Answer, decode, encode, RECURSION_DESIRED } from 'dns-packet';

/** The records of a DNS server by name and type, for example `sip.provider.com A`. A name without any does not exist. */
export type Zone = Readonly<Record<string, readonly Answer['name'][] | readonly unknown[]>>;

/** A DNS server on loopback. */
export interface DnsStandIn {
  /** Its address and port. */
  readonly address: string;
  close(): void;
}

const nameError = 3;

/** Starts a DNS server. @param zone the data of each record by name and type; the server is silent about names in `silent` */
export async function startDns(zone: Zone, silent: readonly string[] = []): Promise<DnsStandIn> {
  const socket = createSocket('udp4');
  const names = new Set(Object.keys(zone).map((key) => key.split(' ')[0]));
  socket.on('message', (message, { address, port }) => {
    const { id, questions = [] } = decode(message);
    const [question] = questions;
    if (question === undefined || silent.some((name) => question.name.endsWith(name))) return;
    const data = zone[`${question.name} ${question.type}`] ?? [];
    const answers = data.map((each) => ({ ...question, ttl: 60, data: each })) as Answer[];
    const flags = RECURSION_DESIRED | (names.has(question.name) ? 0 : nameError);
    const reply = encode({
      type: 'response',
      ...(id === undefined ? {} : { id }),
      flags,
      questions,
      answers,
    });
    socket.send(reply, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { address: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
}
