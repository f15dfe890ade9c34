import type { Response } from 'express';
import { z } from 'zod';
import {
  eventsBehind,
  eventsOf,
  lastEvent,
  type OperationEvent,
  type OperationView,
  operationEventKinds,
  waitsForNothing,
} from '../../../domain/operation/view.js';
import { RequestProblem } from '../../errors/request-problem.js';
import { jsonFor, retryAfter } from '../../http/endpoint.js';
import { forOrganization } from '../../http/route.js';
import { byOperation, errorObject, operationObject, waitingObject } from './operation.js';

/** The media type of a stream. */
const eventStreamType = 'text/event-stream; charset=utf-8';

/** Proxies close idle connections, commonly after 30 to 60 s. */
const usualHeartbeatMs = 15_000;
/** The time after which a client connects again after an interruption. */
const reconnectAfterMs = 2_000;

/**
 * One open stream of an operation's events (server-sent events, WHATWG HTML §9.2). It sends each event once, however often
 * the operation is shown to it, and closes after the last one.
 */
export class EventStream {
  readonly #response: Response;
  readonly #heartbeat: NodeJS.Timeout;
  #seen: string | null;
  #waiting = '';

  /** @param seen the id of the last event that the client has; null for none. */
  constructor(response: Response, seen: string | null, heartbeatMs = usualHeartbeatMs) {
    this.#response = response;
    this.#seen = seen;
    response.status(200).set({
      'Content-Type': eventStreamType,
      // A connection that stays open for other requests would delay the stop of the process.
      Connection: 'close',
      // Otherwise proxies like nginx would buffer the events.
      'X-Accel-Buffering': 'no',
    });
    response.write(`retry: ${reconnectAfterMs}\n\n`);
    this.#heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs).unref();
  }

  /** Sends the new events of an operation. */
  show(operation: OperationView): void {
    if (this.#response.writableEnded) return;
    for (const event of eventsBehind(eventsOf(operation), this.#seen)) {
      this.#response.write(presentEvent(this.#response, event, operation));
      this.#seen = event.id;
    }
    if (this.#seen === lastEvent) this.close();
    else this.#showWaiting(operation);
  }

  /** Tells what the operation waits for, when that has changed and there is something to tell. */
  #showWaiting({ id, waiting }: OperationView): void {
    const shown = JSON.stringify(waitingObject(waiting));
    const before = this.#waiting === '' ? JSON.stringify(waitingObject(waitsForNothing)) : this.#waiting;
    if (shown === before) return;
    this.#waiting = shown;
    // Without an id, the stream continues after the last event of the log.
    const data = { at: new Date(), operation_id: id, ...waitingObject(waiting) };
    this.#response.write(`event: waiting\ndata: ${jsonFor(this.#response, data)}\n\n`);
  }

  /** Ends the stream. A client that has not seen the last event can connect again. */
  close(): void {
    clearInterval(this.#heartbeat);
    this.#response.end();
  }
}

/** Writes an event. JSON has no raw line break, so one line of data is enough. */
function presentEvent(response: Response, event: OperationEvent, operation: OperationView): string {
  return `id: ${event.id}\nevent: ${event.kind}\ndata: ${jsonFor(response, dataOf(event, operation))}\n\n`;
}

function dataOf(event: OperationEvent, operation: OperationView): object {
  const { at } = event;
  switch (event.kind) {
    case 'accepted':
      return { at, operation_id: operation.id, kind: operation.kind };
    case 'step': {
      const { phase, step, event: happened, attempts, code, by, reason } = event.step;
      const error = code === undefined ? null : errorObject(code);
      const skip = happened === 'skipped' ? { by, reason } : {};
      return { at, operation_id: operation.id, phase, step, event: happened, attempts, error, ...skip };
    }
    case 'compensating': {
      const { step, code } = event.begun;
      return { at, operation_id: operation.id, step, error: errorObject(code) };
    }
    case 'ended':
      return operationObject(operation);
  }
}

/** Streams the events of an operation until it ends or the client hangs up. */
export const followOperation = forOrganization(
  {
    ...byOperation,
    method: 'get',
    path: '/v1/operations/{id}/events',
    headers: {
      'Last-Event-ID': {
        description: 'The id of the last event that the client has. The stream begins after it.',
        schema: { type: 'string' },
      },
    },
    id: 'followOperation',
    slot: 'none',
    summary: 'Follow an operation',
    description: 'Server-sent events. The stream closes after the event `ended`.',
    answers: {
      200: {
        description: 'The events, one by one.',
        schema: z.looseObject({
          id: z.string(),
          event: z.enum(operationEventKinds),
          data: z.string().meta({ contentMediaType: 'application/json' }),
        }),
        contentType: 'text/event-stream',
      },
      204: { description: 'The client has the last event already.', schema: null },
    },
    errors: ['operation_not_found', 'too_many_streams'],
  },
  async ({ request, response, caller, path, api }) => {
    const last = request.header('Last-Event-ID') ?? null;
    let stream: EventStream | null = null;
    const following = await api.followOperation(caller.id, path.id, {
      keyId: caller.keyId,
      show: (operation) => stream?.show(operation),
      leave: () => stream?.close(),
    });
    switch (following.kind) {
      case 'not_found':
        throw new RequestProblem('operation_not_found');
      case 'too_many':
        throw new RequestProblem('too_many_streams', { headers: retryAfter(following.retryAfterSeconds) });
    }
    const hasEnded = last === lastEvent && following.operation.finishedAt !== null;
    if (hasEnded || request.method === 'HEAD' || response.destroyed) {
      following.stop();
      // 204 tells a client that has seen the last event not to connect again.
      response.status(hasEnded ? 204 : 200);
      if (!hasEnded) response.type(eventStreamType);
      response.end();
      return null;
    }
    response.once('close', () => {
      following.stop();
      stream?.close();
    });
    // A running operation has no last event yet, so a client that claims to have seen it gets all events.
    stream = new EventStream(response, last === lastEvent ? null : last);
    stream.show(following.operation);
    return null;
  },
);
