import type { Response } from 'express';
import { eventsBehind, eventsOf, lastEvent } from '../../../domain/operation/events.js';
import type { OperationView } from '../../../domain/operation/view.js';
import { presentEvent } from './events.js';

/** What a stream is, for its client. */
export const eventStreamType = 'text/event-stream; charset=utf-8';

/** Proxies close a connection on which nothing is sent for long, commonly after 30 to 60 s. */
const usualHeartbeatMs = 15_000;
/** How long a client waits before it connects again after an interruption. */
const reconnectAfterMs = 2_000;

/**
 * One open stream of an operation's events (server-sent events, WHATWG HTML §9.2). It sends what its client has not
 * seen, whatever it is shown and however often, and closes behind the last event.
 */
export class EventStream {
  readonly #response: Response;
  readonly #heartbeat: NodeJS.Timeout;
  #seen: string | null;

  /** @param seen the id of the last event that the client has; null for none. */
  constructor(response: Response, seen: string | null, heartbeatMs = usualHeartbeatMs) {
    this.#response = response;
    this.#seen = seen;
    response.status(200).set({
      'Content-Type': eventStreamType,
      // Kept open for other requests, the connection would hold up a process that is about to stop.
      Connection: 'close',
      // Proxies of nginx's kind would collect events otherwise.
      'X-Accel-Buffering': 'no',
    });
    response.write(`retry: ${reconnectAfterMs}\n\n`);
    this.#heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs).unref();
  }

  /** Sends what is new in an operation. */
  show(operation: OperationView): void {
    if (this.#response.writableEnded) return;
    for (const event of eventsBehind(eventsOf(operation), this.#seen)) {
      this.#response.write(presentEvent(event, operation));
      this.#seen = event.id;
    }
    if (this.#seen === lastEvent) this.close();
  }

  /** Ends the stream; a client that has not seen the last event may go on elsewhere. */
  close(): void {
    clearInterval(this.#heartbeat);
    this.#response.end();
  }
}
