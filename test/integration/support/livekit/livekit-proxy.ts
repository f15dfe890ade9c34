import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { patientServer } from '../../../support/patient-server.js';
import { type HeldRequest, type HeldStep, Hold, type Point } from '../requests/held-request.js';
import { theStack } from '../the-stack.js';
import type { Fault, SipMethod } from './fault.js';
import { passageOf, relay } from './relay.js';

export type { Fault, SipMethod } from './fault.js';

/** The requests of a method to which a planned fault applies. */
export interface Extent {
  /** How many requests meet the fault; `Infinity` means until `heal`. */
  readonly times?: number;
  /** How many requests pass before the first one meets the fault. */
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

const mainAddress = 'main';

/**
 * An HTTP proxy before the real livekit-server that a test makes misbehave, per method and a number of times. It can
 * listen at several addresses, so that a test knows who sent a request.
 */
export class LiveKitProxy {
  readonly #livekitUrl: () => string;
  readonly #plans: Plan[] = [];
  readonly #holds: Hold[] = [];
  readonly #seen: SipMethod[] = [];
  readonly #addresses = new Map<string, { readonly server: Server; readonly port: number }>();
  #underWay = 0;

  constructor(livekitUrl: () => string = () => theStack().livekitUrl) {
    this.#livekitUrl = livekitUrl;
  }

  async start(): Promise<void> {
    await this.openAddress(mainAddress);
  }

  /** Opens an address for one of several callers. Opening one twice is harmless. @returns its URL. */
  async openAddress(name: string): Promise<string> {
    if (!this.#addresses.has(name)) {
      const server = patientServer((request, response) => {
        this.#underWay += 1;
        this.#handle(request, response, name)
          .catch(() => response.destroy())
          .finally(() => {
            this.#underWay -= 1;
          });
      });
      await listening(server, 0);
      this.#addresses.set(name, { server, port: (server.address() as AddressInfo).port });
    }
    return this.urlOf(name);
  }

  get url(): string {
    return this.urlOf(mainAddress);
  }

  urlOf(name: string): string {
    const address = this.#addresses.get(name);
    if (address === undefined) throw new Error(`The proxy has no address "${name}".`);
    return `http://127.0.0.1:${address.port}`;
  }

  /** How many requests of a method have come in. */
  seen(method: SipMethod): number {
    return this.#seen.filter((other) => other === method).length;
  }

  /** How many requests are being handled now, held and late ones included. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Plans a fault for the next requests of a method. */
  plan(method: SipMethod, fault: Fault, extent: number | Extent = {}): void {
    const whole: Extent = typeof extent === 'number' ? { times: extent } : extent;
    const { times = 1, after = 0, onMet = () => undefined } = whole;
    this.#plans.push({ method, fault, times, after, onMet });
  }

  /** Holds the next request of a method, or the one after `after` others. */
  hold(method: SipMethod, point: Point, after = 0): HeldRequest {
    const hold = new Hold(point);
    this.#holds.push(hold);
    this.#plans.push({ method, fault: hold, times: 1, after, onMet: () => undefined });
    return hold;
  }

  /**
   * Holds a step: the next request of a method, and the one with which its sender retries after its time-out. Nobody else may
   * send a request of this method until the step is released.
   */
  holdStep(method: SipMethod): HeldStep {
    const first = this.hold(method, 'before_livekit');
    const again = this.hold(method, 'before_livekit');
    return {
      arrived: first.arrived,
      release: async () => {
        this.#forget(again);
        // From here on no attempt is held, whether there was a second one or not.
        void again.release();
        await first.release();
      },
    };
  }

  /** Loses a held request. A request that has not come yet is no longer held when it comes. */
  withdraw(held: HeldRequest): void {
    this.#forget(held);
    held.lose();
  }

  /** Refuses connections from now on, and cuts those that are open. */
  async refuse(): Promise<void> {
    await Promise.all([...this.#addresses.values()].map(({ server }) => closed(server)));
  }

  /** Accepts connections again after {@link refuse}, at the same addresses. */
  async listenAgain(): Promise<void> {
    for (const { server, port } of this.#addresses.values()) {
      if (!server.listening) await listening(server, port);
    }
  }

  /** Forgets all planned faults: every further request passes. */
  heal(): void {
    this.#plans.length = 0;
  }

  /** Resets the proxy for the next test. Requests that are still held are lost, as on a broken network. */
  reset(): void {
    this.heal();
    for (const hold of this.#holds.splice(0)) hold.lose();
    this.#seen.length = 0;
  }

  async stop(): Promise<void> {
    this.reset();
    await this.refuse();
  }

  async #handle(request: IncomingMessage, response: ServerResponse, address: string): Promise<void> {
    const passage = await passageOf(request, response, this.#livekitUrl());
    const method = (request.url ?? '').split('/').at(-1) as SipMethod;
    this.#seen.push(method);
    const fault = this.#take(method);
    return fault instanceof Hold ? fault.carry(passage, address) : relay(passage, fault);
  }

  #forget(held: HeldRequest): void {
    const unmet = this.#plans.findIndex(({ fault, times }) => fault === held && times > 0);
    if (unmet >= 0) this.#plans.splice(unmet, 1);
  }

  /** Returns the fault of the first plan for a method that is not used up; null when the request passes. */
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
