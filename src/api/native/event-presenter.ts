import type { OperationEvent } from '../../domain/operation/events.js';
import type { OperationView } from '../../domain/operation/view.js';
import { errorObject, operationObject } from './operation-presenter.js';

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
