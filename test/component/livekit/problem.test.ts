import { ServerError } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';
import {
  type FailureCode,
  fairAttemptMs,
  LiveKitProblem,
  type ProblemKind,
} from '../../../src/domain/failures.js';
import { classifyLiveKitError } from '../../../src/livekit/problem.js';
import { liveKitAt } from '../../../src/livekit/sip-api.js';
import { ampleMs } from '../../unit/ample-time.js';
import { answering, closedPort, httpServer, type LocalServer, tcpServer } from './local-server.js';

const conflictOfTrunks =
  'Conflicting inbound SIP Trunks: "<new>" and "ST_a", using the same number(s) ["+1002"] without AllowedNumbers set';
const conflictOfRules =
  'Dispatch rule for the same trunk, inbound number, number, and PIN combination already exists in dispatch rule "SDR_x" "y"';

const transient = (code: FailureCode, mayHaveApplied: boolean): ProblemKind => ({
  kind: 'failure',
  code,
  transient: true,
  mayHaveApplied,
});
const permanent = (code: FailureCode): ProblemKind => ({
  kind: 'failure',
  code,
  transient: false,
  mayHaveApplied: false,
});

/** One row per answer that LiveKit, or something in front of it, can give. */
const answers: readonly {
  readonly status: number;
  readonly code?: string;
  readonly message: string;
  readonly means: ProblemKind;
}[] = [
  { status: 400, code: 'invalid_argument', message: conflictOfTrunks, means: { kind: 'conflict' } },
  { status: 400, code: 'invalid_argument', message: conflictOfRules, means: { kind: 'conflict' } },
  { status: 400, message: `twirp error unknown: ${conflictOfTrunks}`, means: { kind: 'conflict' } },
  {
    status: 400,
    code: 'invalid_argument',
    message: 'no trunk numbers specified',
    means: permanent('livekit_refused'),
  },
  { status: 400, code: 'malformed', message: 'bad json', means: permanent('livekit_refused') },
  { status: 401, code: 'unauthenticated', message: 'denied', means: permanent('livekit_credentials') },
  { status: 401, message: 'invalid token: eyJhbGciOi', means: permanent('livekit_credentials') },
  { status: 403, code: 'permission_denied', message: 'denied', means: permanent('livekit_credentials') },
  { status: 404, code: 'not_found', message: 'object cannot be found', means: { kind: 'gone' } },
  { status: 404, code: 'bad_route', message: 'no handler', means: permanent('livekit_wrong_endpoint') },
  { status: 404, message: '<html>Not Found</html>', means: permanent('livekit_wrong_endpoint') },
  { status: 408, code: 'deadline_exceeded', message: 'late', means: transient('livekit_timeout', true) },
  { status: 408, code: 'canceled', message: 'canceled', means: transient('livekit_timeout', true) },
  { status: 409, code: 'aborted', message: 'aborted', means: permanent('livekit_refused') },
  { status: 412, code: 'failed_precondition', message: 'no', means: permanent('livekit_refused') },
  { status: 413, message: 'too large', means: permanent('livekit_refused') },
  { status: 429, code: 'resource_exhausted', message: 'slow', means: transient('livekit_throttled', false) },
  { status: 429, message: 'Too Many Requests', means: transient('livekit_throttled', false) },
  { status: 500, code: 'unknown', message: 'i/o timeout', means: transient('livekit_fault', true) },
  { status: 500, code: 'internal', message: 'psrpc', means: transient('livekit_fault', true) },
  {
    status: 500,
    code: 'internal',
    message: 'sip not connected (redis required)',
    means: permanent('livekit_without_redis'),
  },
  { status: 501, code: 'unimplemented', message: 'no', means: transient('livekit_fault', true) },
  { status: 502, message: '<html>Bad Gateway</html>', means: transient('livekit_fault', true) },
  { status: 503, code: 'unavailable', message: 'no response', means: transient('livekit_fault', true) },
  { status: 504, message: '{"code":"unknown"}', means: transient('livekit_fault', true) },
];

const named = ({ status, code, message }: (typeof answers)[number]) =>
  `${status} ${code ?? 'without a code'}: ${message.slice(0, 40)}`;

describe.each(answers.map((answer) => [named(answer), answer] as const))('the answer %s', (_name, answer) => {
  it('the answer is classified as the error that the SDK makes of it', () => {
    const { status, code, message, means } = answer;
    expect(classifyLiveKitError(new ServerError('Status Text', message, status, code)).problem).toEqual(
      means,
    );
  });

  it('the answer is classified the same over HTTP', async () => {
    const { status, code, message, means } = answer;
    // The SDK reads a code only out of a body whose type is exactly application/json.
    const handler =
      code === undefined
        ? answering(status, message, 'text/plain')
        : answering(status, JSON.stringify({ code, msg: message }));
    expect((await problemAt(await httpServer(handler))).problem).toEqual(means);
  });
});

/** Sends one request to the server, which must fail, closes the server, and tells what became of the request. */
async function problemAt(server: LocalServer, timeLimitMs = ampleMs): Promise<LiveKitProblem> {
  try {
    return await problemOfRequestTo(server.url, timeLimitMs);
  } finally {
    await server.close();
  }
}

async function problemOfRequestTo(url: string, timeLimitMs: number): Promise<LiveKitProblem> {
  const livekit = liveKitAt({ url, apiKey: 'devkey', apiSecret: 'secret-of-the-test' })(timeLimitMs);
  const error = await livekit.listAllRules().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LiveKitProblem)) throw new Error('A LiveKitProblem was expected.', { cause: error });
  return error;
}

describe('a request', () => {
  it('a request to a port at which nobody listens was not sent', async () => {
    const { problem, message } = await problemOfRequestTo(await closedPort(), ampleMs);
    expect(problem).toEqual(transient('livekit_unreachable', false));
    expect(message).toBe('LiveKit could not be reached (ECONNREFUSED).');
  });

  it.each(['ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])(
    'a request that failed with %s was not sent',
    (code) => {
      // What fetch throws for it; to provoke one would take a look-up or a host outside this machine.
      const thrown = new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
      expect(classifyLiveKitError(thrown).problem).toEqual(transient('livekit_unreachable', false));
    },
  );

  it('a request whose connection is reset may have been carried out', async () => {
    const server = await tcpServer((socket) => socket.resetAndDestroy());
    expect((await problemAt(server)).problem).toEqual(transient('livekit_fault', true));
  });

  it('a request whose connection is closed before the answer may have been carried out', async () => {
    const server = await tcpServer((socket) => socket.end());
    expect((await problemAt(server)).problem).toEqual(transient('livekit_fault', true));
  });

  it('a request that gets no answer in time may have been carried out', async () => {
    const server = await tcpServer(() => undefined);
    expect((await problemAt(server, fairAttemptMs)).problem).toEqual(transient('livekit_timeout', true));
  });

  it('a request that had less than a fair time says nothing about LiveKit when it gets no answer', async () => {
    const server = await tcpServer(() => undefined);
    expect((await problemAt(server, 250)).problem).toEqual(transient('out_of_time', true));
  });

  it('a request whose answer is not complete in time may have been carried out', async () => {
    const server = await tcpServer((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{'),
    );
    expect((await problemAt(server, fairAttemptMs)).problem).toEqual(transient('livekit_timeout', true));
  });

  it('a request whose answer breaks off may have been carried out', async () => {
    const server = await tcpServer((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{'));
    expect((await problemAt(server)).problem).toEqual(transient('livekit_fault', true));
  });

  it('a request whose answer is not HTTP may have been carried out', async () => {
    const server = await tcpServer((socket) => socket.end('nonsense\r\n\r\n'));
    expect((await problemAt(server)).problem).toEqual(transient('livekit_fault', true));
  });

  it.each(['', '{"items":', '<html>'])(
    'a request that is answered 200 with "%s" may have been carried out',
    async (body) => {
      const { problem } = await problemAt(await httpServer(answering(200, body)));
      expect(problem).toEqual(transient('livekit_fault', true));
    },
  );

  it.each(['502', '504'])(
    'a request that a proxy answers %s, as JSON with a charset, may have been carried out',
    async (status) => {
      const handler = answering(Number(status), '{"code":"unavailable"}', 'application/json; charset=utf-8');
      const { problem } = await problemAt(await httpServer(handler));
      expect(problem).toEqual(transient('livekit_fault', true));
    },
  );
});

describe('other errors', () => {
  it.each([
    ['a RangeError of the caller', new RangeError('bad')],
    ['a TypeError that is not about the connection', new TypeError('bad')],
    ['an Error', new Error('bad')],
    ['a text', 'bad'],
    ['a DOMException of another name', new DOMException('bad', 'AbortError')],
  ])('the error is a final defect: %s', (_what, thrown) => {
    expect(classifyLiveKitError(thrown).problem).toMatchObject({
      kind: 'failure',
      code: 'internal',
      transient: false,
    });
  });

  it('a classified problem is not classified again', () => {
    const problem = new LiveKitProblem({ kind: 'gone' }, 'classified');
    expect(classifyLiveKitError(problem)).toBe(problem);
  });
});

describe('the message of a problem', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln';

  it.each([401, 403])(
    'the message of a problem leaves out the text of a %i, which can hold the access token',
    async (status) => {
      const handler = answering(status, `invalid token: ${token}`, 'text/plain');
      const { message } = await problemAt(await httpServer(handler));
      expect(message).not.toContain(token);
      expect(message).toBe(`LiveKit answered ${status}`);
    },
  );

  it('the message of a problem is short, however long the page of a proxy is', () => {
    const { message } = classifyLiveKitError(new ServerError('Bad Gateway', 'x'.repeat(100_000), 502));
    expect(message.length).toBeLessThan(400);
  });
});
