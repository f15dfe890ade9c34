import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import createClient, {
  type Client,
  type HeadersOptions,
  type MaybeOptionalInit,
  mergeHeaders,
} from 'openapi-fetch';
import { eventsIn, type Operation, type OperationEvent } from './events.js';
import { failureOf, operationFailed, TrunklineError, unreachable } from './failure.js';
import { keyed } from './generated/facts.js';
import type { paths } from './generated/interface.js';
import { backOff, eventStream, type RetrySettings, retryingFetch, usualRetries } from './retrying.js';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths];

type ContentOf<Response> = Response extends { content: infer Content } ? Content[keyof Content] : never;
type ResponsesOf<P extends keyof paths, M extends Method> = paths[P][M] extends { responses: infer All }
  ? All
  : never;
/** The body of a 202 while an operation goes on. Calls wait until it has ended. */
interface Unfinished {
  operation_id: string;
  message: string;
}
type DataOf<P extends keyof paths, M extends Method> = Exclude<
  ContentOf<ResponsesOf<P, M>[keyof ResponsesOf<P, M> & (200 | 201 | 202)]>,
  Unfinished
>;

interface Page<Entry> {
  readonly data: readonly Entry[];
  /** The address of the next page; null on the last one. */
  readonly next: string | null;
}
type EntryOf<P extends PathOf<'get'>> = DataOf<P, 'get'> extends Page<infer Entry> ? Entry : never;
/** The paths of lists. */
type ListPath = { [P in PathOf<'get'>]: [EntryOf<P>] extends [never] ? never : P }[PathOf<'get'>];

/** What every call may have besides what the description names. */
interface CallOptions {
  /** The key under which the request is carried out once at most. A new one is made for each call unless given. */
  readonly idempotencyKey?: string;
}
type InitOf<P extends keyof paths, M extends Method> = MaybeOptionalInit<paths[P], M>;
type InitArguments<P extends keyof paths, M extends Method> =
  undefined extends InitOf<P, M>
    ? [init?: NonNullable<InitOf<P, M>> & CallOptions]
    : [init: InitOf<P, M> & CallOptions];

/** A successful answer. */
export interface Answer<Data> {
  readonly data: Data;
  readonly status: number;
  readonly headers: Headers;
  /** The version of the trunk, for `If-Match`; null where there is none. */
  readonly etag: string | null;
  /** The operation that the call began or joined; null without one. */
  readonly operation: string | null;
}

/** Where Trunkline is, and who asks. */
export interface TrunklineOptions {
  /** The address of Trunkline, for example `https://trunkline.example.com`. */
  readonly url: string;
  /** The secret of an API key. Without it only calls for everybody are answered. */
  readonly key?: string;
  readonly retries?: Partial<RetrySettings>;
  /** Another `fetch`, for example one that goes through a proxy. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Every path with every method: the types of a call have been checked before it comes here. */
type AnyCall = {
  readonly params?: object;
  readonly body?: unknown;
  readonly headers?: HeadersOptions;
  readonly signal?: AbortSignal | null;
} & CallOptions;
interface AnyPath {
  parameters: { query?: object; path?: object; header?: object };
  requestBody?: { content: { 'application/json': unknown } };
  responses: { 200: { content: { 'text/plain': string } }; 500: { content: { 'text/plain': unknown } } };
}
type AnyPaths = Record<string, Record<Method, AnyPath>>;

/** A running operation sends a sign of life every 15 seconds; a stream that is silent for longer is lost. */
const longestSilenceMs = 45_000;

/**
 * A client of one Trunkline. The paths, parameters, bodies and answers of calls have the types of the API description.
 *
 * A request that begins an operation gets an idempotency key. So it is repeated without harm when its connection is lost or when
 * Trunkline asks to wait; calls without a key are repeated only if they change nothing. Every call throws {@link TrunklineError},
 * or the reason of `signal` when its caller aborts it.
 */
export class Trunkline {
  readonly #url: string;
  readonly #retries: RetrySettings;
  readonly #api: Client<AnyPaths>;

  constructor({ url, key, retries = {}, fetch = globalThis.fetch }: TrunklineOptions) {
    this.#url = url.replace(/\/+$/, '');
    this.#retries = { ...usualRetries, ...retries };
    this.#api = createClient<AnyPaths>({
      baseUrl: this.#url,
      fetch: retryingFetch(this.#url, this.#retries, fetch),
      // A file is sent as it is; its Content-Type is among the headers of its call.
      bodySerializer: (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body)),
      ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
    });
  }

  get<P extends PathOf<'get'>>(
    path: P,
    ...[init]: InitArguments<P, 'get'>
  ): Promise<Answer<DataOf<P, 'get'>>> {
    return this.#call('get', path, init);
  }

  /** Sends the request. If it begins an operation, waits until that has succeeded, however long it takes. */
  post<P extends PathOf<'post'>>(
    path: P,
    ...[init]: InitArguments<P, 'post'>
  ): Promise<Answer<DataOf<P, 'post'>>> {
    return this.#call('post', path, init);
  }

  /** As {@link post}. */
  put<P extends PathOf<'put'>>(
    path: P,
    ...[init]: InitArguments<P, 'put'>
  ): Promise<Answer<DataOf<P, 'put'>>> {
    return this.#call('put', path, init);
  }

  /** As {@link post}. */
  patch<P extends PathOf<'patch'>>(
    path: P,
    ...[init]: InitArguments<P, 'patch'>
  ): Promise<Answer<DataOf<P, 'patch'>>> {
    return this.#call('patch', path, init);
  }

  /** As {@link post}. */
  delete<P extends PathOf<'delete'>>(
    path: P,
    ...[init]: InitArguments<P, 'delete'>
  ): Promise<Answer<DataOf<P, 'delete'>>> {
    return this.#call('delete', path, init);
  }

  /** Begins an operation and does not wait for its end. @returns its id, for {@link follow} and {@link wait}. */
  async begin<M extends 'post' | 'put' | 'patch' | 'delete', P extends PathOf<M>>(
    method: M,
    path: P,
    ...[init]: InitArguments<P, M>
  ): Promise<string> {
    const call: AnyCall = init ?? {};
    const headers = mergeHeaders(call.headers, { prefer: 'respond-async' });
    const { operation, status } = await this.#send(
      method,
      path,
      this.#withKey(method, path, { ...call, headers }),
    );
    if (operation === null)
      throw new TypeError(`${method} ${path} begins no operation; it answered ${status}.`);
    return operation;
  }

  /**
   * Waits until an operation has succeeded.
   * @throws {TrunklineError} with the code of its failure when it has failed; its parts have been removed or restored then.
   */
  async wait(operation: string, options: { readonly signal?: AbortSignal } = {}): Promise<Operation> {
    const ended = await this.#ended(operation, options.signal);
    if (ended.state === 'failed' && ended.failure !== null) {
      throw operationFailed(this.#url, operation, ended.failure);
    }
    return ended;
  }

  /**
   * Yields the events of an operation as they happen, each once. The last one is `ended`. After a lost connection it connects
   * again and continues behind the last event.
   * @param options `after`: the id of the last event that is known already.
   */
  async *follow(
    operation: string,
    { after, signal }: { readonly after?: string; readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<OperationEvent, void, void> {
    let last = after;
    let losses = 0;
    for (;;) {
      const silence = new AbortController();
      const timer = setTimeout(() => silence.abort(new Error('The stream is silent')), longestSilenceMs);
      try {
        const body = await this.#stream(
          operation,
          last,
          AbortSignal.any([silence.signal, ...(signal === undefined ? [] : [signal])]),
        );
        if (body === null) return;
        for await (const event of eventsIn(body, () => timer.refresh())) {
          losses = 0;
          last = event.id;
          yield event;
          if (event.event === 'ended') return;
        }
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof TrunklineError) throw error;
        if (losses + 1 >= this.#retries.attempts) throw unreachable(this.#url, error);
      } finally {
        clearTimeout(timer);
      }
      // A service that stops closes its streams in good order.
      losses += 1;
      await wait(backOff(losses), undefined, signal === undefined ? {} : { signal });
    }
  }

  /** Yields all entries of a list, page by page. Its parameters are those of the first page. */
  async *list<P extends ListPath>(
    path: P,
    ...[init]: InitArguments<P, 'get'>
  ): AsyncGenerator<EntryOf<P>, void, void> {
    let call: AnyCall = init ?? {};
    for (let next: string | null = path; next !== null; ) {
      const { data: page }: Answer<Page<EntryOf<P>>> = await this.#call('get', next, call);
      yield* page.data;
      next = page.next;
      // The address of the next page has all parameters.
      call = { ...call, params: {} };
    }
  }

  async #call<Data>(method: Method, path: string, init: AnyCall = {}): Promise<Answer<Data>> {
    const call = this.#withKey(method, path, init);
    for (;;) {
      const answer = await this.#send<Data>(method, path, call);
      if (answer.status !== 202 || answer.operation === null) return answer;
      // Who cancels or retries an operation gets the operation itself. Every other request gets its own answer with its key.
      const ended = await this.#ended(answer.operation, call.signal ?? undefined);
      if (isOperation(answer.data)) return { ...answer, status: 200, data: ended as typeof answer.data };
      if (ended.failure !== null) throw operationFailed(this.#url, ended.id, ended.failure);
    }
  }

  #withKey(method: Method, path: string, { idempotencyKey, ...call }: AnyCall): AnyCall {
    if (!keyed.has(`${method} ${path}`)) return call;
    return {
      ...call,
      headers: mergeHeaders({ 'idempotency-key': idempotencyKey ?? randomUUID() }, call.headers),
    };
  }

  async #send<Data>(method: Method, path: string, call: AnyCall): Promise<Answer<Data>> {
    const { data, error, response } = await this.#api.request(method, path, { ...call, parseAs: 'text' });
    if (!response.ok) throw failureOf(this.#url, response, error);
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    return {
      data: isJson ? JSON.parse(data ?? '') : data,
      status: response.status,
      headers: response.headers,
      etag: response.headers.get('etag'),
      operation: response.headers.get('x-operation-id'),
    };
  }

  async #ended(operation: string, signal: AbortSignal | undefined): Promise<Operation> {
    for await (const { event, data } of this.follow(operation, signal === undefined ? {} : { signal })) {
      if (event === 'ended') return data;
    }
    throw unreachable(this.#url, new Error('the stream of the operation ended before the operation'));
  }

  /** Opens the stream behind an event; null when there is nothing behind it. */
  async #stream(operation: string, last: string | undefined, signal: AbortSignal) {
    const { data, error, response } = await this.#api.request('get', '/v1/operations/{id}/events', {
      params: { path: { id: operation } },
      headers: { accept: eventStream, ...(last === undefined ? {} : { 'last-event-id': last }) },
      signal,
      parseAs: 'stream',
    });
    if (!response.ok) throw failureOf(this.#url, response, error);
    return response.status === 204 ? null : (data ?? null);
  }
}

function isOperation(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'steps' in data;
}
