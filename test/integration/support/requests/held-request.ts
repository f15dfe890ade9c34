import { Deferred } from '../deferred.js';
import { type LiveKitReply, type Passage, reply } from '../livekit/relay.js';

/** A request that the proxy holds until the test releases it, even if its caller has stopped waiting. */
export interface HeldRequest {
  /** Resolves when the request is held, with the name of the address to which it was sent. */
  readonly arrived: Promise<string>;
  /** Sends the request on. @returns LiveKit's status, once LiveKit has carried it out and the caller has the reply. */
  release(): Promise<number>;
  /** Cuts the caller's connection; a request that LiveKit has not seen never reaches it. */
  lose(): void;
}

/** A step that the proxy holds until the test releases it, even if its quick attempt has timed out. */
export interface HeldStep {
  /** Resolves when its first attempt is held. */
  readonly arrived: Promise<unknown>;
  /** Sends the step on. Resolves once LiveKit has carried out its first attempt. */
  release(): Promise<void>;
}

/** Where a request is held: before LiveKit has seen it, or after LiveKit has carried it out but before the reply. */
export type Point = 'before_livekit' | 'after_livekit';

/** The proxy's side of a held request. */
export class Hold implements HeldRequest {
  readonly #point: Point;
  readonly #arrival = new Deferred<string>();
  readonly #departure = new Deferred<'go_on' | 'lost'>();
  readonly #completion = new Deferred<number>();

  constructor(point: Point) {
    this.#point = point;
  }

  get arrived(): Promise<string> {
    return this.#arrival.promise;
  }

  release(): Promise<number> {
    this.#departure.resolve('go_on');
    return this.#completion.promise;
  }

  lose(): void {
    this.#departure.resolve('lost');
  }

  async carry({ forward, response }: Passage, address: string): Promise<void> {
    const early: LiveKitReply | null = this.#point === 'after_livekit' ? await forward() : null;
    this.#arrival.resolve(address);
    if ((await this.#departure.promise) === 'lost') {
      response.destroy();
      return;
    }
    const answer = early ?? (await forward());
    reply(response, answer);
    this.#completion.resolve(answer.status);
  }
}
