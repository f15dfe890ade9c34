import { afterEach, describe, expect, it } from 'vitest';
import type { HealthReport } from '../../../../src/domain/health/health.js';
import { type Gateway, startGateway } from '../gateway.js';
import { bearer, trunk } from '../samples.js';

let gateway: Gateway;

afterEach(() => gateway.close());

const since = new Date('2026-03-31T10:00:00.000Z');
const lost = { direction: 'inbound', startedAt: since, endedAt: since, outcome: 'lost' } as const;
const report: HealthReport = {
  ...{ reason: 'inbound_calls_fail', since },
  changes: [{ at: since, reason: 'inbound_calls_fail' }],
  directions: {
    inbound: { currentCalls: 1, lastCall: { ...lost, endedAt: null, outcome: null }, ended: { lost: 2 } },
    outbound: { currentCalls: 0, lastCall: null, ended: {} },
  },
  failures: [lost],
  check: { at: since, outcome: 'warn', names: ['agent'] },
  foreignOnNumberSince: null,
};

describe('The health of a trunk', () => {
  it('is shown over the last day to the owner of the trunk', async () => {
    const asked: number[] = [];
    gateway = await startGateway({
      findTrunk: async (_organization, id) => (id === 42 ? trunk() : null),
      trunkHealths: {
        of: async () => () => report,
        report: async (id) => {
          asked.push(id);
          return report;
        },
      },
    });
    const shown = { direction: 'inbound', started_at: since.toISOString(), ended_at: since.toISOString() };

    expect(await gateway.request('GET', '/v1/trunks/42/health', { headers: bearer })).toMatchObject({
      status: 200,
      body: {
        trunk_id: 42,
        health: { state: 'failing', reason: 'inbound_calls_fail', since: since.toISOString() },
        changes: [{ at: since.toISOString(), state: 'failing', reason: 'inbound_calls_fail' }],
        inbound: { current_calls: 1, last_call: { ended_at: null, outcome: null }, ended: { lost: 2 } },
        outbound: { current_calls: 0, last_call: null, ended: {} },
        failures: [{ ...shown, outcome: 'lost' }],
        check: { at: since.toISOString(), outcome: 'warn', names: ['agent'] },
        foreign_on_number_since: null,
      },
    });
    expect(await gateway.request('GET', '/v1/trunks/43/health', { headers: bearer })).toMatchObject({
      status: 404,
    });
    expect(asked).toEqual([42]);
  });
});

describe('A webhook', () => {
  const path = '/webhooks/livekit';
  const headers = { authorization: 'a.b.c', 'content-type': 'application/webhook+json' };

  it('is passed on byte by byte, with its signature', async () => {
    const received: unknown[] = [];
    gateway = await startGateway({
      receiveWebhook: async (...webhook) => {
        received.push(webhook);
        return 'ignored';
      },
    });
    const body = '{"event" : "room_started",\n "event": "twice"}';

    expect(await gateway.request('POST', path, { headers, body })).toMatchObject({
      ...{ status: 200, body: { status: 'ignored' } },
    });
    expect(received).toEqual([[body, 'a.b.c']]);
  });

  it('without a signature is refused before its body is read', async () => {
    gateway = await startGateway();
    const body = 'x'.repeat(300_000);

    expect(await gateway.request('POST', path, { body })).toMatchObject({
      ...{ status: 401, body: { code: 'webhook_not_signed' } },
    });
    expect(await gateway.request('POST', path, { headers, body })).toMatchObject({
      ...{ status: 413, body: { code: 'webhook_too_large' } },
    });
  });
});
