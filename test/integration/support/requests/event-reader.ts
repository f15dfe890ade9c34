import type { Tenant } from './tenant.js';

/** A server-sent event as a client of a stream receives it. */
export interface ReceivedEvent {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

/** An open stream of server-sent events. It is read as a browser reads it. */
export class EventReader {
  readonly status: number;
  readonly headers: Headers;
  /** All events received so far. */
  readonly events: ReceivedEvent[] = [];
  /** The data of the events `waiting`, which have no id. */
  readonly waiting: unknown[] = [];
  /** Resolves when the server closes the stream. */
  readonly closed: Promise<void>;
  readonly #abort: AbortController;

  private constructor(response: Response, abort: AbortController) {
    this.status = response.status;
    this.headers = response.headers;
    this.#abort = abort;
    this.closed = this.#read(response).catch((error) => {
      if (!abort.signal.aborted) throw error;
    });
  }

  static async open(
    url: string,
    tenant: Tenant,
    operationId: string,
    lastEventId?: string,
  ): Promise<EventReader> {
    const abort = new AbortController();
    const response = await fetch(`${url}/v1/operations/${operationId}/events`, {
      headers: {
        authorization: `Bearer ${tenant.key.secret}`,
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
      signal: abort.signal,
    });
    return new EventReader(response, abort);
  }

  /** The ids of all events received so far. */
  get ids(): readonly string[] {
    return this.events.map(({ id }) => id);
  }

  hangUp(): void {
    this.#abort.abort();
  }

  async #read(response: Response): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.#take(block);
    }
  }

  #take(block: string): void {
    const fields = new Map(
      block.split('\n').map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon), line.slice(colon + 1).trim()];
      }),
    );
    const [id, event, data] = [fields.get('id'), fields.get('event'), fields.get('data')];
    if (event === undefined || data === undefined) return;
    if (event === 'waiting') this.waiting.push(JSON.parse(data));
    if (id === undefined) return;
    this.events.push({ id, event, data: JSON.parse(data) });
  }
}
