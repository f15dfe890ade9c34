import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inject } from 'vitest';

/** A method of LiveKit's SIP API, e.g. `CreateSIPInboundTrunk`. */
export type SipMethod =
  | 'CreateSIPInboundTrunk'
  | 'CreateSIPOutboundTrunk'
  | 'CreateSIPDispatchRule'
  | 'ListSIPInboundTrunk'
  | 'ListSIPOutboundTrunk'
  | 'ListSIPDispatchRule'
  | 'DeleteSIPTrunk'
  | 'DeleteSIPDispatchRule';

/** What befalls a request on its way to LiveKit. */
export type Fault =
  /** LiveKit never sees it; the caller gets this answer. */
  | { readonly kind: 'answer'; readonly status: number; readonly code?: string; readonly message?: string }
  /** LiveKit carries it out; the caller's connection is cut before the reply. */
  | { readonly kind: 'lose_reply' }
  /** LiveKit carries it out; the caller gets something else as reply. */
  | { readonly kind: 'replaced_reply'; readonly status: number; readonly text: string }
  /** LiveKit carries it out twice, one after the other; the caller gets one of the replies. */
  | { readonly kind: 'twice'; readonly reply: 'first' | 'second' };

/** A request that is on its way until the test lets it go on, even if its caller has given up by then. */
export interface HeldRequest {
  /** Resolves when the request is held. */
  readonly arrived: Promise<void>;
  /** Lets it go on, and resolves with LiveKit's status once LiveKit has carried it out and the caller has the reply. */
  release(): Promise<number>;
}

type Point = 'before_livekit' | 'after_livekit';

interface Plan {
  readonly method: SipMethod;
  readonly fault: Fault | Hold;
  times: number;
}

/** An HTTP proxy before the real livekit-server that a test makes misbehave, per method and a number of times. */
export class LiveKitProxy {
  readonly #plans: Plan[] = [];
  readonly #holds: Hold[] = [];
  readonly #seen: SipMethod[] = [];
  readonly #server = createServer((request, response) => {
    this.#handle(request, response).catch(() => response.destroy());
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many requests of a method came in. */
  seen(method: SipMethod): number {
    return this.#seen.filter((other) => other === method).length;
  }

  /** Lets the next `times` requests of a method meet a fault; `Infinity` until `heal`. */
  plan(method: SipMethod, fault: Fault, times = 1): void {
    this.#plans.push({ method, fault, times });
  }

  /** Holds the next request of a method, before LiveKit has seen it or when only the reply is still to come. */
  hold(method: SipMethod, point: Point): HeldRequest {
    const hold = new Hold(point);
    this.#holds.push(hold);
    this.#plans.push({ method, fault: hold, times: 1 });
    return hold;
  }

  /** Lets all further requests pass. */
  heal(): void {
    this.#plans.length = 0;
  }

  /** Begins anew for the next test: what is still held is lost, as if the network had eaten it. */
  reset(): void {
    this.heal();
    for (const hold of this.#holds.splice(0)) hold.lose();
    this.#seen.length = 0;
  }

  async stop(): Promise<void> {
    this.reset();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const forward = () => this.#forward(request, Buffer.concat(chunks));
    const method = (request.url ?? '').split('/').at(-1) as SipMethod;
    this.#seen.push(method);
    const fault = this.#take(method);
    if (fault === null) return reply(response, await forward());
    if (fault instanceof Hold) return fault.carry(forward, response);
    switch (fault.kind) {
      case 'answer': {
        const { status, code = 'internal', message = 'a planned fault' } = fault;
        return reply(response, { status, text: JSON.stringify({ code, msg: message }) });
      }
      case 'lose_reply':
        await forward();
        response.destroy();
        return;
      case 'replaced_reply':
        await forward();
        return reply(response, fault);
      case 'twice': {
        const first = await forward();
        const second = await forward();
        return reply(response, fault.reply === 'first' ? first : second);
      }
    }
  }

  #take(method: SipMethod): Fault | Hold | null {
    const plan = this.#plans.find((candidate) => candidate.method === method && candidate.times > 0);
    if (plan === undefined) return null;
    plan.times -= 1;
    return plan.fault;
  }

  async #forward(request: IncomingMessage, body: Buffer): Promise<LiveKitReply> {
    const answer = await fetch(
      new URL(request.url ?? '/', inject('stack').livekitUrl.replace(/^ws/, 'http')),
      {
        method: 'POST',
        headers: {
          'content-type': request.headers['content-type'] ?? 'application/json',
          authorization: request.headers.authorization ?? '',
        },
        body: new Uint8Array(body),
      },
    );
    return { status: answer.status, text: await answer.text() };
  }
}

interface LiveKitReply {
  readonly status: number;
  readonly text: string;
}

class Hold implements HeldRequest {
  readonly #point: Point;
  readonly #arrival = new Deferred<void>();
  readonly #departure = new Deferred<'go_on' | 'lost'>();
  readonly #completion = new Deferred<number>();

  constructor(point: Point) {
    this.#point = point;
  }

  get arrived(): Promise<void> {
    return this.#arrival.promise;
  }

  release(): Promise<number> {
    this.#departure.resolve('go_on');
    return this.#completion.promise;
  }

  lose(): void {
    this.#departure.resolve('lost');
  }

  async carry(forward: () => Promise<LiveKitReply>, response: ServerResponse): Promise<void> {
    const early = this.#point === 'after_livekit' ? await forward() : null;
    this.#arrival.resolve();
    if ((await this.#departure.promise) === 'lost') {
      response.destroy();
      return;
    }
    const answer = early ?? (await forward());
    reply(response, answer);
    this.#completion.resolve(answer.status);
  }
}

/** A promise that somebody else resolves. */
class Deferred<T> {
  resolve: (value: T) => void = () => undefined;
  readonly promise = new Promise<T>((resolve) => {
    this.resolve = resolve;
  });
}

function reply(response: ServerResponse, { status, text }: LiveKitReply): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(text);
}
