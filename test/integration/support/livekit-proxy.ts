import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { patientServer } from '../../support/patient-server.js';
import type { Fault, SipMethod } from './fault.js';
import { type HeldRequest, type HeldStep, Hold, type Point } from './held-request.js';
import { passageOf, relay } from './relay.js';
import { theStack } from './the-stack.js';

export type { Fault, SipMethod } from './fault.js';

/** Which of the next requests of a method a plan is for. */
export interface Extent {
  /** How many of them; `Infinity` until `heal`. */
  readonly times?: number;
  /** How many pass before. */
  readonly after?: number;
  /** Called each time a request meets the fault, before anything happens to it. */
  readonly onMet?: () => void;
}

interface Plan {
  readonly method: SipMethod;
  readonly fault: Fault | Hold;
  readonly onMet: () => void;
  after: number;
  times: number;
}

const mainQueue = 'main';

/**
 * An HTTP proxy before the real livekit-server that a test makes misbehave, per method and a number of times. It can
 * have several doors, so that a test knows who has sent a request.
 */
export class LiveKitProxy {
  readonly #livekitUrl: () => string;
  readonly #plans: Plan[] = [];
  readonly #holds: Hold[] = [];
  readonly #seen: SipMethod[] = [];
  readonly #admission = new Map<string, { readonly server: Server; readonly port: number }>();
  #underWay = 0;

  constructor(livekitUrl: () => string = () => theStack().livekitUrl) {
    this.#livekitUrl = livekitUrl;
  }

  async start(): Promise<void> {
    await this.openQueue(mainQueue);
  }

  /** Opens a further address for one of several callers. @returns its URL; opening a door twice is harmless. */
  async openQueue(name: string): Promise<string> {
    if (!this.#admission.has(name)) {
      const server = patientServer((request, response) => {
        this.#underWay += 1;
        this.#handle(request, response, name)
          .catch(() => response.destroy())
          .finally(() => {
            this.#underWay -= 1;
          });
      });
      await listening(server, 0);
      this.#admission.set(name, { server, port: (server.address() as AddressInfo).port });
    }
    return this.urlOf(name);
  }

  get url(): string {
    return this.urlOf(mainQueue);
  }

  urlOf(name: string): string {
    const queue = this.#admission.get(name);
    if (queue === undefined) throw new Error(`There is no door "${name}".`);
    return `http://127.0.0.1:${queue.port}`;
  }

  /** How many requests of a method came in. */
  seen(method: SipMethod): number {
    return this.#seen.filter((other) => other === method).length;
  }

  /** How many requests are on their way, held and late ones too. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Lets the next requests of a method meet a fault. */
  plan(method: SipMethod, fault: Fault, extent: number | Extent = {}): void {
    const whole: Extent = typeof extent === 'number' ? { times: extent } : extent;
    const { times = 1, after = 0, onMet = () => undefined } = whole;
    this.#plans.push({ method, fault, times, after, onMet });
  }

  /** Holds the next request of a method, or the one after some others. */
  hold(method: SipMethod, point: Point, after = 0): HeldRequest {
    const hold = new Hold(point);
    this.#holds.push(hold);
    this.#plans.push({ method, fault: hold, times: 1, after, onMet: () => undefined });
    return hold;
  }

  /**
   * Holds a step: the next request of a method, and the one by which its sender tries again once it has given that up. Nobody
   * else may send one until it is released.
   */
  holdStep(method: SipMethod): HeldStep {
    const first = this.hold(method, 'before_livekit');
    const again = this.hold(method, 'before_livekit');
    return {
      arrived: first.arrived,
      release: async () => {
        this.#forget(again);
        // Whether there was a second attempt or not, none is held from here on.
        void again.release();
        await first.release();
      },
    };
  }

  /** Loses a held request; one that has not come yet is not held any more. */
  withdraw(held: HeldRequest): void {
    this.#forget(held);
    held.lose();
  }

  /** From now on connections are refused, and those that are open are cut. */
  async refuse(): Promise<void> {
    await Promise.all([...this.#admission.values()].map(({ server }) => closed(server)));
  }

  /** Ends {@link refuse}, at the same addresses. */
  async listenAgain(): Promise<void> {
    for (const { server, port } of this.#admission.values()) {
      if (!server.listening) await listening(server, port);
    }
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
    await this.refuse();
  }

  async #handle(request: IncomingMessage, response: ServerResponse, queue: string): Promise<void> {
    const passage = await passageOf(request, response, this.#livekitUrl());
    const method = (request.url ?? '').split('/').at(-1) as SipMethod;
    this.#seen.push(method);
    const fault = this.#take(method);
    return fault instanceof Hold ? fault.carry(passage, queue) : relay(passage, fault);
  }

  #forget(held: HeldRequest): void {
    const unmet = this.#plans.findIndex(({ fault, times }) => fault === held && times > 0);
    if (unmet >= 0) this.#plans.splice(unmet, 1);
  }

  /** The first plan for a method that is not used up has the request, unless it lets that one pass. */
  #take(method: SipMethod): Fault | Hold | null {
    for (const plan of this.#plans) {
      if (plan.method !== method || plan.times === 0) continue;
      if (plan.after > 0) {
        plan.after -= 1;
        continue;
      }
      plan.times -= 1;
      plan.onMet();
      return plan.fault;
    }
    return null;
  }
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  const closing = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closing;
}
