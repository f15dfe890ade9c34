/** The process of the proxy before LiveKit: `node --import tsx bench/stage/proxy.ts <url>`. */
import { Agent, createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message to the proxy. */
export type ProxyRequest =
  | { readonly kind: 'delay'; readonly ms: number }
  /** Answers the next requests of a method with an error of LiveKit, without passing them on. */
  | { readonly kind: 'refuse'; readonly method: string; readonly times: number }
  /** Asks for the requests since the last such message. */
  | { readonly kind: 'take' };

/** One request that has passed. Times are in milliseconds since 1970 and contain the delay. */
export interface PassedRequest {
  readonly method: string;
  readonly from: number;
  readonly to: number;
}

/** A message of the proxy. */
export type ProxyReply =
  | { readonly port: number }
  | { readonly done: true }
  | { readonly passed: readonly PassedRequest[]; readonly underWay: number };

const target = new URL(process.argv[2] ?? '');
const agent = new Agent({ keepAlive: true });
const passed: PassedRequest[] = [];
const refusals = new Map<string, number>();
let underWay = 0;
let delayMs = 0;

const server = createServer({ keepAliveTimeout: 0 }, (incoming, response) => {
  const method = incoming.url?.split('/').at(-1) ?? '';
  const from = now();
  underWay += 1;
  response.once('close', () => {
    underWay -= 1;
    passed.push({ method, from, to: now() });
  });
  const refused = refusals.get(method) ?? 0;
  if (refused > 0) {
    refusals.set(method, refused - 1);
    incoming.resume();
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code: 'invalid_argument', msg: 'refused by the benchmark' }));
    return;
  }
  const pass = () => {
    const { hostname, port } = target;
    const forwarded = send(
      { agent, hostname, port, path: incoming.url, method: incoming.method, headers: incoming.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    forwarded.once('error', () => response.destroy());
    incoming.pipe(forwarded);
  };
  if (delayMs === 0) pass();
  else setTimeout(pass, delayMs);
});

const now = () => performance.timeOrigin + performance.now();
const reply = (message: ProxyReply) => process.send?.(message);

process.on('message', (message: ProxyRequest) => {
  if (message.kind === 'take') {
    reply({ passed: passed.splice(0), underWay });
    return;
  }
  if (message.kind === 'delay') delayMs = message.ms;
  else refusals.set(message.method, message.times);
  reply({ done: true });
});
process.once('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => reply({ port: (server.address() as AddressInfo).port }));
