import { expect } from 'vitest';
import type { ApiSettings } from '../src/api/http/dependencies.js';
import type { Endpoint } from '../src/api/http/endpoint.js';
import type { Route } from '../src/api/http/route.js';
import { answersOf } from '../src/api/openapi/answers.js';
import { allRoutes } from '../src/api/routes.js';

/** An HTTP answer with its body read. */
export interface CheckedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The endpoint that serves a request; undefined for an unknown path or method. */
export function endpointAt(endpoints: readonly Endpoint[], method: string, path: string) {
  const { pathname } = new URL(path, 'http://localhost');
  const [served] = [...new Set(endpoints.map((endpoint) => endpoint.path))]
    .filter((template) => patternOf(template).test(pathname))
    // The path with fewer parameters wins: `/all` is not the id of a number.
    .toSorted((left, right) => left.split('{').length - right.split('{').length);
  return endpoints.find((endpoint) => endpoint.path === served && endpoint.method === method.toLowerCase());
}

/** Returns what the function returned for the same key before. To build schemas and patterns takes longer than most tests. */
function once<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

const patternOf = once((template: string) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`));
const describedAnswersOf = once(answersOf);
const routesOf = once((settings: string) => allRoutes(JSON.parse(settings)));

/** The routes for these settings, which are the same objects for equal settings. */
export function routesWith(settings: ApiSettings): readonly Route[] {
  return routesOf(JSON.stringify(settings));
}

/** Expects an answer to match the API description: status, content type, headers and the whole body. */
export function expectDocumented(
  settings: ApiSettings,
  method: string,
  path: string,
  answer: CheckedAnswer,
): void {
  const endpoint = endpointAt(routesWith(settings), method, path);
  if (endpoint === undefined) return;
  const described = describedAnswersOf(endpoint).get(answer.status);
  const named = `${endpoint.id} answers ${answer.status}`;
  expect(described, `${named}, which is not described`).toBeDefined();
  if (described === undefined) return;
  for (const header of described.headers ?? []) {
    if (!header.endsWith('?')) expect(answer.headers.has(header), `${named} with ${header}`).toBe(true);
  }
  if (described.schema === null) {
    expect(answer.body, named).toBeNull();
    return;
  }
  expect([described.contentType ?? 'application/json'].flat(), named).toContain(
    answer.headers.get('content-type')?.split(';')[0],
  );
  const parts = described.contentType === 'text/event-stream' ? eventsIn(answer.body) : [answer.body];
  for (const part of parts) {
    const { error } = described.schema.safeParse(part);
    expect(error?.issues ?? [], `${named} with another body than is described`).toEqual([]);
  }
  if (described.lines === undefined || !/ndjson/.test(answer.headers.get('content-type') ?? '')) return;
  for (const line of String(answer.body)
    .split('\n')
    .filter((text) => text !== '')) {
    const { error } = described.lines.safeParse(JSON.parse(line));
    expect(error?.issues ?? [], `${named} with another line than is described`).toEqual([]);
  }
}

/** The events of a stream. The description describes a single event. */
function eventsIn(stream: unknown): object[] {
  const blocks = String(stream).split('\n\n');
  const events = blocks.filter((block) => block.startsWith('id: '));
  expect(events, 'events in a stream').not.toEqual([]);
  return events.map((event) => Object.fromEntries(event.split('\n').map((line) => line.split(/: (.*)/s, 2))));
}
