import type { components } from './generated/interface.js';

/** An operation in any state. */
export type Operation = components['schemas']['Operation'];

type StepError = components['schemas']['StepError'];
type StepName = Operation['steps'][number]['name'];

interface OfOperation {
  readonly at: string;
  readonly operation_id: string;
}

/** What happens in an operation, in order. `ended` is the last event. */
export type OperationEvent = { readonly id: string } & (
  | { readonly event: 'accepted'; readonly data: OfOperation & { readonly kind: Operation['kind'] } }
  | {
      readonly event: 'step';
      readonly data: OfOperation & {
        readonly phase: 'forward' | 'compensation';
        readonly step: StepName;
        readonly event: 'started' | 'attempt_failed' | 'succeeded' | 'skipped';
        readonly attempts: number;
        readonly error: StepError | null;
      };
    }
  | {
      readonly event: 'compensating';
      readonly data: OfOperation & { readonly step: StepName; readonly error: StepError };
    }
  | { readonly event: 'ended'; readonly data: Operation }
);

/**
 * Reads server-sent events (WHATWG HTML §9.2).
 * @param onSign called for everything that arrives, also for a comment.
 * @throws {Error} when the connection is lost.
 */
export async function* eventsIn(
  body: ReadableStream<Uint8Array>,
  onSign: () => void,
): AsyncGenerator<OperationEvent, void, void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    onSign();
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = eventIn(block);
      if (event !== null) yield event;
    }
  }
}

/** Reads one event; null for a comment, which only keeps the connection open. */
function eventIn(block: string): OperationEvent | null {
  const fields = new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()] as const;
    }),
  );
  const [id, event, data] = [fields.get('id'), fields.get('event'), fields.get('data')];
  if (id === undefined || event === undefined || data === undefined) return null;
  return { id, event, data: JSON.parse(data) } as OperationEvent;
}
