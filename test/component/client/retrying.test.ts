import { Trunkline, TrunklineError } from '@trunkline/client';
import { describe, expect, it } from 'vitest';

const url = 'http://trunkline.test';
const answer = (status: number, headers: Record<string, string> = {}, body: object = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
const soon = { 'retry-after': '0' };

/** A network that gives these answers, one after the other, and keeps what was sent. */
function network(...answers: readonly (Response | Error)[]) {
  const sent: { readonly key: string | null; readonly body: string }[] = [];
  const fetch = (async (_url, init) => {
    const body = init?.body instanceof ArrayBuffer ? new TextDecoder().decode(init.body) : '';
    sent.push({ key: new Headers(init?.headers).get('idempotency-key'), body });
    const next = answers[sent.length - 1] ?? answers.at(-1);
    if (next instanceof Response) return next.clone();
    throw next;
  }) satisfies typeof globalThis.fetch;
  return { sent, trunkline: new Trunkline({ url, fetch, retries: { longestPauseMs: 1_000 } }) };
}

const lost = new TypeError('fetch failed', { cause: new Error('other side closed') });
const cancel = (trunkline: Trunkline) =>
  trunkline.post('/v1/operations/{id}/cancel', { params: { path: { id: 'op_1' } } });

async function failureOf(call: Promise<unknown>): Promise<TrunklineError> {
  const error = await call.catch((reason: unknown) => reason);
  if (error instanceof TrunklineError) return error;
  throw new Error('The call did not fail.', { cause: error });
}

describe('the retries of the client', () => {
  it.each([
    ['a 429 with Retry-After', answer(429, soon)],
    ['a 503 with Retry-After', answer(503, soon)],
    ['a 502 of a proxy', answer(502)],
    ['a lost connection', lost],
  ])('a request with a key is sent again with the same key and body after %s', async (_name, first) => {
    const { sent, trunkline } = network(first, answer(200, {}, { id: 'op_1', steps: [] }));

    expect((await cancel(trunkline)).data).toMatchObject({ id: 'op_1' });

    expect(sent).toHaveLength(2);
    expect(sent[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent[1]).toEqual(sent[0]);
  });

  it.each([
    ['a 503 that does not say how long to wait', answer(503)],
    ['a 503 that asks to wait for longer than allowed', answer(503, { 'retry-after': '2' })],
    ['a failed operation', answer(500)],
    ['a conflict, although it says when to try again', answer(409, soon)],
  ])('a request is not sent again after %s', async (_name, only) => {
    const { sent, trunkline } = network(only);

    expect((await failureOf(cancel(trunkline))).status).toBe(only.status);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['a 503 with Retry-After', answer(503, soon)],
    ['a lost connection', lost],
  ])('a request that changes something without a key is not sent again after %s', async (_name, only) => {
    const { sent, trunkline } = network(only);

    await failureOf(trunkline.delete('/v1/keys/{id}', { params: { path: { id: 'sk_1' } } }));

    expect(sent).toEqual([{ key: null, body: '' }]);
  });

  it('a request is sent five times at most, and the failure names the reason', async () => {
    const { sent, trunkline } = network(answer(429, soon));

    expect(await failureOf(trunkline.get('/v1/me'))).toMatchObject({
      status: 429,
      retryable: true,
      retryAfterSeconds: 0,
    });
    expect(sent).toHaveLength(5);
  });

  it('an answer that is not of Trunkline is a failure of its own', async () => {
    const { trunkline } = network(
      new Response('<html>', { status: 404, headers: { 'content-type': 'text/html' } }),
    );

    expect(await failureOf(trunkline.get('/v1/me'))).toMatchObject({
      code: 'unexpected_answer',
      status: 404,
    });
  });
});
