import { z } from 'zod';
import { lastEvent, operationEventKinds } from '../../../domain/operation/events.js';
import { RequestProblem } from '../../errors/request-problem.js';
import { retryAfter } from '../../http/answer.js';
import { forOrganization } from '../../http/route.js';
import { EventStream, eventStreamType } from './event-stream.js';
import { byOperation } from './operation.js';

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
