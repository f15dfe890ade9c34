import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutgoingCall } from '../../../src/domain/livekit/calls.js';
import { type Verdict, verdictOf } from '../../../src/domain/test-call/verdict.js';
import type { SipAddress } from '../../../src/domain/trunk/trunk.js';
import { Secret } from '../../../src/domain/values.js';
import { callsThrough } from '../../../src/livekit/calls.js';
import { closedPort, httpServer, type LocalServer } from './local-server.js';

/** A call that was placed on real servers: what the carrier did, what LiveKit reported, and how the call went. */
interface ReportedCall {
  readonly id: string;
  readonly carrier: { readonly challenge?: number; readonly answer?: unknown };
  readonly transport: string;
  readonly waited: boolean;
  readonly report:
    | { readonly ok: true }
    | {
        readonly ok: false;
        readonly http: number;
        readonly code: string;
        readonly message: string;
        readonly metadata?: Readonly<Record<string, string>>;
      };
  /** Null for a report that says nothing, because LiveKit did not wait for the answer. */
  readonly verdict: Verdict | null;
}

const file = new URL('reported-calls.json', import.meta.url);
const { cases }: { readonly cases: readonly ReportedCall[] } = JSON.parse(readFileSync(file, 'utf8'));
const access = { apiKey: 'devkey', apiSecret: 'secret-of-the-test-that-is-long-enough' };
const call: OutgoingCall = {
  room: 'a-room',
  over: { kind: 'trunk', id: 'ST_1' },
  to: '+13105550123',
  ringSeconds: 5,
  longestSeconds: 20,
};

let server: LocalServer;
let report: ReportedCall['report'] = { ok: true };
const requests: { readonly method: string; readonly body: Readonly<Record<string, unknown>> }[] = [];

beforeAll(async () => {
  server = await httpServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const method = String(request.url).split('/').at(-1) ?? '';
    requests.push({ method, body: JSON.parse(text) });
    const answer = method === 'CreateSIPParticipant' ? report : { ok: true as const };
    response.setHeader('content-type', 'application/json');
    if (answer.ok) response.end('{}');
    else {
      const { http, code, message: msg, metadata: meta } = answer;
      response.writeHead(http).end(JSON.stringify({ code, msg, meta }));
    }
  });
});

afterAll(() => server.close());

async function placed(changes: Partial<OutgoingCall> = {}, url = server.url) {
  requests.length = 0;
  const made = await callsThrough({ ...access, url }).place({ ...call, ...changes }, () => undefined);
  return { report: made, asked: requests.find(({ method }) => method === 'CreateSIPParticipant')?.body };
}

describe('a call through LiveKit', () => {
  it.each(cases.flatMap((each) => (each.verdict === null ? [] : [[each.verdict, each.id, each] as const])))(
    'the verdict is %s for the report of %s',
    async (verdict, _id, { carrier, report: reported }) => {
      report = reported;
      const facts = { rang: carrier.answer === 'ring', challenges: carrier.challenge !== undefined };
      expect(verdictOf((await placed()).report, facts)).toBe(verdict);
    },
  );

  it('every call waits for its answer, because LiveKit reports a refused call as a success otherwise', async () => {
    const unheard = cases.filter(({ verdict }) => verdict === null);
    expect(unheard.map(({ waited, report: { ok } }) => ({ waited, ok }))).toEqual([
      { waited: false, ok: true },
      { waited: false, ok: true },
    ]);
    report = { ok: true };
    expect((await placed()).asked).toMatchObject({ waitUntilAnswered: true });
  });

  it('LiveKit gets the limits of the call, so that it hangs up also if nobody asks it to', async () => {
    report = { ok: true };
    expect((await placed()).asked).toMatchObject({
      ...{ sipTrunkId: 'ST_1', sipCallTo: '+13105550123', roomName: 'a-room' },
      ...{ ringingTimeout: '5s', maxCallDuration: '20s' },
    });
  });

  it('a trunk that is not set up goes along with the call', async () => {
    report = { ok: true };
    const spec = {
      ...{ number: '+15551234567', address: 'sip.provider.com' as SipAddress, callerId: '15551234567' },
      ...{ username: 'user', password: new Secret('password'), metadata: '' },
      fields: { transport: 'SIP_TRANSPORT_TCP', fromHost: 'from.example.com', headers: { 'X-A': '1' } },
    };
    const { asked } = await placed({ over: { kind: 'inline', spec } });
    expect(asked).toMatchObject({
      trunk: {
        ...{ hostname: 'sip.provider.com', transport: 'SIP_TRANSPORT_TCP', fromHost: 'from.example.com' },
        ...{ authUsername: 'user', authPassword: 'password' },
      },
      sipNumber: '15551234567',
      headers: { 'X-A': '1' },
    });
  });

  it('no agent without a name joins the room of a call', async () => {
    await placed();
    const [opened] = requests;
    expect(opened).toMatchObject({
      method: 'CreateRoom',
      body: { name: 'a-room', agents: [{ agentName: expect.stringMatching(/./) }] },
    });
  });

  it('nothing is reported, and nobody is called, when LiveKit cannot be reached', async () => {
    const { report: made } = await placed({}, await closedPort());
    expect(made).toEqual({ kind: 'no_report', timedOut: false });
    expect(verdictOf(made, { rang: false, challenges: null })).toBe('livekit_failed');
  });
});
