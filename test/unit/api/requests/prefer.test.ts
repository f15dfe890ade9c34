import { afterEach, describe, expect, it } from 'vitest';
import { readPreference } from '../../../../src/api/http/request.js';
import { type Gateway, startGateway } from '../gateway.js';
import { autocallsBody, autocallsPath, bearer, operationId, zuduBody, zuduPath } from '../samples.js';

describe('the Prefer header', () => {
  it.each<[string | undefined, boolean, number | null]>([
    [undefined, false, null],
    ['', false, null],
    ['respond-async', true, 0],
    ['Respond-Async', true, 0],
    ['respond-async; foo=bar', true, 0],
    ['wait=10', false, 10_000],
    ['wait = "10"', false, 10_000],
    ['WAIT=0', false, 0],
    ['respond-async, wait=10', true, 10_000],
    ['wait=10,respond-async', true, 10_000],
    ['wait=5, wait=9', false, 5_000],
    ['wait=999999999', false, 3_600_000],
    ['wait', false, null],
    ['wait=soon', false, null],
    ['wait=-1', false, null],
    ['wait=1.5', false, null],
    ['note="a, respond-async", wait=2', false, 2_000],
    ['return=minimal', false, null],
  ])(
    'the Prefer header %j asks for an early answer: %j, and for a wait of %j ms',
    (prefer, respondAsync, waitMs) => {
      expect(readPreference(prefer === undefined ? {} : { prefer })).toEqual({
        respondAsync,
        waitMs,
        strict: false,
      });
    },
  );
});

describe('every endpoint that changes something', () => {
  const unfinished = { kind: 'unfinished', operationId, state: 'running' } as const;
  const path = '/api/user/phone-numbers/sip-trunks/42';
  let gateway: Gateway;
  let waits: (number | null)[];

  const start = async (answer: typeof unfinished | { kind: 'unavailable' }) => {
    waits = [];
    const given =
      answer.kind === 'unfinished'
        ? answer
        : ({ kind: 'unavailable', component: 'temporal', retryAfterSeconds: 5 } as const);
    const noted = async ({ waitMs }: { readonly waitMs: number | null }) => {
      waits.push(waitMs);
      return given;
    };
    gateway = await startGateway({ setUpTrunk: noted, changeTrunk: noted, tearDownTrunk: noted });
  };

  afterEach(() => gateway.close());

  const endpoints: readonly [string, string, object | undefined][] = [
    ['POST', autocallsPath, autocallsBody],
    ['POST', zuduPath, zuduBody],
    ['PUT', path, { nickname: 'Main' }],
    ['PUT', '/api/user/phone-numbers/42', { nickname: 'Main' }],
    ['PATCH', '/api/phone-numbers/+15551234567', { nickname: 'Main' }],
    ['DELETE', path, undefined],
    ['DELETE', '/api/user/phone-numbers/42', undefined],
    ['DELETE', '/api/phone-numbers/+15551234567', undefined],
  ];
  const send = (method: string, at: string, body: object | undefined, prefer: string) =>
    gateway.request(method, at, {
      headers: { ...bearer, Prefer: prefer },
      ...(body === undefined ? {} : { body }),
    });

  it.each(endpoints)(
    'every endpoint that changes something (%s %s) can be answered at once, and says so',
    async (method, at, body) => {
      await start(unfinished);
      const { status, headers } = await send(method, at, body, 'respond-async');
      expect(status).toBe(202);
      expect(headers.get('preference-applied')).toBe('respond-async');
      expect(headers.get('location')).toBe(`/v1/operations/${operationId}`);
      expect(headers.get('x-operation-id')).toBe(operationId);
      expect(waits).toEqual([0]);
    },
  );

  it.each(endpoints)(
    'every endpoint that changes something (%s %s) honours how long its caller wants to wait',
    async (method, at, body) => {
      await start(unfinished);
      const { headers } = await send(method, at, body, 'wait=3');
      expect(headers.has('preference-applied')).toBe(false);
      expect(waits).toEqual([3_000]);
    },
  );

  it.each(endpoints)(
    'every endpoint that changes something (%s %s) is refused as ever, whatever its caller prefers',
    async (method, at, body) => {
      await start({ kind: 'unavailable' });
      const { status, headers } = await send(method, at, body, 'respond-async');
      expect(status).toBe(503);
      expect(headers.has('preference-applied')).toBe(false);
    },
  );
});
