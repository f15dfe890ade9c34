import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { patientServer } from './patient-server.js';

/** A request to a stand-in, with its body read. */
export interface Asked {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The fields of a form, or of a JSON object. */
  readonly fields: Readonly<Record<string, string>>;
  readonly account: string;
}

/** The answer of a stand-in; a 204 has no body. */
export interface StandInAnswer {
  readonly status: number;
  readonly body?: object;
}

/** A fault that a request meets on its way to a carrier. */
export type CarrierFault =
  /** The carrier never sees the request. */
  | { readonly kind: 'answer'; readonly status: number }
  /** The carrier carries out the request; the connection is cut before the answer. */
  | { readonly kind: 'lose_reply' }
  /** The carrier carries out the request; the answer comes so many milliseconds late. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The carrier carries out the request; the answer comes when this resolves. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> };

interface Plan {
  readonly request: RegExp;
  readonly fault: CarrierFault;
  times: number;
}

/**
 * Stands in for a carrier's HTTP API and keeps its state in memory. Tests cannot reach a carrier, and should not create trunks
 * at one. The stand-ins behave as the carriers' published documentation says.
 */
export abstract class CarrierStandIn {
  readonly #server: Server = patientServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy());
  });
  readonly #plans: Plan[] = [];
  readonly #asked: string[] = [];
  readonly #tokens = new Map<string, string>();
  #ids = 0;

  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Resets the stand-in: no accounts, no objects, no faults. */
  reset(): void {
    this.heal();
    this.#asked.length = 0;
    this.#tokens.clear();
    this.forget();
  }

  /** Opens an account, or changes its token. */
  open(sid: string, token: string): void {
    this.#tokens.set(sid, token);
  }

  /** Plans a fault for the next requests whose method and path match. */
  plan(request: RegExp, fault: CarrierFault, times = 1): void {
    this.#plans.push({ request, fault, times });
  }

  heal(): void {
    this.#plans.length = 0;
  }

  /** The methods and paths of all matching requests so far. */
  asked(request: RegExp): readonly string[] {
    return this.#asked.filter((line) => request.test(line));
  }

  /** All objects that exist. */
  abstract remains(): object;

  protected abstract carryOut(asked: Asked): StandInAnswer;
  protected abstract forget(): void;
  protected abstract readonly refusal: object;

  protected nextId(): number {
    this.#ids += 1;
    return this.#ids;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const line = `${request.method} ${url.pathname}`;
    this.#asked.push(line);
    const fields = await fieldsOf(request);
    const fault = this.#take(line);
    if (fault?.kind === 'answer') {
      send(response, { status: fault.status, body: { message: 'Planned by the test.' } });
      return;
    }
    const account = this.#accountOf(request);
    const answer =
      account === null
        ? { status: 401, body: this.refusal }
        : this.carryOut({
            method: request.method ?? '',
            path: url.pathname,
            query: url.searchParams,
            fields,
            account,
          });
    if (fault?.kind === 'lose_reply') {
      response.destroy();
      return;
    }
    if (fault?.kind === 'held') await fault.until;
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    send(response, answer);
  }

  #accountOf({ headers }: IncomingMessage): string | null {
    const [, encoded = ''] = (headers.authorization ?? '').split(' ');
    const [sid = '', ...token] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
    return this.#tokens.get(sid) === token.join(':') ? sid : null;
  }

  #take(line: string): CarrierFault | null {
    const plan = this.#plans.find(({ request, times }) => times > 0 && request.test(line));
    if (plan === undefined) return null;
    plan.times -= 1;
    return plan.fault;
  }
}

async function fieldsOf(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return {};
  if (request.headers['content-type'] !== 'application/json') {
    return Object.fromEntries(new URLSearchParams(text));
  }
  const json: Record<string, unknown> = JSON.parse(text);
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, String(value)]));
}

function send(response: ServerResponse, { status, body }: StandInAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
