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
  /** LiveKit never sees it; the caller gets no answer. */
  | { readonly kind: 'swallow' }
  /** LiveKit carries it out twice, one after the other; the caller gets the first reply. */
  | { readonly kind: 'twice' }
  /** LiveKit gets it only after this time, even if the caller has given up. */
  | { readonly kind: 'late'; readonly ms: number };

interface Plan {
  readonly method: SipMethod;
  readonly fault: Fault;
  times: number;
}

/** An HTTP proxy before the real livekit-server that a test makes misbehave, per method and a number of times. */
export class LiveKitProxy {
  readonly #plans: Plan[] = [];
  readonly #seen: SipMethod[] = [];
  readonly #server = createServer((request, response) => void this.#handle(request, response));

  static async start(): Promise<LiveKitProxy> {
    const proxy = new LiveKitProxy();
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The requests that came in, in their order. */
  get seen(): readonly SipMethod[] {
    return this.#seen;
  }

  /** Lets the next `times` requests of a method meet a fault; `Infinity` until `heal`. */
  plan(method: SipMethod, fault: Fault, times = 1): void {
    this.#plans.push({ method, fault, times });
  }

  /** Forgets all faults that are still planned. */
  heal(): void {
    this.#plans.length = 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const method = (request.url ?? '').split('/').at(-1) as SipMethod;
    this.#seen.push(method);
    const fault = this.#take(method);
    switch (fault?.kind) {
      case undefined:
        return reply(response, await this.#forward(request, body));
      case 'answer':
        response.writeHead(fault.status, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify({ code: fault.code ?? 'internal', msg: fault.message ?? 'a planned fault' }),
        );
        return;
      case 'lose_reply':
        await this.#forward(request, body);
        response.destroy();
        return;
      case 'swallow':
        return;
      case 'twice': {
        const first = await this.#forward(request, body);
        await this.#forward(request, body);
        return reply(response, first);
      }
      case 'late':
        setTimeout(() => {
          void this.#forward(request, body).then((late) => reply(response, late));
        }, fault.ms);
    }
  }

  #take(method: SipMethod): Fault | null {
    const plan = this.#plans.find((candidate) => candidate.method === method && candidate.times > 0);
    if (plan === undefined) return null;
    plan.times -= 1;
    return plan.fault;
  }

  async #forward(request: IncomingMessage, body: Buffer): Promise<{ status: number; text: string }> {
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

function reply(response: ServerResponse, { status, text }: { status: number; text: string }): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(text);
}
