import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PassedRequest, ProxyReply, ProxyRequest } from './proxy.js';

/** Work that nobody waits for may still begin a request this long after the last one, in milliseconds. */
const quietMs = 250;

/**
 * A proxy before LiveKit that delays every request and counts it. It has a process of its own, so that its timers do not wait for the
 * benchmark, nor the benchmark for it.
 */
export class DelayProxy {
  readonly #child: ChildProcess;
  readonly url: string;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Starts it. @param livekitUrl where it passes requests on to. */
  static async start(livekitUrl: string): Promise<DelayProxy> {
    const child = fork(fileURLToPath(new URL('proxy.ts', import.meta.url)), [livekitUrl], {
      execArgv: ['--import', 'tsx'],
    });
    const [reply]: ProxyReply[] = await once(child, 'message');
    if (reply === undefined || !('port' in reply)) throw new Error('The proxy did not start.');
    return new DelayProxy(child, reply.port);
  }

  /** Delays every request from now on. @param ms milliseconds before it is passed on. */
  async delay(ms: number): Promise<void> {
    await this.#ask({ kind: 'delay', ms });
  }

  /** Refuses the next requests of a method, as LiveKit refuses an invalid argument. */
  async refuse(method: string, times: number): Promise<void> {
    await this.#ask({ kind: 'refuse', method, times });
  }

  /** Waits until nothing has passed for a while. @returns the requests since the last call. */
  async settled(): Promise<readonly PassedRequest[]> {
    const all: PassedRequest[] = [];
    for (;;) {
      const reply = await this.#ask({ kind: 'take' });
      if (!('passed' in reply)) throw new Error('The proxy returned no requests.');
      all.push(...reply.passed);
      if (reply.passed.length === 0 && reply.underWay === 0) return all;
      await sleep(quietMs);
    }
  }

  stop(): void {
    this.#child.disconnect();
  }

  /** Sends a message and waits for its answer; one at a time. */
  async #ask(message: ProxyRequest): Promise<ProxyReply> {
    const answer = once(this.#child, 'message');
    this.#child.send(message);
    const [reply]: ProxyReply[] = await answer;
    if (reply === undefined) throw new Error('The proxy returned nothing.');
    return reply;
  }
}
