import type { CompensationBegun, StepEvent } from './step-log.js';
import type { OperationView } from './view.js';

/** One event in the feed of an operation. Its id gives its position, which never changes. */
export type OperationEvent =
  | { readonly id: string; readonly kind: 'accepted'; readonly at: Date }
  | { readonly id: string; readonly kind: 'step'; readonly at: Date; readonly step: StepEvent }
  | {
      readonly id: string;
      readonly kind: 'compensating';
      readonly at: Date;
      readonly begun: CompensationBegun;
    }
  | { readonly id: typeof lastEvent; readonly kind: 'ended'; readonly at: Date };

/** The id of the last event. It is not a number, because the log may be longer when it is read again. */
export const lastEvent = 'end';

/** The kinds of events. */
export const operationEventKinds = [
  'accepted',
  'step',
  'compensating',
  'ended',
] as const satisfies readonly OperationEvent['kind'][];

/** Returns all events of an operation until now, in order. */
export function eventsOf({ createdAt, finishedAt, log }: OperationView): OperationEvent[] {
  return [
    { id: '0', kind: 'accepted', at: createdAt },
    ...log.map((event, index): OperationEvent => {
      const id = String(index + 1);
      const at = new Date(event.at);
      return event.event === 'compensation_begun'
        ? { id, kind: 'compensating', at, begun: event }
        : { id, kind: 'step', at, step: event };
    }),
    ...(finishedAt === null ? [] : [{ id: lastEvent, kind: 'ended', at: finishedAt } as const]),
  ];
}

/**
 * Returns the events that follow an event.
 * @param seen the id of the last event that the reader has received. With null, or with a text that is not an id, all are returned.
 */
export function eventsBehind(events: readonly OperationEvent[], seen: string | null): OperationEvent[] {
  if (seen === lastEvent) return [];
  const last = seen !== null && /^\d{1,9}$/.test(seen) ? Number(seen) : -1;
  return events.filter(({ id }) => id === lastEvent || Number(id) > last);
}
