import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The records of a zone: addresses, or `SRV <name>`, by name. A name with `SERVFAIL` is answered with that error. */
export type Zone = Readonly<Record<string, readonly string[]>>;

const types = { A: 1, AAAA: 28, SRV: 33 } as const;
const serverFailure = 2;
const nameError = 3;

/** A real DNS server on a loopback port, with a client that asks only this server. */
export async function startDnsServer(zone: Zone) {
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => socket.send(answerTo(query, zone), port, address));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const resolver = new Resolver({ timeout: 500, tries: 1 });
  resolver.setServers([`127.0.0.1:${(socket.address() as AddressInfo).port}`]);
  return { resolver, close: () => socket.close() };
}

/** Answers a query with one question (RFC 1035 §4.1). */
function answerTo(query: Buffer, zone: Zone): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const type = query.readUInt16BE(at + 1);
  const values = zone[labels.join('.').toLowerCase()];
  const records = (values ?? []).flatMap((value) => recordOf(value, type));
  const error = values === undefined ? nameError : values.includes('SERVFAIL') ? serverFailure : 0;
  const header = Buffer.from(query.subarray(0, 12));
  header.writeUInt16BE(0x8180 | error, 2);
  header.writeUInt16BE(records.length, 6);
  header.writeUInt32BE(0, 8);
  return Buffer.concat([header, query.subarray(12, at + 5), ...records]);
}

function recordOf(value: string, type: number): Buffer[] {
  const [, server] = value.split('SRV ');
  const data =
    server !== undefined
      ? Buffer.concat([Buffer.from([0, 1, 0, 1, 0x13, 0xc4]), nameOf(server)])
      : ipaddr.isValid(value)
        ? Buffer.from(ipaddr.parse(value).toByteArray())
        : null;
  const own = server !== undefined ? types.SRV : value.includes(':') ? types.AAAA : types.A;
  if (data === null || own !== type) return [];
  // The name is a pointer to the question; the record may not be cached.
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 0, 0, data.length]);
  return [Buffer.concat([head, data])];
}

function nameOf(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.from([0])]);
}
