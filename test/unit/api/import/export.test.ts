import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Gateway, slotsWith, startGateway } from '../gateway.js';
import { bearer, trunk } from '../samples.js';

let gateway: Gateway;

beforeEach(async () => {
  gateway = await startGateway({ listTrunksAfter: async () => ({ trunks: [trunk()], more: false }) });
});

afterEach(() => gateway.close());

const lines = 'application/x-ndjson; charset=utf-8';
const csv = 'text/csv; charset=utf-8';

describe('an export', () => {
  it.each([
    ['text/csv', csv],
    ['TEXT/CSV', csv],
    ['text/*', csv],
    ['application/json;q=0.9, text/csv;q=0.1', csv],
    ['application/x-ndjson;q=0.1, text/csv', csv],
    ['application/x-ndjson, text/csv;q=0.5', lines],
    ['text/csv;q=0', lines],
    ['text/csv;q=0, */*', lines],
    ['*/*', lines],
    ['application/*', lines],
    ['image/png', lines],
    ['text/csvx', lines],
  ])('for a caller that accepts %s comes as %s', async (accept, type) => {
    const answer = await fetch(`${gateway.url}/v1/export`, { headers: { ...bearer, accept } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    expect(await answer.text()).toContain('sip.provider.com');
  });

  it('an export for a spreadsheet is CSV without cells that are run or converted', async () => {
    const answer = await fetch(`${gateway.url}/v1/export?spreadsheet=true`, { headers: bearer });
    expect(answer.headers.get('content-type')).toBe(csv);
    const text = await answer.text();
    expect(text).toContain("'1000,,myuser,,sip.provider.com,'+e164,auth");
    expect(text).toContain("false,auto,true,true,,'+e164,none,,,,disabled,disabled,,,,,,extension,");
  });

  it('an export for a spreadsheet cannot be JSON lines', async () => {
    const answer = await fetch(`${gateway.url}/v1/export?spreadsheet=true&format=jsonl`, { headers: bearer });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: { spreadsheet: [expect.any(String)] } });
  });

  it('an export comes as its address says, whatever is accepted', async () => {
    const answer = await fetch(`${gateway.url}/v1/export?format=jsonl`, {
      headers: { ...bearer, accept: 'text/csv' },
    });
    expect(answer.headers.get('content-type')).toBe(lines);
  });

  it('an export whose caller reads nothing is not written ahead of it, and keeps its slot until the caller goes away', async () => {
    await gateway.close();
    const slot = new EventEmitter();
    let pages = 0;
    gateway = await startGateway({
      listTrunksAfter: async () => {
        pages += 1;
        return { trunks: Array.from({ length: 500 }, () => trunk()), more: true };
      },
      slots: slotsWith({
        download: { acquire: async () => ({ kind: 'admitted', release: () => slot.emit('free') }) },
      }),
    });
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1').pause();
    const head = ['GET /v1/export HTTP/1.1', 'host: localhost', `authorization: ${bearer.Authorization}`];
    socket.write([...head, '', ''].join('\r\n'));
    let before: number;
    do {
      before = pages;
      await delay(1_000);
    } while (pages > before);

    expect(pages).toBeGreaterThan(1);
    const freed = once(slot, 'free');
    socket.destroy();
    await freed;
    expect(pages).toBeLessThanOrEqual(before + 1);
  });

  it('an export whose caller goes away while a page is read frees its slot', async () => {
    await gateway.close();
    const slot = new EventEmitter();
    const page = new EventEmitter();
    gateway = await startGateway({
      listTrunksAfter: async () => {
        page.emit('asked');
        await once(page, 'read');
        return { trunks: [trunk()], more: true };
      },
      slots: slotsWith({
        download: { acquire: async () => ({ kind: 'admitted', release: () => slot.emit('free') }) },
      }),
    });
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    const asked = once(page, 'asked');
    const head = ['GET /v1/export HTTP/1.1', 'host: localhost', `authorization: ${bearer.Authorization}`];
    socket.write([...head, '', ''].join('\r\n'));
    await asked;
    const freed = once(slot, 'free');
    socket.destroy();
    await delay(100);
    page.emit('read');
    await freed;
  });
});
