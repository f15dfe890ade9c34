import type { RequestHandler } from 'express';
import { isOperationId } from '../../../domain/ids.js';
import { lastEvent, type OperationEvent } from '../../../domain/operation/events.js';
import type { FollowOperation } from '../../../domain/operation/follow.js';
import type { OperationView } from '../../../domain/operation/view.js';
import { RequestProblem } from '../../errors/request-problem.js';
import { retryAfter } from '../../http/answer.js';
import type { Guard } from '../../http/authentication.js';
import { EventStream, eventStreamType } from './event-stream.js';
import { errorObject, operationObject } from './operation.js';

/** Makes the handler of a stream of events: key, path, operation, then events until the end of it or of the client. */
export function createEventHandler(
  guard: Guard,
  followOperation: FollowOperation,
): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const organization = await guard(request.headers);
    const { id } = request.params;
    if (!isOperationId(id)) throw new RequestProblem('operation_not_found');
    const last = request.header('Last-Event-ID') ?? null;
    let stream: EventStream | null = null;
    const following = await followOperation(organization.id, id, {
      show: (operation) => stream?.show(operation),
      leave: () => stream?.close(),
    });
    switch (following.kind) {
      case 'not_found':
        throw new RequestProblem('operation_not_found');
      case 'too_many':
        throw new RequestProblem('too_many_streams', retryAfter(following.retryAfterSeconds));
    }
    const over = last === lastEvent && following.operation.finishedAt !== null;
    if (over || request.method === 'HEAD' || response.destroyed) {
      following.stop();
      // There is nothing behind the last event: 204 tells a client not to connect again.
      response.status(over ? 204 : 200);
      if (!over) response.type(eventStreamType);
      response.end();
      return;
    }
    response.once('close', () => {
      following.stop();
      stream?.close();
    });
    // An operation that goes on has not had its last event: whoever claims to have seen it is told everything.
    stream = new EventStream(response, last === lastEvent ? null : last);
    stream.show(following.operation);
  };
}

/** Words an event for a stream. JSON has no line break of its own, so one line of data is enough. */
export function presentEvent(event: OperationEvent, operation: OperationView): string {
  return `id: ${event.id}\nevent: ${event.kind}\ndata: ${JSON.stringify(dataOf(event, operation))}\n\n`;
}

function dataOf(event: OperationEvent, operation: OperationView): object {
  const { at } = event;
  switch (event.kind) {
    case 'accepted':
      return { at, operation_id: operation.id, kind: operation.kind };
    case 'step': {
      const { phase, step, event: happened, attempts, code } = event.step;
      const error = code === undefined ? null : errorObject(code);
      return { at, operation_id: operation.id, phase, step, event: happened, attempts, error };
    }
    case 'compensating': {
      const { step, code } = event.begun;
      return { at, operation_id: operation.id, step, error: errorObject(code) };
    }
    case 'ended':
      return operationObject(operation);
  }
}
