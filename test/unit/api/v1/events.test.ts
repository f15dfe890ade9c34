import { afterEach, describe, expect, it } from 'vitest';
import type { StepLog } from '../../../../src/domain/operation/operation.js';
import type { FollowAnswer, Follower, OperationView } from '../../../../src/domain/operation/view.js';
import { operationView } from '../../operation-views.js';
import { type Gateway, startGateway } from '../gateway.js';
import { bearer, operationId } from '../samples.js';

let gateway: Gateway;

afterEach(() => gateway.close());

const log: StepLog = [
  { at: 1_000, phase: 'forward', step: 'rule', event: 'started', attempts: 0 },
  { at: 2_000, phase: 'forward', step: 'rule', event: 'attempt_failed', attempts: 1, code: 'livekit_fault' },
  { at: 3_000, event: 'compensation_begun', step: 'rule', code: 'livekit_fault' },
];
const over = operationView({
  id: operationId,
  log,
  state: 'failed',
  finishedAt: new Date('2026-03-31T10:00:09.000Z'),
});

/** Starts a gateway with one operation, whose progress the test shows. */
async function follow(operation: OperationView, headers: Record<string, string> = {}, method = 'GET') {
  const followers: Follower[] = [];
  let stopped = 0;
  gateway = await startGateway({
    followOperation: async (_organization, _id, follower): Promise<FollowAnswer> => {
      followers.push(follower);
      return {
        kind: 'following',
        operation,
        stop: () => {
          stopped += 1;
        },
      };
    },
  });
  const abort = new AbortController();
  const response = await fetch(`${gateway.url}/v1/operations/${operationId}/events`, {
    method,
    headers: { ...bearer, ...headers },
    signal: abort.signal,
  });
  return {
    response,
    show: (shown: OperationView) => followers.forEach((follower) => void follower.show(shown)),
    leave: () => followers.forEach((follower) => void follower.leave()),
    hangUp: () => abort.abort(),
    stopped: () => stopped,
  };
}

const idsIn = (text: string) => [...text.matchAll(/^id: (.*)$/gm)].map(([, id]) => id);

describe('a stream of events', () => {
  it('a stream of events of an operation that has ended has all events and closes', async () => {
    const { response, stopped } = await follow(over);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const blocks = (await response.text()).trimEnd().split('\n\n');
    const error = expect.objectContaining({ code: 'livekit_fault', component: 'livekit' });
    const events = blocks.slice(1).map((block) => {
      const [, id, event, data] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block) ?? [];
      return [id, event, JSON.parse(data ?? 'null')];
    });
    expect(blocks[0]).toBe('retry: 2000');
    expect(events).toEqual([
      ['0', 'accepted', { at: '2026-03-31T10:00:00.000Z', operation_id: operationId, kind: 'set_up_trunk' }],
      [
        '1',
        'step',
        {
          at: '1970-01-01T00:00:01.000Z',
          operation_id: operationId,
          phase: 'forward',
          step: 'rule',
          event: 'started',
          attempts: 0,
          error: null,
        },
      ],
      ['2', 'step', expect.objectContaining({ event: 'attempt_failed', attempts: 1, error })],
      [
        '3',
        'compensating',
        { at: '1970-01-01T00:00:03.000Z', operation_id: operationId, step: 'rule', error },
      ],
      ['end', 'ended', expect.objectContaining({ id: operationId, state: 'failed' })],
    ]);
    await expect.poll(stopped).toBe(1);
  });

  it('a stream of events sends each event once, however often the operation is shown', async () => {
    const { response, show } = await follow(operationView({ id: operationId }));
    const part = operationView({ id: operationId, log: log.slice(0, 2) });
    for (const shown of [part, part, operationView({ id: operationId }), part, over, over]) show(shown);
    expect(idsIn(await response.text())).toEqual(['0', '1', '2', '3', 'end']);
  });

  it('a stream of events tells what the operation waits for, each time that changes and without an id', async () => {
    const { response, show } = await follow(operationView({ id: operationId }));
    const waitingAfter = (attempts: number) =>
      operationView({
        id: operationId,
        waiting: {
          stuck: attempts > 8,
          steps: [
            {
              phase: 'compensation',
              step: 'inbound',
              attempts,
              error: 'livekit_credentials',
              nextAttemptAt: new Date('2026-03-31T10:00:30.000Z'),
            },
          ],
        },
      });
    for (const shown of [waitingAfter(8), waitingAfter(8), waitingAfter(9), over]) show(shown);
    const text = await response.text();
    const waiting = [...text.matchAll(/^event: waiting\ndata: (.*)$/gm)].map(([, data]) =>
      JSON.parse(data ?? ''),
    );
    expect(waiting).toMatchObject([
      { waiting_for: [{ attempts: 8 }], stuck: false },
      {
        operation_id: operationId,
        stuck: true,
        waiting_for: [
          {
            phase: 'compensation',
            step: 'inbound',
            component: 'livekit',
            attempts: 9,
            last_error: {
              code: 'livekit_credentials',
              remedy: expect.not.stringContaining('LIVEKIT_API_KEY'),
            },
            next_attempt_at: '2026-03-31T10:00:30.000Z',
          },
        ],
      },
    ]);
    expect(idsIn(text)).toEqual(['0', '1', '2', '3', 'end']);
  });

  it('a stream of events goes on behind Last-Event-ID', async () => {
    const { response } = await follow(over, { 'Last-Event-ID': '2' });
    expect(idsIn(await response.text())).toEqual(['3', 'end']);
  });

  it('a stream of events has nothing after the last event, and its answer stops the client from connecting again', async () => {
    const { response, stopped } = await follow(over, { 'Last-Event-ID': 'end' });
    expect(response.status).toBe(204);
    expect(stopped()).toBe(1);
  });

  it('a stream of events of a running operation has all events for a client that claims to have seen the last one', async () => {
    const { response, show } = await follow(operationView({ id: operationId }), { 'Last-Event-ID': 'end' });
    show(over);
    expect(response.status).toBe(200);
    expect(idsIn(await response.text())).toEqual(['0', '1', '2', '3', 'end']);
  });

  it('a stream of events is only announced to a HEAD', async () => {
    const { response, stopped } = await follow(operationView(), {}, 'HEAD');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stopped()).toBe(1);
  });

  it('a stream of events is no longer followed when its client hangs up', async () => {
    const { hangUp, stopped } = await follow(operationView());
    hangUp();
    await expect.poll(stopped).toBe(1);
  });

  it('a stream of events is closed without a last event when the process is about to stop', async () => {
    const { response, leave } = await follow(operationView());
    leave();
    expect(idsIn(await response.text())).toEqual(['0']);
  });
});

describe('a stream that cannot be', () => {
  const ask = async (answer: FollowAnswer, id: string = operationId) => {
    gateway = await startGateway({ followOperation: async () => answer });
    return gateway.request('GET', `/v1/operations/${id}/events`, { headers: bearer });
  };

  it('a stream of events that cannot be sent is a problem when there are too many', async () => {
    const answer = await ask({ kind: 'too_many', retryAfterSeconds: 5 });
    expect(answer).toMatchObject({ status: 503, body: { code: 'too_many_streams' } });
    expect(answer.headers.get('retry-after')).toBe('5');
    await expect.poll(() => gateway.logLines).toHaveLength(2);
    const warning = 40;
    expect(gateway.logLines.map((line) => JSON.parse(line))).toMatchObject([
      { level: warning, code: 'too_many_streams' },
      { level: 30, msg: 'request' },
    ]);
  });

  it.each([operationId, 'op_1'])(
    'a stream of events that cannot be sent is a 404 when there is no such operation (%s)',
    async (id) => {
      const answer = await ask({ kind: 'not_found' }, id);
      expect(answer).toMatchObject({ status: 404, body: { code: 'operation_not_found' } });
    },
  );
});
